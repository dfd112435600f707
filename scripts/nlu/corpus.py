"""Read the training examples of `data/nlu/` and bring them into the forms in which they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

__all__ = ["FOLLOW_UPS", "NLU_FOLDER", "Example", "by_intent", "fold", "load", "tokenise"]

NLU_FOLDER: Final = Path(__file__).resolve().parents[2] / "data" / "nlu"
FOLLOW_UPS: Final = "follow_ups.yml"

_BULLET: Final = re.compile(r"^\s*-\s+")
_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")


def fold(text: str) -> str:
    """Lower case and single spaces: two examples with the same fold are one example."""
    return " ".join(text.casefold().split())


def tokenise(text: str) -> tuple[str, ...]:
    """Words and numbers (``9.5`` is one) in order; a text of symbols only is one token, itself."""
    folded = fold(text).replace("’", "'")
    return tuple(_TOKEN.findall(folded)) or (folded,)


@dataclass(frozen=True)
class Example:
    """One training message, its intent and the file it stands in."""

    intent: str
    text: str
    file: str

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        return tokenise(self.text)

    @cached_property
    def token_set(self) -> frozenset[str]:
        return frozenset(self.tokens)


def load(folder: Path = NLU_FOLDER) -> list[Example]:
    """All examples of the Rasa NLU files of `folder`, in file order.

    Raises ValueError, naming file and intent, for a line of an `examples` block that is not `- text`.
    """
    reader = YAML(typ="safe")
    found: list[Example] = []
    for path in sorted(folder.glob("*.yml")):
        blocks = reader.load(path.read_text(encoding="utf-8"))["nlu"]
        for block in blocks:
            if "intent" in block:
                found.extend(_examples(block, path.name))
    return found


def by_intent(examples: Iterable[Example]) -> dict[str, list[Example]]:
    """The examples grouped by intent, in the order in which the intents first occur."""
    groups: dict[str, list[Example]] = {}
    for example in examples:
        groups.setdefault(example.intent, []).append(example)
    return groups


def _examples(block: Mapping[str, str], file: str) -> Iterable[Example]:
    intent = block["intent"]
    for line in block["examples"].split("\n"):
        if not line.strip():
            continue
        if not _BULLET.match(line):
            raise ValueError(f"{file}: {intent}: this line is not '- text': {line!r}")
        yield Example(intent=intent, text=_BULLET.sub("", line).strip(), file=file)
