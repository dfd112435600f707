"""Whatever an action does, a person gets an answer."""

from __future__ import annotations

import time
from typing import Any

import pytest

from actions import base
from actions.base import CalciAction
from actions.reply import Button, Reply
from actions.turn import Turn


def _action(answer: Any, *, silent: bool = False) -> CalciAction:
    made = type("Made", (CalciAction,), {"action": "action_made", "may_be_silent": silent, "answer": answer})
    return made()


def _raise(self: Any, turn: Turn) -> Reply:
    raise RuntimeError("calcium 9.9 of Mrs Example")


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(_raise, id="raises"),
        pytest.param(lambda self, turn: None, id="nothing"),
        pytest.param(lambda self, turn: "hello", id="not a reply"),
        pytest.param(lambda self, turn: Reply(), id="empty"),
        pytest.param(lambda self, turn: Reply(texts=["  ", ""]), id="blank"),
        pytest.param(lambda self, turn: Reply(texts=[3]), id="text that is a number"),  # type: ignore[list-item]
        pytest.param(lambda self, turn: Reply(["hi"], [Button("x", "help", {"a": object()})]), id="unsignable button"),
    ],
)
def test_a_fault_becomes_an_apology_with_emergency_advice(desk: Any, answer: Any) -> None:
    said = desk.run(_action(answer), desk.message("hi"))
    assert "went wrong" in said.text
    assert "emergency number" in said.text and "988" in said.text
    assert said.events == []
    assert said.part["incident"]


def test_a_hanging_action_does_not_hold_the_person(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "_SECONDS", 0.05)
    said = desk.run(_action(lambda self, turn: time.sleep(0.4) or Reply(["late"])), desk.message("hi"))
    assert "went wrong" in said.text
    assert "late" not in said.text


def test_a_fault_does_not_write_the_message_to_the_log(desk: Any, caplog: pytest.LogCaptureFixture) -> None:
    said = desk.run(_action(_raise), desk.message("my phosphate is 6.1"))
    assert f"incident={said.part['incident']} where=action_made" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "phosphate" not in caplog.text
    assert "Example" not in caplog.text


def test_one_fault_does_not_change_the_next_apology(desk: Any) -> None:
    first = desk.run(_action(_raise), desk.message("hi"))
    second = desk.run(_action(_raise), desk.message("hi"))
    assert first.text == second.text
    assert first.part["incident"] != second.part["incident"]


def test_a_step_that_may_be_silent_is(desk: Any) -> None:
    failed = desk.run(_action(_raise, silent=True), desk.message("hi"))
    assert failed.text == "" and failed.part["incident"]
    assert desk.run(_action(lambda self, turn: Reply(), silent=True), desk.message("hi")).messages == []


def test_buttons_stand_under_the_last_text_and_are_signed(desk: Any) -> None:
    reply = Reply(["one", "two"], [Button("Help", "help")])
    said = desk.run(_action(lambda self, turn: reply), desk.message("hi"))
    assert not said.messages[0].get("buttons")
    (button,) = said.messages[1]["buttons"]
    assert button["title"] == "Help"
    assert button["payload"].startswith("calci:")


def test_the_disclaimer_is_full_once_then_a_line_and_always_in_the_envelope(desk: Any) -> None:
    action = _action(lambda self, turn: Reply(["fact"], health=True))
    first = desk.run(action, desk.message("hi"))
    second = desk.run(action, desk.message("hi"))
    assert "I am not a doctor" in first.text
    assert "I am not a doctor" not in second.text
    assert "not medical advice" in second.text
    assert first.part["disclaimer"] == second.part["disclaimer"] != ""


def test_the_envelope_names_the_register_declared_with_the_message(desk: Any) -> None:
    said = desk.run(_action(lambda self, turn: Reply(["x"])), desk.message("hi"), audience="clinician")
    assert said.part["audience"] == "clinician"
