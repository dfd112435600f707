"""The second reader: what the classifier must believe before it alarms by itself."""

from __future__ import annotations

from bot.language.decision.alarms.second_reader import second_reader, with_crisis, without_alarms
from bot.language.safety.gate import SafetyGate

TURN = {"text": "something about the pain that no rule describes"}


def said(ranking: list[tuple[str, float]], **turn: object) -> str | None:
    decision = second_reader(TURN | turn, ranking)
    return decision.label if decision else None


def test_either_alarm_by_itself() -> None:
    assert said([("emergency", 0.6), ("sepsis", 0.4)]) == "emergency"
    assert said([("prognosis", 0.52), ("crisis", 0.46)]) == "crisis"
    assert said([("prognosis", 0.68), ("crisis", 0.32)]) is None
    assert said([("sepsis", 0.7), ("emergency", 0.3)]) is None


def test_a_message_torn_between_both_alarms() -> None:
    assert said([("pain", 0.5), ("crisis", 0.27), ("emergency", 0.2)]) == "crisis"


def test_one_word_is_left_to_the_rules() -> None:
    assert said([("emergency", 0.9)], text="sepsis") is None


def test_a_question_in_general_needs_more() -> None:
    assert said([("emergency", 0.9), ("sepsis", 0.1)], calm=["emergency"]) is None
    assert said([("crisis", 0.9), ("pain", 0.1)], calm=["emergency"]) == "crisis"


def test_values_alone_have_been_judged_by_their_limits() -> None:
    assert said([("emergency", 0.9), ("interpret_labs", 0.1)], text="potassium was 5.1", labs=[{}]) is None
    assert said([("emergency", 0.999)], text="my potassium is 5.5 mmol/L", labs=[{}]) is None
    assert said([("emergency", 0.999)], text="my potassium is 5.5 help", labs=[{}]) == "emergency"
    assert (
        said([("emergency", 0.999)], text="5.9 help", labs=[{}]) == "emergency"
    )  # the answer to a question, and a cry


def test_without_alarms_the_rest_keeps_its_order_and_its_sum() -> None:
    rest = without_alarms([("emergency", 0.6), ("sepsis", 0.3), ("pain", 0.1)])
    assert [label for label, _ in rest] == ["sepsis", "pain"]
    assert abs(sum(chance for _, chance in rest) - 1.0) < 1e-9


def test_wordings_that_speak_against_an_alarm(gate: SafetyGate) -> None:
    assert gate.calm("when should we call an ambulance") == ("emergency",)
    assert gate.calm("suicide rates in dialysis patients, any data?") == ("emergency", "crisis")
    assert gate.calm("he is all wrong today") == ()


def test_what_the_rules_have_set_aside_needs_more() -> None:
    assert said([("emergency", 0.9), ("sepsis", 0.1)], set_aside=True) is None
    assert said([("emergency", 0.98), ("sepsis", 0.02)], set_aside=True) == "emergency"
    assert said([("crisis", 0.9), ("pain", 0.1)], set_aside=True) == "crisis"


def test_an_emergency_told_as_past_or_negated_is_set_aside(gate: SafetyGate) -> None:
    assert gate.set_aside("My mum collapsed in 2019 at dialysis. Was it the calcium?")
    assert gate.set_aside("no breathlessness, no chest pain, only leg sores; which doctor")
    assert not gate.set_aside("which doctor treats leg sores")
    assert not gate.set_aside("no chest pain, but she has collapsed")


def test_an_overdose_told_as_a_wish_to_die_is_both() -> None:
    overdose = {"label": "emergency", "rule": "overdose", "reply": "emergency_overdose", "also": None}
    both = with_crisis(overdose, [("crisis", 0.99)])
    assert (both["label"], both["reply"], both["also"]) == ("crisis", "crisis", "emergency_overdose")
    assert with_crisis(overdose, [("crisis", 0.8), ("emergency", 0.2)]) == overdose
    stroke = overdose | {"rule": "stroke"}
    assert with_crisis(stroke, [("crisis", 0.98)]) == stroke
    foreign = overdose | {"rule": "foreign_emergency"}
    assert with_crisis(foreign, [("crisis", 1.0)]) == foreign
