"""A value told over two messages: "temperature", then "39.6"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.language.safety.canonical import Canonical
from bot.language.safety.values import ValueRow

__all__ = ["is_bare_number", "measure_named"]

_MOST_WORDS: Final = 12
_AROUND: Final = frozenset(
    """it its is was im he she mine my his her hers one that this thats at about around came come back out they said say
    says told me reading reads result value level number today now just only right the a an of = : , . ! - so well and
    but ok okay yes c f celsius fahrenheit degrees
    degree g gm gl gdl g_dl g_l ml pg ng ug umol nmol pmol iu
    mmol mmoll mmol_l l mg dl mgdl mg_dl meq percent currently
    tonight morning mum mums dad dads sorry oops whoops no meant mean correction typo wait actually""".split()
)


def measure_named(rows: Sequence[ValueRow], message: Canonical) -> str | None:
    """Return the one measure that a message without a number names ("what is potassium"), or None."""
    if any(word[:1].isdigit() for word in message.words):
        return None
    spans = {(span[0], span[1]) for row in rows if row.near for span in row.name.spans(message)}
    if not spans:
        return None
    start, end = max(spans, key=lambda span: span[1] - span[0])
    return message.text[start:end].strip() if all(start <= low and high <= end for low, high in spans) else None


def is_bare_number(message: Canonical) -> bool:
    """Return whether a message is one number and at most words that say it is told: "7.1", "mine is 7.1"."""
    numbers = sum(word[:1].isdigit() for word in message.words)
    rest = (word for word in message.words if not word[:1].isdigit())
    return numbers == 1 and len(message.words) <= _MOST_WORDS and _AROUND.issuperset(rest)
