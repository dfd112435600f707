"""The estimate for the person of this conversation, computed from what was told."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from actions.resources import catalogue
from actions.turn import Turn
from bot.clinical.risk import Profile, RiskEstimate, RiskModel, estimate
from bot.library.current import document

__all__ = ["compute", "model", "profile", "risk_part"]


@lru_cache(maxsize=1)
def model() -> RiskModel:
    """The parameters of the estimate (`knowledge/risk_model.yml`)."""
    return RiskModel.from_dict(document("risk_model"))


def profile(turn: Turn) -> Profile:
    """Everything told so far, as the clinical core takes it."""
    return Profile.of(turn.readings.values(), turn.history, catalogue())


def compute(turn: Turn) -> RiskEstimate:
    return estimate(profile(turn), model())


def risk_part(result: RiskEstimate, turn: Turn) -> dict[str, Any]:
    """The envelope's `risk`, with the words in this turn's register."""
    return result.as_contract("clinician" if turn.is_clinician else "patient")
