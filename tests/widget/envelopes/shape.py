"""The contract's shape: an envelope, Rasa's list of messages, a statement, sources and helplines."""

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
