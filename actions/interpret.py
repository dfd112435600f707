"""What single values say: against the range, the target, the last value; what to ask; urgent limits first."""

from __future__ import annotations

from typing import Any

from actions.answering import canned
from actions.base import CalciAction
from actions.lab_words import implausible_text, unit_question, value_text
from actions.reply import Button, Reply
from actions.resources import catalogue, phrases
from actions.turn import Turn
from actions.wording import buttons, disclaimer, source_entries, with_disclaimer
from bot.clinical.convert import convert
from bot.clinical.interpret import Finding, interpret
from bot.clinical.labs import LabReading
from bot.clinical.numbers import rounded
from bot.library.current import document

__all__ = ["InterpretLabs", "lab_table"]


class InterpretLabs(CalciAction):
    action = "action_interpret_labs"

    def answer(self, turn: Turn) -> Reply:
        readings = list(turn.stated) or _picked_or_known(turn)
        if not readings:
            return canned("interpret_none", turn)
        findings = [_finding(reading, turn) for reading in readings]
        sources: list[str] = []
        urgent = [_urgent(f, turn) for f in findings if f.critical]
        texts = [*urgent, *filter(None, (_told(f, turn, sources) for f in findings))]
        offered: list[Button] = []
        for reading in readings:
            if reading.status == "ambiguous":
                question, choices = unit_question(reading, "interpret_labs")
                texts.append(question)
                offered = offered or choices
        always = document("labs")["meaning"]["always"][turn.audience]
        texts.append(str(always["text"]))
        sources += always["sources"]
        known = list(dict.fromkeys(sources))
        return Reply(
            texts=with_disclaimer(turn, texts),
            buttons=offered or buttons(["lab_tests", "target_levels", "assess_risk", "visit_summary"]),
            part={
                "sources": source_entries(known),
                "disclaimer": disclaimer(turn),
                "lab_table": lab_table(findings),
                "urgent": bool(urgent),
            },
            slots={
                "label": "interpret_labs",
                "answered": {"topic": "lab_tests", "sources": known},
                "topic": "lab_tests",
                "disclaimed": True,
            },
        )


def _picked_or_known(turn: Turn) -> list[LabReading]:
    known = turn.readings
    if turn.chosen.get("reading"):
        picked = known.get(str(turn.chosen["reading"]["analyte"]))
        return [picked] if picked else []
    return list(known.values())


def _finding(reading: LabReading, turn: Turn) -> Finding:
    older = [r for r in turn.all_readings if r.analyte == reading.analyte and r != reading]
    dialysis = turn.history.get("dialysis")
    on_dialysis = None if dialysis is None else dialysis in ("haemodialysis", "peritoneal")
    return interpret(
        reading,
        catalogue(),
        sex=turn.history.get("sex"),
        dialysis=on_dialysis,
        previous=older[-1] if older else None,
    )


def _words(turn: Turn) -> dict[str, Any]:
    return dict(phrases()["interpret"][turn.audience])


def _urgent(finding: Finding, turn: Turn) -> str:
    assert finding.critical is not None
    name = catalogue()[finding.reading.analyte].patient_words.capitalize()
    return str(_words(turn)[finding.critical.urgency]).format(name=name, value=value_text(finding.reading))


def _told(finding: Finding, turn: Turn, sources: list[str]) -> str:
    reading, words = finding.reading, _words(turn)
    if reading.status == "implausible":
        return implausible_text(reading)
    if reading.status != "ok":
        return ""
    analyte = catalogue()[reading.analyte]
    name = analyte.display if turn.is_clinician else analyte.patient_words.capitalize()
    parts = [_against_range(finding, name, words)]
    if reading.comparator:
        parts.append(words["bound"].format(value=value_text(reading)))
    elif reading.check and reading.unit_source == "inferred":
        parts.append(words["check"].format(unit=reading.unit))
    if finding.trend:
        parts.append(words["trend"][finding.trend.direction])
    meaning = document("labs")["meaning"].get(reading.analyte) or {}
    voice = meaning.get(turn.audience) or {}
    side = {"above": "high", "below": "low"}.get(finding.position or "", "")
    for key in ("about", side):
        entry = voice.get(key)
        if entry:
            parts.append(str(entry["text"]))
            sources += entry["sources"]
    if finding.range and not finding.range.printed:
        sources += finding.range.sources
    if meaning.get("ask") and words["ask"] and finding.position in ("above", "below"):
        parts.append(words["ask"].format(question=meaning["ask"]))
    return " ".join(parts)


def _against_range(finding: Finding, name: str, words: dict[str, Any]) -> str:
    value = value_text(finding.reading)
    if finding.position is None or finding.range is None:
        return str(words["plain"]).format(name=name, value=value)
    low, high = _bounds(finding)
    span = (
        words["range"].format(low=low, high=high, unit="" if finding.range.unit == "1" else finding.range.unit).strip()
    )
    position = words["printed" if finding.range.printed else "position"][finding.position]
    return str(words["noted"]).format(name=name, value=value, position=position, range=span)


def _bounds(finding: Finding) -> tuple[str, str]:
    assert finding.range is not None
    shown = []
    for bound in (finding.range.low, finding.range.high):
        shown.append("–" if bound is None else f"{float(bound):g}")
    return shown[0], shown[1]


def lab_table(findings: list[Finding]) -> list[dict[str, Any]]:
    """The envelope's `lab_table`: values with the range they are compared with, in the canonical unit."""
    rows = []
    for finding in findings:
        reading = finding.reading
        analyte = catalogue()[reading.analyte]
        low = high = None
        if finding.range is not None:
            low, high = (
                None
                if bound is None
                else float(
                    rounded(convert(analyte, bound, finding.range.unit, analyte.canonical_unit), analyte.decimals + 1)
                )
                for bound in (finding.range.low, finding.range.high)
            )
        rows.append(
            {
                "analyte": reading.analyte,
                "label": analyte.patient_words,
                "value": None if reading.canonical_value is None else float(reading.canonical_value),
                "unit": analyte.canonical_unit,
                "typed": value_text(reading),
                "low": low,
                "high": high,
                "status": reading.status,
                "position": finding.position,
                "taken": reading.taken.isoformat() if reading.taken else None,
            }
        )
    return rows
