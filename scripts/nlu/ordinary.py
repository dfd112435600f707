"""Write the words that are no names, `bot/engine/words/ordinary.txt`: `python -m scripts.nlu.ordinary`.

A word is ordinary when the training examples have it twice in lower case, or the texts of the knowledge base once; the
words of its dictionaries are so in any case.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator

from bot.engine.masking_names import FIRST_NAMES
from bot.settings import ROOT

__all__ = ["main", "ordinary"]

_EXAMPLE = re.compile(r"\s+- (?!intent:)(.*)$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SOURCES = re.compile(r"sources: \[[^\]]*\]")
_TEXTS = ("topics/*/*.yml", "replies.yml", "phrases.yml", "safety_replies.yml")
_DICTIONARIES = ("lexicon.yml", "labs.yml", "synonyms.yml", "allowed_terms.yml", "differential.yml")


def ordinary() -> list[str]:
    """The words, in order."""
    seen: Counter[str] = Counter()
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for example in _EXAMPLE.findall(path.read_text(encoding="utf-8")):
            seen.update(_lower_case(example))
    for pattern in (*_TEXTS, *_DICTIONARIES):
        for path in sorted((ROOT / "knowledge").glob(pattern)):
            text = _SOURCES.sub("", path.read_text(encoding="utf-8"))
            words = list(_lower_case(text.lower() if pattern in _DICTIONARIES else text))
            seen.update(words + words)
    return sorted(word for word, count in seen.items() if count > 1 and len(word) > 1 and word not in FIRST_NAMES)


def _lower_case(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        if word == word.lower() and word.isascii():
            yield word.removesuffix("'s")


def main() -> int:
    lines = textwrap.wrap(" ".join(ordinary()), 118, break_long_words=False, break_on_hyphens=False)
    path = ROOT / "bot" / "engine" / "words" / "ordinary.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
