"""Which state a page of figures was measured with: recomputed here, and said on the pages."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from benchmarks import state as states
from benchmarks.state import MADE_OF, PAGES, commit, marked, named, state, state_line
from bot.settings import ROOT


def small_project(root: Path) -> Path:
    for name in MADE_OF:
        folder = root / name
        if name.endswith(".yml"):
            folder.write_text("a: 1\n", encoding="utf-8")
        else:
            folder.mkdir(parents=True)
            (folder / "one.txt").write_text(name, encoding="utf-8")
    return root


def test_the_state_is_a_digest_over_names_and_bytes_that_anybody_can_compute(tmp_path: Path) -> None:
    root = small_project(tmp_path)
    digest = hashlib.sha256()
    for name in ("config.yml", "data/one.txt", "domain.yml", "knowledge/one.txt", "bot/language/one.txt"):
        digest.update(name.encode() + b"\0" + hashlib.sha256((root / name).read_bytes()).digest())
    assert state(root) == digest.hexdigest()[:12]


@pytest.mark.parametrize("name", ["data/one.txt", "knowledge/one.txt", "bot/language/one.txt", "config.yml"])
def test_another_byte_of_data_content_or_code_is_another_state(tmp_path: Path, name: str) -> None:
    root = small_project(tmp_path)
    before = state(root)
    (root / "bot/language/__pycache__").mkdir()
    (root / "bot/language/__pycache__/one.pyc").write_bytes(b"compiled")
    assert state(root) == before
    (root / name).write_text("other", encoding="utf-8")
    assert state(root) != before


def test_the_encoder_is_part_of_the_state() -> None:
    assert any((ROOT / "bot/language" / "encoder").rglob("encoder.onnx"))
    assert "bot/language" in MADE_OF


def test_a_page_of_another_state_says_that_it_is_older() -> None:
    page = f"# Title\n\n{state_line('aaaaaaaaaaaa', '1234')}\n\ntext\n"
    assert marked(page, "aaaaaaaaaaaa") == page
    older = marked(page, "bbbbbbbbbbbb")
    assert "**Older than the present state `bbbbbbbbbbbb`**" in older
    assert marked(older, "cccccccccccc").count("Older") == 1
    assert marked(older, "aaaaaaaaaaaa") == page


def test_a_page_that_names_no_state_is_called_older() -> None:
    page = marked("# Title\n\ntext\n", "bbbbbbbbbbbb")
    assert page.startswith("# Title\n\nState not recorded. **Older than the present state `bbbbbbbbbbbb`**")
    assert page.endswith("\n\ntext\n")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_figures_names_its_state_or_says_older(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert named(page) or "**Older than the present state" in page


def test_the_commit_is_named_and_is_none_without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "_git", lambda *_: None)
    assert commit() == "none"
    monkeypatch.setattr(states, "_git", lambda *asked: {"rev-parse": "abc"}.get(asked[0], " M data/nlu/a.yml"))
    assert commit() == "abc and changes not yet committed"


def test_the_command_says_which_pages_are_older_and_marks_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in PAGES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("# A page\n\ntext\n", encoding="utf-8")
    fresh = tmp_path / PAGES[0]
    fresh.write_text(f"# A page\n\n{state_line('ffffffffffff', '1')}\n", encoding="utf-8")
    monkeypatch.setattr(states, "ROOT", tmp_path)
    monkeypatch.setattr(states, "state", lambda: "ffffffffffff")
    states.main([])
    said = capsys.readouterr().out
    assert f"{PAGES[0]}: of the present state" in said
    assert f"{PAGES[1]}: older" in said
    assert "Older" not in (tmp_path / PAGES[1]).read_text(encoding="utf-8")
    states.main(["--mark"])
    assert "Older" in (tmp_path / PAGES[1]).read_text(encoding="utf-8")
    assert "Older" not in fresh.read_text(encoding="utf-8")
