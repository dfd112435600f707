"""The estimate for the person of this conversation, computed from what was told."""

from __future__ import annotations

from typing import Any

from actions.resources import catalogue
from actions.turn import Turn
from bot.clinical.risk import Profile, RiskEstimate, RiskModel, estimate
from bot.clinical.risk.refusals import refusals
from bot.library.current import risk_model
from bot.settings import Settings

__all__ = [
    "MISSING",
    "certainly_refused",
    "compute",
    "model",
    "numbers_allowed",
    "profile",
    "ratio_to_last",
    "risk_part",
]

MISSING = "missing_required"
_FIGURES = ("estimate", "interval")


def model() -> RiskModel:
    """The parameters of the estimate (`knowledge/risk_model.yml`)."""
    return risk_model()


def profile(turn: Turn) -> Profile:
    """Everything told so far, as the clinical core takes it."""
    return Profile.of(turn.readings.values(), turn.history, catalogue())


def compute(turn: Turn) -> RiskEstimate:
    """The estimate, or its refusal, for everything told so far."""
    return estimate(profile(turn), model())


def certainly_refused(turn: Turn) -> bool:
    """Whether what is known already rules a number out, so that nothing more need be asked."""
    return any(reason != MISSING for reason in refusals(profile(turn), model()))


def numbers_allowed(turn: Turn) -> bool:
    """Whether this person may ever see the percentage: the deployer can turn it off for patients."""
    return turn.is_clinician or Settings.from_environment().patient_numbers


def risk_part(result: RiskEstimate, turn: Turn) -> dict[str, Any]:
    """The envelope's `risk` in this turn's register; without percentages where the deployer turned them off."""
    part = result.as_contract("clinician" if turn.is_clinician else "patient")
    if result.refusals[:1] != (MISSING,):  # a certain reason outranks what is still missing
        part["warnings"] = [warning for warning in part["warnings"] if warning["code"] != MISSING]
    if not numbers_allowed(turn):
        part |= dict.fromkeys(_FIGURES) | {"scenarios": []}
    return part


def ratio_to_last(result: RiskEstimate, turn: Turn) -> float | None:
    """New multiplier over that of the last estimate of this conversation; None where either is missing."""
    before = (turn.slot("estimate") or {}).get("multiplier")
    return result.multiplier / before if before and result.multiplier else None
