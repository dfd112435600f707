"""Deleting the data of a conversation leaves nothing behind: no slot, no stored event."""

from __future__ import annotations

import asyncio
from typing import Any


def _stored(agent: Any, loop: asyncio.AbstractEventLoop, sender: str) -> Any:
    return loop.run_until_complete(agent.tracker_store.retrieve(sender))


def test_nothing_is_left_after_delete_my_data(talk: Any, agent: Any, loop: asyncio.AbstractEventLoop) -> None:
    person = talk()
    person.say("please explain my results: calcium 9.9 mg/dL, I am on haemodialysis")
    assert _stored(agent, loop, person.sender) is not None
    person.say("delete my data")
    assert person.last["label"] == "delete_my_data"
    assert "forget" not in person.last
    left = _stored(agent, loop, person.sender)
    assert left is None or not [event for event in left.events if event.type_name == "user"]


def test_starting_over_forgets_what_was_told(talk: Any, agent: Any, loop: asyncio.AbstractEventLoop) -> None:
    person = talk()
    person.say("please explain my results: calcium 9.9 mg/dL, I am on haemodialysis")
    person.say("start over")
    slots = _stored(agent, loop, person.sender).current_slot_values()
    told = {
        name: value for name, value in slots.items() if value and name not in ("audience", "session_started_metadata")
    }
    assert not told
