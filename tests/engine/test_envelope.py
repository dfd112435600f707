"""The envelope has the form of the contract, whatever the actions left."""

from __future__ import annotations

from typing import Any

from bot.engine.envelope import build, merge_parts

CONTRACT = {
    "schema", "label", "confidence", "alternatives", "clarify", "also_answered", "audience", "sources", "disclaimer",
    "emergency", "crisis", "labs", "history", "asks_for", "risk", "prognosis",
}  # fmt: skip


def _built(parse: dict[str, Any], *parts: dict[str, Any]) -> dict[str, Any]:
    return build(parse, parts, audience="patient", asks_for=None)


def test_a_message_that_nothing_is_known_about_still_has_every_key() -> None:
    envelope = _built({})
    assert set(envelope) == CONTRACT
    assert envelope["schema"] == "calci.turn/1"
    assert (envelope["label"], envelope["confidence"]) == (None, 0.0)
    assert (envelope["emergency"], envelope["crisis"]) == (False, False)


def test_understanding_is_carried_over() -> None:
    labs = [{"contract": {"analyte": "calcium", "value": 10.6}, "reading": {}}]
    turn = {
        "label": "pain",
        "alternatives": [{"label": "ulcers", "confidence": 0.1}],
        "labs": labs,
        "history": {"age": 26},
    }
    envelope = _built({"intent": {"name": "pain", "confidence": 0.876543}, "turn": turn})
    assert (envelope["label"], envelope["confidence"]) == ("pain", 0.8765)
    assert envelope["labs"] == [{"analyte": "calcium", "value": 10.6}]
    assert envelope["history"] == {"age": 26}
    assert envelope["alternatives"][0]["label"] == "ulcers"


def test_a_question_back_has_no_label() -> None:
    envelope = _built({"turn": {"label": "pain"}}, {"clarify": ["pain", "ulcers"]})
    assert (envelope["label"], envelope["clarify"]) == (None, ["pain", "ulcers"])


def test_safety_sets_its_flag() -> None:
    assert _built({"turn": {"safety": {"label": "emergency"}}})["emergency"] is True
    assert _built({"turn": {"safety": {"label": "crisis"}}})["crisis"] is True


def test_parts_join_lists_without_repeats_and_the_later_word_wins() -> None:
    first = {"sources": [{"id": "a"}], "label": "pain", "disclaimer": "d"}
    second = {"sources": [{"id": "a"}, {"id": "b"}], "label": "ulcers", "disclaimer": None}
    merged = merge_parts([first, second])
    assert merged == {"sources": [{"id": "a"}, {"id": "b"}], "label": "ulcers", "disclaimer": "d"}
    assert first["sources"] == [{"id": "a"}]  # what the action holds is not changed
