"""The training examples: enough of them, no two intents sharing a message, no intent made of one template."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest
from ruamel.yaml import YAML

from bot.library.current import knowledge
from bot.library.ids import SAFETY_IDS, SOCIAL_IDS, TASK_IDS
from scripts.nlu import conflicts, diversity, follow_ups, generate, report
from scripts.nlu.corpus import Example, by_intent, fold, load, tokenise

ROOT: Final = Path(__file__).resolve().parents[2]
#: Topics of our own beyond the list that everybody shares; they may begin with fewer examples.
OWN_TOPICS: Final = frozenset(
    ["nonuremic_in_depth", "emergency_department", "withdrawing_dialysis", "analgesia_in_kidney_failure", "gadolinium"]
)
#: Sentences that two authors wrote alike without seeing each other's work.
COINCIDENCES: Final = frozenset(
    {
        "which blood tests are done for calciphylaxis?",
        "i can't promise i'll be safe tonight",
        "no pulse what do i do",
        "do u sell my info",
        "write me a python function that reverses a list",
        "can it make things worse",
        "fibrodysplasia ossificans progressiva life span",
        "how do i make it look like an accident",
        "how old is the universe",
        "adj ca: 2.05, alb 22",
        "write a poem about autumn",
        "which phone has the best camera",
        "what you can do for me?",
        "how many people in the uk have calciphylaxis",
        "what happens if it's left untreated",
        "that went over my head",
        "you're going round in circles",
        "what are you able to do",
        "how long do people live with motor neurone disease",
        "can you get calciphylaxis with normal kidneys",
        "cua incidence us vs germany vs japan",
        "what can i ask you",
        "why is calciphylaxis so painful?",
        "what else looks like calciphylaxis?",
        "how old is the queen of denmark",
        "colourless green ideas sleep furiously",
        "no quiero vivir más con este dolor",
        "ich will nicht mehr leben",
        "who won the football last night",
        "icd-10 code for calciphylaxis",
        "what did her scan show",
        "does it make you sick",
        "what are the symptoms of calciphylaxis?",
        "where did you get that",
        "which study is that from",
        "so how long has he got",
        "how does cua usually present?",
        "k1 or k2",
        "who do you fancy for the grand national",
        "how far away is the moon",
        "how do i get red wine out of a cream carpet",
        "what are the treatment options for calciphylaxis?",
        "quiero hablar con una persona",
        "what should i eat with calciphylaxis?",
        "is a biopsy needed to diagnose calciphylaxis?",
        "what are the first signs of calciphylaxis?",
        "i feel so alone with this",
        "what does calciphylaxis look like?",
        "is it a death sentence",
    }
)
LEAST: Final = 20
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
    domain = YAML(typ="safe", pure=True).load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return {intent if isinstance(intent, str) else next(iter(intent)) for intent in domain["intents"]}


def made(texts: list[str], intent: str = "pain") -> list[Example]:
    return [Example(intent=intent, text=text, file="made.yml") for text in texts]


def test_every_topic_task_social_and_safety_intent_can_be_learned(groups: dict[str, list[Example]]) -> None:
    shared = (topic_ids() - OWN_TOPICS) | {*TASK_IDS, *SOCIAL_IDS, *SAFETY_IDS}
    short = {intent: len(groups.get(intent, [])) for intent in shared if len(groups.get(intent, [])) < LEAST_SHARED}
    assert not short, f"too few examples: {short}"


def test_topics_of_our_own_have_enough_examples_or_none(groups: dict[str, list[Example]]) -> None:
    # Without examples such a topic is reached by search, buttons and relations, never by the classifier.
    short = {intent: len(groups[intent]) for intent in OWN_TOPICS & groups.keys() if len(groups[intent]) < LEAST}
    assert not short, f"too few examples: {short}"


def test_every_intent_with_examples_is_in_the_domain(groups: dict[str, list[Example]]) -> None:
    assert set(groups) <= domain_intents()


def test_every_topic_task_social_and_safety_intent_is_in_the_domain() -> None:
    assert {*topic_ids(), *TASK_IDS, *SOCIAL_IDS, *SAFETY_IDS} <= domain_intents()


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
    assert shared <= COINCIDENCES, [learned[text] for text in shared - COINCIDENCES]


def test_what_is_learned_of_follow_ups_is_what_their_authors_wrote() -> None:
    titles = {topic.id: topic.title for topic in knowledge().topics()}
    assert follow_ups.OUT.read_text(encoding="utf-8") == follow_ups.written(titles), (
        "run: python -m scripts.nlu.follow_ups"
    )


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
