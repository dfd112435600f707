"""Several numbers behind one name with nothing between them: which are results, which the range of the laboratory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from bot.clinical.analytes import Analyte, Catalogue
from bot.clinical.labs import UnitContext, read_value
from bot.language.extraction.values.found import Found

__all__ = ["settle_runs"]

_FARTHEST: Final = 25  # times a result may be of the one before it to be one more of the same test
_NEAR: Final = Decimal("0.12")  # how far a printed bound may lie from the usual one, as a share of it
_WITH_RANGE: Final = 3


def settle_runs(found: Sequence[Found], catalogue: Catalogue) -> list[Found]:
    """Return the values without numbers that are no result, the printed range tied to its value.

    `Potassium 6.9 3.5 5.3` and `Potassium 3.5 5.3 6.9` are a value and its range; `K 4.2 5.1 6.9` stays three values.
    """
    kept: list[Found] = []
    for group in _groups(found):
        if len(group) == 1 or group[0].mention.kind != "lab":
            kept.extend(each for each in group if not each.run)
            continue
        kept.extend(_settled(catalogue[group[0].mention.id], group))
    return kept


def _groups(found: Sequence[Found]) -> Iterable[list[Found]]:
    """Yield each value with those that run on behind it."""
    group: list[Found] = []
    for each in found:
        if group and not each.run:
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _settled(analyte: Analyte, group: Sequence[Found]) -> Sequence[Found]:
    """Return the results of one run; a change printed before the result (`+0.8 6.9`) is none."""
    possible = [each for each in group if _possible(analyte, each, group[0])]
    if possible and possible[0] is not group[0] and possible[0].run:
        return _without_range(analyte, [replace(possible[0], run=False), *possible[1:]])
    near = (each for before, each in pairwise(group) if each in possible and _goes_on(before, each))
    return _without_range(analyte, [group[0], *near])


def _goes_on(before: Found, each: Found) -> bool:
    """Whether a number is near enough to the one before it to be one more result of the same test."""
    one, other = before.quantity.value, each.quantity.value
    return min(one, other) > 0 and max(one, other) <= _FARTHEST * min(one, other)


def _possible(analyte: Analyte, each: Found, first: Found) -> bool:
    unit = each.quantity.unit or first.quantity.unit
    typed = unit.text if unit is not None and analyte.normalise_unit(unit.text) else None
    return read_value(analyte, each.quantity.value, typed, context=UnitContext()).status != "implausible"


def _without_range(analyte: Analyte, group: Sequence[Found]) -> Sequence[Found]:
    """Return the one value of three numbers of which two beside each other are the usual range; else all of them."""
    if len(group) != _WITH_RANGE:
        return group
    for value, low, high in ((group[0], group[1], group[2]), (group[2], group[0], group[1])):
        if _is_range(analyte, low.quantity.value, high.quantity.value):
            unit = next((each.quantity.unit for each in group if each.quantity.unit), None)
            text = unit.text if unit is not None else None
            reference = (low.quantity.value, high.quantity.value, text)
            return [replace(value, reference=value.reference or reference, unit=value.unit or text, run=False)]
    return group


def _is_range(analyte: Analyte, low: Decimal, high: Decimal) -> bool:
    return any(
        row.low is not None
        and row.high is not None
        and abs(low - row.low) <= _NEAR * row.low
        and abs(high - row.high) <= _NEAR * row.high
        for row in analyte.reference
    )
