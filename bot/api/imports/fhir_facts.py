"""History facts that resources beside the results state: age and sex, some diagnoses and medicines by their codes.

A code that is there can mean yes; a code that is not there never means no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bot.api.imports.dates import When, fhir_when
from bot.api.imports.fhir_standing import codings, not_a_fact, not_understood
from bot.api.imports.fhir_walk import Entry
from bot.clinical.facts import Fact, read_fact
from bot.errors import InputError

__all__ = ["FACT_TYPES", "facts_of"]

_ICD = ("http://hl7.org/fhir/sid/icd-10-cm", "http://hl7.org/fhir/sid/icd-10")
_ATC = ("http://www.whocc.no/atc",)
_RXNORM = ("http://www.nlm.nih.gov/research/umls/rxnorm",)
# (code systems, beginnings of codes, fact, value). ICD-10: WHO and US clinical modification; ATC: WHO; RxNorm: NLM.
# "$" ends a code that means something else with more digits: Z33 is a pregnancy, Z33.2 is one that is ended. O00 to
# O08 are what ended one.
_CODES: tuple[tuple[tuple[str, ...], tuple[str, ...], str, Fact], ...] = (
    (_ICD, ("E10", "E11", "E13", "E14"), "diabetes", True),
    (_ICD, ("E66",), "obesity", True),
    (_ICD, ("N17",), "acute_kidney_injury", True),
    (_ICD, ("O09", "Z33$", "Z33.1", "Z33.3", "Z34", "Z35", "Z3A"), "pregnancy", True),
    (_ICD, ("Z94.0",), "transplant", True),
    (_ICD, ("Z49.31",), "dialysis", "haemodialysis"),
    (_ICD, ("Z49.32",), "dialysis", "peritoneal"),
    (_ATC, ("B01AA",), "warfarin", True),
    (_RXNORM, ("11289",), "warfarin", True),
    (_ATC, ("V03AE07",), "calcium_binder", True),
    (_ATC, ("A11CC",), "vitamin_d", True),
    (_ATC, ("H02AB",), "steroids", True),
)
_DIALYSIS_UNSPECIFIED = ("Z99.2", "Z49")
_MEDICINES = frozenset({"MedicationStatement", "MedicationRequest"})
FACT_TYPES = frozenset({"Patient", "Condition"}) | _MEDICINES


def facts_of(
    entries: Sequence[Entry], bmi: Sequence[tuple[When | None, Decimal]], today: date
) -> tuple[dict[str, Fact], list[str]]:
    """Return the facts of the contract that the resources state, and sentences on what was left open."""
    stated: dict[str, set[Fact]] = {}
    notes: list[str] = []
    for entry in entries:
        found = list(_of_entry(entry, today))
        why_not = _why_not(entry, today) if found else None
        if why_not:
            notes.append(f"{entry.where}: not used ({why_not}).")
            continue
        for name, value in found:
            stated.setdefault(name, set()).add(value)
    for _, number in sorted(bmi, key=lambda each: each[0].day if each[0] else date.min)[-1:]:
        try:
            stated["bmi"] = {read_fact("bmi", number) or 0}
        except InputError as error:
            notes.append(f"Body mass index: {error.message}")
    if "dialysis" not in stated and any(_unspecified(entry, today) for entry in entries):
        notes.append("Dialysis is recorded, but not which kind: it has to be stated.")
    if any(entry.type == "Patient" and entry.resource.get("gender") == "other" for entry in entries):
        notes.append("The recorded gender counts as missing: the sources have figures for female and male only.")
    notes += [f"The document states {name} in two ways; it was left open." for name, v in stated.items() if len(v) > 1]
    return {name: values.pop() for name, values in stated.items() if len(values) == 1}, notes


def _of_entry(entry: Entry, today: date) -> Iterable[tuple[str, Fact]]:
    if entry.type == "Patient" and entry.container is None:
        return _of_patient(entry.resource, today)
    if entry.type in FACT_TYPES:
        return [(fact, value) for systems, starts, fact, value in _CODES if _coded(entry.resource, systems, starts)]
    return []


def _why_not(entry: Entry, today: date) -> str | None:
    """Why what a resource names is no fact of the person; None where it is one."""
    if entry.type == "Patient":
        return not_understood(entry.resource)
    return not_a_fact(entry.type, entry.resource, today)


def _of_patient(patient: Mapping[str, Any], today: date) -> list[tuple[str, Fact]]:
    facts: list[tuple[str, Fact]] = []
    born = fhir_when(patient.get("birthDate"))
    if born and not born.rounded and born.day <= today:
        years = today.year - born.day.year - ((today.month, today.day) < (born.day.month, born.day.day))
        facts += [("age", years)] if years <= 120 else []
    if patient.get("gender") in ("female", "male"):
        facts.append(("sex", str(patient["gender"])))
    return facts


def _coded(resource: Mapping[str, Any], systems: Sequence[str], starts: tuple[str, ...]) -> bool:
    concepts = (resource.get("code"), resource.get("medicationCodeableConcept"))
    exact = systems is _RXNORM
    return any(
        system in systems and (code in starts if exact else f"{code}$".startswith(starts))
        for concept in concepts
        for system, code in codings(concept)
    )


def _unspecified(entry: Entry, today: date) -> bool:
    named = entry.type == "Condition" and _coded(entry.resource, _ICD, _DIALYSIS_UNSPECIFIED)
    return named and _why_not(entry, today) is None
