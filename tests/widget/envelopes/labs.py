"""Blood results read, and the summary that shows them."""

from __future__ import annotations

from tests.widget.envelopes.shape import DISCLAIMER, SOURCES, Json, turn


def lab_table() -> list[Json]:
    rows = [
        {
            "analyte": "calcium",
            "label": "Calcium",
            "value": 10.6,
            "unit": "mg/dL",
            "low": 8.5,
            "high": 10.2,
            "status": "high",
            "taken": "2026-11-02",
        },
        {
            "analyte": "phosphate",
            "label": "Phosphate",
            "value": 9.0,
            "unit": "mg/dL",
            "low": 2.5,
            "high": 4.5,
            "status": "critical",
            "taken": None,
        },
        {
            "analyte": "pth",
            "label": "Parathyroid hormone",
            "value": 5,
            "comparator": "<",
            "unit": "pg/mL",
            "low": 15,
            "high": 65,
            "status": "low",
            "taken": None,
        },
        {
            "analyte": "albumin",
            "label": "Albumin",
            "value": 3.9,
            "unit": "g/dL",
            "low": 3.5,
            "high": 5.0,
            "status": "within",
            "taken": None,
        },
        {
            "analyte": "magnesium",
            "label": "Magnesium",
            "value": 2,
            "unit": None,
            "low": None,
            "high": None,
            "status": "ambiguous",
            "taken": None,
        },
    ]
    return turn(
        ["I read these values."],
        "Estimate my risk",
        label="interpret_labs",
        lab_table=rows,
        disclaimer=DISCLAIMER,
        sources=SOURCES[:1],
    )


def dangerous_labs() -> Json:
    """What `/api/labs` answers to a file with a potassium that cannot wait."""
    critical = {
        "side": "high",
        "urgency": "emergency",
        "text": "Potassium 7.1 mmol/L: at or past a laboratory telephone limit; act now.",
        "patient": "Potassium 7.1 mmol/L can be dangerous. Please call your kidney unit or an emergency number now.",
    }
    lab = {"analyte": "potassium", "value": 7.1, "unit": "mmol/L", "status": "ok", "critical": critical}
    return {"labs": [lab], "not_recognised": [], "notes": [critical["text"], "One result is preliminary."]}


def summary() -> list[Json]:
    rows = [
        {"analyte": "calcium", "label": "Calcium", "typed": "10.6 mg/dL", "value": 10.6, "unit": "mg/dL"},
        {"analyte": "phosphate", "label": "Phosphate", "typed": "9.0 mg/dL", "value": 9.0, "unit": "mg/dL"},
    ]
    data = {
        "title": "Summary for your visit",
        "labs": rows,
        "history": [{"label": "Age", "value": "26"}],
        "discussed": [{"id": "pain", "title": "Pain", "url": "/topics/pain"}],
        "estimate": None,
        "questions": ["Which phosphate binder suits me?", "Who looks at my skin?"],
    }
    return turn(["Here is your summary."], summary=data, lab_table=rows, disclaimer=DISCLAIMER)
