"""Answers of the chat channel as the widget's tests need them.

The shape is the contract's; the wording is made up and is no clinical content of the product.
"""

from __future__ import annotations

from tests.widget.envelopes.labs import dangerous_labs, lab_table, summary
from tests.widget.envelopes.outlook import differential, prognosis
from tests.widget.envelopes.risk import refused, risk, risk_object, spoken_risk, well_below
from tests.widget.envelopes.shape import DISCLAIMER, HELPLINES, SOURCES, Json, envelope, statement, turn
from tests.widget.envelopes.talk import (
    alarm_with_topic,
    clarify,
    crisis,
    emergency,
    emergency_and_question,
    form,
    hostile,
    topic,
)

__all__ = [
    "DISCLAIMER",
    "HELPLINES",
    "SOURCES",
    "Json",
    "alarm_with_topic",
    "clarify",
    "crisis",
    "dangerous_labs",
    "differential",
    "emergency",
    "emergency_and_question",
    "envelope",
    "form",
    "hostile",
    "lab_table",
    "prognosis",
    "refused",
    "risk",
    "risk_object",
    "spoken_risk",
    "statement",
    "summary",
    "topic",
    "turn",
    "well_below",
]
