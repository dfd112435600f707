"""An estimate as FHIR RiskAssessment.

No probability is given: no model of this disease is validated. `relativeRisk` is the multiplier against the average
person on haemodialysis. Of HL7's words for probability only two are used. By their definitions "low" (possible but
unlikely) fits every published rate; "moderate" stands for the top category, so that a system that shows nothing else
does not reassure; "negligible", "high" and "certain" would all be untrue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.api.content import phrases, risk_disclaimer, risk_model
from bot.api.fhir.common import ASSISTANT, SUBJECT, checked, codeable, figure, instant, provenance, reference
from bot.api.fhir.observations import derived_observations, observation
from bot.clinical.analytes import Catalogue
from bot.clinical.risk import Profile, RiskEstimate
from bot.clinical.risk.display import decimals, effect, percent

__all__ = ["assessment", "interval_words", "risk_assessment"]

_ICD10 = ("http://hl7.org/fhir/sid/icd-10-cm", "E83.59", "Other disorders of calcium metabolism")
_PROBABILITY = "http://terminology.hl7.org/CodeSystem/risk-probability"
_NUTRITION = "low_values_may_mean_poor_nutrition"
_WORDS = {
    "well_below": ("low", "Low likelihood"),
    "around": ("low", "Low likelihood"),
    "above": ("low", "Low likelihood"),
    "well_above": ("moderate", "Moderate likelihood"),
}


def risk_assessment(
    result: RiskEstimate, profile: Profile, catalogue: Catalogue, *, now: datetime, notes: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the RiskAssessment of an estimate, with what it rests on contained, checked against the R4 model.

    A refusal has no prediction; its notes say why, and what to do instead.
    """
    sent = [reading for reading in profile.labs.values() if reading.status == "ok" and reading.value is not None]
    basis = [observation(reading, catalogue) for reading in sent]
    basis += derived_observations(result.derived, profile.labs, catalogue)
    names = [f"#{each['id']}" for each in basis]
    made = assessment(result.as_contract(), names, now=now, notes=notes)
    who = provenance("#", names, now, f"model {result.model.name}") | {"id": "provenance"}
    return checked({**made, "contained": [*basis, who]})


def assessment(
    risk: Mapping[str, Any], basis: Sequence[str], *, now: datetime, notes: Sequence[str] = ()
) -> dict[str, Any]:
    """Return a RiskAssessment of the contract's `risk` object, resting on the resources named in `basis`."""
    warnings = dict.fromkeys(str(each["text"]) for each in risk["warnings"])
    made: dict[str, Any] = {
        "resourceType": "RiskAssessment",
        "status": "preliminary",
        "subject": SUBJECT,
        "occurrenceDateTime": instant(now),
        "method": {"text": f"{ASSISTANT}, model {risk['model']}: educational, not validated on patients"},
        "mitigation": "Not for treatment decisions. Painful or dark skin changes need to be examined urgently.",
        "note": [{"text": text} for text in (*warnings, risk_disclaimer(), *notes)],
    }
    if basis:
        made["basis"] = [reference(name) for name in basis]
    if risk["category"] is not None:
        made["prediction"] = [_prediction(risk, now)]
    return made


def interval_words(risk: Mapping[str, Any]) -> str:
    """Return the figures of an estimate as they may be shown: `"0.2–4.4 % or more in one year (median 0.9 %)"`."""
    low, high = (float(each) for each in risk["interval"])
    places = decimals((low, high))
    more = " or more" if any(each["code"] == "rate_cap_reached" for each in risk["warnings"]) else ""
    middle = percent(float(risk["estimate"]), places)
    return f"{percent(low, places)}–{percent(high, places)} %{more} in one year (median {middle} %)"


def _prediction(risk: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    category = str(risk["category"])
    return {
        "outcome": codeable("Calciphylaxis", _ICD10),
        "qualitativeRisk": codeable(_in_words(risk), (_PROBABILITY, *_WORDS[category])),
        "relativeRisk": figure(risk["multiplier"], 2),
        "whenPeriod": {"start": instant(now), "end": instant(_in_a_year(now))},
        "rationale": _rationale(risk),
    }


def _rationale(risk: Mapping[str, Any]) -> str:
    """Return the interval first, then the multiplier, and every known factor with its effect."""
    factors = "; ".join(
        f"{str(each['factor']).replace('_', ' ')} {effect(float(each['relative_effect']))}"
        for each in risk["contributions"]
        if each["value"] is not None
    )
    return (
        f"Interval {interval_words(risk)}, 2.5th to 97.5th percentile. Relative to the average person on "
        f"haemodialysis: {effect(float(risk['multiplier']))}. Effects: {factors or 'none known'}."
    )


def _in_words(risk: Mapping[str, Any]) -> str:
    """Return the category in words; "well below" never stands without what it might otherwise hide."""
    told = [str(phrases()["risk"]["clinician"]["category"][risk["category"]])]
    if risk["category"] == "well_below":
        told.append(risk_model().messages["always_with_well_below"].text("clinician"))
    told += [str(each["text"]) for each in risk["warnings"] if each["code"] == _NUTRITION]
    return " ".join(told)


def _in_a_year(now: datetime) -> datetime:
    leap_day = (now.month, now.day) == (2, 29)
    return now.replace(year=now.year + 1, day=28 if leap_day else now.day)
