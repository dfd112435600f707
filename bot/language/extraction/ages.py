"""Which of several values of one analyte is the newest, where no date says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.language.extraction.cues import Cues
from bot.language.extraction.dates import month_number
from bot.language.extraction.found import Found, Material

__all__ = ["mark_previous"]


def mark_previous(material: Material, found: Iterable[Found], cues: Cues) -> None:
    """Mark the values as previous that the words around call older than another one of the same analyte."""
    groups: dict[str, list[Found]] = {}
    for each in found:
        groups.setdefault(each.mention.id, []).append(each)
    for group in groups.values():
        if len(group) < 2 or any(each.correction or each.previous for each in group):
            continue
        ordered = sorted(group, key=lambda each: each.quantity.first)
        ranks = _ranks(material, ordered, cues)
        for each, rank in zip(ordered, ranks, strict=True):
            each.previous = rank < max(ranks)


def _ranks(material: Material, ordered: Sequence[Found], cues: Cues) -> list[int]:
    """Return a number for each value: the higher the newer; all alike if nothing tells."""
    months = [_month(material, each) for each in ordered]
    if all(month is not None for month in months):
        return [month or 0 for month in months]
    ranks: list[int] = []
    barrier = max(-1, ordered[0].mention.first - 4)
    for place, each in enumerate(ordered):
        later = ordered[place + 1].quantity.first if place + 1 < len(ordered) else len(material.tokens)
        rank = cues.age(material, each, barrier, later)
        ranks.append(_clause_rank(material, each, cues) if rank == 1 else rank)
        before = material.norms(barrier + 1, each.quantity.first - 1)
        barrier = cues.reach_after(material, each, later) if cues.opening(before) == 1 else each.quantity.last
    first = ordered[0]
    if len(set(ranks)) == 1 and cues.trends(material.norms(first.mention.last - 3, first.quantity.first)):
        return list(range(len(ranks)))
    return ranks


def _month(material: Material, found: Found) -> int | None:
    """Return the month whose name stands right before the test or the number: `Oct: PTH 700`."""
    for start in (found.mention.first, found.quantity.first):
        for token in material.tokens[max(0, start - 2) : max(0, start)]:
            month = month_number(token.norm) if token.kind == "word" and len(token.norm) <= 9 else None
            if month is not None:
                return month
    return None


def _clause_rank(material: Material, found: Found, cues: Cues) -> int:
    """Return what the opening of a sentence says of all its values: `this week calcium 10, phosphate 6`."""
    sentence = material.tokens[found.quantity.number].sentence
    start = material.first_words[sentence].index
    end = next((each.first for each in material.quantities if each.first >= start), found.quantity.first)
    return cues.opening(material.norms(start, min(end, found.quantity.first) - 1))
