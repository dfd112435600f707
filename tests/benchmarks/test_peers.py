"""The comparison with peers: what they are given, how their answers are counted, what the page says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from benchmarks.peers import counting, page
from benchmarks.peers.counting import Answer, conversations, count, counted_label
from benchmarks.peers.keywords import KeywordSearch
from benchmarks.peers.measure import write_conversations
from benchmarks.peers.project import DIGEST, data_digest, write
from benchmarks.state import unmarked
from bot.engine.evaluate import Example
from bot.library.current import knowledge
from scripts.nlu.corpus import load


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("peer")
    write(folder, diet_epochs=7)
    return folder


def read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def test_the_peer_learns_exactly_our_examples(project: Path) -> None:
    def pairs(folder: Path) -> list[tuple[str, str]]:
        return [(example.intent, example.text) for example in load(folder)]

    examples = project / "examples"
    examples.mkdir()
    for path in (project / "data").glob("*.yml"):
        if path.name not in ("rules.yml", "stories.yml"):
            path.rename(examples / path.name)
    assert pairs(examples) == [(example.intent, example.text) for example in load()]


def test_every_intent_of_the_peer_has_its_utterance_and_rule(project: Path) -> None:
    domain, rules = read(project / "domain.yml"), read(project / "data" / "rules.yml")["rules"]
    built_in = "restart"  # a second rule for it contradicts Rasa's own
    assert {step["steps"][0]["intent"] for step in rules} == {*domain["intents"], "nlu_fallback"} - {built_in}
    assert {rule["steps"][1]["action"] for rule in rules} == set(domain["responses"]) - {f"utter_{built_in}"}
    assert set(domain["intents"]) == {example.intent for example in load()}
    assert all(said == [{"text": name.removeprefix("utter_")}] for name, said in domain["responses"].items())


def test_only_the_epochs_of_the_classifier_can_be_shortened(project: Path) -> None:
    epochs = {c["name"]: c["epochs"] for c in read(project / "config.yml")["pipeline"] if "epochs" in c}
    assert epochs == {"DIETClassifier": 7, "ResponseSelector": 100}


def test_the_project_says_which_examples_it_learns(project: Path) -> None:
    assert (project / DIGEST).read_text(encoding="utf-8").strip() == data_digest()


def test_questions_are_written_without_their_answers(tmp_path: Path) -> None:
    write_conversations(tmp_path / "asked.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "asked.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {tuple(row) for row in rows} == {("id", "turns")}
    assert len({row["id"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("said", "label", "counted"),
    [
        ("pain", "pain", "pain"),
        ("nlu_fallback", "pain", None),
        ("nlu_fallback", "out_of_scope_medical", "out_of_scope_medical"),
        ("pain", "out_of_scope_other", "pain"),
    ],
)
def test_not_understanding_is_right_only_outside_the_subject(said: str, label: str, counted: str | None) -> None:
    assert counted_label(said, Example("…", label)) == counted


@pytest.fixture
def two_sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    for name in counting.SETS:
        for kind, rows in {
            "questions": [{"text": "sore", "label": "pain", "also_ok": ["ulcers"]}, {"text": "hi", "label": "greet"}],
            "safety": [{"text": "blood", "label": "emergency"}, {"text": "gout", "label": "out_of_scope_medical"}],
            "followups": [{"turns": ["sore", "why"], "labels": ["pain", "mechanism"], "also_ok": [[], []]}],
        }.items():
            lines = "".join(json.dumps(row) + "\n" for row in rows)
            (tmp_path / f"{name}_{kind}.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(counting, "DATA", tmp_path)
    yield conversations()


def test_answers_are_counted_as_calci_evaluate_counts(two_sets: list[dict[str, Any]]) -> None:
    said = {
        "questions-0": ["ulcers"],
        "questions-1": ["nlu_fallback"],
        "safety-0": ["crisis"],
        "safety-1": ["nlu_fallback"],
        "followups-0": ["greet", "mechanism"],
    }
    answers = {f"{name}-{k}": [Answer(x, 0.5) for x in v] for name in counting.SETS for k, v in said.items()}
    first = count(two_sets, answers)["heldout"]
    assert first["n"] == {"questions": 2, "safety": 2, "followups": 1}
    assert (first["right"], first["no_answer"], first["false_refusals"]) == (0.5, 0.5, 0.0)
    assert (first["safety_right"], first["alarms_seen"], first["out_of_scope_recall"]) == (0.5, 1.0, 1.0)
    assert (first["followups_right"], first["all_right"]) == (1.0, 0.6)


def test_keyword_search_finds_the_topic_that_is_named() -> None:
    search = KeywordSearch(knowledge().topics())
    assert search.best("sodium thiosulfate side effects nausea")[0] == "sodium_thiosulfate_side_effects"
    assert "parathyroidectomy" in search.best("parathyroidectomy")
    assert search.best("xyzzy") == []
    assert search.best('") OR NEAR(* AND what is the') == search.best("near")


def test_the_page_says_when_the_peer_learned_less_than_by_default(two_sets: list[dict[str, Any]]) -> None:
    answers = {c["id"]: [Answer("pain", 0.9, seconds=0.002) for _ in c["wanted"]] for c in two_sets}
    row = count(two_sets, answers) | {"date": "2026-11-21", "data_sha256": "0" * 64}
    learned = {"diet_epochs": 3, "training_accuracy": [0.5, 0.9, 0.95]}
    made = page.made({"rows": {"ours": row, "stock": row | learned}}, {})
    assert "| questions: first answer right | 50.0 % | 50.0 % |" in made
    assert "3 epochs instead of Rasa's 100" in made
    assert "95.0 % of the training examples right (90.0 % half-way)" in made
    assert "Rasa's default pipeline (3 of 100 epochs)" in made
    assert "has no figures yet" in page.made({"rows": {"ours": row}}, {})
    assert "same training examples" in made
    full = page.made({"rows": {"ours": row, "stock": row | learned | {"diet_epochs": 100}}}, {})
    assert "instead of Rasa's 100" not in full
    assert "has no figures yet" not in full


def test_the_page_says_in_words_who_learned_from_older_data(two_sets: list[dict[str, Any]]) -> None:
    answers = {c["id"]: [Answer("pain", 0.9, seconds=0.002) for _ in c["wanted"]] for c in two_sets}
    row = count(two_sets, answers) | {"date": "2026-11-21", "data_sha256": "1" * 64}
    stock = {"data_sha256": "0" * 64, "diet_epochs": 100}
    newest = counting.SETS[-1]
    asked_less = {key: value for key, value in (row | stock).items() if key != newest}
    made = page.made(
        {"rows": {"ours": row | {"state": "a1b2", "commit": "9"}, "stock": asked_less, "keywords": row}}, {}
    )
    assert "**Trained on older data: Rasa's default pipeline**" in made
    assert "State `a1b2`, commit 9" in made
    last = made[made.index(f"{newest.capitalize()} held-out set") :]
    assert "| questions: first answer right | 50.0 % | – | 50.0 % |" in last


def test_the_page_says_with_which_code_the_public_set_was_measured() -> None:
    kept = page._read(page.CLINC)
    assert "an earlier state of the code" in page.made({}, {k: v for k, v in kept.items() if k != "code_sha256"})
    assert "and code `abcdef012345` of features" in page.made({}, kept | {"code_sha256": "abcdef0123456789"})


def test_the_committed_page_is_the_one_that_the_results_give() -> None:
    committed = unmarked(page.TARGET.read_text(encoding="utf-8"))
    assert committed == page.made(page._read(page.RESULTS), page._read(page.CLINC))
