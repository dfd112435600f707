"""The report counts what is there; the command line and the scaffold do what they say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.errors import InputError
from bot.library import report, validate
from bot.library.checklist import ENOUGH_EXAMPLES, still_to_do
from bot.library.metrics import figures_of
from bot.library.readability import available
from bot.library.scaffold import new_topic
from bot.library.schema import ClinicianVoice, PatientVoice, Statement, Topic

from .conftest import TODAY, Maker


def test_counts(maker: Maker, make_topic: Any) -> None:
    data = make_topic("prognosis", "prognosis")
    data["clinician"]["body"][0]["evidence"] = "high"
    maker.topic(data)
    figures = figures_of(maker.content(), TODAY)
    assert figures.statements == {"patient": 9, "clinician": 9}
    assert figures.evidence["high"] == 1
    assert figures.evidence["low"] == 17
    assert (figures.sources, figures.unused) == (2, 1)
    assert figures.source_years == (2002,)
    assert figures.coverage()["basics"] == (1, 11, 0)
    assert "mechanism" in figures.missing
    assert [item.id for item in figures.weakest(2)] == ["definition", "sodium_thiosulfate"]
    assert figures.topics[0].days_to_review == 365
    assert (set(figures.grades) == {"answer", "simpler"}) == available()
    assert set(figures.grades) == set(figures.grades_as_written)


def test_tables_and_json(maker: Maker, capsys: pytest.CaptureFixture[str]) -> None:
    assert report.main(["--root", str(maker.root)]) == 0
    assert "Weakest evidence" in capsys.readouterr().out
    assert report.main(["--root", str(maker.root), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["topics"] == 2


def test_plot_is_drawn_and_repeats(maker: Maker, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    figures = figures_of(maker.content(), TODAY)
    first, second = tmp_path / "a.svg", tmp_path / "plots" / "b.svg"
    report.draw(figures, first)
    report.draw(figures, second)
    assert "Statements by evidence level" in first.read_text(encoding="utf-8")
    assert first.read_bytes() == second.read_bytes()


def test_validate_command(maker: Maker, make_topic: Any, capsys: pytest.CaptureFixture[str]) -> None:
    root = ["--root", str(maker.root)]
    folder = str(maker.root / "topics" / "basics")
    assert validate.main([*root, folder]) == 0
    assert capsys.readouterr().out == ""
    maker.topic(make_topic("mechanism", "basics", suggest=["nowhere", "help"]))
    assert validate.main([*root, folder]) == 1
    assert "mechanism.yml" in capsys.readouterr().out
    assert validate.main([*root, str(maker.root / "topics" / "treatment")]) == 0
    assert validate.main([*root, "--unused"]) == 0
    assert capsys.readouterr().out.strip().endswith(": nkf")
    assert validate.main([*root, "--strict", str(maker.root / "sources")]) == 1


def test_scaffold_has_the_right_shape(maker: Maker) -> None:
    path = new_topic(maker.root, "mechanism", today=TODAY)
    assert path == maker.root / "topics" / "basics" / "mechanism.yml"
    codes = {item.code for item in maker.faults() if item.file.endswith("mechanism.yml")}
    assert codes == {"CX104", "CX201"}, "the shape is right; only values and sources are still to be filled in"


def test_the_skeleton_explains_every_field_and_names_every_missing_source_at_once(maker: Maker) -> None:
    text = new_topic(maker.root, "mechanism", today=TODAY).read_text(encoding="utf-8")
    for field in (*Topic.model_fields, *PatientVoice.model_fields, *ClinicianVoice.model_fields):
        if field not in {"gist", "patient", "clinician"}:
            assert re.search(rf"(?m)^\W*{field}:.*#|^# {field}:", text) or f"  {field}:" in text, field
    for field in Statement.model_fields:
        assert re.search(rf"(?m)^#   .*\b{field}\b", text), field
    faults = [item for item in maker.faults() if item.file.endswith("mechanism.yml")]
    unsourced = [item for item in faults if item.code == "CX201"]
    assert len(unsourced) == text.count("sources: []") == 6
    assert all("still to be written" in item.message for item in unsourced)


def test_a_source_that_does_not_exist_is_named_while_the_topic_is_unfinished(maker: Maker) -> None:
    path = new_topic(maker.root, "mechanism", today=TODAY)
    path.write_text(path.read_text(encoding="utf-8").replace("sources: []", "sources: [nowhere_2020]", 1))
    faults = {item.code for item in maker.faults() if item.file.endswith("mechanism.yml")}
    assert {"CX202", "CX104", "CX201"} <= faults


@pytest.mark.parametrize(
    ("name", "group", "said"),
    [
        ("Bad Id", "basics", "lower-case letters"),
        ("../x", "basics", "lower-case letters"),
        ("emergency", "basics", "safety intent.*about_emergency"),
        ("new_one", None, "--group.*treatment"),
        ("new_one", "treatmnt", "treatmnt.*--group.*treatment"),
        ("definition", None, "exists already"),
    ],
)
def test_scaffold_refuses_and_says_what_would_do(maker: Maker, name: str, group: str | None, said: str) -> None:
    with pytest.raises(InputError, match=said):
        new_topic(maker.root, name, group)


def test_what_a_topic_still_needs_elsewhere_is_listed(maker: Maker, make_topic: Any, tmp_path: Path) -> None:
    maker.topic(make_topic("larval_therapy", "treatment", keywords=["maggots", "STS"]))
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    (tmp_path / "domain.yml").write_text("intents:\n- definition\n")
    told = "\n".join(still_to_do(maker.content(), "larval_therapy", tmp_path))
    for word in ("no other topic leads here", "'STS' also leads to sodium_thiosulfate", "next_answers.yml", "figures"):
        assert word in told
    assert "no examples" in told
    lines = "".join(f"    - does it work {number}\n\n" for number in range(3)).rstrip()  # no line end, empty lines
    (tmp_path / "data" / "nlu" / "a.yml").write_text(f"nlu:\n- intent: larval_therapy\n  examples: |\n{lines}")
    told = "\n".join(still_to_do(maker.content(), "larval_therapy", tmp_path))
    assert "it has 3 examples" in told and "no intent of domain.yml" in told


def test_a_finished_topic_needs_nothing_elsewhere(maker: Maker, make_topic: Any, tmp_path: Path) -> None:
    maker.topic(make_topic("larval_therapy", "basics", keywords=["maggots"], related=["definition"]))
    maker.topic(make_topic("definition", "basics", related=["larval_therapy", "sodium_thiosulfate"]))
    maker.write("next_answers.yml", {"why": {"larval_therapy": []}})
    maker.write("next_questions.yml", {"rules": [{"means": {"same": ["larval_therapy"]}}]})
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    (tmp_path / "domain.yml").write_text("intents:\n- larval_therapy\n")
    lines = "".join(f"    - does it work {number}\n" for number in range(ENOUGH_EXAMPLES))
    (tmp_path / "data" / "nlu" / "a.yml").write_text(f"nlu:\n- intent: larval_therapy\n  examples: |\n{lines}")
    assert list(still_to_do(maker.content(), "larval_therapy", tmp_path)) == []


def test_a_keyword_that_leads_elsewhere_is_a_warning_for_an_added_topic(maker: Maker, make_topic: Any) -> None:
    maker.topic(make_topic("larval_therapy", "treatment", keywords=["larval therapy", "STS"]))
    (found,) = [item for item in maker.faults() if item.code == "CX409"]
    assert found.severity == "warning" and "STS: sodium_thiosulfate" in found.message
