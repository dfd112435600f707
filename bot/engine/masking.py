"""Mask what identifies a person before a message is stored.

Rules and lists, not a statistical model: what they catch can be read here, and they must not touch what the
conversation is about (results, units, dates of results, ages). A name is recognised by the words around it or by a list
of first names. What a person typed is understood in full; only what is written down is masked, and every copy of a
masked span goes with it. The numbers, units and dates of a value that was read are no copies, even where they are
written alike ("case 12500; ferritin 12500"): without them the conversation could not be read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.engine.masking_forms import FORMS, folded
from bot.engine.masking_names import FIRST_NAMES, names
from bot.engine.masking_rules import RULES, is_plausible
from bot.language.references import PREFIX

__all__ = ["Mask", "mask", "spans"]

_ONE_WORD = re.compile(r"[a-z_]*")
_READING = frozenset({"analyte", "canonical_value"})  # what every laboratory value that is stored has
_WORDS_OF_READING = frozenset({"name", "earlier"})  # the only parts of one in which a word of the person can stand
_IDS = frozenset({"event", "message_id", "sender_id", "id", "input_channel"})
_SHORTEST_COPY = 3  # characters; shorter copies of a masked span are ordinary words more often than not


def spans(text: str, *, whole: bool = True) -> list[tuple[int, int, str]]:
    """Return `(start, end, kind)` of everything that identifies a person, in order, without overlaps.

    `whole`: the text is a message as it was sent, not a part of one; a name alone is a message.
    """
    if _ONE_WORD.fullmatch(text) and text.lstrip("_") not in FIRST_NAMES:
        return []  # an id: every rule wants a space, a digit or an "@", and the name of nobody stands alone
    plain, places = folded(text)
    found: list[tuple[int, int, str]] = []
    for kind, pattern in (*((rule.kind, rule.pattern) for rule in RULES), *FORMS):
        for match in pattern.finditer(plain):
            start, end = match.span("it" if "it" in pattern.groupindex else 0)
            if start < end and _free(found, start, end) and is_plausible(kind, plain[start:end]):
                found.append((start, end, kind))
    for start, end in names(plain, whole=whole):
        if _free(found, start, end):
            found.append((start, end, "name"))
    if places is None:
        return sorted(found)
    return sorted((places[start], places[end - 1] + 1, kind) for start, end, kind in found)


def _free(found: list[tuple[int, int, str]], start: int, end: int) -> bool:
    return all(end <= s or start >= e for s, e, _ in found)


def mask(text: str, *, whole: bool = True) -> str:
    """Return `text` with each identifying span replaced by its kind in brackets; not a button's reference."""
    return _replaced(text, spans(text, whole=whole))


class Mask:
    """Masks the events of one turn in order, so that copies of what a message held are found in the events after it."""

    def __init__(self) -> None:
        self._copies: dict[str, str] = {}
        self._done: dict[str, str] = {}  # an understood message says the same in several places

    def event(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return an event as Rasa stores it, masked: a message by the rules, all else where it repeats the message."""
        if data.get("event") == "user":
            self._copies |= dict(self._found(data))
            self._done.clear()
            return dict(self._walk(data, by_rules=True))
        return dict(self._walk(data, by_rules=False)) if self._copies else data

    @staticmethod
    def _found(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
        text = data.get("text") or ""
        if text.startswith(PREFIX):
            return
        for start, end, kind in spans(text):
            if end - start >= _SHORTEST_COPY:
                yield text[start:end], f"[{kind}]"

    def _walk(self, value: Any, *, by_rules: bool) -> Any:
        if isinstance(value, str):
            return self._string(value, by_rules=by_rules)
        if isinstance(value, dict):
            kept = value.keys() - _WORDS_OF_READING if value.keys() >= _READING else _IDS
            return {key: item if key in kept else self._walk(item, by_rules=by_rules) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self._walk(item, by_rules=by_rules) for item in value]
        return value

    def _string(self, value: str, *, by_rules: bool) -> str:
        if value.startswith(PREFIX):
            return value
        if not by_rules:
            return self._without_copies(value)
        if value not in self._done:
            self._done[value] = mask(self._without_copies(value), whole=False)
        return self._done[value]

    def _without_copies(self, value: str) -> str:
        for copy, kind in self._copies.items():
            if copy in value:
                value = re.sub(rf"(?<!\w){re.escape(copy)}(?!\w)", kind, value)  # a kind holds no backslash
        return value


def _replaced(text: str, found: list[tuple[int, int, str]]) -> str:
    if not found or text.startswith(PREFIX):
        return text
    parts, at = [], 0
    for start, end, kind in found:
        parts += [text[at:start], f"[{kind}]"]
        at = end
    return "".join([*parts, text[at:]])
