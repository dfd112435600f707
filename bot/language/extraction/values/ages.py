"""Which of several values of one analyte is the newest, where no date says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from bot.language.extraction.values.cues import Cues
from bot.language.extraction.values.found import Found, Material
from bot.language.extraction.values.timeline import Stamp, stamps
from bot.language.extraction.values.timeline import ranks as ranks_of
from bot.language.extraction.words.dates import month_number

__all__ = ["mark_previous"]

_CHAIN: Final = frozenset({"->", "→", "=>", "to", "then", "and", "now", ",", "finally", "up", "down", "-", ">"})
_LISTED: Final = frozenset({",", "and", "-"})


def mark_previous(material: Material, found: Iterable[Found], cues: Cues) -> None:
    """Mark the values as previous that the words around call older than another one of the same analyte."""
    groups: dict[str, list[Found]] = {}
    for each in found:
        groups.setdefault(each.mention.id, []).append(each)
    repeated = [
        group
        for group in groups.values()
        if len(group) > 1 and not any(each.correction or each.previous for each in group)
    ]
    if not repeated:
        return
    told, first = stamps(material, [each for group in groups.values() for each in group]), material.newest_first
    for group in repeated:
        ordered = sorted(group, key=lambda each: each.quantity.first)
        days = [each.taken.toordinal() for each in ordered if each.taken is not None]
        ranks: Sequence[float]
        if len(days) == len(ordered):
            ranks = days
        elif first is None:
            ranks = _ranks(material, ordered, cues, told)
        else:
            ranks = [-place if first else place for place in range(len(ordered))]
        for each, rank in zip(ordered, ranks, strict=True):
            each.previous = rank < max(ranks)


def _ranks(material: Material, ordered: Sequence[Found], cues: Cues, told: Mapping[int, Stamp]) -> Sequence[float]:
    """Return a number for each value: the higher the newer; all alike if nothing tells."""
    if _is_from_to(material, ordered):
        return [0, 1]
    if any(each.quantity.number in told for each in ordered):
        stamped = [told.get(each.quantity.number) for each in ordered]
        settled = ranks_of(stamped, _hints(ordered, stamped, _by_cues(material, ordered, cues)))
        if settled is not None:
            return settled
    for label in (_month, _year):
        times = [label(material, each) for each in ordered]
        if all(time is not None for time in times):
            return [time or 0 for time in times]
    if _is_chain(material, ordered):
        return list(range(len(ordered)))
    ranks = _by_cues(material, ordered, cues)
    first = ordered[0]
    if len(set(ranks)) == 1 and cues.trends(material.norms(first.mention.last - 3, first.quantity.first)):
        return list(range(len(ranks)))
    return ranks


def _by_cues(material: Material, ordered: Sequence[Found], cues: Cues) -> list[int]:
    """Return 2 for each value that words call new, 0 for one called old, 1 for the others."""
    ranks: list[int] = []
    barrier = max(-1, ordered[0].mention.first - 4)
    for place, each in enumerate(ordered):
        later = ordered[place + 1].quantity.first if place + 1 < len(ordered) else len(material.tokens)
        rank = cues.age(material, each, barrier, later)
        first = place == 0 or not _same_sentence(material, ordered[place - 1], each)
        ranks.append(_clause_rank(material, each, cues) if rank == 1 and first else rank)
        before = material.norms(barrier + 1, each.quantity.first - 1)
        barrier = cues.reach_after(material, each, later) if cues.opening(before) == 1 else each.quantity.last
    return ranks


def _hints(ordered: Sequence[Found], stamped: Sequence[Stamp | None], cues: Sequence[int]) -> list[int]:
    """Return the cues without a word between two values that tells the time of the second: `was 4.2 now 6.9`."""
    hints = list(cues)
    for place, later in enumerate(ordered[1:]):
        stamp = stamped[place + 1]
        if stamp and hints[place] == 2 and ordered[place].quantity.last < stamp.place < later.quantity.first:
            hints[place] = 1
    return hints


def _same_sentence(material: Material, one: Found, other: Found) -> bool:
    return material.tokens[one.quantity.number].sentence == material.tokens[other.quantity.number].sentence


def _is_from_to(material: Material, ordered: Sequence[Found]) -> bool:
    """Whether the two are the ends of a change: `went from 640 pg/mL in May to 385 pg/mL`."""
    if len(ordered) != 2:
        return False
    one, other = (each.quantity for each in ordered)
    between = material.norms(one.last + 1, other.first - 1)
    return material.norms(one.first - 1, one.first - 1) == ["from"] and between[-1:] == ["to"] and len(between) <= 8


def _month(material: Material, found: Found) -> int | None:
    """Return the month whose name stands right beside the test or the number: `Oct: PTH 700`, `700 in October`."""
    for token in material.tokens[found.quantity.last + 1 : found.quantity.last + 4]:
        month = month_number(token.norm) if token.kind == "word" and len(token.norm) <= 9 else None
        if month is not None:
            return month
        if token.norm not in {"(", "[", "in", "early", "late", "mid"}:
            break
    for start in (found.mention.first, found.quantity.first):
        for token in reversed(material.tokens[max(0, start - 2) : max(0, start)]):
            month = month_number(token.norm) if token.kind == "word" and len(token.norm) <= 9 else None
            if month is not None:
                return month
            if token.norm in {",", ";", ")", "and"}:
                break
    return None


def _year(material: Material, found: Found) -> int | None:
    """Return the year that labels a number: `2024: 450`, `in 2025 it was 720`."""
    for token in reversed(material.tokens[max(0, found.quantity.first - 6) : found.quantity.first]):
        if token.kind == "number" or token.norm in {";", "\n"}:
            return int(token.norm) if token.norm.isdigit() and 1990 <= int(token.norm) <= 2099 else None
    return None


def _is_chain(material: Material, ordered: Sequence[Found]) -> bool:
    """Whether arrows or `then` lead from each value to the next: `9.2 -> 9.8 -> 10.4`."""
    if len({id(each.mention) for each in ordered}) > 1:
        return False
    between = [set(material.norms(one.quantity.last + 1, other.quantity.first - 1)) for one, other in pairwise(ordered)]
    if any(each.run for each in ordered) and set().union(*between) <= _LISTED:  # `4.2, 5.1 and 6.9` tells no order
        return False
    return all(words and words <= _CHAIN for words in between)


def _clause_rank(material: Material, found: Found, cues: Cues) -> int:
    """Return what the opening of a sentence says of all its values: `this week calcium 10, phosphate 6`."""
    sentence = material.tokens[found.quantity.number].sentence
    start = material.first_words[sentence].index
    end = next((each.first for each in material.quantities if each.first >= start), found.quantity.first)
    return cues.opening(material.norms(start, min(end, found.quantity.first) - 1))
