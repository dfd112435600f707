"""Erased sessions stay closed: by a hash, for as long as their tokens would live, whatever happens to the file."""

from __future__ import annotations

import stat
import time
from pathlib import Path

import pytest

from bot.web.closed import ClosedSessions

_DAY = 86_400.0


def test_what_was_closed_stays_so_for_as_long_as_its_token_lives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "closed_sessions"
    closed = ClosedSessions(path, 30 * _DAY)
    assert "web-a" not in closed
    closed.add("web-a")
    assert "web-a" in closed and "web-b" not in closed
    assert "web-a" not in path.read_text() and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "web-a" in ClosedSessions(path, 30 * _DAY)
    later = time.time() + 31 * _DAY
    monkeypatch.setattr(time, "time", lambda: later)
    assert "web-a" not in ClosedSessions(path, 30 * _DAY)  # the token is too old by itself
    closed.add("web-b")
    assert len(path.read_text().splitlines()) == 1  # what no longer matters is forgotten


def test_a_file_that_cannot_be_read_or_written_is_an_incident_and_closes_the_session_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "damaged").write_text("no number here")
    closed = ClosedSessions(tmp_path / "damaged", _DAY)
    assert "where=closed sessions" in caplog.text
    closed.add("web-a")
    assert "web-a" in ClosedSessions(tmp_path / "damaged", _DAY)
    caplog.clear()
    nowhere = ClosedSessions(tmp_path / "no folder" / "closed", _DAY)
    nowhere.add("web-a")
    assert "web-a" in nowhere and "web-a" not in caplog.text and "error=FileNotFoundError" in caplog.text
