"""One Observation → values, or what keeps it from being one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fhir.resources.R4B.observation import Observation
from pydantic import ValidationError

from bot.api.imports.dates import When
from bot.api.imports.fhir_reports import WITHDRAWN, Reports, when_of
from bot.api.imports.fhir_standing import not_understood
from bot.api.imports.fhir_value import Measured, Unreadable, measured, printed_range
from bot.api.imports.fhir_walk import Entry
from bot.api.imports.pick import Candidate
from bot.api.imports.result import Fault, NotRecognised, clean
from bot.api.imports.ucum import Unit, unit_of
from bot.clinical.analytes import Analyte, Catalogue
from bot.clinical.labs import RawValue

__all__ = ["LOINC", "Outcome", "read_observation"]

LOINC = "http://loinc.org"
BMI = "39156-5"
_RANKS = {"preliminary": 0, "final": 1, "amended": 2, "corrected": 3}
_CALCULATED = 10  # a measured value of the same time always counts before a calculated one
_READ = ("resourceType", "status", "code", "issued", "referenceRange", "component", "dataAbsentReason")
_PREFIXES = ("value", "effective")


@dataclass(slots=True)
class Outcome:
    """What Observations gave so far. `bmi`: body mass index with its time, the newest last found."""

    candidates: list[Candidate] = field(default_factory=list)
    not_recognised: list[NotRecognised] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    bmi: list[tuple[When | None, Decimal]] = field(default_factory=list)

    def merge(self, other: Outcome) -> None:
        """Add what another Observation gave."""
        self.candidates += other.candidates
        self.not_recognised += other.not_recognised
        self.notes += other.notes
        self.faults += other.faults
        self.bmi += other.bmi


@dataclass(frozen=True, slots=True)
class _Part:
    """An Observation or one of its components, with the status and time of the whole."""

    where: str
    content: Any
    status: str
    when: When | None


def read_observation(entry: Entry, catalogue: Catalogue, reports: Reports) -> Outcome:
    """Return the values of one Observation and its components. Withdrawn ones are named in a note, not used."""
    outcome = Outcome()
    status = _status(entry)
    if status in WITHDRAWN or id(entry.resource) in reports.withdrawn:
        said = f"status {status}" if status in WITHDRAWN else "its report was withdrawn"
        outcome.notes.append(f"{entry.where}: not used ({said}).")
        return outcome
    modified = _modified(entry.resource) or _of_another(entry.resource)
    if modified:
        outcome.notes.append(f"{entry.where}: not used ({modified}).")
        return outcome
    if status is None or status not in _RANKS:
        message = "The status is missing." if status is None else f"{clean(status)!r} is not a status of FHIR."
        outcome.faults.append(Fault(f"{entry.where}.status", message, "Send final, amended, corrected or preliminary."))
        return outcome
    try:
        model = Observation.model_validate(_pruned(entry.resource))
    except ValidationError as error:
        outcome.faults += _shape_faults(error, entry.where)
        return outcome
    when = when_of(entry.resource) or reports.times.get(id(entry.resource))
    for part in _parts(model, entry.where, status, when):
        _read_part(part, catalogue, outcome)
    return outcome


def _modified(resource: Mapping[str, Any]) -> str | None:
    """Why neither the Observation nor its components may be read, or None. One modified part spoils the whole."""
    parts = resource.get("component")
    whole = [resource, *(part for part in (parts if isinstance(parts, list) else ()) if isinstance(part, dict))]
    return next((reason for reason in map(not_understood, whole) if reason), None)


def _of_another(resource: Mapping[str, Any]) -> str | None:
    """Why a result is not the subject's own, or None: `focus` names a donor, a fetus, a device that was measured."""
    focus, subject = resource.get("focus"), resource.get("subject")
    own = subject.get("reference") if isinstance(subject, dict) else None
    for each in focus if isinstance(focus, list) else ():
        if not isinstance(each, dict) or own is None or each.get("reference") != own:
            return "it is about somebody or something else than its subject"
    return None


def _status(entry: Entry) -> str | None:
    status = entry.resource.get("status")
    return status if isinstance(status, str) or status is None else repr(status)


def _pruned(resource: Mapping[str, Any]) -> dict[str, Any]:
    """Return only what is read: a fault in a narrative or an extension must not cost a result, and names stay out."""
    return {k: v for k, v in resource.items() if k in _READ or (isinstance(k, str) and k.startswith(_PREFIXES))}


def _shape_faults(error: ValidationError, where: str) -> list[Fault]:
    faults = []
    for each in error.errors(include_url=False, include_input=False, include_context=False)[:5]:
        place = ".".join(clean(str(part), 40) for part in each["loc"])
        message = clean(each["msg"].removeprefix("Value error, "), 160)
        faults.append(Fault(f"{where}.{place}".rstrip("."), f"{message}.".replace("..", "."), "Follow FHIR R4."))
    return faults


def _parts(model: Any, where: str, status: str, when: When | None) -> Iterator[_Part]:
    components = model.component or []
    if measured(model) is not None or not components:
        yield _Part(where, model, status, when)
    for place, component in enumerate(components):
        yield _Part(f"{where}.component[{place}]", component, status, when)


def _read_part(part: _Part, catalogue: Catalogue, outcome: Outcome) -> None:
    if part.content.code is None:  # the model lets null pass where the element must be
        outcome.faults.append(Fault(f"{part.where}.code", "The code is missing.", "Send the LOINC code of the test."))
        return
    codings = part.content.code.coding or []
    codes = [str(each.code) for each in codings if each.system == LOINC and each.code]
    analyte, code, corrected = _analyte(codes, catalogue)
    if analyte is None:
        if BMI in codes:
            _read_bmi(part, outcome)
        elif measured(part.content) is not None or part.content.dataAbsentReason is not None:
            outcome.not_recognised.append(_unknown(part, codings, codes))
        return
    found = measured(part.content)
    fault = _unclear(part, codes, catalogue, found)
    if fault:
        outcome.faults.append(fault)
    elif found is None:
        outcome.notes.append(f"{part.where}: {analyte.display} without a result.")
    elif isinstance(found, Unreadable):
        outcome.faults.append(Fault(f"{part.where}.{found.field}", f"{analyte.display}: {found.message}", found.remedy))
    elif _contradiction(analyte, found):
        message = f"{analyte.display}: the code and the printed unit are different units."
        outcome.faults.append(Fault(f"{part.where}.{found.field}.unit", message, "Send the unit of the number twice."))
    else:
        entry_of_code = catalogue.loinc(code)
        calculated = entry_of_code is not None and entry_of_code.calculated
        outcome.candidates.append(_candidate(part, analyte, found, corrected=corrected, calculated=calculated))


def _unclear(part: _Part, codes: Sequence[str], catalogue: Catalogue, found: object) -> Fault | None:
    """What makes a result mean two things: codes of two tests, or a value beside the reason why there is none."""
    found_for = (_analyte([code], catalogue) for code in codes)
    tests = {(analyte.id, corrected) for analyte, _, corrected in found_for if analyte}  # one may be corrected already
    if len(tests) > 1:
        return Fault(f"{part.where}.code", "The codes are of different tests.", "Send one result for each test.")
    if found is not None and part.content.dataAbsentReason is not None:
        message = "There is a value, and a reason why there is none."
        return Fault(f"{part.where}.dataAbsentReason", message, "Send the value or the reason.")
    return None


def _analyte(codes: Sequence[str], catalogue: Catalogue) -> tuple[Analyte | None, str, bool]:
    for code in codes:
        found = catalogue.by_loinc(code)
        if found:
            return found, code, False
        if code in catalogue.derived.corrected_loinc:
            return catalogue["calcium"], code, True
    return None, "", False


def _candidate(part: _Part, analyte: Analyte, found: Measured, *, corrected: bool, calculated: bool) -> Candidate:
    marks = {
        "preliminary": part.status == "preliminary",
        "calculated": calculated,
        "rounded_date": part.when is not None and part.when.rounded,
    }
    unit = _unit(analyte, found)
    return Candidate(
        raw=RawValue(
            analyte=analyte.id,
            value=unit.of(found.value) if unit else found.value,
            unit=unit.ucum if unit else None,
            comparator=found.comparator,
            reference=printed_range(part.content, analyte),
            origin="fhir",
        ),
        where=f"{part.where}.{found.field}",
        when=part.when,
        rank=_RANKS[part.status] - (_CALCULATED if calculated else 0),
        marks=tuple(mark for mark, applies in marks.items() if applies),
        corrected=corrected,
        # A result sent as text is read like one that a person typed: without a unit it is asked about.
        needs_unit=not found.text,
    )


def _unit(analyte: Analyte, found: Measured) -> Unit | None:
    """Return the analyte's unit; the code counts before the printed unit. An unknown one is kept to be named."""
    stated = found.code or found.unit
    if stated is None:
        return Unit("1") if analyte.canonical_unit == "1" else None
    return unit_of(analyte, stated) or Unit(stated)


def _contradiction(analyte: Analyte, found: Measured) -> bool:
    """Whether code and printed unit are two different units: then the number may be in either."""
    if not (found.code and found.unit):
        return False
    one, two = unit_of(analyte, found.code), unit_of(analyte, found.unit)
    return one is not None and two is not None and one != two


def _read_bmi(part: _Part, outcome: Outcome) -> None:
    found = measured(part.content)
    if isinstance(found, Measured) and not found.comparator and (found.code or found.unit) == "kg/m2":
        outcome.bmi.append((part.when, found.value))
    else:
        outcome.notes.append(f"{part.where}: the body mass index was not read; it is needed in kg/m2.")


def _unknown(part: _Part, codings: Sequence[Any], codes: Sequence[str]) -> NotRecognised:
    display = next((each.display for each in codings if each.display), None) or part.content.code.text
    first = next((str(each.code) for each in codings if each.code), "")
    reason = "not one of the tests that are read here" if codes else "no LOINC code"
    return NotRecognised(part.where, clean(codes[0] if codes else first, 40), clean(display), reason)
