"""The decision about one message."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

__all__ = ["LIMITS", "SUMS", "Decision", "Rank", "Ranking", "Via", "among", "outsideness"]

Ranking = list[tuple[str, float]]
#: The ranking of other words than those that were typed.
Rank = Callable[[str], Ranking]
#: What decided: a button, the safety gate or the second reader of alarms, what the message is (`input`, `language`), an
#: answer to the open form, values, the words together with what was spoken of, a limit, or the classifier.
Via = Literal[
    "button",
    "gate",
    "second_reader",
    "input",
    "language",
    "form",
    "values",
    "context",
    "limit",
    "rejector",
    "classifier",
]

LIMITS = frozenset({"personal_treatment_decision", "dosing_request"})  # asked for, and never done
SUMS = frozenset({"compute_product", "correct_calcium", "convert_units", "interpret_labs"})  # done with typed values
_INSIDE = -99.0  # where nothing was judged


def among(ranking: Ranking, labels: Container[str]) -> Ranking:
    """The rows of these labels, with the belief of the others shared out among them."""
    kept = [row for row in ranking if row[0] in labels]
    share = sum(chance for _, chance in kept)
    whole = sum(chance for _, chance in ranking)
    return [(label, chance * whole / share) for label, chance in kept] if share > 0.0 else kept


def outsideness(turn: Mapping[str, Any]) -> float:
    """How far outside the subject the two-sided judgement sees a message: above 0 is outside, 2 is plainly so."""
    judged = turn.get("outside")
    return _INSIDE if judged is None else float(judged)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a turn is about.

    Attributes:
        intent: the Rasa intent that the rules act on (a label, or a step such as `clarify`).
        label: the id that is reported (docs/contract.md, Names); None while a clarifying question is open.
        confidence: 0..1, calibrated for classified text and 1.0 for what is certain (buttons, the safety gate).
        via: what kind of part decided.
        alternatives: further candidates, best first.
        clarify: ids offered when it asks back.
        also: further labels asked for in the same message, answered after the first.
        for_form: whether an open form may take this message.
        details: what the action needs besides the label.
        by: the row of the tables in `decide.py` that decided, for whoever looks for the reason of an answer.
    """

    intent: str
    label: str | None
    confidence: float
    via: Via
    alternatives: Ranking = field(default_factory=list)
    clarify: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    for_form: bool = False
    details: dict[str, Any] = field(default_factory=dict)
    by: str = ""

    def told_by(self, name: str) -> Decision:
        """The same, decided by this row unless another has decided before."""
        return self if self.by else replace(self, by=name)

    def as_dict(self) -> dict[str, Any]:
        """The keys that this decision adds to `turn`."""
        return {
            "label": self.label,
            "confidence": self.confidence,
            "via": self.via,
            "by": self.by,
            "alternatives": [{"label": label, "confidence": round(chance, 4)} for label, chance in self.alternatives],
            "clarify": list(self.clarify) or None,
            "also": list(self.also),
            "for_form": self.for_form,
            "details": self.details,
        }
