"""Hot spots of Rasa 3.6, made cheap without changing what they check, and one fault.

1. `RemoteAction._validate_action_result` compiles its JSON schema on every custom action (19 ms), and tries each event
   against twenty kinds.
2. `Event.resolve_by_type` walks all event subclasses for every event of every replay.
3. `RulePolicy._get_possible_keys` tries every rule on every prediction (2 ms): now those that want the last action and
   the intent that there are.
4. A new session repeats every slot that was ever set in the one before: what a person had cleared came back, and
   the events carried over grew from session to session. Now it takes over the values that the slots have.
5. Six log lines of a turn, which nobody writes, are given deep copies of its events.
6. Every copy and every prediction replays the conversation (`bot.engine.replay`).
7. Training reads, checks and merges all examples twice, once only for the intents that they name, copies every one
   of them at each of six merges with nothing, and writes each out as JSON to see whether it comes twice (5 s).
   Each file is held against a schema by a reader that keeps the place of every word (4 s): now only one that holds
   more than intents and their examples.
8. For every message the whole domain is written out and compared with an empty one, before its intents are looked up.
9. A model's domain is read twice at every start, once only to hold it against the schema that it met in training.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rasa.shared.nlu.training_data.formats import RasaYAMLReader
    from rasa.shared.nlu.training_data.message import Message
    from rasa.shared.nlu.training_data.training_data import TrainingData

__all__ = ["domain_taken_as_trained", "install"]

_PLAIN_SLOT = {"event", "name", "value", "timestamp"}
_PLAIN_FILE, _PLAIN_BLOCK = {"version", "nlu"}, {"intent", "examples"}


def install() -> None:
    """Apply the patches; `rasa` must be importable. Calling twice does nothing more."""
    _compile_action_schema_once()
    _look_up_events_in_a_dict()
    _try_only_rules_for_what_happened()
    _carry_over_values_and_not_history()
    _copy_nothing_for_logs()
    _replay_less()
    _read_examples_once()
    _see_once_whether_a_domain_is_empty()


@contextlib.contextmanager
def domain_taken_as_trained() -> Iterator[None]:
    """While a verified model is loaded: its domain was held against the schema when the model was trained."""
    from rasa.shared.utils import validation

    check = validation.validate_yaml_schema
    validation.validate_yaml_schema = lambda *_, **__: None
    try:
        yield
    finally:
        validation.validate_yaml_schema = check


def _compile_action_schema_once() -> None:
    from jsonschema import Draft7Validator
    from rasa.core.actions.action import RemoteAction

    whole = Draft7Validator(RemoteAction.action_response_format_spec())
    by_event = _validators_by_event()

    def validate(_: RemoteAction, result: dict[str, Any]) -> bool:
        if not _plainly_valid(result, by_event):
            whole.validate(result)  # decides, and says what is wrong
        return True

    RemoteAction._validate_action_result = validate


def _validators_by_event() -> dict[str, Any]:
    """The schema wants an event to be one of twenty kinds, told apart by name: of these, the one that it names."""
    from jsonschema import Draft7Validator
    from rasa.shared.utils.schemas.events import EVENT_SCHEMA

    rest = {key: value for key, value in EVENT_SCHEMA.items() if key != "oneOf"}
    kinds = {kind["properties"]["event"]["const"]: kind for kind in EVENT_SCHEMA["oneOf"]}
    return {name: Draft7Validator(rest | {"allOf": [kind]}) for name, kind in kinds.items()}


def _plainly_valid(result: Any, by_event: dict[str, Any]) -> bool:
    """Whether a result is valid at first sight; what is not may still be."""
    if not isinstance(result, dict):
        return False
    events, responses = result.get("events", []), result.get("responses", [])
    if not isinstance(events, list) or not isinstance(responses, list):
        return False
    for event in events:
        if _is_plain_slot(event):
            continue
        name = event.get("event") if isinstance(event, dict) else None
        validator = by_event.get(name) if isinstance(name, str) else None
        if validator is None or not validator.is_valid(event):
            return False
    return all(isinstance(response, dict) for response in responses)


def _is_plain_slot(event: Any) -> bool:
    """Whether this is an event that sets a slot, as rasa-sdk makes it: nearly all that actions return."""
    return (
        isinstance(event, dict)
        and event.keys() == _PLAIN_SLOT
        and event["event"] == "slot"
        and isinstance(event["name"], str)
        and event["timestamp"] is None
    )


def _look_up_events_in_a_dict() -> None:
    from rasa.shared.core.events import Event
    from rasa.shared.utils.common import all_subclasses

    by_name: dict[str, type[Event]] = {}

    def resolve(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
        if not by_name:
            by_name.update({cls.type_name: cls for cls in reversed(all_subclasses(Event))})
        return by_name.get(type_name, default)

    Event.resolve_by_type = staticmethod(resolve)


def _try_only_rules_for_what_happened() -> None:
    from rasa.core.policies.rule_policy import RulePolicy

    asks = RulePolicy._is_rule_applicable

    def possible(self: RulePolicy, lookup: dict[str, str], states: list[Any]) -> set[str]:
        keys = _candidates(frozenset(lookup), states[-1]) if states else set(lookup)
        for turn, state in enumerate(reversed(states)):
            keys = {key for key in keys if asks(self, key, turn, state)}
        return keys

    RulePolicy._get_possible_keys = possible


def _candidates(rules: frozenset[str], state: Any) -> set[str]:
    """The rules that want no other last action and no other intent than the newest state has."""
    action, intent = _marks(state)
    filed = _by_marks(rules)
    return {key for a in {action, None} for i in {intent, None} for key in filed.get((a, i), ())}


@lru_cache(maxsize=8)
def _by_marks(rules: frozenset[str]) -> dict[tuple[str | None, str | None], list[str]]:
    from rasa.core.policies.rule_policy import RulePolicy

    found: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for key in rules:
        found[_marks(RulePolicy._rule_key_to_state(key)[-1])].append(key)
    return dict(found)


def _marks(state: Any) -> tuple[str | None, str | None]:
    from rasa.core.policies.rule_policy import SHOULD_NOT_BE_SET

    wanted = (state.get("prev_action") or {}).get("action_name"), (state.get("user") or {}).get("intent")
    action, intent = (None if value == SHOULD_NOT_BE_SET else value for value in wanted)
    return action, intent


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


def _copy_nothing_for_logs() -> None:
    from rasa.core import processor
    from rasa.core.policies import rule_policy

    for module in (processor, rule_policy):  # they copy for nothing else
        module.copy = SimpleNamespace(deepcopy=lambda value: value)


def _replay_less() -> None:
    from bot.engine import replay

    replay.install()


def _read_examples_once() -> None:
    from rasa.shared.importers.rasa import RasaFileImporter
    from rasa.shared.nlu.training_data.formats import RasaYAMLReader
    from rasa.shared.nlu.training_data.message import Message
    from rasa.shared.nlu.training_data.training_data import TrainingData

    original = RasaFileImporter.get_nlu_data
    if hasattr(original, "cache_info"):
        return
    # of one importer and so of one training; merging makes new lists and leaves these as they are
    RasaFileImporter.get_nlu_data = lru_cache(maxsize=1)(original)
    TrainingData.merge = _merged
    RasaYAMLReader.validate = _validate(RasaYAMLReader.validate)
    whole = Message.fingerprint

    def fingerprint(message: Message) -> str:
        if message._cached_fingerprint is None:  # as Rasa keeps its own
            message._cached_fingerprint = _plain_fingerprint(message)
        return str(whole(message))

    Message.fingerprint = fingerprint


def _validate(whole: Callable[[RasaYAMLReader, str], None]) -> Callable[[RasaYAMLReader, str], None]:
    from rasa.shared.utils.io import read_yaml
    from ruamel.yaml.error import YAMLError

    def validate(reader: RasaYAMLReader, text: str) -> None:
        with contextlib.suppress(YAMLError):
            if _plainly_examples(read_yaml(text)):
                return
        whole(reader, text)  # decides, and says what is wrong

    return validate


def _plainly_examples(content: Any) -> bool:
    """Whether a file of training data holds nothing but intents, each with its examples in one text."""
    blocks = content.get("nlu") if isinstance(content, dict) and content.keys() == _PLAIN_FILE else None
    return isinstance(blocks, list) and all(
        isinstance(block, dict) and block.keys() == _PLAIN_BLOCK and all(type(part) is str for part in block.values())
        for block in blocks
    )


def _plain_fingerprint(message: Message) -> str | None:
    """What tells an example of nothing but texts from all others; None for any other message."""
    if message.features or not all(type(value) is str for value in message.data.values()):
        return None
    told = "\0".join(f"{key}\0{value}" for key, value in sorted(message.data.items()))
    return hashlib.sha256(told.encode()).hexdigest()


def _see_once_whether_a_domain_is_empty() -> None:
    from rasa.shared.core.domain import Domain

    compared = Domain.is_empty

    def is_empty(domain: Domain) -> bool:
        if "_empty" not in domain.__dict__:  # nothing changes a domain once it is made: merging makes another
            domain._empty = compared(domain)
        return bool(domain._empty)

    Domain.is_empty = is_empty


def _merged(first: TrainingData, *others: TrainingData | None) -> TrainingData:
    """The examples of several sources in one, as Rasa merges them, but without a copy of each message.

    Three importers in a row merge all examples with none; nothing between them changes a message.
    """
    merged = [first, *(each for each in others if each)]
    told = [each.training_examples for each in merged if each.training_examples]
    whole = type(first)(
        [message for examples in told for message in examples] if len(told) > 1 else None,
        {text: entity for each in merged for text, entity in each.entity_synonyms.items()},
        [row for each in merged for row in each.regex_features],
        [row for each in merged for row in each.lookup_tables],
        {name: row for each in merged for name, row in each.responses.items()},
    )
    if len(told) == 1:  # those of one source are clean and hold none twice
        whole.training_examples = [*told[0]]
    return whole
