"""The list of handlers that no test entered: complete, exact, and a failure when it is not empty."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.settings import ROOT
from scripts.handlers import handlers, known, main, project_handlers

_SOURCE = """\
def read(path):
    try:
        return open(path).read()
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        if error.args:
            raise
        return None
    finally:
        print("except")


class Deep:
    def run(self):
        try:
            pass
        except Exception:  # noqa: BLE001
            # why
            pass
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "bot" / "deep").mkdir(parents=True)
    (tmp_path / "actions").mkdir()
    (tmp_path / "bot" / "deep" / "one.py").write_text(_SOURCE)
    (tmp_path / "actions" / "two.py").write_text("try:\n    import x\nexcept ImportError:\n    x = None\n")
    return tmp_path


def _report(project: Path, files: object) -> str:
    path = project / "coverage.json"
    path.write_text(json.dumps({"files": files}))
    return str(path)


def test_every_handler_is_found_with_its_body() -> None:
    found = list(handlers("one.py", _SOURCE))
    assert [(each.line, list(each.body)) for each in found] == [(4, [5]), (6, [7, 8, 9]), (18, [20])]
    assert found[0].text == "except FileNotFoundError:"
    assert [each.inside for each in found] == ["read", "read", "Deep.run"]


def test_a_handler_that_nothing_entered_is_named_and_fails(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = {"bot/deep/one.py": {"executed_lines": [1, 2, 3, 4, 6, 7, 10, 11, 18]}}
    assert main([_report(project, ran), "--root", str(project)]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed == [
        "bot/deep/one.py:4: except FileNotFoundError:",
        "bot/deep/one.py:18: except Exception:  # noqa: BLE001",
        "actions/two.py:3: except ImportError:",
        "1 of 4 handlers were entered.",
    ]


def test_all_entered_is_success_wherever_the_report_says_the_files_are(project: Path) -> None:
    ran = {
        str(project / "bot" / "deep" / "one.py"): {"executed_lines": [5, 9, 20]},
        "actions/two.py": {"executed_lines": [4]},
    }
    assert main([_report(project, ran), "--root", str(project)]) == 0


_KNOWN = """
[[known]]
file = "bot/deep/one.py"
inside = "Deep.run"
text = "except Exception:"
why = "only another operating system raises it"
"""


def test_a_handler_that_cannot_be_entered_stands_in_a_list_that_does_not_outlive_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "deploy").mkdir()
    (project / "deploy" / "handlers.toml").write_text(_KNOWN)
    ran = {"bot/deep/one.py": {"executed_lines": [5, 9]}, "actions/two.py": {"executed_lines": [4]}}
    assert main([_report(project, ran), "--root", str(project)]) == 0
    ran["bot/deep/one.py"]["executed_lines"].append(20)
    assert main([_report(project, ran), "--root", str(project)]) == 1
    assert "take it out of deploy/handlers.toml" in capsys.readouterr().out


def test_each_handler_of_the_projects_list_exists_and_has_a_reason() -> None:
    every = project_handlers()
    for one in known(ROOT / "deploy" / "handlers.toml"):
        assert any(one.means(each) for each in every), one
        assert len(one.why) > 20, one


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": {"bot/a.py": {}}}', '{"files": 5}'])
def test_what_is_no_report_is_told_apart(project: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "odd.json").write_text(text)
    assert main([str(project / "odd.json"), "--root", str(project)]) == 2
    assert "coverage json" in capsys.readouterr().err
    assert main([str(project / "absent.json"), "--root", str(project)]) == 2


def test_the_projects_own_handlers_can_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main([_report(tmp_path, {})]) == 1
    assert "bot/__main__.py" in capsys.readouterr().out
