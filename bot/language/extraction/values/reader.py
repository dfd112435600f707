"""From a message to the raw laboratory values in it, ready for the clinical core to read."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from bot.clinical.analytes import Analyte, Catalogue
from bot.clinical.labs import CORRECTED_WORD, RawValue, UnitContext, read_value
from bot.language.extraction.values.ages import mark_previous
from bot.language.extraction.values.bare import may_be_a_result
from bot.language.extraction.values.calcium import is_adjusted, one_calcium, to_be_corrected
from bot.language.extraction.values.cues import Cues
from bot.language.extraction.values.denied import unreached
from bot.language.extraction.values.doses import supplement_doses
from bot.language.extraction.values.found import Found, Material, Reference
from bot.language.extraction.values.general import asked_at_large, is_year
from bot.language.extraction.values.linking import Linker
from bot.language.extraction.values.mentions import Mention
from bot.language.extraction.values.old import long_ago
from bot.language.extraction.values.quantities import Quantity
from bot.language.extraction.values.runs import settle_runs
from bot.language.extraction.values.tables import TableReader
from bot.language.extraction.values.timeline import tells_time
from bot.language.extraction.words.dates import read_dates
from bot.language.extraction.words.tokens import Token
from bot.language.extraction.words.units import UnitReader

__all__ = ["LabFindings", "ValueReader"]

_BIRTH: Final = frozenset({"dob", "born", "birth", "birthdate", "birthday", "b"})
_SELDOM: Final = frozenset({"%", "mmHg", "kPa", "U", "iU", "ng"})
_OWN: Final = frozenset({"the", "my", "his", "her", "our"})
_NEAR_NAME: Final = 40  # tokens behind a name in which its unit is looked for; a table may be far longer
_NEAR_BOUND: Final = 6
_GROUPED: Final = frozenset({"wbc", "ferritin", "pth", "alkaline_phosphatase"})


@dataclass(frozen=True, slots=True)
class LabFindings:
    """The values of a message; names without one; names guessed from their spelling; already corrected calcium.

    `tokens`: those that name a test with a value. `numbers`: those of the values of any test, other ones included.
    `several`: the text holds results of more than one person.
    """

    values: list[RawValue]
    unvalued: list[Mention]
    unsure: tuple[str, ...]
    corrected: bool
    tokens: frozenset[int]
    numbers: frozenset[int]
    several: bool = False


class ValueReader:
    """Finds laboratory values in cut-up messages."""

    def __init__(self, catalogue: Catalogue, data: Mapping[str, Any], units: UnitReader) -> None:
        self._catalogue = catalogue
        self._cues = Cues(data["numbers"])
        self._tables = TableReader(data["numbers"])
        self._units = units

    def read(self, material: Material, *, expects: str | None = None) -> LabFindings:
        """Return the values. `expects`: the analyte just asked for, so that a bare number answers it."""
        material = _without_refused(material)
        tabled, lines = self._tables.read(material)
        linker = Linker(material, self._cues, lines).run()
        found = [*tabled, *settle_runs(linker.found, self._catalogue)]
        found.extend(self._floating(material, linker, found, expects))
        numbers = frozenset(each.quantity.number for each in found)
        found = [each for each in found if each.mention.kind == "lab" and self._fits(each)]
        found = to_be_corrected(material, found)
        corrected = any(is_adjusted(each) for each in found)
        found = one_calcium(found)
        self._date(material, found)
        mark_previous(material, found, self._cues)
        found, outdated = _without_old(material, found)
        loose = self._loose_units(material, found)
        values = [raw for each in found for raw in self._raw(material, each, loose)]
        unvalued = [*linker.unvalued, *outdated]
        valued = {raw.analyte for raw in values}
        return LabFindings(
            values,
            [each for each in unvalued if each.id not in valued and not _only_bounded(material, each)],
            tuple(dict.fromkeys(each.mention.id for each in found if each.mention.unsure)),
            corrected,
            frozenset(place for each in found for place in range(each.mention.first, each.mention.last + 1)),
            numbers,
        )

    # -- numbers without a name --------------------------------------------------------------------------------------

    def _floating(
        self, material: Material, linker: Linker, found: Sequence[Found], expects: str | None
    ) -> Iterable[Found]:
        loose = [each for each in linker.floating if not each.refused and may_be_a_result(material, each)]
        told = _told_before(material, linker, found) or _told_after(material, linker, self._cues)
        if told and (not found or told[0].mention is found[0].mention):
            return told
        if not loose or any(each.mention.kind == "lab" for each in found):
            return []
        names = {each.id: each for each in linker.unvalued}
        first = loose[0]
        if len(names) == 1:
            mention = next(iter(names.values()))
            same = material.tokens[mention.first].sentence == material.tokens[first.number].sentence
            between = material.norms(first.last + 1, mention.first - 1)
            around = [word for word in material.norms(mention.first - 3, mention.last + 3) if word != "no"]
            if mention.first > first.first and ((same and len(between) <= 4) or self._cues.corrects(around)):
                return [Found(mention, first)]
        if expects in self._catalogue and not names:
            return [Found(Mention("lab", str(expects), -1, -1), each) for each in self._latest(material, loose)]
        return []

    def _latest(self, material: Material, loose: Sequence[Quantity]) -> Sequence[Quantity]:
        """Of several bare numbers, take the one after a correction, else the first."""
        for earlier, later in itertools.pairwise(loose):
            if self._cues.corrects(material.norms(earlier.last + 1, later.first - 1)):
                return [later]
        return loose[:1]

    def _fits(self, found: Found) -> bool:
        """Whether the unit typed can be one of a result of this analyte at all (a per cent sign only for HbA1c)."""
        unit = found.quantity.unit
        if found.quantity.refused is not None:
            return False
        if unit is None or (unit.concentration and unit.text not in _SELDOM) or unit.text == "10*3":
            return True
        analyte = self._catalogue[found.mention.id]
        spelled = _spelling(analyte, unit.text)
        known = spelled is not None and analyte.normalise_unit(spelled) is not None
        return known or unit.text not in _SELDOM

    # -- dates ----------------------------------------------------------------------------------------------

    def _date(self, material: Material, found: Sequence[Found]) -> None:
        stamps = [token for token in material.tokens if token.kind == "date" and not _of_birth(material, token.index)]
        if not stamps:
            return
        dates = dict(zip((s.index for s in stamps), read_dates(s.norm for s in stamps), strict=True))
        for each in found:
            if each.taken is None and each.mention.first >= 0:
                each.taken = _nearest(material, each, stamps, dates)

    # -- units -------------------------------------------------------------------------------------------------------

    def _loose_units(self, material: Material, found: Sequence[Found]) -> list[str]:
        """Return units that stand by themselves (`both mg per dL`, `(mmol/L)` in a heading)."""
        taken = {place for each in material.quantities for place in range(each.number, each.last + 1)}
        between = {
            place
            for each in found
            for place in range(each.mention.first, min(each.quantity.first, each.mention.last + _NEAR_NAME))
            if each.mention.first >= 0
        }
        named = {place for each in material.mentions for place in range(each.first, each.last + 1)}
        units = []
        for token in material.tokens:
            if (
                token.kind == "word"
                and token.index not in taken | between | named
                and self._units.may_start(token.norm)
            ):
                unit = self._units.read(material.low, token.start)
                if unit is not None and unit.concentration:
                    units.append(unit.text)
        return list(dict.fromkeys(units))

    def _unit(self, material: Material, found: Found, loose: Sequence[str]) -> str | None:
        analyte = self._catalogue[found.mention.id]
        unit = found.quantity.unit
        if unit is not None:
            return _spelling(analyte, unit.text)
        if found.unit is not None:
            return found.unit if analyte.normalise_unit(found.unit) else None
        if found.mention.first >= 0 and found.quantity.first > found.mention.last:
            end = min(found.quantity.first, found.mention.last + _NEAR_NAME)
            for token in material.tokens[found.mention.last + 1 : end]:
                if self._units.may_start(token.norm):
                    read = self._units.read(material.low, token.start)
                    if read is not None and read.concentration and analyte.normalise_unit(read.text):
                        return read.text
        fitting = [each for each in loose if analyte.normalise_unit(each)]
        return fitting[0] if len(fitting) == 1 else None

    # -- raw values --------------------------------------------------------------------------------------------------

    def _raw(self, material: Material, found: Found, loose: Sequence[str]) -> Iterable[RawValue]:
        quantity, analyte = found.quantity, self._catalogue[found.mention.id]
        unit = self._unit(material, found, loose)
        make: Callable[[Decimal], RawValue] = lambda value: RawValue(  # noqa: E731
            analyte=analyte.id,
            value=value,
            unit=unit,
            comparator=quantity.comparator,
            name=CORRECTED_WORD if is_adjusted(found) else found.mention.name or None,
            reference=_usable(found.reference, analyte.normalise_unit),
            taken=found.taken,
            origin="report" if found.report else "typed",
            correction=found.correction,
            previous=found.previous,
        )
        dotted = "." in material.tokens[quantity.number].norm
        yield make(self._value(quantity, analyte.id, unit, dotted=dotted))
        if quantity.high is not None:
            yield make(quantity.high)

    def _value(self, quantity: Quantity, analyte_id: str, unit: str | None, *, dotted: bool) -> Decimal:
        """Decide between the readings of `12,300`: thousands where the analyte is counted so, or what is possible.

        A point parts thousands (`1.250`) only where the other reading is out of the ordinary.
        """
        if quantity.unit is not None and quantity.unit.text == "10*3" and analyte_id != "wbc":
            return quantity.value * 1000
        if quantity.grouped is None:
            return quantity.value
        analyte = self._catalogue[analyte_id]
        grouped, plain = (
            read_value(analyte, value, unit, context=UnitContext()) for value in (quantity.grouped, quantity.value)
        )
        if dotted and not (plain.check or plain.status == "implausible"):
            return quantity.value
        if grouped.status != "implausible" and (analyte_id in _GROUPED or plain.status == "implausible"):
            return quantity.grouped
        return quantity.value


def _without_refused(material: Material) -> Material:
    """Mark the numbers that are amounts of a supplement, bounds that were never reached, or nobody's."""
    doses = supplement_doses(material)
    at_large = asked_at_large(material.tokens) if material.mentions and material.quantities else frozenset()

    def marked(each: Quantity) -> Quantity:
        if each.refused is not None:
            return each
        if each.number in doses:
            return replace(each, refused="dose")
        if (at_large and material.tokens[each.number].sentence in at_large) or is_year(material, each):
            return replace(each, refused="general")
        return replace(each, refused="bound") if unreached(material, each) else each

    return replace(material, quantities=[marked(each) for each in material.quantities])


def _of_birth(material: Material, date: int) -> bool:
    """Whether a date is somebody's birth: beside a word for it that has no date or year of its own."""
    if _BIRTH & set(material.norms(date - 4, date - 1)):
        return True
    after = material.tokens[date + 1 : date + 6]
    place = next((at for at, token in enumerate(after[:5]) if token.norm in _BIRTH - {"b"}), None)
    return place is not None and not any(token.kind in ("number", "date") for token in after[place + 1 : place + 2])


def _only_bounded(material: Material, mention: Mention) -> bool:
    """`Never had an INR over 4` does not say that there is no INR at all, nor does a question about anybody."""
    behind = next((each for each in material.quantities if each.first > mention.last), None)
    return behind is not None and behind.refused in {"bound", "general"} and behind.first - mention.last <= _NEAR_BOUND


def _told_before(material: Material, linker: Linker, found: Sequence[Found]) -> list[Found]:
    """Read the earlier numbers of `March: 2.3, February: 1.9, January: 1.7 for phosphate`."""
    if len(found) != 1 or not linker.floating or found[0].mention.first < found[0].quantity.last:
        return []
    line = material.tokens[found[0].quantity.number].line
    told = [each for each in linker.floating if not each.refused and material.tokens[each.number].line == line]
    told = [each for each in told if each.last < found[0].quantity.first]
    steps = itertools.pairwise([*told, found[0].quantity])
    dated = [tells_time(material.norms(one.last + 1, other.first - 1)) for one, other in steps]
    return [replace(found[0], quantity=each) for each in told] if dated and all(dated) else []


def _told_after(material: Material, linker: Linker, cues: Cues) -> list[Found]:
    """Read `it went from 5.1 to 7.3 in a month, the phosphate`: the one test of a sentence is named at its end."""
    if len({each.id for each in linker.unvalued}) != 1:
        return []
    mention = linker.unvalued[0]
    tokens = material.tokens
    after = material.norms(mention.last + 1, mention.last + 1)
    named_last = not after or after[0] in {".", "!", "\n", ";", ")"}
    lead = material.norms(mention.first - 4, mention.first - 1)
    while lead and lead[-1] in _OWN | {"for", "of"}:
        lead.pop()
    if not named_last or lead[-1:] not in ([","], [":"], ["-"], ["("]):
        return []
    told = [
        each
        for each in material.quantities
        if each.last < mention.first and tokens[each.number].sentence == tokens[mention.first].sentence
    ]
    told = [each for each in told if not each.refused and not material.supposed(each.number)]
    if len(told) == 1 and told[0].high is not None and material.norms(told[0].first - 1, told[0].first - 1) == ["from"]:
        return [Found(mention, replace(told[0], value=told[0].high, high=None))]
    if len(told) == 2 and material.norms(told[1].first - 1, told[1].first - 1) == ["to"]:
        return [Found(mention, told[1])]
    kept = [each for each in told if not cues.rejected(material, each)]
    if len(told) == 2 and material.norms(told[1].first - 2, told[1].first - 1) in (["down", "from"], ["up", "from"]):
        return [Found(mention, told[0])]
    if len(told) == 2 and len(kept) == 1:
        return [Found(mention, kept[0])]
    if len(told) == 2 and _restated(material.norms(told[0].first - 3, told[1].first - 1)):
        return [Found(mention, told[1])]
    dated = [tells_time(material.norms(one.last + 1, other.first - 1)) for one, other in itertools.pairwise(told)]
    return [Found(mention, each) for each in told] if dated and all(dated) else []


def _restated(words: Sequence[str]) -> bool:
    """`I said 7.9 earlier, it's 9.7`: what was said first is put right."""
    return bool({"said", "wrote", "typed", "put", "told"} & set(words)) and bool(
        {"its", "it", "is", "meant"} & set(words[3:])
    )


def _without_old(material: Material, found: Sequence[Found]) -> tuple[list[Found], list[Mention]]:
    """Mark values of long ago as previous; of those that stand alone only the name is kept."""
    old = {id(each) for each in long_ago(material, found)}
    present = {each.mention.id for each in found if id(each) not in old}
    for each in found:
        each.previous = each.previous or (id(each) in old and each.mention.id in present)
    alone = [each for each in found if id(each) in old and each.mention.id not in present]
    return [each for each in found if not any(each is one for one in alone)], [each.mention for each in alone]


def _usable(reference: Reference | None, normalise: Callable[[str], str | None]) -> Reference | None:
    if reference is None:
        return None
    low, high, unit = reference
    return low, high, normalise(unit) if unit else None


def _spelling(analyte: Analyte, unit: str) -> str | None:
    """Complete a unit that was cut short (`5.2 mEq`) or means something else here (`G/L` of white cells)."""
    if analyte.id == "wbc" and unit in {"g/L", "10*9"}:
        return "10*9/L"
    if unit == "10*3" and analyte.id != "wbc":
        return None
    if "/" in unit or analyte.normalise_unit(unit) is not None:
        return unit
    whole = (f"{unit}/{volume}" for volume in ("L", "mL", "dL", "uL"))
    return next((each for each in whole if analyte.normalise_unit(each) is not None), unit)


def _nearest(
    material: Material, found: Found, stamps: Sequence[Token], dates: Mapping[int, date | None]
) -> date | None:
    """Return the date of a value: right after it, before it in its line, or of the heading above."""
    tokens = material.tokens
    place, line = found.quantity.number, tokens[found.quantity.number].line
    events = [each.first for each in material.line_mentions(line)]
    events += [each.first for each in material.line_quantities(line)]
    next_event = min((first for first in events if first > found.quantity.last), default=len(tokens))
    start, end = (bisect.bisect_left(stamps, each, key=lambda stamp: stamp.line) for each in (line, line + 1))
    here, above = stamps[start:end], stamps[max(0, start - 1) : start]
    after = [s for s in here if found.quantity.last < s.index < next_event]
    before = [s for s in here if s.index < place]
    first_value = material.line_quantities(line)[0].first
    leads = bool(before) and before[0].index < first_value and len(before) + len(after) > 1
    beside = bool(after) and tokens[after[0].index - 1].norm in {"(", "["}
    chosen: Sequence[Token] = before[-1:] if leads and not beside else after[:1] or before[-1:]
    chosen = chosen or above[-1:]
    if not chosen and len(stamps) == 1 and stamps[0].line > line:
        chosen = list(stamps)
    return dates[chosen[0].index] if chosen else None
