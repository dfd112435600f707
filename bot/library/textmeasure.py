"""Words, sentences and figures of a text."""

from __future__ import annotations

import re

__all__ = ["figures", "sentences", "words"]

_WORD = re.compile(r"[^\W\d_]+(?:['’\-–][^\W\d_]+)*|\d[\d.,]*")
# An end of sentence: . ! ? before a space and a capital, digit or quote; not after common abbreviations.
_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bDr)(?<!\bno)(?<!\bca)[.!?]+[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_FIGURE = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?![\w]*[A-Za-z]\d)")


def words(text: str) -> list[str]:
    """Return the words (and figures) of a text."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, without surrounding space."""
    return [part.strip() for part in _END.split(text.strip()) if part.strip()]


def figures(text: str) -> set[str]:
    """Return the figures of a text in one spelling: no thousands separators, no trailing zeros after a point."""
    return {_spelling(match.group()) for match in _FIGURE.finditer(text)}


def _spelling(figure: str) -> str:
    bare = re.sub(r",(?=\d{3}(?:\D|$))", "", figure).replace(",", ".")
    return bare.rstrip("0").rstrip(".") if "." in bare else bare
