"""A value told over two messages, "temperature", then "39.6", or put right in the second: "sorry, 39.8"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.language.safety.canonical import Canonical
from bot.language.safety.values import ValueRow

__all__ = ["is_bare_number", "is_mere_figure", "measure_named", "puts_right", "without_regret"]

_MOST_WORDS: Final = 12
_PUT_RIGHT: Final = frozenset("sorry oops whoops no meant mean correction typo wait actually".split())
_AROUND: Final = _PUT_RIGHT | frozenset(
    """i it its is are was were im he she mine my his her hers one that this thats at about around came come back
    out they said say says told me reading reads result value level number today now just only right the a
    an of = : , . ! - so well and but ok okay yes c f celsius fahrenheit degrees degree g gm gl gdl g_dl g_l
    ml pg ng ug umol nmol pmol iu mmol mmoll mmol_l l mg dl mgdl mg_dl meq percent currently tonight morning
    mum mums dad dads""".split()
)


def measure_named(rows: Sequence[ValueRow], message: Canonical, *, valued: bool = False) -> str | None:
    """Return the one measure that a message names ("what is potassium"), or None.

    Only of messages without any number, or with `valued` only of those with one ("my temperature is 36.8").
    """
    if any(word[:1].isdigit() for word in message.words) != valued:
        return None
    spans = {(span[0], span[1]) for row in rows if row.near for span in row.name.spans(message)}
    if not spans:
        return None
    start, end = max(spans, key=lambda span: span[1] - span[0])
    return message.text[start:end].strip() if all(start <= low and high <= end for low, high in spans) else None


def is_bare_number(message: Canonical) -> bool:
    """Return whether a message is one number and at most words that say it is told: "7.1", "mine is 7.1"."""
    return _is_number_of(message, frozenset())


def is_mere_figure(rows: Sequence[ValueRow], message: Canonical) -> bool:
    """Return whether a message is one measure with its number and nothing else: "my temperature is 36.8"."""
    name = measure_named(rows, message, valued=True)
    return name is not None and _is_number_of(message, frozenset(name.split()))


def puts_right(message: Canonical) -> bool:
    """Return whether a bare number takes another back: "sorry, 39.8"."""
    return is_bare_number(message) and not _PUT_RIGHT.isdisjoint(message.words)


def without_regret(message: Canonical) -> str:
    """Return a bare number without the words that take another back: "no sorry, 39.8" denies nothing."""
    return " ".join(word for word in message.words if word not in _PUT_RIGHT)


def _is_number_of(message: Canonical, name: frozenset[str]) -> bool:
    numbers = sum(word[:1].isdigit() for word in message.words)
    rest = {word for word in message.words if not word[:1].isdigit()} - name
    return numbers == 1 and len(message.words) <= _MOST_WORDS and rest <= _AROUND
