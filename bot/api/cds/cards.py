"""The card. At most a warning: a time-critical directive is not what this is for."""

from __future__ import annotations

import uuid
from typing import Any

from bot import __version__
from bot.api.cds.call import Call
from bot.api.cds.features import Feature, features, worth_a_card
from bot.api.content import catalogue, phrases, risk_model
from bot.api.fhir.risk_assessment import interval_words
from bot.clinical.risk import Profile, estimate

__all__ = ["OVERRIDE_REASONS", "cards"]

_MANY = 3  # from so many features on the card is a warning and no longer a note
_MOST_LINKS = 4
_SYSTEM = "urn:calci:cds:override-reason"
OVERRIDE_REASONS = (
    ("not-applicable", "Not applicable to this patient"),
    ("skin-examined", "Skin already examined"),
    ("known-diagnosis", "Calciphylaxis already known"),
)


def cards(call: Call, base: str) -> list[dict[str, Any]]:
    """Return no card or one. `base` is the address under which this server was called, for the links."""
    seen = features(call.found)
    if not worth_a_card(call.found, seen):
        return []
    plural = "s" if len(seen) > 1 else ""
    return [
        {
            "uuid": str(uuid.uuid4()),
            "summary": f"{len(seen)} feature{plural} linked with calciphylaxis: consider asking about painful skin",
            "indicator": "warning" if len(seen) >= _MANY else "info",
            "detail": _detail(call, seen, base),
            "source": {"label": f"Calciphylaxis assistant {__version__}", "url": f"{base}/topics/risk_factors"},
            "links": [
                {"label": f"Evidence: {topic.replace('_', ' ')}", "url": f"{base}/topics/{topic}", "type": "absolute"}
                for topic in list(dict.fromkeys(each.topic for each in seen))[:_MOST_LINKS]
            ],
            "overrideReasons": [
                {"code": code, "system": _SYSTEM, "display": display} for code, display in OVERRIDE_REASONS
            ],
        }
    ]


def _detail(call: Call, seen: list[Feature], base: str) -> str:
    """Return Markdown made of our own words and numbers only, each line with the link to its topic."""
    lines = (f"- {each.text} ([evidence]({base}/topics/{each.topic}))" for each in seen)
    parts = ["**Recorded:**\n\n" + "\n".join(lines)]
    estimated = _estimate(call)
    if estimated:
        parts.append(f"**Educational estimate, not validated:** {estimated}")
    limits = _limits(call)
    if limits:
        parts.append("**Limits of this check:** " + " ".join(limits))
    parts.append(str(phrases()["disclaimer"]["clinician"]["full"]).strip())
    return "\n\n".join(parts)


def _estimate(call: Call) -> str:
    """Return the estimate in a line when one can be given; skin changes are never known from such data."""
    stale = {name for name, marks in call.found.marks.items() if "stale" in marks}
    readings = [each for each in call.found.readings() if each.status == "ok" and each.analyte not in stale]
    result = estimate(Profile.of(readings, call.found.facts, catalogue()), risk_model())
    if result.category is None:
        return ""
    words = [str(phrases()["risk"]["clinician"]["category"][result.category])]
    if result.category == "well_below":
        words.append(result.model.messages["always_with_well_below"].text("clinician"))
    codes = [code for code in ("low_values_may_mean_poor_nutrition", "lesions_unknown") if code in result.codes()]
    words += [result.text(code) for code in codes]
    return f"{interval_words(result.as_contract())}. {' '.join(words)}"


def _limits(call: Call) -> list[str]:
    limits = []
    missing = [key for key in ("patient", "conditions", "medications") if key not in call.given]
    if missing:
        limits.append(f"Not sent: {', '.join(missing)}.")
    if call.paged:
        limits.append(f"Only the first page was read of: {', '.join(call.paged)}.")
    if call.found.faults:
        limits.append(f"{len(call.found.faults)} entries could not be read.")
    stale = [name.replace("_", " ") for name, marks in call.found.marks.items() if "stale" in marks]
    if stale:
        limits.append(f"Older than 90 days and left out: {', '.join(stale)}.")
    return limits
