"""Measuring quality: folds, counting, calibration, the page, the difference to another revision."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import benchmarks.quality.__main__ as run
from benchmarks.quality.against import difference, figures_at
from benchmarks.quality.crossval import cross_validate, folds
from benchmarks.quality.figures import as_figures, first_sight, in_short
from benchmarks.quality.heldout import DATA, SETS, HeldOut
from benchmarks.quality.page import page
from benchmarks.quality.plot import answers, bins, draw
from benchmarks.state import named, state, state_line
from bot.engine.evaluate import Example, Report, judged
from scripts.nlu.corpus import Example as Learned


def report(*pairs: tuple[str, str | None], style: str = "plain") -> Report:
    return Report([judged(Example("…", label, style=style), said, confidence=0.9) for label, said in pairs])


@pytest.fixture
def sets() -> dict[str, HeldOut]:
    scores = {"f1": 0.9, "whole": 0.8, "precision": 0.9, "recall": 0.9}
    questions = report(("pain", "pain"), ("pain", "ulcers"), ("ulcers", None), ("cure", "out_of_scope_other"))
    safety = report(("emergency", "emergency"), ("crisis", "pain"), ("out_of_scope_medical", "out_of_scope_other"))
    return {"heldout": HeldOut("heldout", questions, safety, report(("pain", "pain")), scores, scores)}


def test_folds_are_even_within_every_label() -> None:
    labels = ["a"] * 23 + ["b"] * 7 + ["c"] * 5
    place = folds(labels)
    for label in "abc":
        counts = Counter(place[np.array(labels) == label].tolist())
        assert max(counts.values()) - min(counts.get(fold, 0) for fold in range(3)) <= 1
    assert max(Counter(place.tolist()).values()) - min(Counter(place.tolist()).values()) <= 3
    assert (folds(labels) == place).all()


def test_each_example_is_asked_once_of_a_model_that_has_not_learned_it() -> None:
    words = {"pain": ["hurts", "ache", "sore", "burning"], "cure": ["cure", "heal", "remedy", "recover"]}
    examples = [
        Learned(intent, f"{word} {end}", "made.yml")
        for intent, known in words.items()
        for word in known
        for end in ("so much today", "every night", "what now", "please tell me", "in my leg", "again")
    ]
    found = cross_validate(examples, None, count=4)
    assert set(found) == {"n-grams"}
    assert Counter(row["text"] for row in found["n-grams"].rows) == Counter(e.text for e in examples)
    assert (found["n-grams"].as_dict()["accuracy"] or 0) > 0.8
    assert found["n-grams"].as_dict()["in_first_three"] == 1.0


def test_right_within_the_first_three_counts_candidates_and_offers() -> None:
    wanted = Example("…", "pain", frozenset({"ulcers"}))
    assert judged(wanted, "cure", others=["greet", "ulcers"])["in_first_three"]
    assert not judged(wanted, "cure", others=["greet", "thank", "pain"])["in_first_three"]
    assert judged(wanted, None, clarify=["cure", "pain"])["in_first_three"]
    assert not judged(wanted, None, clarify=["cure", "pain"])["right"]


def test_bins_compare_confidence_with_truth_and_leave_small_ones_out() -> None:
    rows = [{"said": "a", "confidence": 0.95, "right": n > 0} for n in range(4)]
    rows += [{"said": "a", "confidence": 0.15, "right": True}, {"said": None, "confidence": 0.95, "right": False}]
    assert bins(rows) == [(9, pytest.approx(0.95), 0.75, 4)]


def test_every_set_has_a_panel_in_the_plot_and_a_column_in_the_table(sets: dict[str, HeldOut], tmp_path: Path) -> None:
    every = dict.fromkeys(SETS, sets["heldout"])
    draw({name: answers(found) for name, found in every.items()}, tmp_path / "plot.svg")
    drawn = (tmp_path / "plot.svg").read_text(encoding="utf-8")
    assert all(f">{name}</text>" in drawn for name in SETS)
    # the dashed line of each panel is where confidence and truth agree
    assert drawn.count("stroke-dasharray") == len(SETS)
    text = page(every, {}, as_figures(every, {})["figures"], "")
    row = next(line for line in text.splitlines() if line.startswith("| 80 to 90 %"))
    assert row.count("90 → 33 % (6)") == len(SETS)


def test_what_is_offered_when_it_asks_back_and_calibration_of_every_kind_stand_on_the_page(
    sets: dict[str, HeldOut],
) -> None:
    offered = [
        judged(Example("…", "pain"), None, clarify=["pain", "cure"]),
        judged(Example("…", "x"), None, clarify=["y"]),
    ]
    sets["heldout"].questions.rows.extend(offered)
    text = page(sets, {}, as_figures(sets, {})["figures"], "")
    assert "| when it asks back, the right answer is among the offered | 50.0 % |" in text
    assert "| expected calibration error, safety messages | 56.7 % | ≤ 5 % |" in text
    assert "| expected calibration error, follow-ups | 10.0 % | ≤ 5 % |" in text
    assert "| x | asked back | 1 |" in text
    assert "| ulcers | no answer | 1 |" in text


def test_the_sets_measured_are_those_that_there_are() -> None:
    assert sorted(SETS) == sorted(path.name.split("_")[0] for path in DATA.glob("*_questions.jsonl"))


def test_figures_and_wrong_lines_of_a_set(sets: dict[str, HeldOut]) -> None:
    found = as_figures(sets, {})
    first = found["figures"]["heldout"]
    assert (first["accuracy"], first["false_refusals"], first["crisis"], first["follow_ups"]) == (0.25, 0.25, 0.0, 1.0)
    assert first["out_of_scope_recall"] == 1.0
    assert found["wrong"]["heldout"] == {"questions": [2, 3, 4], "safety": [2, 3], "follow-ups": []}
    assert in_short(sets) == {
        "accuracy": "25 of 100",
        "missed_emergencies": "1 of 2",
        "measured_on": list(sets.values())[-1].name,
    }


def test_the_page_keeps_what_a_set_showed_at_first_sight(tmp_path: Path) -> None:
    kept = tmp_path / "quality.json"
    fitted = {"accuracy": "99 of 100", "missed_emergencies": "0 of 105", "measured_on": "sixth"}
    assert first_sight(kept, fitted) == fitted
    first = {"accuracy": "92 of 100", "missed_emergencies": "2 of 105", "measured_on": "sixth"}
    kept.write_text(json.dumps(first), encoding="utf-8")
    assert first_sight(kept, fitted) == first
    another = fitted | {"measured_on": "seventh"}
    assert first_sight(kept, another) == another


def test_the_page_shows_style_confusion_and_folds(sets: dict[str, HeldOut]) -> None:
    crossed = {"n-grams": report(("pain", "cure"), ("pain", "pain"))}
    text = page(sets, crossed, as_figures(sets, crossed)["figures"], state_line("abcdef012345", "0123"))
    assert "State `abcdef012345`, commit 0123:" in text
    assert "| first answer right | 25.0 % | ≥ 88 % |" in text
    assert "| plain | 25.0 % |" in text
    assert "| ulcers | no answer | 1 |" in text
    assert "| pain | cure | 1 |" in text
    assert "| first answer right | 50.0 % |" in text


def test_the_difference_says_what_got_better_and_which_answers_changed() -> None:
    base = {
        "figures": {"heldout": {"accuracy": 0.90, "false_refusals": 0.01, "macro_f1": 0.8}},
        "wrong": {"heldout": {"questions": [1, 2]}},
    }
    fresh = {
        "figures": {"heldout": {"accuracy": 0.92, "false_refusals": 0.02, "macro_f1": 0.8}},
        "wrong": {"heldout": {"questions": [2, 5]}},
    }
    text = difference(base, fresh, "main")
    assert "| heldout | accuracy | 90.0 % | 92.0 % | +2.0 better |" in text
    assert "| heldout | false refusals | 1.0 % | 2.0 % | +1.0 WORSE |" in text
    assert "macro" not in text
    assert "- heldout, questions: newly wrong 5; newly right 1" in text
    assert "No figure differs." in difference(base, base, "main")


def test_the_whole_run_writes_page_plot_and_figures_and_compares(
    sets: dict[str, HeldOut], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "_held_out", lambda: sets)
    monkeypatch.setattr(run, "_folds", lambda: {"n-grams": report(("pain", "cure"))})
    monkeypatch.setattr(run, "figures_at", lambda _: as_figures(sets, {}))
    for name in ("_PAGE", "_PLOT", "_FIGURES", "QUALITY"):
        monkeypatch.setattr(run, name, tmp_path / name)
    kept: dict[str, Any] = {}
    monkeypatch.setattr(run, "keep_ours", lambda found, made: kept.update(made, sets=found))
    monkeypatch.setattr(run, "write_comparison", lambda: kept.update(page=True))
    monkeypatch.setattr(sys, "argv", ["quality", "--against", "main", "--no-write"])
    run.main()
    assert not list(tmp_path.iterdir())
    assert "| cross-validation, n-grams | accuracy | – | 0.0 % | |" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["quality"])
    run.main()
    assert json.loads((tmp_path / "_FIGURES").read_text(encoding="utf-8"))["figures"]["heldout"]["accuracy"] == 0.25
    assert not (tmp_path / "QUALITY").exists()  # a set that was read before is no first sight
    assert kept["sets"] is sets and kept["state"] == state() and kept["page"]
    monkeypatch.setattr(sys, "argv", ["quality", "--first-sight"])
    run.main()
    assert json.loads((tmp_path / "QUALITY").read_text(encoding="utf-8"))["accuracy"] == "25 of 100"
    assert "<svg" in (tmp_path / "_PLOT").read_text(encoding="utf-8")
    written = (tmp_path / "_PAGE").read_text(encoding="utf-8")
    assert "Cross-validation" in written
    assert named(written) == state()


def test_a_revision_without_figures_is_nothing_to_compare_with() -> None:
    assert figures_at("no-such-revision") is None
