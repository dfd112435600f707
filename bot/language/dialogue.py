"""What the conversation already is when a message arrives: the state that understanding may use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

__all__ = ["WAITING", "DialogueContext", "current_dialogue"]

WAITING = "fill_form"  # what a bare yes means while the open question of the form is not shown


@dataclass(frozen=True, slots=True)
class DialogueContext:
    """A pure view of the conversation for one message.

    Attributes:
        topic: id of the last topic answered, or None.
        label: what the previous message was taken for, or None.
        asks_for: the analyte or history id that the assistant waits for, or None.
        active_form: name of the Rasa form that is open, or None.
        audience: `patient` or `clinician`.
        offered: ids that the last clarifying question offered.
        has_estimate: whether a risk estimate was given before.
        known: ids of analytes and history items already known.
        expects_yes: what a bare "yes" would confirm, or None (for example `show_number`).
        task: the last sum with laboratory values (product, correction, conversion), or None.
        last: the analyte or fact that was told last, or None.
        units: UCUM unit that the person typed or confirmed earlier, by analyte.
        guessed: analytes whose newest value has a unit that was only inferred.
        about: the analytes that the last answer looked at or put in another unit.
        findings: whether findings for the list of look-alikes were told.
        wants: the analyte that the sum just asked for still needs, or None.
        refused: the analyte of the value that was refused last as impossible and not given again, or None.
        declined: required items of the form that were left open on purpose.
        values: the numbers of all values told, as typed.
        measure: what the last message named without its value ("temperature"), in the words of the gate, or None.
        measured: what the last message named with its value ("my temperature is 36.8"), or None.
        short: ids of the feelings and everyday questions that were answered in a few words.
        lately: those of them that were told in one of the last few messages.
        named: the one analyte that the last message named without a value, or None.
        signs: signs of illness told in the last messages (knowledge/triage.yml).
        triaged: whether one of the last answers said when to call.
        alarmed: whether one of the last messages was an emergency.
        word: the id of the word (knowledge/glossary.yml) whose meaning the last message asked for, or nothing.
        alarm: what the last message was answered with where it alarmed: `reply`, `rule` and `also` of its decision.
    """

    topic: str | None = None
    label: str | None = None
    asks_for: str | None = None
    active_form: str | None = None
    audience: str = "patient"
    offered: tuple[str, ...] = ()
    has_estimate: bool = False
    known: frozenset[str] = field(default_factory=frozenset)
    expects_yes: str | None = None
    task: str | None = None
    last: str | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    refused: str | None = None
    declined: frozenset[str] = field(default_factory=frozenset)
    values: frozenset[Decimal] = field(default_factory=frozenset)
    measure: str | None = None
    measured: str | None = None
    named: str | None = None
    guessed: frozenset[str] = field(default_factory=frozenset)
    wants: str | None = None
    about: tuple[str, ...] = ()
    findings: bool = False
    short: frozenset[str] = frozenset()
    lately: frozenset[str] = frozenset()
    signs: frozenset[str] = field(default_factory=frozenset)
    triaged: bool = False
    alarmed: bool = False
    word: str = ""
    alarm: Mapping[str, str] = field(default_factory=dict)

    @property
    def form_waits(self) -> bool:
        """Whether the form is open and its question was not shown again: a bare yes or no cannot answer it."""
        return bool(self.active_form) and self.expects_yes == WAITING

    @property
    def can_estimate(self) -> bool:
        """Whether an estimate was given, or what is told so far would do for one."""
        return self.has_estimate or self.known.issuperset(_REQUIRED)

    @classmethod
    def from_slots(
        cls, slots: Mapping[str, Any], *, active_form: str | None = None, declared_audience: object = None
    ) -> DialogueContext:
        """Read the state from Rasa's slots; an audience declared with the message wins over the remembered one."""
        audience = declared_audience if declared_audience in ("patient", "clinician") else slots.get("audience")
        readings = slots.get("labs") or []
        newest = {r["analyte"]: r for r in readings}
        answered = slots.get("answered") or {}
        return cls(
            topic=slots.get("topic"),
            label=slots.get("label"),
            asks_for=slots.get("requested_slot") if active_form else slots.get("asks_for") or _open(slots),
            active_form=active_form,
            audience=audience or "patient",
            offered=tuple(slots.get("offered") or ()),
            has_estimate=bool(slots.get("estimate")),
            known=frozenset(r["analyte"] for r in readings) | frozenset(slots.get("history") or ()),
            expects_yes=slots.get("expects_yes"),
            task=slots.get("task"),
            last=(slots.get("told") or {}).get("last"),
            refused=((slots.get("told") or {}).get("refused") or {}).get("analyte"),
            declined=frozenset(item for item in _REQUIRED if slots.get(item) == "unknown"),
            values=frozenset(_numbers(readings)),
            units={r["analyte"]: r["unit"] for r in readings if r.get("unit_source") in ("typed", "confirmed")},
            guessed=frozenset(a for a, r in newest.items() if r.get("unit_source") in ("inferred", "panel")),
            findings=bool(slots.get("findings")),
            short=frozenset(slots.get("short") or ()),
            wants=answered.get("wants") if answered.get("label") == slots.get("label") else None,
            about=tuple(answered.get("about") or ()) if answered.get("label") == slots.get("label") else (),
        )


_REQUIRED = ("dialysis", "age", "sex")


def _numbers(readings: Iterable[Mapping[str, Any]]) -> Iterator[Decimal]:
    """The numbers told; one that cannot be read back is left out."""
    for reading in readings:
        with suppress(InvalidOperation):
            if reading.get("value") is not None:
                yield Decimal(str(reading["value"]))


def _open(slots: Mapping[str, Any]) -> str | None:
    """The analyte whose unit was asked for one message ago, and is still open after something else."""
    return next((row["analyte"] for row in slots.get("pending") or ()), None)


_FRESH = DialogueContext()
current_dialogue: ContextVar[DialogueContext] = ContextVar("current_dialogue", default=_FRESH)
