"""Sums with laboratory values: the product, the corrected calcium, other units."""

from __future__ import annotations

from actions.answering import canned
from actions.base import CalciAction
from actions.lab_words import implausible_text, unit_question, value_text
from actions.reply import Button, Reply
from actions.resources import catalogue
from actions.turn import Turn
from actions.wording import buttons, disclaimer, phrase, source_entries
from bot.clinical.convert import convert
from bot.clinical.derived import Quantity, calcium_phosphate_product, corrected_calcium
from bot.clinical.labs import LabReading
from bot.clinical.numbers import rounded
from bot.library.current import document

__all__ = ["ComputeProduct", "ConvertUnits", "CorrectCalcium"]


class ComputeProduct(CalciAction):
    """Calcium × phosphate in both unit systems; the old limits are named as history, not as targets."""

    action = "action_compute_product"

    def answer(self, turn: Turn) -> Reply:
        needed = _needed(turn, "calcium", "phosphate")
        if isinstance(needed, Reply):
            return needed
        if needed is None:
            return canned("product_none", turn)
        product = calcium_phosphate_product(*needed, catalogue())
        if product is None:
            return canned("product_none", turn)
        mass, molar = product
        text = (
            f"{value_text(needed[0])} × {value_text(needed[1])}: "
            f"{rounded(mass.value, 1)} mg²/dL² ({rounded(molar.value, 1)} mmol²/L²)."
        )
        return _computed(
            turn,
            "compute_product",
            [text, *_notes(turn, "calcium_phosphate_product")],
            {"calcium_phosphate_product": mass},
        )


class CorrectCalcium(CalciAction):
    """Calcium corrected for albumin, with the warning that it agrees poorly in dialysis."""

    action = "action_correct_calcium"

    def answer(self, turn: Turn) -> Reply:
        needed = _needed(turn, "calcium", "albumin")
        if isinstance(needed, Reply):
            return needed
        corrected = corrected_calcium(*needed, catalogue()) if needed else None
        if corrected is None or needed is None:
            return canned("correct_none", turn)
        other = "mmol/L" if corrected.unit == "mg/dL" else "mg/dL"
        analyte = catalogue()["calcium"]
        also = convert(analyte, corrected.value, corrected.unit, other)
        places = {"mg/dL": 1, "mmol/L": 2}
        text = (
            f"Calcium {value_text(needed[0])} with albumin {value_text(needed[1])}: corrected "
            f"{rounded(corrected.value, places[corrected.unit])} {corrected.unit} "
            f"({rounded(also, places[other])} {other})."
        )
        in_mass = Quantity(convert(analyte, corrected.value, corrected.unit, "mg/dL"), "mg/dL")
        return _computed(
            turn, "correct_calcium", [text, *_notes(turn, "corrected_calcium")], {"corrected_calcium": in_mass}
        )


class ConvertUnits(CalciAction):
    """Each stated value in the other units of its analyte."""

    action = "action_convert_units"

    def answer(self, turn: Turn) -> Reply:
        lines, offered = [], []
        for reading in turn.stated:
            if reading.status == "ambiguous":
                question, choices = unit_question(reading, "convert_units")
                lines.append(question)
                offered = offered or choices
            elif reading.status == "implausible":
                lines.append(implausible_text(reading))
            elif reading.value is not None and reading.unit:
                lines.append(_in_other_units(reading))
        picked = [r for r in turn.readings.values() if turn.chosen.get("pick") is not None][-1:]
        lines += [_in_other_units(r) for r in picked]
        if not lines:
            return canned("convert_none", turn)
        return Reply(
            texts=["\n".join(lines)],
            buttons=offered or buttons(["interpret_labs", "target_levels"]),
            slots={"label": "convert_units"},
        )


def _in_other_units(reading: LabReading) -> str:
    analyte = catalogue()[reading.analyte]
    assert reading.value is not None and reading.unit is not None
    others = []
    for unit in analyte.units:
        if unit.ucum != reading.unit and not unit.inexact:
            value = convert(analyte, reading.value, reading.unit, unit.ucum)
            places = 0 if value >= 100 else 1 if value >= 10 else 2
            others.append(f"{rounded(value, places)} {unit.ucum}")
    sign = f"{reading.comparator} " if reading.comparator else ""
    return f"{analyte.patient_words.capitalize()}: {value_text(reading)} = {sign}{' = '.join(others) or value_text(reading)}"


def _needed(turn: Turn, *analytes: str) -> tuple[LabReading, LabReading] | Reply | None:
    """Both readings; or a question about the one that is unclear; or None when one is missing."""
    for reading in turn.stated:
        if reading.analyte in analytes and reading.status == "ambiguous":
            question, choices = unit_question(reading, turn.label)
            return Reply(texts=[question], buttons=choices)
        if reading.analyte in analytes and reading.status == "implausible":
            return Reply(texts=[implausible_text(reading)], buttons=buttons(["interpret_labs"]))
    found = [turn.readings.get(a) for a in analytes]
    if found[0] is None or found[1] is None:
        return None
    return found[0], found[1]


def _notes(turn: Turn, derived: str) -> list[str]:
    """The caution that always comes with a derived value, and old thresholds named as history."""
    entry = document("labs")["derived"][derived]
    texts = [str(entry["caution"][turn.audience]["text"])]
    old = [
        f"{row.get('below') or row.get('above')} {row['unit'].replace('2', '²')} ({row['who']})"
        for row in entry.get("historical") or []
    ]
    return [*texts, *([phrase(turn, "historical", items="; ".join(old))] if old else [])]


def _computed(turn: Turn, label: str, texts: list[str], derived: dict[str, Quantity]) -> Reply:
    entry = document("labs")["derived"][next(iter(derived))]
    sources = [
        *entry["caution"][turn.audience]["src"],
        *(s for row in entry.get("historical") or [] for s in row["src"]),
    ]
    first = "calcium_phosphate_product" if label == "compute_product" else "lab_tests"
    follow: list[Button] = buttons([first, "interpret_labs", "assess_risk"])
    return Reply(
        texts=texts,
        buttons=follow,
        part={
            "sources": source_entries(sources),
            "disclaimer": disclaimer(turn),
            "derived": {name: q.as_contract() for name, q in derived.items()},
        },
        slots={"label": label, "answered": {"topic": turn.slot("topic"), "sources": sources}},
    )
