"""The `calci` command as a person at a terminal and a script meet it."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from bot.cli import conversation, running
from bot.cli.app import app
from bot.library.current import knowledge
from bot.settings import ROOT

runner = CliRunner()


@pytest.fixture
def ready(agent: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The assistant of the test run, so that no command has to load it again."""
    monkeypatch.setattr(conversation, "ready_agent", lambda: agent)
    return agent


def _calci(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def _all_commands() -> list[str]:
    def walk(command: Any, path: str) -> list[str]:
        children = getattr(command, "commands", None)
        if not children:
            return [path]
        return [name for child, made in children.items() for name in walk(made, f"{path} {child}")]

    return sorted(walk(get_command(app), "calci"))


@pytest.mark.parametrize("command", _all_commands())
def test_every_command_is_in_the_documentation_and_explains_itself(command: str) -> None:
    written = "".join(
        p.read_text(encoding="utf-8") for p in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    )
    assert command in written
    if command != "calci rasa":
        shown = runner.invoke(app, [*command.split()[1:], "--help"])
        assert shown.exit_code == 0
        assert len(shown.output.split("Usage:")[1].splitlines()) > 3


def test_ask_prints_the_answer_with_its_sources_and_next_steps(ready: Any) -> None:
    shown = runner.invoke(app, ["ask", "what is calciphylaxis?"])
    assert shown.exit_code == 0
    assert "[1]" in shown.output and "symptoms" in shown.output
    assert "calci:" not in shown.output  # a button shows its title, not its payload


def test_ask_as_json_is_the_messages_of_the_contract(ready: Any) -> None:
    for flag, audience in ((["--clinician"], "clinician"), ([], "patient")):
        shown = runner.invoke(app, ["ask", "what is calciphylaxis?", "--json", *flag])
        messages = json.loads(shown.stdout)
        assert messages[-1]["custom"]["schema"] == "calci.turn/1"
        assert messages[-1]["custom"]["audience"] == audience


def test_chat_keeps_the_conversation_takes_numbers_for_buttons_and_ends_with_quit(ready: Any) -> None:
    typed = "what is calciphylaxis?\n1\nmy [b]calcium[/b] is 10.6 mg/dL\n\nquit\nnever read\n"
    shown = runner.invoke(app, ["chat"], input=typed)
    assert "never read" not in shown.output
    assert shown.exit_code == 0
    assert "Goodbye" in shown.output
    assert shown.output.count("›") >= 4


def test_chat_ends_with_the_input(ready: Any) -> None:
    assert "Goodbye" in runner.invoke(app, ["chat"], input="").output


def test_evaluate_counts_and_shows_what_was_not_understood(ready: Any, tmp_path: Path) -> None:
    lines = [
        {"text": "what is calciphylaxis?", "label": "definition"},
        {"text": "how is it treated?", "label": "contagious", "also_ok": ["treatment_overview"]},
        {"text": "what is calciphylaxis?", "label": "contagious"},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    figures = json.loads(runner.invoke(app, ["evaluate", str(file), "--json"]).stdout)
    assert (figures["n"], figures["accuracy"]) == (3, 0.6667)
    shown = runner.invoke(app, ["evaluate", str(file), "--errors"])
    assert "contagious → definition" in shown.output
    assert "Style" not in shown.output
    assert "None" not in shown.output


def test_evaluate_says_asked_back_and_shows_styles_and_labels(ready: Any, tmp_path: Path) -> None:
    lines = [
        {"text": "what is calciphylaxis?", "label": "definition", "style": "plain"},
        {"text": "blood results and medicines", "label": "contagious", "style": "no_disease_name"},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    shown = runner.invoke(app, ["evaluate", str(file)]).output
    assert "asked back: right among the offered" in shown
    assert re.search(r"no disease name +│ 0\.0", shown)
    assert re.search(r"definition +│ 1 +│ 1\.0", shown)
    assert "None" not in shown


def test_export_and_forget_act_on_the_store_of_the_deployment(agent: Any, tmp_path: Path) -> None:
    from bot.engine.agent import say
    from bot.engine.store import conversation_store
    from bot.settings import Settings

    class Stored:
        processor, lock_store = agent.processor, agent.lock_store

    store = conversation_store(Settings(home=tmp_path))
    store.domain = agent.domain
    before = agent.tracker_store
    try:
        agent.tracker_store = agent.processor.tracker_store = store
        asyncio.run(say(agent, "my calcium is 10.6 mg/dL", sender="a"))
    finally:
        agent.tracker_store = agent.processor.tracker_store = before
    home = {"CALCI_HOME": str(tmp_path)}
    exported = json.loads(_calci("export", "--sender", "a", **home).stdout)
    assert exported["sender"] == "a"
    assert "my calcium is 10.6 mg/dL" in [event.get("text") for event in exported["events"]]
    erased = _calci("forget", "--sender", "a", **home)
    assert erased.returncode == 0 and erased.stdout.startswith(f"Erased {len(exported['events'])} stored events")
    assert json.loads(_calci("export", "--sender", "a", **home).stdout)["events"] == []


REFUSED = [
    (["serve"], {"PORT": "eighty"}, "CF102 [PORT]"),
    (["serve"], {"HOST": "0.0.0.0"}, "CF107 [CALCI_TOKEN]"),
    (["serve"], {"CALCI_STORE": "perhaps"}, "CF103 [CALCI_STORE]"),
    (["export", "--sender", "a"], {"CALCI_DATABASE": "nonsense"}, "CF104 [CALCI_DATABASE]"),
    (["export", "--sender", "a"], {"CALCI_DATABASE": "mysql://u:geheim@h/n"}, "CF104 [CALCI_DATABASE]"),
    (["export", "--sender", "a"], {"CALCI_DATABASE": "mssql+pyodbc://h/n"}, "CF104 [CALCI_DATABASE]"),
    (["serve"], {"CALCI_ORIGINS": "*"}, "CF110 [CALCI_ORIGINS]"),
    (["ask", "hello"], {"CALCI_KNOWLEDGE": "/does/not/exist"}, "CALCI_KNOWLEDGE"),
    (["topic", "check", "pain"], {"CALCI_KNOWLEDGE": "~nobody-of-this-name/x"}, "CF109 [CALCI_KNOWLEDGE]"),
    (["topic", "preview", "no_such_topic"], {}, "IN202 [no_such_topic]"),
    (["topic", "check", "../../x"], {}, "Name the id alone"),
    (["topic", "new", "larval_therapy"], {}, "--group"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("arguments", "environment", "said"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_done_is_one_line_and_status_2(
    arguments: list[str], environment: dict[str, str], said: str
) -> None:
    done = _calci(*arguments, **environment)
    assert done.returncode == 2
    lines = [line for line in done.stderr.splitlines() if line.startswith("calci: ")]
    assert len(lines) == 1 and said in lines[0]
    assert "Traceback" not in done.stderr


def test_a_topic_can_be_looked_at_while_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("topics", "sources"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr("bot.library.paths.content_dir", lambda: tmp_path)
    monkeypatch.setattr("bot.cli.topic_view.content_dir", lambda: tmp_path)
    assert "Wrote" in runner.invoke(app, ["topic", "new", "larval_therapy", "--group", "treatment"]).output
    shown = runner.invoke(app, ["topic", "preview", "larval_therapy"])
    assert shown.exit_code == 0
    assert "Larval therapy · patient" in shown.output and "Larval therapy · clinician" in shown.output
    assert "no source yet" in shown.output and "still to be mended" in shown.output
    (tmp_path / "topics" / "treatment" / "larval_therapy.yml").write_text("title: [")
    assert "IN203" in str(runner.invoke(app, ["topic", "preview", "larval_therapy"]).exception)


def test_a_preview_shows_what_is_disputed_and_what_stands_beside_the_text() -> None:
    topic = next(each for each in knowledge().topics() if each.disagreements)
    shown = " ".join(re.sub(r"[│╭╰─╮╯]", " ", runner.invoke(app, ["topic", "preview", topic.id]).output).split())
    assert shown.count(f"disputed: {topic.disagreements[0].issue}") == 2  # both voices show it
    assert topic.ask in shown and topic.suggest[0] in shown
    source = topic.disagreements[0].positions[0].sources[0]
    assert source in shown and str(knowledge().source(source).title)[:30] in shown  # type: ignore[union-attr]


def test_a_faulty_line_of_an_evaluation_is_named(ready: Any, tmp_path: Path) -> None:
    from bot.errors import InputError

    file = tmp_path / "questions.jsonl"
    file.write_text('{"text": "a", "label": "b"}\n\nnonsense\n')
    failed = runner.invoke(app, ["evaluate", str(file)])
    assert isinstance(failed.exception, InputError)
    assert "IN201 [line 3]" in str(failed.exception)


def test_the_program_refuses_what_the_system_refuses_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import bot.cli.app
    from bot.__main__ import main

    def fails(**_: Any) -> None:
        raise PermissionError(13, "Permission denied", "/somewhere/model.tar.gz")

    monkeypatch.setattr(sys, "argv", ["calci", "serve"])
    monkeypatch.setattr(bot.cli.app, "app", fails)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == "calci: The system refused: Permission denied (/somewhere/model.tar.gz).\n"


def test_serve_starts_anew_after_training_and_only_then(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from bot.engine import port, server

    done: list[Any] = []
    monkeypatch.setenv("CALCI_HOME", str(tmp_path))
    monkeypatch.setattr(port, "check_port", lambda _: done.append("port"))
    monkeypatch.setattr(running.os, "execv", lambda *a: (_ for _ in ()).throw(SystemExit(str(a[1][1:]))))
    monkeypatch.setattr(server, "serve", lambda settings, ready: (ready(), done.append("listening")))
    monkeypatch.setattr(running, "prepare", lambda _: True)
    assert str(runner.invoke(app, ["serve"]).exception or "") == "['-m', 'bot', 'serve']" and done == ["port"]
    monkeypatch.setattr(running, "prepare", lambda _: False)
    shown = runner.invoke(app, ["serve"])
    assert done == ["port", "port", "listening"]
    assert "Ready: http://localhost:5005" in shown.output


def test_what_is_up_to_date_is_not_made_again_and_training_can_be_forced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from bot.settings import Settings

    asked: list[bool] = []
    monkeypatch.setenv("CALCI_HOME", str(tmp_path))
    monkeypatch.setattr(running, "prepare", lambda settings: asked.append(settings.model.exists()))
    (tmp_path / "model.tar.gz").touch()
    assert runner.invoke(app, ["train"]).exit_code == 0
    assert runner.invoke(app, ["train", "--force"]).exit_code == 0
    assert asked == [True, False]
    assert Settings.from_environment().home == tmp_path
