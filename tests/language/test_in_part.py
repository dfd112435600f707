"""An alarm that stands in one part of a message, beside something else."""

from __future__ import annotations

from bot.language.decision.alarms.in_part import heard_in_part

Ranking = list[tuple[str, float]]
WHOLE: Ranking = [("delete_my_data", 0.82), ("crisis", 0.16)]
TEXT = "Please wipe what I wrote. It will not matter to me after this weekend."


def _rank(text: str) -> Ranking:
    return [("crisis", 0.93), ("thank", 0.05)] if "matter to me" in text else [("delete_my_data", 0.99)]


def said(text: str, ranking: Ranking = WHOLE, **turn: object) -> str | None:
    decision = heard_in_part({"text": text} | turn, ranking, _rank)
    return decision.label if decision else None


def test_one_sentence_of_despair_beside_a_request_is_heard() -> None:
    assert said(TEXT) == "crisis"
    assert said("Wipe what I wrote here, it will not matter to me") == "crisis"


def test_the_whole_must_hold_a_trace_of_it() -> None:
    assert said(TEXT, [("delete_my_data", 0.9), ("crisis", 0.08)]) is None


def test_a_message_of_one_part_is_left_to_the_reading_of_the_whole() -> None:
    assert said("it will not matter to me by then") is None


def test_what_the_wording_speaks_against_is_not_heard_in_a_part_either() -> None:
    assert said(TEXT, calm=["crisis"]) is None
    assert said(TEXT, set_aside=True) is None
