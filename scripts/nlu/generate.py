"""Write the generated part of `data/nlu/out_of_scope_medical.yml` from lists of names of diseases and medicines.

`python -m scripts.nlu.generate CONDITIONS MEDICINES [--count 300] [--seed 7]`, each list one name a line. The grammar
is `shapes.yml`; names of topics of this project are skipped. Everything below the marker line of the file is replaced,
the examples written by hand above it stay. The same lists, seed and count give the same file.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from scripts.nlu.corpus import NLU_FOLDER, fold

__all__ = ["MARKER", "examples", "usable_names", "write"]

MARKER: Final = "# Below this line: written by scripts.nlu.generate."
_SOURCE: Final = (
    "# Names: MedQuAD (Ben Abacha and Demner-Fushman, BMC Bioinformatics 2019), CC BY 4.0; names only.\n"
    "- intent: out_of_scope_medical\n  examples: |\n"
)
_SHAPES: Final = Path(__file__).with_name("shapes.yml")
_PLAIN_NAME: Final = re.compile(r"[A-Za-z][A-Za-z' -]{3,33}")
_ROUTE: Final = re.compile(
    r"\s+(?:injection|implant|(?:transdermal )?patch|(?:vaginal )?cream|intravesical|(?:oral|nasal) inhalation|oral|"
    r"topical|ophthalmic|otic|nasal spray|rectal|vaginal|urogenital)$",
    re.I,
)
_MOST_WORDS: Final = 4
# The list of conditions also holds tests, operations and headings; a disease shows by its word.
_DISEASE: Final = re.compile(
    r"(?:disease|disorder|syndrome|deficiency|dystrophy|anaemia|anemia|palsy|cancer|tumou?r|infection|allergy|hernia|cyst|"
    r"(?:it|os|ias)is|[aeu]mia|oma|pathy|plasia|trophy|algia|uria|ism|phobia|plegia|rrh(?:o)?ea|pox|flu)$",
    re.I,
)
_SHARE_OF_MEDICINES: Final = 0.35
_SHARE_OF_SLIPS: Final = 0.12
_SHARE_OF_FRAMES: Final = 0.3


def usable_names(lines: Sequence[str], skip: Sequence[str], *, shape: re.Pattern[str] | None = None) -> list[str]:
    """Names of at most four plain words, sorted, once each: no topic of ours, no route of giving a medicine.

    With `shape`, only the names in which it is found.
    """
    names = {_ROUTE.sub("", line.strip()) for line in lines}
    return sorted(
        name
        for name in names
        if _fits(name) and (shape is None or shape.search(name)) and not any(word in name.casefold() for word in skip)
    )


def examples(
    conditions: Sequence[str],
    medicines: Sequence[str],
    shapes: Mapping[str, Sequence[str]],
    *,
    count: int,
    seed: int,
) -> list[str]:
    """`count` different questions, about a third on medicines; every shape is used before one is used again."""
    chance = random.Random(seed)
    of_medicines = round(count * _SHARE_OF_MEDICINES)
    made = [
        *_filled(conditions, shapes["conditions"], count - of_medicines, chance),
        *_filled(medicines, shapes["medicines"], of_medicines, chance),
    ]
    chance.shuffle(made)
    return [_framed(text, shapes["frames"], chance) for text in made]


def write(path: Path, texts: Sequence[str]) -> int:
    """Replace the generated part of `path` by `texts` and return how many were written.

    A text that stands in the part written by hand is left out.
    """
    by_hand = path.read_text(encoding="utf-8").split(MARKER)[0].rstrip() + "\n"
    taken = {fold(line.strip().removeprefix("- ")) for line in by_hand.splitlines()}
    kept = [text for text in texts if fold(text) not in taken]
    lines = "".join(f"    - {text}\n" for text in kept)
    path.write_text(f"{by_hand}{MARKER}\n{_SOURCE}{lines}", encoding="utf-8")
    return len(kept)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the lists, rewrite the file, say how many examples it now has."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("conditions", type=Path, help="names of conditions, one a line")
    parser.add_argument("medicines", type=Path, help="names of medicines, one a line")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=NLU_FOLDER / "out_of_scope_medical.yml")
    options = parser.parse_args(arguments)
    shapes = YAML(typ="safe").load(_SHAPES.read_text(encoding="utf-8"))
    conditions, medicines = (
        usable_names(path.read_text(encoding="utf-8").splitlines(), shapes["skip"], shape=shape)
        for path, shape in ((options.conditions, _DISEASE), (options.medicines, None))
    )
    texts = examples(conditions, medicines, shapes, count=options.count, seed=options.seed)
    parser.exit(0, f"{write(options.out, texts)} examples written to {options.out.name}\n")


def _fits(name: str) -> bool:
    return bool(_PLAIN_NAME.fullmatch(name)) and len(name.split()) <= _MOST_WORDS and " -" not in name


def _filled(names: Sequence[str], shapes: Sequence[str], count: int, chance: random.Random) -> Iterator[str]:
    drawn = chance.sample(names, count)
    order = [shape for _ in range(-(-count // len(shapes))) for shape in chance.sample(shapes, len(shapes))]
    for name, shape in zip(drawn, order, strict=False):
        yield shape.replace("{x}", _as_typed(name, shape, chance))


def _framed(question: str, frames: Sequence[str], chance: random.Random) -> str:
    return chance.choice(frames).replace("{q}", question) if chance.random() < _SHARE_OF_FRAMES else question


def _as_typed(name: str, shape: str, chance: random.Random) -> str:
    """The name as people type it: mostly lower case, capitals kept in short all-capital names, some with a slip."""
    typed = name if name.isupper() or (shape[0].isupper() and chance.random() < 0.3) else name.lower()
    return _slip(typed, chance) if chance.random() < _SHARE_OF_SLIPS else typed


def _slip(name: str, chance: random.Random) -> str:
    """Two neighbouring letters exchanged or one left out, inside the longest word; short words stay as they are."""
    longest = max(name.split(), key=len)
    return name.replace(longest, _misspelt(longest, chance), 1) if len(longest) > 6 else name


def _misspelt(word: str, chance: random.Random) -> str:
    place = chance.randrange(2, len(word) - 2)
    if chance.random() < 0.5:
        return word[:place] + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


if __name__ == "__main__":
    raise SystemExit(main())
