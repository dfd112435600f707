"""The patches of Rasa check what Rasa checks, only faster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event, SlotSet, UserUttered

SLOT = {"event": "slot", "name": "age", "value": 26, "timestamp": None}
RESULTS: list[Any] = [
    {},
    {"events": [], "responses": []},
    {"events": [SLOT], "responses": [{"text": "x"}]},
    {"events": [{"event": "reset_slots"}, {"event": "active_loop", "name": None}]},
    {"events": [{}]},
    {"events": [{"event": "no such event"}]},
    {"events": [{"event": "slot", "name": 5, "value": 1}]},
    {"events": [SLOT | {"name": 5}]},
    {"events": [SLOT | {"timestamp": "now"}]},
    {"events": [SLOT | {"event": "no such event"}]},
    {"events": [{"event": ["slot"]}]},
    {"events": ["slot"]},
    {"events": {"event": "slot"}},
    {"events": None},
    {"responses": ["text"]},
    {"responses": {}},
    {"responses": [SLOT], "events": [SLOT, {"event": "bot", "text": 5}]},
    [],
    None,
    "text",
]


@pytest.mark.parametrize("result", RESULTS, ids=range(len(RESULTS)))
def test_an_actions_result_is_accepted_or_refused_as_by_the_whole_schema(result: Any) -> None:
    action = RemoteAction("a", None)
    if Draft7Validator(RemoteAction.action_response_format_spec()).is_valid(result):
        assert action._validate_action_result(result)
    else:
        with pytest.raises(ValidationError):
            action._validate_action_result(result)


def test_events_are_found_by_their_name() -> None:
    assert Event.resolve_by_type("slot") is SlotSet
    assert Event.resolve_by_type("user") is UserUttered
    assert Event.resolve_by_type("no such event") is None
    assert Event.resolve_by_type("no such event", SlotSet) is SlotSet


def test_the_same_rules_hold_as_when_every_rule_is_tried(talk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa.core.policies.rule_policy import RulePolicy

    quick = RulePolicy._get_possible_keys
    compared: list[set[str]] = []

    def both(policy: RulePolicy, lookup: dict[str, str], states: list[Any]) -> set[str]:
        slow = set(lookup)
        for turn, state in enumerate(reversed(states)):
            slow = {key for key in slow if policy._is_rule_applicable(key, turn, state)}
        assert quick(policy, lookup, states) == slow
        compared.append(slow)
        return slow

    monkeypatch.setattr(RulePolicy, "_get_possible_keys", both)
    conversation = talk()
    for text in ("hello", "what is calciphylaxis?", "estimate my risk", "62", "what is warfarin?", "stop", "asdf", ""):
        conversation.say(text)
    assert sum(map(bool, compared)) > 8


def test_training_reads_its_examples_once(tmp_path: Path) -> None:
    from rasa.shared.importers.rasa import RasaFileImporter

    examples = 'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hello\n    - good day\n'
    (tmp_path / "nlu.yml").write_text(examples, encoding="utf-8")
    importer = RasaFileImporter(training_data_paths=str(tmp_path))
    first = importer.get_nlu_data()
    assert importer.get_nlu_data() is first
    assert sorted(example.get("text") for example in first.intent_examples) == ["good day", "hello"]
    assert RasaFileImporter(training_data_paths=str(tmp_path)).get_nlu_data() is not first


def test_merged_examples_are_those_of_all_and_leave_their_sources_as_they_are() -> None:
    from rasa.shared.nlu.training_data.message import Message
    from rasa.shared.nlu.training_data.training_data import TrainingData

    one = TrainingData([Message({"text": "hello", "intent": "greet"})], {"sts": "thiosulfate"})
    two = TrainingData([Message({"text": "bye", "intent": "goodbye"})], responses={"utter_bye": [{"text": "Goodbye"}]})
    merged = one.merge(None, two)
    assert [example.get("text") for example in merged.training_examples] == ["hello", "bye"]
    assert merged.entity_synonyms == {"sts": "thiosulfate"}
    assert merged.responses == {"utter_bye": [{"text": "Goodbye"}]}
    assert merged.training_examples[0] is one.training_examples[0]  # not a copy
    assert len(one.training_examples) == len(two.training_examples) == 1


def test_equal_examples_are_one_and_others_are_not() -> None:
    from rasa.shared.nlu.training_data.message import Message
    from rasa.shared.nlu.training_data.training_data import TrainingData

    told = [("bye", "goodbye"), ("bye", "greet"), ("hello", "greet"), ("bye", "goodbye"), ("helloa", "greet")]
    kept = TrainingData([Message({"text": text, "intent": intent}) for text, intent in told]).training_examples
    assert [(m.get("text"), m.get("intent")) for m in kept] == [*told[:3], told[4]]
    with_data = [Message({"text": "bye", "metadata": {"row": row}}) for row in (1, 2, 1)]
    assert len(TrainingData(with_data).training_examples) == 2


def test_whether_a_domain_is_empty_is_seen_for_each() -> None:
    from rasa.shared.core.domain import Domain

    full = Domain.from_dict({"intents": ["greet"]})
    assert [full.is_empty(), Domain.empty().is_empty(), full.is_empty()] == [False, True, False]


PLAIN = 'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hello\n'


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("    - hello\n", "\t- hello\n"),
        PLAIN.replace("nlu:\n", "nlu: {\n"),
        PLAIN.replace("  examples: |\n    - hello\n", "  examples: {}\n"),
        PLAIN.replace("intent: greet", "intent: [greet]"),
        PLAIN + "- hello\n",
        PLAIN + "  examples: twice\n",
    ],
    ids=["tab", "not closed", "no text", "a list of intents", "no block", "twice"],
)
def test_a_faulty_file_of_examples_is_refused_by_name(text: str, tmp_path: Path) -> None:
    from rasa.shared.exceptions import YamlException
    from rasa.shared.nlu.training_data.formats import RasaYAMLReader

    file = tmp_path / "examples.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(YamlException) as caught:
        RasaYAMLReader().read(file)
    assert str(file) in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN + "- synonym: hi\n  examples: |\n    - hey\n",
        'version: "3.1"\nnlu:\n- intent: greet\n  examples:\n  - text: hello\n',
    ],
    ids=["plain", "a synonym", "a list"],
)
def test_what_rasa_takes_for_examples_is_read(text: str) -> None:
    from rasa.shared.nlu.training_data.formats import RasaYAMLReader

    read = RasaYAMLReader().reads(text)
    assert [(message.get("text"), message.get("intent")) for message in read.training_examples] == [("hello", "greet")]


def test_merging_drops_what_comes_twice() -> None:
    from rasa.shared.nlu.training_data.message import Message
    from rasa.shared.nlu.training_data.training_data import TrainingData

    one = TrainingData([Message.build("hello", "greet"), Message.build("bye", "goodbye")])
    same = TrainingData([Message.build("hello", "greet")])
    assert [m.get("text") for m in one.merge(same).training_examples] == ["hello", "bye"]
    alone = TrainingData().merge(one, None, TrainingData())
    assert alone.training_examples == one.training_examples
    assert alone.training_examples is not one.training_examples
