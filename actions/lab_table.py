"""Readings compared with ranges, as the envelope's `lab_table`."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from actions.lab_words import test_name, value_text
from actions.resources import catalogue
from actions.turn import Turn
from bot.clinical.analytes import Analyte
from bot.clinical.convert import convert
from bot.clinical.interpret import Finding, Range, interpret
from bot.clinical.labs import LabReading
from bot.clinical.numbers import rounded

__all__ = ["finding", "lab_table"]


def finding(reading: LabReading, turn: Turn) -> Finding:
    """What a reading says against its range, the dialysis targets and the value before it."""
    older = [r for r in turn.all_readings if r.analyte == reading.analyte and r != reading]
    dialysis = turn.history.get("dialysis")
    return interpret(
        reading,
        catalogue(),
        sex=turn.history.get("sex"),
        dialysis=None if dialysis is None else dialysis in ("haemodialysis", "peritoneal"),
        previous=older[-1] if older else None,
    )


def lab_table(findings: list[Finding]) -> list[dict[str, Any]]:
    """One row a value, with its range: `low` and `high` in the canonical unit, `range` as it is stated."""
    return [_row(finding, catalogue()[finding.reading.analyte]) for finding in findings]


def _row(found: Finding, analyte: Analyte) -> dict[str, Any]:
    reading, span = found.reading, found.range
    return {
        "analyte": reading.analyte,
        "label": test_name(reading),
        "value": None if reading.canonical_value is None else float(reading.canonical_value),
        "unit": analyte.canonical_unit,
        "typed": value_text(reading),
        "low": _canonical(analyte, span.low, span.unit) if span else None,
        "high": _canonical(analyte, span.high, span.unit) if span else None,
        "range": _stated(span) if span else None,
        "status": reading.status,
        "position": found.position,
        "taken": reading.taken.isoformat() if reading.taken else None,
    }


def _stated(span: Range) -> dict[str, Any]:
    """The range in its own unit, that of the value beside it: nobody should have to convert to see what is high."""
    low, high = (None if bound is None else float(bound) for bound in (span.low, span.high))
    return {"low": low, "high": high, "unit": "" if span.unit == "1" else span.unit}


def _canonical(analyte: Analyte, bound: Fraction | None, unit: str) -> float | None:
    if bound is None:
        return None
    return float(rounded(convert(analyte, bound, unit, analyte.canonical_unit), analyte.decimals + 1))
