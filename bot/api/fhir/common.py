"""Pieces that every resource written here shares."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from fhir.resources.R4B import get_fhir_model_class

from bot import __version__
from bot.clinical.numbers import rounded

__all__ = ["ASSISTANT", "SUBJECT", "checked", "codeable", "figure", "instant", "provenance", "reference"]

ASSISTANT = f"Calciphylaxis assistant {__version__}"
# Who the person is, was never asked and is never repeated.
SUBJECT = {"type": "Patient", "display": "The person whose values were sent (not identified)"}
_AGENT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"


def checked(resource: dict[str, Any]) -> dict[str, Any]:
    """Return the resource after the R4 model accepted it; a fault is ours, so pydantic's error goes up."""
    get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    return resource


def codeable(text: str, *codings: tuple[str, str, str]) -> dict[str, Any]:
    """Return a CodeableConcept from its text and (system, code, display) rows."""
    rows = [{"system": system, "code": code, "display": display} for system, code, display in codings]
    return {"coding": rows, "text": text} if rows else {"text": text}


def reference(name: str) -> dict[str, str]:
    """Return a reference to a contained or bundled resource."""
    return {"reference": name}


def instant(moment: datetime) -> str:
    """Return an aware time as a FHIR instant, to the second."""
    return moment.replace(microsecond=0).isoformat()


def figure(value: Fraction | Decimal | float, decimals: int) -> float:
    """Return a number with no more decimals than it deserves."""
    return float(rounded(value, decimals))


def provenance(target: str, sources: list[str], now: datetime, rules: str) -> dict[str, Any]:
    """Return who made `target`, when, from what, by which rules."""
    made: dict[str, Any] = {
        "resourceType": "Provenance",
        "target": [reference(target)],
        "recorded": instant(now),
        "agent": [
            {
                "type": codeable("Assembler", (_AGENT, "assembler", "Assembler")),
                "who": {"display": f"{ASSISTANT}, {rules}"},
            }
        ],
    }
    if sources:
        made["entity"] = [{"role": "source", "what": reference(source)} for source in sources]
    return made
