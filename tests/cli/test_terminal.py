"""The conversation at a real terminal: pasted reports, an accidental Enter, Ctrl+C and Ctrl+D, a narrow window."""

from __future__ import annotations

import os
import pty
import re
import select
import time
from collections.abc import Iterator
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot.cli import conversation
from bot.cli.app import app
from bot.cli.chart import Bar, bars, drawn
from bot.cli.names import value_shown
from bot.cli.prompt import Prompt
from bot.cli.screen import show

runner = CliRunner()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Put a terminal in place of standard input; gives the end that a person types into."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "r", encoding="utf-8") as typed:
        monkeypatch.setattr("sys.stdin", typed)
        monkeypatch.setattr("builtins.input", lambda _="": _line(typed))
        yield ours
    os.close(ours)


def _line(typed: Any) -> str:
    """`input` as at a terminal: a line, no more, nothing kept back in a buffer."""
    read = b""
    while not read.endswith(b"\n"):
        assert select.select([typed], [], [], 5)[0], "nothing was typed"
        byte = os.read(typed.fileno(), 1)
        if not byte:
            raise EOFError
        read += byte
    return read.decode().rstrip("\n")


def test_a_pasted_report_of_several_lines_is_one_message(terminal: int) -> None:
    os.write(terminal, b"Calcium 9.6 mg/dL\n\nPhosphate 6.5 mg/dL\nPTH 300 pg/mL\n")
    time.sleep(0.02)
    assert Prompt().read() == "Calcium 9.6 mg/dL\n\nPhosphate 6.5 mg/dL\nPTH 300 pg/mL"


def test_lines_typed_one_after_the_other_are_messages_of_their_own(terminal: int) -> None:
    prompt = Prompt()
    os.write(terminal, b"what is it?\n")
    assert prompt.read() == "what is it?"
    os.write(terminal, b"quit\n")
    assert prompt.read() == "quit"


def _chat(monkeypatch: pytest.MonkeyPatch, *typed: str | type[BaseException]) -> tuple[list[str], str]:
    """Type these lines (or interrupt); returns what reached the assistant, and the screen."""
    said: list[str] = []
    lines = iter(typed)

    async def answer(_: Any, text: str, __: str, ___: bool) -> list[dict[str, Any]]:
        said.append(text)
        if text == "interrupted":
            raise KeyboardInterrupt
        buttons = [{"title": "What are the symptoms?", "payload": "calci:signed"}]
        return [{"text": "An answer.", "buttons": buttons}, {"custom": {"label": "definition", "sources": []}}]

    def read(_: Prompt) -> str:
        line = next(lines)
        if isinstance(line, str):
            return line
        raise line

    monkeypatch.setattr(conversation, "ready_agent", lambda: None)
    monkeypatch.setattr(conversation, "_say", answer)
    monkeypatch.setattr(Prompt, "read", read)
    shown = runner.invoke(app, ["chat"])
    assert shown.exit_code == 0
    return said, shown.output


def test_an_empty_line_does_not_end_the_conversation(monkeypatch: pytest.MonkeyPatch) -> None:
    said, screen = _chat(monkeypatch, "hello", "", "still here", "quit")
    assert said == ["hello", "still here"]
    assert '"quit" to end' in screen and "Goodbye" in screen


@pytest.mark.parametrize("ended", [EOFError, KeyboardInterrupt])
def test_ctrl_d_and_ctrl_c_say_goodbye(monkeypatch: pytest.MonkeyPatch, ended: type[BaseException]) -> None:
    said, screen = _chat(monkeypatch, "hello", ended)
    assert said == ["hello"] and "Goodbye" in screen


def test_ctrl_c_during_an_answer_says_goodbye_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Goodbye" in _chat(monkeypatch, "interrupted")[1]


def test_a_number_chooses_an_offered_step_and_other_numbers_are_only_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    said, _ = _chat(monkeypatch, "hello", "1", "26", "quit")
    assert said == ["hello", "calci:signed", "26"]


def _offers(*titles: str) -> list[dict[str, str]]:
    return [{"title": title, "payload": f"calci:{title}"} for title in titles]


@pytest.mark.parametrize("asked", ["phosphate", "age", "bmi", "pth"])
def test_while_a_number_is_asked_a_number_is_the_answer_and_letters_choose(asked: str) -> None:
    """A phosphate of 2 once pressed "Stop the questions"."""
    marks = show([{"text": "How much?", "buttons": _offers("Skip", "Stop")}, {"custom": {"asks_for": asked}}])
    assert marks == {"a": "calci:Skip", "b": "calci:Stop"}
    said = [conversation._chosen(typed, marks) for typed in ("2", "1", "b", "B", "#a", "1.9")]
    assert said == ["2", "1", "calci:Stop", "calci:Stop", "calci:Skip", "1.9"]


@pytest.mark.parametrize(
    ("asked", "titles"), [("sex", ("Female", "Male")), (None, ("Help", "Stop")), ("pth", ("58 pg/mL", "58 pmol/L"))]
)
def test_where_a_step_is_to_be_chosen_its_number_chooses_it(asked: str | None, titles: tuple[str, ...]) -> None:
    marks = show([{"text": "Which?", "buttons": _offers(*titles)}, {"custom": {"asks_for": asked}}])
    said = [conversation._chosen(typed, marks) for typed in ("2", "#1", "2.", "3")]
    assert said == [f"calci:{titles[1]}", f"calci:{titles[0]}", f"calci:{titles[1]}", "3"]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Console:
    made = Console(record=True, width=60, force_terminal=True, highlight=False, color_system="truecolor")
    monkeypatch.setattr("bot.cli.screen.console", lambda: made)
    return made


def test_urgent_words_stand_out(screen: Console) -> None:
    show([{"text": "Call 112 now."}, {"text": "Then this."}, {"custom": {"emergency": True}}])
    styled = screen.export_text(styles=True)
    assert re.search(r"\x1b\[1;31mCall 112 now", styled)
    assert "\x1b[1;31mThen" not in styled


def test_square_brackets_of_a_message_are_words_not_styles(screen: Console) -> None:
    show([{"text": "[b]10.6[/b] [red]"}, {"custom": {"sources": [{"citation": "A [1] study"}]}}])
    text = screen.export_text()
    assert "[b]10.6[/b] [red]" in text and "[1] A [1] study" in text


_CONTRIBUTIONS = [
    {"factor": "sex", "value": "male", "relative_effect": 0.79},
    {"factor": "warfarin", "value": True, "relative_effect": 2.68},
    {"factor": "dialysis", "value": "haemodialysis", "relative_effect": 1.0},
    {"factor": "bmi", "value": None, "relative_effect": 1.0},
]


def test_the_chart_shows_what_raises_and_what_lowers_the_strongest_first() -> None:
    lines = drawn(bars(_CONTRIBUTIONS, "clinician"), 100)
    assert len(lines) == 3  # neither what does nothing nor what is not known
    assert re.fullmatch(r" {12}│█+ +vitamin K antagonist: yes", lines[1])
    assert re.fullmatch(r" +█+│ +sex: male", lines[2])


def test_the_chart_fits_a_narrow_terminal_and_one_without_block_characters() -> None:
    lines = drawn(bars(_CONTRIBUTIONS, "patient"), 40, plain=True)
    assert all(line.isascii() for line in lines)
    assert max(map(len, lines)) <= 40 + len("warfarin or a similar")
    assert drawn([Bar("a", "b", 400.0)], 40)[-1].count("█") == 12
    assert drawn([], 40) == []


@pytest.mark.parametrize(
    ("factor", "value", "said"),
    [("warfarin", True, "yes"), ("bmi", 36.0, "36"), ("calcium", 9.6, "9.6 mg/dL"), ("age", "46-65", "46–65"),
     ("dialysis", "peritoneal", "peritoneal dialysis"), ("bmi", None, "not known")],
)  # fmt: skip
def test_values_are_said_as_a_person_would(factor: str, value: Any, said: str) -> None:
    assert value_shown(factor, value) == said


def test_risk_names_what_is_missing_by_its_own_name() -> None:
    shown = runner.invoke(app, ["risk", "--age", "30"])
    assert "Required and missing: modality, sex." in shown.output
    assert "No score for this disease has ever been tested" in shown.output


def test_risk_has_its_chart_its_sources_in_full_and_no_raw_value() -> None:
    shown = runner.invoke(
        app,
        "risk --age 58 --sex male --dialysis haemodialysis --calcium 9.6 --warfarin yes --lesions none".split(),
        env={"COLUMNS": "200"},
    )
    assert shown.exit_code == 0
    assert "raises" in shown.output and re.search(r"\[\d\] Calciphylaxis risk higher in peritoneal", shown.output)
    report, original = (int(n) for n in re.findall(r"\[(\d)\], a report of \[(\d)\]", shown.output)[0])
    assert f"[{report}] Calciphylaxis risk factors in hemodialysis patients identified" in shown.output
    assert re.search(rf"\[{original}\] Nigwekar SU.*10\.1681/ASN\.2015091065", shown.output)
    assert not re.search(r"\bTrue\b|\bFalse\b|nigwekar|mg2", shown.output)


def test_a_faulty_line_of_a_file_is_named_and_the_others_are_used(tmp_path: Any) -> None:
    file = tmp_path / "labs.csv"
    file.write_text("analyte,value,unit\ncalcium,10.6,mg/dL\nphosphate,ten,mg/dL\n=cmd,1,x\nmystery,1,x\n")
    options = "--age 26 --sex female --dialysis peritoneal --lesions none".split()
    shown = runner.invoke(app, ["risk", str(file), *options])
    assert shown.exit_code == 2
    assert "calcium: 10.6 mg/dL" in shown.output
    for part in ("[row 3]", "[A4]", "row 5: mystery"):
        assert part in shown.output
    for line in shown.output.splitlines():
        if line.startswith("calci: I"):
            assert re.search(r"\. (?:Write|Check|Use|Correct)", line), line


def test_no_estimate_is_made_without_what_was_just_typed_wrongly() -> None:
    person = "risk --age 58 --sex male --dialysis haemodialysis --lesions none".split()
    shown = runner.invoke(app, [*person, "--calcium", "2.6"])
    assert shown.exit_code == 2
    assert "No unit was given" in shown.output and "2.6 mmol/L" in shown.output
    assert "% in one year" not in shown.output
    both = runner.invoke(app, [*person, "--bmi", "36", "--obesity", "no"])
    assert both.exit_code == 2 and "% in one year" not in both.output


def test_each_value_outside_what_was_studied_is_named_and_a_critical_one_is_told() -> None:
    person = "risk --age 58 --sex male --dialysis haemodialysis --lesions none".split()
    shown = runner.invoke(app, [*person, "--calcium", "15 mg/dL", "--phosphate", "29 mg/dL", "--potassium", "7.5"])
    assert shown.exit_code == 0
    for said in (
        "calcium lies outside 7.5 to 11.0",
        "phosphate lies outside 2.5 to 9.0",
        "Potassium (serum/plasma) 7.5",
    ):
        assert said in shown.output


def test_a_sex_without_figures_is_told_as_missing() -> None:
    shown = runner.invoke(app, "risk --age 58 --sex other --dialysis haemodialysis".split())
    assert "'other' counts as missing" in shown.output and "Required and missing: sex." in shown.output


@pytest.mark.parametrize("value", ["NaN", "inf", "-3", "1e309", "ten"])
def test_a_faulty_option_is_named_with_its_remedy(value: str) -> None:
    shown = runner.invoke(app, ["risk", f"--calcium={value}", "--age", "30"])
    assert shown.exit_code == 2
    assert re.search(r"calci: IN10\d \[calcium\]: .+\. (?:Write|Check) ", shown.output)
