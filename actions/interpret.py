"""What single values say: urgent limits first, then each value, then what the change means for an earlier estimate."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from actions.answering import canned, remembered, with_also
from actions.base import CalciAction
from actions.compute_product import ComputeProduct
from actions.estimate import compute, ratio_to_last, risk_part
from actions.finding_words import against_range, together, told, urgent
from actions.form_items import item_name
from actions.lab_focus import about, judged, multiples
from actions.lab_table import finding, lab_table
from actions.lab_words import implausible_text, unit_question, value_text
from actions.news import noted, put_right
from actions.people_apart import of_several_people
from actions.product_told import product_reply
from actions.reply import Button, Reply
from actions.resources import catalogue, labs
from actions.risk import ratio_words
from actions.risk_words import words
from actions.supposed import supposed
from actions.turn import Turn
from actions.wording import buttons, form_phrase, phrase, source_entries
from bot.clinical.interpret import Finding
from bot.clinical.labs import LabReading, read_value

__all__ = ["InterpretLabs"]


class InterpretLabs(CalciAction):
    action = "action_interpret_labs"

    def answer(self, turn: Turn) -> Reply:
        short = self._short_answer(turn)
        if short:
            return short
        readings = turn.stated or list(turn.readings.values())
        if not readings and turn.pending:
            return _still_asked(turn)
        if not readings:
            return canned("interpret_sign" if turn.parse.get("figure") else "interpret_none", turn)
        findings = [finding(reading, turn) for reading in readings]
        sources: list[str] = []
        first = [urgent(f, turn) for f in findings if f.critical]
        values = [text for text in (told(f, turn, sources) for f in findings) if text]
        values += together(findings, turn, sources)
        still_open = [r for a, r in turn.pending.items() if a not in {reading.analyte for reading in readings}]
        questions, offered = _unit_questions([*readings, *still_open])
        if turn.details.get("unit"):
            questions = [phrase(turn, "unit", str(turn.details["unit"])), *questions]
        always = labs()["meaning"]["always"][turn.audience]
        sources = list(dict.fromkeys([*sources, *always["sources"]])) if values else []
        if turn.details.get("which"):
            values = [_outside(findings, turn)]
        reply = Reply(
            texts=[*first, *put_right(turn), *values, *([str(always["text"])] if values else []), *questions],
            buttons=offered or buttons(["lab_tests", "target_levels", "assess_risk", "visit_summary"]),
            part={"sources": source_entries(sources), "lab_table": lab_table(findings), "urgent": bool(first)},
            slots=_about(readings, remembered("interpret_labs", "lab_tests", sources), listed=bool(values)),
            health=bool(values or first),
        )
        if still_open:
            reply.slots["asks_for"] = next(
                (r.analyte for r in readings if r.status == "ambiguous"), still_open[0].analyte
            )
        return with_also(_with_effect(reply, turn) if turn.stated else reply, turn)

    @staticmethod
    def _short_answer(turn: Turn) -> Reply | None:
        """What needs no list of all values: of several people, a question about "that", units put right, a fact."""
        if turn.parse.get("several_people"):
            return of_several_people(turn)
        if turn.details.get("units") and turn.stated:
            return _in_these_units(turn)
        product = product_reply(turn)
        if product:
            return product
        if turn.stated:
            return None
        if turn.details.get("as_if"):
            return _supposed(turn)
        if turn.details.get("multiple"):
            return multiples(turn)
        if turn.details.get("judge"):
            return judged(turn) or ComputeProduct().answer(turn)
        told = noted(turn)
        if told:
            return Reply(texts=told, buttons=buttons(["assess_risk", "interpret_labs", "visit_summary"]))
        just_listed = bool((turn.slot("answered") or {}).get("listed")) and turn.slot("label") == "interpret_labs"
        return judged(turn) if just_listed and not turn.chosen and not turn.details else None


def _about(readings: list[LabReading], slots: dict[str, Any], *, listed: bool = False) -> dict[str, Any]:
    """The slots of an answer with what it was about, and whether that was said at length."""
    spoken_of = about(*(reading.analyte for reading in readings))
    return slots | {"answered": {**slots["answered"], **spoken_of, "listed": listed}}


def _in_these_units(turn: Turn) -> Reply:
    """ "Units are SI": one line with every value as it counts now; then what is urgent, impossible or still open."""
    findings = [finding(reading, turn) for reading in turn.stated]
    first = [urgent(each, turn) for each in findings if each.critical]
    read = [each for each in findings if each.reading.status == "ok"]
    items = [
        f"{item_name(each.reading.analyte, turn.audience)} {value_text(each.reading)}"
        + (f" ({phrase(turn, 'interpret', turn.audience, 'position', each.position)})" if each.position else "")
        for each in read
    ]
    line = [form_phrase(turn, "read_again", items="; ".join(items))] if items else []
    impossible = [implausible_text(r) for r in turn.stated if r.status == "implausible"]
    questions, offered = _unit_questions(turn.stated)
    sources = [s for each in read if each.range and not each.range.printed for s in each.range.sources]
    reply = Reply(
        texts=[*first, *line, *impossible, *questions],
        buttons=offered or buttons(["interpret_labs", "compute_product", "correct_calcium", "assess_risk"]),
        part={"sources": source_entries(dict.fromkeys(sources)), "lab_table": lab_table(read), "urgent": bool(first)},
        slots=_about(turn.stated, remembered("interpret_labs", "lab_tests", sources)),
        health=bool(read or first),
    )
    return _with_effect(reply, turn)


def _supposed(turn: Turn) -> Reply | None:
    """ "And 1200?" after a PTH: against the range like any other, and never kept."""
    readings = _number_alone(str(turn.details["as_if"]), turn) or list(supposed(turn).readings)
    findings = [finding(reading, turn) for reading in readings if reading.status == "ok"]
    impossible = [implausible_text(r) for r in readings if r.status == "implausible"]
    if not findings:
        return Reply(impossible, buttons(["lab_tests", "help"])) if impossible else judged(turn)
    sources = [s for each in findings if each.range and not each.range.printed for s in each.range.sources]
    return Reply(
        texts=[
            *(urgent(each, turn) for each in findings if each.critical),
            *(against_range(f, turn) for f in findings),
        ],
        buttons=buttons(["interpret_labs", "target_levels", "assess_risk"]),
        part={"sources": source_entries(dict.fromkeys(sources)), "lab_table": lab_table(findings)},
        slots=_about([f.reading for f in findings], remembered("interpret_labs", "lab_tests", sources)),
        health=True,
    )


def _number_alone(said: str, turn: Turn) -> list[LabReading]:
    """ "pth 1200": a number without a unit counts in the unit of the value before; nothing where a unit was typed."""
    analyte, _, number = said.partition(" ")
    unit = turn.readings[analyte].unit if analyte in turn.readings else None
    typed = unit is None or re.fullmatch(r"\d+(?:[.,]\d+)?", number) is None
    return [] if typed else [read_value(catalogue()[analyte], Decimal(number.replace(",", ".")), unit)]


def _outside(findings: list[Finding], turn: Turn) -> str:
    """ "Which one is worst?": those outside their range, by name; numbers alone rank nothing."""
    names = [
        f"{item_name(f.reading.analyte, turn.audience)} {value_text(f.reading)}"
        for f in findings
        if f.position in ("above", "below")
    ]
    return phrase(turn, "which", "some", items="; ".join(names)) if names else phrase(turn, "which", "none")


def _unit_questions(readings: list[LabReading]) -> tuple[list[str], list[Button]]:
    asked = [unit_question(reading, "interpret_labs") for reading in readings if reading.status == "ambiguous"]
    return [text for text, _ in asked], next((choices for _, choices in asked if choices), [])


def _still_asked(turn: Turn) -> Reply:
    """Nothing is read yet but a value with an open unit: that is asked once more."""
    questions, offered = _unit_questions(list(turn.pending.values()))
    slots = {"label": "interpret_labs", "asks_for": next(iter(turn.pending))}
    return Reply(questions, offered or buttons(["lab_tests", "help"]), slots=slots)


def _with_effect(reply: Reply, turn: Turn) -> Reply:
    """A value told after an estimate changes it: say by how much, and remember the new one."""
    result = compute(turn) if turn.slot("estimate") else None
    ratio = ratio_to_last(result, turn) if result else None
    if result is not None and ratio is not None and abs(ratio - 1) >= 0.005:
        reply.texts.append(words(turn, "since_last", ratio=ratio_words(ratio, turn)))
        reply.buttons = [*buttons(["assess_risk", "explain_risk"]), *reply.buttons][:4]
        reply.part["risk"] = risk_part(result, turn)
        reply.slots["estimate"] = reply.part["risk"]
    return reply
