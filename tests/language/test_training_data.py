"""The training examples: enough of them, no two intents sharing a message, no intent made of one template."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

import pytest
from ruamel.yaml import YAML

from bot.library.checklist import ENOUGH_EXAMPLES
from bot.library.ids import REQUIRED_TOPICS, SAFETY_IDS, SOCIAL_IDS, TASK_IDS
from scripts.nlu import conflicts, diversity, follow_ups, generate, report
from scripts.nlu.corpus import Example, by_intent, fold, load, tokenise

ROOT: Final = Path(__file__).resolve().parents[2]
#: Sentences that two authors wrote alike without seeing each other's work, by their hash: what a held-out set asks is
#: shown to nobody who edits the examples.
COINCIDENCES: Final = frozenset(
    """
    083dffa6b97c5d3b a4dfe4d0fbf425dd 586bed3f1d8169e0 f973cefe71d0a0f4 a19983a779354d28
    0877243a721e49d4 0ec043e9a6bc71ff 13f3173578586e71 1934def5fc2ac2fc 1d6adb81ca71dee8 26e59fe027907f99
    29cd73ed5dfca705 2b3b86ee246b1aab 2cf182fc546c1bdb 36ad5f67fdef2dcf 38ddfdcc024d7fac 393ed5a12382eec1
    3a9d6379691fd0af 42cbaecf1010fe4b 480a64aea2c2bbf2 4d4e50e89276cec0 55bbc8c2c24c44c5 5a2e816c8cec3305
    7592bf236dac27ac 897272bed925b442 8d10c885fd92b2f2 92b259cbf74af029 93ea44c8a6acafa2 94439eaf5f8ad711
    a2348668b80403a1 a74b2695c06cae5e a896209348aaaf37 aa26573a988050bc b1f258f362aac323 b512bd41a4ba8098
    b96ee17d6bfe3e47 bc39dea7bd8dfb7c c1aa1b5cc3b51028 c71b03b6efe3cd74 c7346b4b63b261b4 c8a65f4fe39cea2d
    cc17f5dda0d84337 cc96c8d716eb27d0 cdb78bb123183a9f d67ef0cbd59d3b60 da8dff00e453c9b5 dce7ab54f60585a6
    e0984e2382f28331 e54d3c8eff98e469 e586544eec077b59 e7ae015280af9cb0 f38ece75964ef38e f49c534cece19921
    f582d016236507b6 5433feac60b12800 93229933406e03dc cb7c4e5d8f08c623 186d696ade9772be d6bcc6a1b6b05d8a
    c69db74d509a6a97 6fddfaec0d5d4a5c 2b63fd88d47aa6c8
    """.split()
)
LEAST_SHARED: Final = 60


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return load()


@pytest.fixture(scope="module")
def groups(examples: list[Example]) -> dict[str, list[Example]]:
    return by_intent(examples)


def topic_ids() -> set[str]:
    return {path.stem for path in (ROOT / "knowledge" / "topics").glob("*/*.yml")}


def domain_intents() -> set[str]:
    domain = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return {intent if isinstance(intent, str) else next(iter(intent)) for intent in domain["intents"]}


def made(texts: list[str], intent: str = "pain") -> list[Example]:
    return [Example(intent=intent, text=text, file="made.yml") for text in texts]


def test_every_topic_task_social_and_safety_intent_can_be_learned(groups: dict[str, list[Example]]) -> None:
    shared = {*REQUIRED_TOPICS, *TASK_IDS, *SOCIAL_IDS, *SAFETY_IDS}
    short = {intent: len(groups.get(intent, [])) for intent in shared if len(groups.get(intent, [])) < LEAST_SHARED}
    assert not short, f"too few examples: {short}"


def test_added_topics_have_enough_examples_or_none(groups: dict[str, list[Example]]) -> None:
    # Without examples such a topic is reached by search, buttons and relations, never by the classifier.
    added = topic_ids() - set(REQUIRED_TOPICS)
    short = {intent: len(groups[intent]) for intent in added & groups.keys() if len(groups[intent]) < ENOUGH_EXAMPLES}
    assert not short, f"too few examples: {short}; docs/intents.md says how many"


def test_every_intent_with_examples_is_in_the_domain(groups: dict[str, list[Example]]) -> None:
    missing = set(groups) - domain_intents()
    assert not missing, f"add to `intents` of domain.yml: {sorted(missing)} (docs/intents.md)"


def test_every_shared_topic_task_social_and_safety_intent_is_in_the_domain() -> None:
    missing = {*REQUIRED_TOPICS, *TASK_IDS, *SOCIAL_IDS, *SAFETY_IDS} - domain_intents()
    assert not missing, f"add to `intents` of domain.yml: {sorted(missing)} (docs/intents.md)"


def test_no_message_belongs_to_two_intents(examples: list[Example]) -> None:
    found = conflicts.duplicates(examples)
    assert not found, "\n".join(map(str, found))


def test_no_message_nearly_belongs_to_two_intents(examples: list[Example]) -> None:
    found = conflicts.near_duplicates(examples)
    assert not found, "\n".join(map(str, found))


def test_no_message_stands_twice(examples: list[Example]) -> None:
    found = conflicts.repeated(examples)
    assert not found, "\n".join(map(str, found))


def test_no_intent_is_a_template_monoculture(groups: dict[str, list[Example]]) -> None:
    found = [line for row in diversity.table(groups) for line in diversity.shortfalls(row)]
    assert not found, "\n".join(found)


def test_no_example_is_a_question_of_the_held_out_sets(examples: list[Example]) -> None:
    held_out = {fold(text) for path in sorted((ROOT / "tests" / "data").glob("*.jsonl")) for text in questions(path)}
    alone = [Example(label, text, "data/follow_ups") for _, label, text in follow_ups.messages()]
    learned = {example.folded: example for example in (*examples, *alone)}
    # Up to four words ("thanks", "source?") are what everybody types: sharing them gives nothing away.
    shared = {text for text in held_out & learned.keys() if len(tokenise(text)) > 4}
    # only the place and the hash are printed: `git grep` finds the example, and the held-out set stays unseen
    alike = [f"{learned[text].file}: {_hash(text)} ({learned[text].intent})" for text in shared]
    assert [line for line in alike if line.split()[1] not in COINCIDENCES] == []


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def test_what_is_learned_of_follow_ups_is_what_their_authors_wrote() -> None:
    now = follow_ups.OUT.read_text(encoding="utf-8")
    assert now == follow_ups.written(follow_ups.titles()), "run: python -m scripts.nlu.follow_ups"


def test_a_message_stands_behind_the_topic_that_it_leans_on(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text("bone_scan:\n  pain:\n    - and does it hurt?\n", encoding="utf-8")
    assert "- intent: pain\n  examples: |\n    - Bone scan: does it hurt?\n" in follow_ups.written(
        {"bone_scan": "Bone scan"}, tmp_path
    )
    with pytest.raises(KeyError, match="bone_scan"):
        follow_ups.written({}, tmp_path)


def questions(path: Path) -> list[str]:
    """The messages of a held-out file: `text`, or every one of `turns`."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        text for row in rows for text in (*row.get("turns", ()), row.get("text", "")) if isinstance(text, str) and text
    ]


def test_a_template_with_a_changing_word_is_called_uniform() -> None:
    words = ["foot", "toe", "leg", "knee", "hip", "thigh", "belly", "back", "arm", "hand", "neck", "chest"]
    row = diversity.measure("pain", made([f"why does my {word} hurt so much at night" for word in words]))
    assert {line.split()[1] for line in diversity.shortfalls(row)} == {
        "distinct_2",
        "distinct_3",
        "nearest",
        "twins",
        "openings",
    }


def test_different_sentences_are_not_called_uniform() -> None:
    row = diversity.measure(
        "pain", made(["why does it burn", "pain 9/10 at night", "Is anything known about nerve pain?"])
    )
    assert diversity.shortfalls(row) == []


def test_near_duplicates_are_found_whatever_case_order_and_punctuation() -> None:
    found = conflicts.near_duplicates(
        [*made(["Is it curable?"]), *made(["it IS curable"], "curable"), *made(["greet"], "greet")]
    )
    assert [(pair.first.intent, pair.second.intent, pair.overlap) for pair in found] == [("pain", "curable", 1.0)]


def test_near_duplicates_agree_with_comparing_everything(examples: list[Example]) -> None:
    some = examples[::23]
    slow = {
        frozenset((left.text, right.text))
        for place, left in enumerate(some)
        for right in some[:place]
        if left.intent != right.intent and conflicts.jaccard(left.tokens, right.tokens) >= 0.4
    }
    fast = {frozenset((pair.first.text, pair.second.text)) for pair in conflicts.near_duplicates(some, least=0.4)}
    assert slow
    assert fast == slow


def test_two_values_are_two_messages() -> None:
    assert tokenise("Ca 9.5 × P 6,1") == ("ca", "9.5", "p", "6,1")
    assert conflicts.duplicates([*made(["Ca 9.5"]), *made(["Ca 9.6"], "ulcers")]) == []


def test_a_line_that_is_no_example_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text(
        "nlu:\n- intent: pain\n  examples: |\n    - it hurts\n    it burns\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"bad\.yml: pain: .*it burns"):
        load(tmp_path)


def test_report_names_the_conflict_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    block = "- intent: {}\n  examples: |\n    - my leg hurts\n    - {}\n"
    text = "nlu:\n" + block.format("pain", "it burns like fire") + block.format("ulcers", "there is a hole in the skin")
    (tmp_path / "two.yml").write_text(text, encoding="utf-8")
    assert report.main([str(tmp_path)]) == 1
    assert "pain: 'my leg hurts' (two.yml) | ulcers: 'my leg hurts' (two.yml)" in capsys.readouterr().out


def test_generated_questions_skip_our_topics_and_use_every_shape_once_before_repeating() -> None:
    names = generate.usable_names(["Warfarin", "Acne", "Gout", "Rubella", "x1", "Lasix Injection"], ["warfarin"])
    assert names == ["Acne", "Gout", "Lasix", "Rubella"]
    shapes = {"conditions": ["what is {x}", "{x} cure"], "medicines": ["{x} price"], "frames": ["hello, {q}"]}
    texts = generate.examples(names, names, shapes, count=4, seed=1)
    assert texts == generate.examples(names, names, shapes, count=4, seed=1)
    assert sum("price" in text for text in texts) == 1
    assert {"what is" in text for text in texts if "price" not in text} == {True, False}


def test_generating_again_keeps_what_was_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "medical.yml"
    path.write_text("nlu:\n- intent: out_of_scope_medical\n  examples: |\n    - gout diet\n", encoding="utf-8")
    assert generate.write(path, ["what is gout", "Gout diet"]) == 1
    assert generate.write(path, ["what is mumps"]) == 1
    assert [example.text for example in load(tmp_path)] == ["gout diet", "what is mumps"]
