"""The dependency audit fails on what is new or out of date, and says when it could not look."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.audit import main, read_list

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "deploy" / "advisories.toml"
SOUND: dict[str, Any] = {"name": "six", "version": "1.17.0", "vulns": []}
WEAK: dict[str, Any] = {
    "name": "skops",
    "version": "0.9.0",
    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-2024-37065"], "fix_versions": ["0.10"]}],
}
SKIPPED = {"name": "six", "skip_reason": "not found"}
ENTRY = """
[[tolerated]]
ids = ["GHSA-a", "CVE-2024-37065"]
package = "{package}"
version = "{version}"
review_by = 2027-01-01
"""
BEFORE, AFTER = datetime.date(2026, 12, 31), datetime.date(2027, 1, 2)


@pytest.fixture
def audit(tmp_path: Path) -> Any:
    """Run the audit with a tool that reports `rows`."""

    def run(
        rows: list[Any], *more: str, package: str = "skops", version: str = "0.9.0", today: datetime.date = BEFORE
    ) -> int:
        tool = tmp_path / "tool"
        printed = json.dumps({"dependencies": rows})
        tool.write_text(f"#!{sys.executable}\nprint({printed!r})\nraise SystemExit(1)\n")
        tool.chmod(0o755)
        listed = tmp_path / "list.toml"
        listed.write_text(ENTRY.format(package=package, version=version))
        return main(["--tool", str(tool), "--list", str(listed), *more], today=today)

    return run


def test_nothing_found(audit: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit([SOUND], "--strict") == 0
    assert "Checked 1 packages: 0 new" in capsys.readouterr().out


def test_a_tolerated_weakness_passes_under_any_of_its_names(audit: Any) -> None:
    assert audit([SOUND, WEAK], "--strict") == 0


@pytest.mark.parametrize("entry", [{"package": "other"}, {"version": "0.8.0"}])
def test_a_weakness_that_is_not_in_the_list_fails(
    audit: Any, capsys: pytest.CaptureFixture[str], entry: dict[str, str]
) -> None:
    assert audit([WEAK], **entry) == 1
    assert "NEW  skops 0.9.0: PYSEC-1 = CVE-2024-37065; fixed in 0.10." in capsys.readouterr().out


def test_an_entry_whose_date_has_passed_fails(audit: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit([SOUND], today=AFTER) == 1
    assert "OUT OF DATE  skops" in capsys.readouterr().out


def test_advisories_out_of_reach_are_said_and_fail_only_a_release(
    audit: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit([SKIPPED]) == 0
    assert "NOT CHECKED" in capsys.readouterr().out
    assert audit([SKIPPED], "--strict") == 3
    assert audit([SKIPPED, WEAK]) == 0
    assert "PARTLY CHECKED  1 of 2" in capsys.readouterr().out
    assert audit([SKIPPED, WEAK], "--strict") == 3
    assert audit([SKIPPED, WEAK], version="1.0") == 1  # what is known is still told


@pytest.mark.parametrize("said", ["print('no network')", "print('[]')", "pass"])
def test_a_tool_that_fails_is_not_taken_for_a_clean_report(
    tmp_path: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tool = tmp_path / "tool"
    tool.write_text(f"#!{sys.executable}\n{said}\n")
    tool.chmod(0o755)
    assert main(["--tool", str(tool)], today=BEFORE) == 0
    assert main(["--tool", str(tmp_path / "missing")], today=BEFORE) == 0
    assert capsys.readouterr().out.count("NOT CHECKED") == 2


def test_every_entry_is_complete_and_about_a_pinned_version() -> None:
    import tomllib

    rows = tomllib.loads(LIST.read_text(encoding="utf-8"))["tolerated"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert len(read_list(LIST)) == len(rows)
    for row in rows:
        assert f"{row['package']}=={row['version']} " in lock
        assert all(row[name] for name in ("ids", "what", "why", "unreachable"))
        file, _, name = row["test"].partition("::")
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.server
def test_tolerated_code_is_not_loaded() -> None:
    tolerated = ("skops", "bson", "pymongo", "google.protobuf", "setuptools.package_index", "joblib")
    code = (
        "import sys, asyncio\n"
        "from bot.settings import Settings\n"
        "from bot.engine.server import create_app\n"
        "from bot.engine.agent import load, say\n"
        "settings = Settings.from_environment()\n"
        "agent = load(settings, remember=False)\n"
        "create_app(settings, agent)\n"
        "asyncio.run(say(agent, 'what is calciphylaxis?', sender='s'))\n"
        f"print([name for name in {tolerated!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_jsonpickle_decodes_nothing() -> None:
    """No code of ours uses it, and the one module of Rasa that does only writes with it."""
    import importlib.util

    spec = importlib.util.find_spec("rasa")
    assert spec is not None and spec.submodule_search_locations
    folders = [Path(spec.submodule_search_locations[0]), ROOT / "bot", ROOT / "actions"]
    uses = {path for folder in folders for path in folder.rglob("*.py") if "jsonpickle" in path.read_text("utf-8")}
    assert {path.name for path in uses} == {"events.py"}
    assert "jsonpickle.decode" not in "".join(path.read_text("utf-8") for path in uses)


def test_nothing_is_excluded_by_a_manifest() -> None:
    assert not (ROOT / "MANIFEST.in").exists()


def test_the_pipeline_has_none_of_rasas_pickled_components() -> None:
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    assert all(step["name"].startswith("bot.language.components.") for step in config["pipeline"])
