"""Words, sentences and figures of a text."""

from __future__ import annotations

import re

__all__ = ["figures", "sentences", "words"]

_WORD = re.compile(r"[^\W\d_]+(?:['’\-–][^\W\d_]+)*|\d[\d.,]*")
# An end of sentence: . ! ? before a space and a capital, digit or quote; not after common abbreviations.
_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bDr)(?<!\bno)(?<!\bca)[.!?]+[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_FIGURE = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?![\w]*[A-Za-z]\d)")
# "3 in every 100": the base is a way to say per cent, not a finding. Emergency numbers are no finding either.
_BASE = re.compile(r"\b(?:in|of|per|for)(?: every| each)? 10(?:0|,?000|0,?000)?\b", re.IGNORECASE)
_PHONE = re.compile(r"(?:\b(?:911|999|112|000|988|111|116 ?123)\b(?:,? (?:or )?)?)+")


def words(text: str) -> list[str]:
    """Return the words (and figures) of a text."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with its full stop."""
    marked = _END.sub(lambda match: f"{match.group().rstrip()}\0", text.strip())
    return [part for part in marked.split("\0") if part]


def figures(text: str) -> set[str]:
    """Return the figures of a text in one spelling: no thousands separators, no trailing zeros after a point.

    Bases ("in every 100") and emergency telephone numbers are left out.
    """
    return {_spelling(match.group()) for match in _FIGURE.finditer(_PHONE.sub(" ", _BASE.sub(" ", text)))}


def _spelling(figure: str) -> str:
    bare = re.sub(r",(?=\d{3}(?:\D|$))", "", figure).replace(",", ".")
    return bare.rstrip("0").rstrip(".") if "." in bare else bare
