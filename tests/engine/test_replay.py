"""What is no longer replayed comes out as a replay would give it, at every step of a conversation."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import ListSlot, TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.agent import say
from bot.engine.replay import latest_states

TALK = (
    "hello",
    "my mother is 67, calcium 9.8 mg/dL",
    "what is my risk?",
    "haemodialysis",
    "what is warfarin?",
    "stop",
    "restart",
    "asdf",
    "I want to die",
)
EVENTS: list[list[Event]] = [
    [],
    [SessionStarted(), ActionExecuted("action_listen"), UserUttered("x", {"name": "greet"})],
    [ActionExecuted("action_listen"), UserUttered("x"), Restarted(), ActionExecuted("action_listen")],
    [ActionExecuted("action_listen"), UserUttered("x"), ActionExecuted("a"), UserUtteranceReverted()],
    [ActionExecuted("action_listen"), ActiveLoop("f"), ActionExecuted("f"), UserUttered("x"), ActionExecuted("f")],
    [ActionExecuted("action_listen"), ActiveLoop(None), Restarted(), SlotSet("mood", "good")],
]


@pytest.fixture
async def seen(agent: Any, monkeypatch: pytest.MonkeyPatch) -> list[DialogueStateTracker]:
    """The trackers before each prediction of a conversation, with the form in it."""
    found: list[DialogueStateTracker] = []
    predict = agent.processor._predict_next_with_tracker

    def noted(tracker: DialogueStateTracker) -> Any:
        found.append(tracker.travel_back_in_time(float("inf")))
        found[-1].sender_id = tracker.sender_id
        return predict(tracker)

    monkeypatch.setattr(agent.processor, "_predict_next_with_tracker", noted)
    for text in TALK:
        await say(agent, text, sender="replayed")
    assert any(tracker.active_loop_name for tracker in found)
    return found


def test_a_copy_is_what_a_replay_gives(seen: list[DialogueStateTracker]) -> None:
    for tracker in seen:
        made, replayed = tracker.copy(), tracker.travel_back_in_time(float("inf"))
        assert _state(made) == _state(replayed)
        made.update(SlotSet("age", 5))
        made.update(ActiveLoop(None))
        assert _state(tracker) == _state(replayed)  # what happens to a copy does not happen to the original


def test_the_latest_states_are_the_last_of_all_states(agent: Any, seen: list[DialogueStateTracker]) -> None:
    for tracker in seen:
        for count in (1, 2, 3, 5):
            assert latest_states(tracker, agent.domain, count) == tracker.past_states(agent.domain)[-count:]


@pytest.mark.parametrize("events", EVENTS, ids=range(len(EVENTS)))
def test_events_that_were_taken_back_are_left_out_as_before(agent: Any, events: list[Event]) -> None:
    slot = TextSlot("mood", mappings=[], influence_conversation=True)
    tracker = DialogueStateTracker.from_events("a", events, slots=[slot])
    assert tracker.applied_events() == DialogueStateTracker.applied_events.__wrapped__(tracker)
    for count in (1, 2, 9):
        assert latest_states(tracker, agent.domain, count) == tracker.past_states(agent.domain)[-count:]


def test_a_slot_is_copied_with_all_it_knows() -> None:
    slot = ListSlot("sites", mappings=[], initial_value=["thigh"], influence_conversation=False)
    slot.value = ["calf"]
    made = copy.copy(slot)
    assert type(made) is ListSlot and made.__dict__ == slot.__dict__
    made.value = []
    assert slot.value == ["calf"]


def _state(tracker: DialogueStateTracker) -> Any:
    from rasa.shared.core.trackers import EventVerbosity

    return (
        tracker.current_state(EventVerbosity.ALL),
        {name: slot.__dict__ for name, slot in tracker.slots.items()},
        tracker.active_loop,
        tracker.latest_message,
        tracker.model_id,
    )
