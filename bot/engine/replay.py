"""Rasa replays a conversation from its beginning for every copy and every prediction; here it does not have to.

1. `copy.copy` of a slot goes through pickle's protocol, 35 slots a tracker, five trackers a turn.
2. `DialogueStateTracker.copy` applies every event once more to reach the state that the tracker already has.
3. `applied_events` asks of each event whether it is one of those that take others back, with a slow `isinstance`.
4. `RulePolicy` makes the state after each action of the session, though no rule looks back further than its own length.
"""

from __future__ import annotations

import copy
from functools import lru_cache, wraps
from typing import Any

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    Event,
    LegacyForm,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DEFAULT_SENDER_ID, DialogueStateTracker

__all__ = ["install", "latest_states"]

_TAKE_BACK = frozenset({ActionReverted, ActiveLoop, LegacyForm, UserUtteranceReverted})
_BEGIN_ANEW = frozenset({Restarted, SessionStarted})


def install() -> None:
    """Apply the patches. Calling twice does nothing more."""
    if "__copy__" in Slot.__dict__:
        return
    Slot.__copy__ = _slot_copy
    DialogueStateTracker.copy = _tracker_copy
    _look_for_what_takes_back_once()
    _look_back_no_further_than_rules_do()


def _slot_copy(slot: Slot) -> Slot:
    made: Slot = object.__new__(type(slot))
    made.__dict__.update(slot.__dict__)
    return made


def _tracker_copy(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A tracker with the same events in the same state, as a replay gives it: without the ids of model and source."""
    made: DialogueStateTracker = object.__new__(DialogueStateTracker)
    made.__dict__.update(tracker.__dict__)
    made.sender_id = tracker.sender_id or DEFAULT_SENDER_ID
    made.events = tracker.events.copy()
    made.slots = {slot.name: copy.copy(slot) for slot in tracker.slots.values()}
    made.active_loop = copy.copy(tracker.active_loop)
    made.sender_source = made.model_id = made.assistant_id = None
    return made


def _look_for_what_takes_back_once() -> None:
    each = DialogueStateTracker.applied_events

    @wraps(each)
    def applied(tracker: DialogueStateTracker) -> list[Event]:
        events = list(tracker.events)
        kinds = [type(event) for event in events]
        if not _TAKE_BACK.isdisjoint(kinds):
            done: list[Event] = each(tracker)
            return done
        started = next((place for place in reversed(range(len(kinds))) if kinds[place] in _BEGIN_ANEW), -1)
        return events[started + 1 :]

    DialogueStateTracker.applied_events = applied


def _look_back_no_further_than_rules_do() -> None:
    whole = RulePolicy._prediction_states

    @wraps(whole)
    def states(policy: RulePolicy, tracker: DialogueStateTracker, domain: Domain, *rest: Any, **more: Any) -> list[Any]:
        count = max(map(_longest, (frozenset(policy.lookup[kind]) for kind in (RULES, RULES_FOR_LOOP_UNHAPPY_PATH))))
        made: list[Any] = whole(policy, _Recent(tracker, count), domain, *rest, **more)
        return made

    RulePolicy._prediction_states = states


@lru_cache(maxsize=8)
def _longest(rules: frozenset[str]) -> int:
    """How many states the longest of these rules has; 1 when there are none."""
    return max((len(RulePolicy._rule_key_to_state(key)) for key in rules), default=1)


class _Recent:
    """Stands for a tracker where only its past states are asked for."""

    def __init__(self, tracker: DialogueStateTracker, count: int) -> None:
        self._tracker = tracker
        self._count = count

    def past_states(self, domain: Domain, **_: Any) -> list[Any]:
        return latest_states(self._tracker, domain, self._count)


def latest_states(tracker: DialogueStateTracker, domain: Domain, count: int) -> list[Any]:
    """The last `count` of `tracker.past_states(domain)`: one before each action and the present one."""
    featured = [slot for slot in tracker.slots.values() if slot.influence_conversation]
    replayed = DialogueStateTracker(tracker.sender_id, featured)
    events = [event for event in tracker.applied_events() if _shapes_a_state(event, replayed)]
    left = sum(isinstance(event, ActionExecuted) for event in events)  # actions still to come
    states: list[Any] = []
    for event in events:
        if isinstance(event, ActionExecuted):
            if left < count:
                states.append(domain.get_active_state(replayed))
            left -= 1
        replayed.update(event)
    return [*states, domain.get_active_state(replayed)]


def _shapes_a_state(event: Event, tracker: DialogueStateTracker) -> bool:
    """Whether a state can be another one after this event: not what was said, nor slots that no rule can ask for."""
    return not isinstance(event, BotUttered) and not (isinstance(event, SlotSet) and event.key not in tracker.slots)
