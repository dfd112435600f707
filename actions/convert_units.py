"""Each stated value in the other units of its analyte; without one, each that was told before."""

from __future__ import annotations

from actions.answering import canned, with_also
from actions.base import CalciAction
from actions.finding_words import urgent
from actions.lab_focus import about, in_focus
from actions.lab_table import finding
from actions.lab_words import capital, implausible_text, unit_question, value_text
from actions.reply import Button, Reply
from actions.resources import catalogue
from actions.turn import Turn
from actions.typed_units import unit_meant
from actions.wording import buttons, phrase
from bot.clinical.convert import convert
from bot.clinical.labs import LabReading
from bot.clinical.numbers import rounded

__all__ = ["ConvertUnits"]


class ConvertUnits(CalciAction):
    action = "action_convert_units"

    def answer(self, turn: Turn) -> Reply:
        lines: list[str] = []
        offered: list[Button] = []
        readings = turn.stated or in_focus(turn)  # "convert those to mg/dL"
        for reading in readings:
            if reading.status == "ambiguous":
                question, choices = unit_question(reading, "convert_units")
                lines.append(question)
                offered = offered or choices
            elif reading.status == "implausible":
                lines.append(implausible_text(reading))
            else:
                lines.append(_in_other_units(reading, turn.details.get("to")) + _where_it_lies(reading, turn))
        if not lines:
            return canned("convert_none", turn)
        follow = buttons(["interpret_labs", "target_levels", "assess_risk"])
        spoken_of = about(*(reading.analyte for reading in readings))
        critical = [urgent(each, turn) for each in (finding(r, turn) for r in turn.stated) if each.critical]
        reply = Reply(
            texts=[*critical, "\n".join(lines)],
            part={"urgent": bool(critical)} if critical else {},
            buttons=offered or follow,
            slots={
                "label": "convert_units",
                "task": "convert_units",
                "answered": {**(turn.slot("answered") or {}), "label": "convert_units", "wants": None, **spoken_of},
            },
        )
        return with_also(reply, turn)


def _where_it_lies(reading: LabReading, turn: Turn) -> str:
    """A value only converted is still said to be high or low: the number in another unit hides that."""
    found = finding(reading, turn)
    if found.position not in ("above", "below") or found.range is None:
        return ""
    place = phrase(turn, "interpret", turn.audience, "position", found.position)
    return f". {phrase(turn, 'interpret', turn.audience, 'lies', place=place)}"


def _in_other_units(reading: LabReading, wanted: str | None) -> str:
    analyte = catalogue()[reading.analyte]
    sign = f"{reading.comparator} " if reading.comparator else ""
    others = [unit.ucum for unit in analyte.units if unit.ucum != reading.unit and not unit.inexact]
    only = unit_meant(analyte, wanted) if wanted else None
    if only == reading.unit:
        others = []
    elif only:
        others = [unit for unit in others if unit == only]
    if reading.value is None or reading.unit is None:
        others = []
    made = []
    for unit in others:
        assert reading.value is not None and reading.unit is not None  # seen above
        value = convert(analyte, reading.value, reading.unit, unit)
        made.append(f"{sign}{_short(rounded(value, _places(float(value))))} {unit}")
    return f"{capital(analyte.patient_words)}: {' = '.join([value_text(reading), *made])}"


def _short(figure: str) -> str:
    """Without zeros that nobody measured: 5, not 5.00."""
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


def _places(value: float) -> int:
    """Three figures or so: no more than a laboratory prints."""
    return 0 if value >= 100 else 1 if value >= 10 else 2
