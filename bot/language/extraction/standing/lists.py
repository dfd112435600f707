"""Whether a negation goes on through an enumeration: `no cancer, lupus or liver disease`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token

__all__ = ["list_goes_on"]

_UNKNOWN: Final = 2
_THINGS: Final = frozenset({"fact", "dialysis", "lesion", "finding", "condition", "lab"})


def list_goes_on(
    tokens: Sequence[Token], hits: Sequence[Hit], fill: frozenset[str], ends: frozenset[str] = frozenset()
) -> Callable[[int, bool], bool]:
    """Return a test for commas: does the enumeration go on behind it until an `or` (or `and` at its end)?

    With `bare` true it may also go on without one, as long as nothing but things follows (`denies DM, SLE, cancer.`).
    Unknown words may stand in it (`no sores, patches or lumps`), two in a row, but none of `ends`.
    """
    things: dict[int, int] = {}
    for hit in hits:
        if hit.group in _THINGS:
            things[hit.first] = max(hit.last, things.get(hit.first, -1))

    glued = _glued(tokens, hits)

    def goes_on(comma: int, bare: bool) -> bool:
        if comma in glued:
            return True
        place, sentence, items, unknown, strange = comma + 1, tokens[comma].sentence, 0, 0, False
        while place < len(tokens) and tokens[place].sentence == sentence and tokens[place].kind != "break":
            word = tokens[place].norm
            if place in things:
                items, place, unknown = items + 1, things[place] + 1, 0
            elif word in {"or", "nor"}:
                return items > 0 or place + 1 in things or _soon(things, place)
            elif word == "and":
                return items > 0 and _ends(tokens, things, place + 1, fill)
            elif word in {".", ";", "!"}:
                break
            elif word in {",", "/"} or word in fill:
                place, unknown = place + 1, 0 if word in {",", "/"} else unknown
            elif tokens[place].kind == "word" and word not in ends and unknown < _UNKNOWN:
                place, unknown, strange = place + 1, unknown + 1, True
            else:
                return False
        return bare and items > 0 and not strange

    return goes_on


def _glued(tokens: Sequence[Token], hits: Sequence[Hit]) -> frozenset[int]:
    """Return the strokes between two things, no blank beside them: `no warfarin/steroids`.

    Two names of different things share a denial only where nothing is told behind the second.
    """
    facts = [hit for hit in hits if hit.group == "fact"]
    ends = {hit.last: hit.key for hit in facts}
    return frozenset(
        hit.first - 1
        for hit in facts
        if hit.first - 2 in ends
        and tokens[hit.first - 1].norm == "/"
        and tokens[hit.first - 2].end == tokens[hit.first - 1].start
        and tokens[hit.first - 1].end == tokens[hit.first].start
        and (ends[hit.first - 2] == hit.key or _closes(tokens, hit.last + 1))
    )


def _closes(tokens: Sequence[Token], place: int) -> bool:
    return place >= len(tokens) or tokens[place].norm in {",", ".", ";", "\n"}


def _soon(things: dict[int, int], place: int) -> bool:
    return any(place + step in things for step in (1, 2, 3))


def _ends(tokens: Sequence[Token], things: dict[int, int], place: int, fill: frozenset[str]) -> bool:
    """Whether one more thing and then the end of the sentence follows."""
    sentence = tokens[place - 1].sentence
    while place < len(tokens) and tokens[place].norm in fill and place not in things:
        place += 1
    if place not in things:
        return False
    after = things[place] + 1
    return after >= len(tokens) or tokens[after].sentence != sentence or tokens[after].norm in {".", ";", "\n", ")"}
