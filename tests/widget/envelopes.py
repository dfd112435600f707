"""Answers of the chat channel as the widget's tests need them.

The shape is the contract's; the wording is made up and is no clinical content of the product.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

DISCLAIMER = "For learning only. It does not replace your kidney team."
HELPLINES: list[Json] = [
    {
        "name": "anywhere",
        "phones": [
            {"label": "United States", "number": "911", "kind": "emergency"},
            {"label": "European Union", "number": "112", "kind": "emergency"},
            {"label": "United Kingdom", "number": "999", "kind": "emergency"},
            {"label": "Crisis line, call or text", "number": "988", "kind": "crisis"},
            {"label": "Samaritans", "number": "116123", "kind": "crisis"},
            {"label": "Crisis Text Line, text HOME", "number": "741741", "kind": "crisis"},
        ],
        "links": [{"label": "Find a helpline", "url": "https://helpline.example", "kind": "crisis"}],
    }
]
SOURCES = [
    {
        "id": "one",
        "citation": "First A, Second B. A study of 101 people. Example Journal 2018.",
        "url": "https://doi.org/10.0000/example.1",
        "year": 2018,
        "kind": "cohort",
        "kind_label": "cohort study",
        "evidence_level": "low",
    },
    {
        "id": "two",
        "citation": "Third C. Practice guidance. Example Press 2023.",
        "url": "https://doi.org/10.0000/example.2",
        "year": 2023,
        "evidence_level": "expert-opinion",
    },
    {
        "id": "three",
        "citation": "Fourth D. One case. Example Letters 2002.",
        "url": "javascript:alert(1)",
        "year": 2002,
        "evidence_level": "very-low",
    },
]


def envelope(**parts: Any) -> Json:
    """An envelope with every field of the contract; `parts` replaces some."""
    base: Json = {
        "schema": "calci.turn/1",
        "label": "definition",
        "confidence": 0.93,
        "alternatives": [],
        "clarify": None,
        "also_answered": [],
        "audience": "patient",
        "sources": [],
        "disclaimer": None,
        "emergency": False,
        "crisis": False,
        "labs": [],
        "history": {},
        "asks_for": None,
        "risk": None,
        "prognosis": None,
    }
    return {**base, **parts}


def turn(texts: list[str], *titles: str, **parts: Any) -> list[Json]:
    """Rasa's list of messages: the texts, buttons on the last one, the envelope at the end."""
    messages: list[Json] = [{"recipient_id": "x", "text": text} for text in texts]
    if titles and messages:
        messages[-1]["buttons"] = [{"title": title, "payload": f"calci:{title}"} for title in titles]
    return [*messages, {"recipient_id": "x", "custom": envelope(**parts)}]


def statement(text: str, *cites: int, evidence: str = "low") -> Json:
    return {"text": text, "cites": list(cites), "evidence": evidence, "dated": False}


def topic(audience: str) -> list[Json]:
    """A topic as the real server says it: clinicians read the level behind each line, patients when to call."""
    patient = audience == "patient"
    call = statement("Call today for a new sore.", 2, evidence="expert-opinion")
    unknown = [] if patient else [statement("Whether a shorter course does as well is unknown.", 2)]
    answer = {
        "title": "What calciphylaxis is",
        "gist": statement(
            "Calciphylaxis is a rare disease of small blood vessels in the skin.", 1, evidence="moderate"
        ),
        "body": [
            statement(
                "Calcium settles in the vessel walls and blood stops. The skin above it hurts and can die.", 1, 2
            ),
            statement(
                "Most people who get it are on dialysis.\n- It can start as a patch.\n- It can become a wound.", 3
            ),
        ],
        "call_team": [call] if patient else [],
        "more": [statement("It was first described long before its present name.", 3, evidence="very-low"), *unknown],
        "unknown": unknown,
        "simpler": [statement("Tiny blood vessels in the skin get blocked. The skin hurts and can break open.", 1)],
        "url": "/encyclopedia/definition",
    }
    gist, body = answer["gist"]["text"], answer["body"]  # type: ignore[index]
    if patient:
        texts = [
            "\n\n".join([f"{gist} [1]", *(item["text"] for item in body)]),
            f"When to call your team: {call['text']}",
        ]
    else:
        lines = [f"• {item['text']} {item['cites']} ({item['evidence']})" for item in body]
        texts = [f"{gist} [1]", "\n".join(lines), f"What is not known:\n• {unknown[0]['text']} [2]"]
    texts.append("You also asked whether it is catching: it is not.")
    return turn(
        texts,
        "Early signs",
        "How is it treated?",
        "Estimate my risk",
        "Tell me more",
        answer=answer,
        sources=SOURCES,
        disclaimer=DISCLAIMER,
        audience=audience,
    )


def emergency() -> list[Json]:
    return turn(
        [
            "Call 112, 911 or 999 now, or go to the nearest emergency department.",
            "Fever with a wound can mean an infection of the blood.",
        ],
        "Go on with my question",
        label="emergency",
        emergency=True,
        disclaimer=DISCLAIMER,
    )


def emergency_and_question() -> list[Json]:
    """An alarm with the answer to the other question of the same message behind it."""
    return turn(
        [
            "Press firmly and call 112, 911 or 999 now.",
            "Do not lift the cloth.",
            "You also asked about another thing:",
            "Wound care keeps the wound clean.",
        ],
        label="emergency",
        emergency=True,
        urgent_messages=2,
        also_answered=["wound_care"],
    )


def crisis() -> list[Json]:
    return turn(["I am glad that you told me. Are you safe right now?"], "I am safe", label="crisis", crisis=True)


def clarify() -> list[Json]:
    return turn(
        ["I am not sure which you mean."], "Sodium thiosulfate", "Its side effects", label=None, clarify=["a", "b"]
    )


def form(done: int = 4) -> list[Json]:
    items = [
        {"id": "dialysis", "label": "Dialysis type", "value": "peritoneal", "unit": None, "status": "ok"},
        {"id": "age", "label": "Age", "value": 26, "unit": None, "status": "ok"},
        {"id": "calcium", "label": "Calcium", "value": 10.6, "unit": "mg/dL", "status": "ok"},
        {"id": "warfarin", "label": "Warfarin", "value": False, "unit": None, "status": "ok"},
        {"id": "phosphate", "label": "Phosphate", "value": None, "unit": None, "status": "open"},
        {"id": "bmi", "label": "Body mass index", "value": None, "unit": None, "status": "skipped"},
    ]
    return turn(
        ["What was your last phosphate?"],
        "Skip",
        "I don't know",
        "Stop",
        label="assess_risk",
        asks_for="phosphate",
        form={"done": done, "total": 9, "items": items},
    )


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


def contribution(factor: str, value: Any, effect: float, low: float, high: float) -> Json:
    return {"factor": factor, "value": value, "relative_effect": effect, "interval": [low, high], "source": "one"}


def risk_object(multiplier: float = 4.6486) -> Json:
    return {
        "model": "test",
        "estimate": 0.8633,
        "interval": [0.152, 4.4003],
        "unit": "%/year",
        "horizon": "1 year",
        "multiplier": multiplier,
        "multiplier_interval": [1.32, 15.34],
        "category": "well_above",
        "baseline": {},
        "scenarios": [
            {"label": "Germany", "value": 0.186, "source": "one", "note": "registry"},
            {
                "label": "United States",
                "value": 1.609,
                "source": "two",
                "note": "does not reconcile with its own case count",
            },
        ],
        "contributions": [
            contribution("dialysis", "peritoneal", 1.6245, 1.1, 2.4),
            contribution("sex", "female", 1.2806, 1.0, 1.6),
            contribution("age", "22-45", 1.3805, 1.1, 1.9),
            contribution("diabetes", None, 1.0, 0.7, 1.4),
            contribution("warfarin", False, 0.8929, 0.8, 0.95),
            contribution("bmi", None, 1.0, 0.6, 1.7),
            contribution("calcium", 10.6, 1.3763, 0.9, 2.1),
            contribution("phosphate", 9.0, 1.3172, 0.9, 2.0),
        ],
        "not_used": [{"factor": "pth", "reason": "direction_disputed"}],
        "warnings": [
            {"code": "not_validated", "text": "This calculation has not been tested on patients."},
            {"code": "rate_cap_reached", "text": "The upper limit is the highest rate ever published."},
        ],
        "derived": {"calcium_phosphate_product": {"value": 95.4, "unit": "mg2/dL2"}},
    }


def risk(audience: str) -> list[Json]:
    return turn(
        ["Here is the estimate."],
        "Why is it so?",
        "What if my phosphate were 5?",
        "Summary for my visit",
        label="assess_risk",
        audience=audience,
        risk=risk_object(),
        sources=SOURCES,
        disclaimer=DISCLAIMER,
    )


def spoken_risk(shown: str = "words") -> list[Json]:
    """The patient's estimate as the real server gives it: said in words, the number behind a reply of its own."""
    texts = ["Your chance looks well above the average.", "Most people like you never get it."]
    return turn(texts, "Show the number", risk={**risk_object(), "shown": shown}, disclaimer=DISCLAIMER)


def well_below() -> list[Json]:
    low = {**risk_object(0.2), "category": "well_below", "estimate": 0.0375, "interval": [0.0081, 0.1688]}
    low["warnings"] = [
        {"code": "low_values_may_mean_poor_nutrition", "text": "Low values can also mean poor nutrition."}
    ]
    return turn(["Here is the estimate."], risk=low, disclaimer=DISCLAIMER)


def refused() -> list[Json]:
    nothing = {
        **risk_object(),
        "estimate": None,
        "interval": None,
        "multiplier": None,
        "category": None,
        "scenarios": [],
        "contributions": [],
        "warnings": [{"code": "lesions_present", "text": "Painful skin changes need to be seen by a doctor today."}],
    }
    return turn(["No number can be given."], "What to tell the doctor", risk=nothing, disclaimer=DISCLAIMER)


def prognosis(audience: str) -> list[Json]:
    data = {
        "strata": [
            {
                "label": "Plaques only",
                "one_year_mortality": 33,
                "interval": [20, 45],
                "n": 50,
                "years": "2002",
                "source": "one",
                "note": "one centre",
            },
            {
                "label": "Ulcers",
                "one_year_mortality": 80,
                "interval": None,
                "n": 36,
                "years": "2002",
                "source": "one",
                "note": None,
            },
        ],
        "hopeful": ["Care has changed since most of these studies.", "Some people heal."],
        "not_personal": True,
    }
    return turn(
        ["I can tell you what is published."],
        "Who can support me?",
        prognosis=data,
        audience=audience,
        sources=SOURCES[:1],
        disclaimer=DISCLAIMER,
    )


def differential() -> list[Json]:
    data = {
        "red_flags": ["Spreading redness with fever needs a doctor today."],
        "ranked": [
            {
                "id": "nf",
                "label": "Necrotising fasciitis",
                "red_flag": True,
                "supports": ["severe pain"],
                "against": ["slow course"],
            },
            {
                "id": "cx",
                "label": "Calciphylaxis",
                "red_flag": False,
                "supports": ["dialysis", "painful plaque"],
                "against": [],
            },
            {
                "id": "vn",
                "label": "Warfarin necrosis",
                "red_flag": False,
                "supports": ["warfarin"],
                "against": ["started long ago"],
            },
        ],
    }
    return turn(
        ["These can look alike."],
        "What does a biopsy show?",
        differential=data,
        audience="clinician",
        sources=SOURCES,
        disclaimer=DISCLAIMER,
    )


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


def hostile() -> list[Json]:
    words = '<img src="https://evil.example/x.png" onerror="window.hacked=1"><script>window.hacked=1</script> **bold** https://safe.example/page'
    return turn([words], "<b>button</b>", sources=[{**SOURCES[0], "citation": words, "url": "data:text/html,x"}])
