"""The real server under strain: many people at once with hostile messages, and a disk that really is full."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.soak import Sample, soak
from benchmarks.soak.talkers import fault_of

pytestmark = [pytest.mark.server, pytest.mark.slow]

_STARVED = 6.0  # turns a second; an idle machine makes fifty
# While the marker is there, no file can grow: what a full disk does to the database, its log and everything else.
FULL_WHILE_MARKED = """
import pathlib, resource, threading, time
marker = pathlib.Path(r"{marker}")
def watch():
    while True:
        size = 0 if marker.exists() else resource.RLIM_INFINITY
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        marker.with_suffix(".seen").touch() if size == 0 else marker.with_suffix(".seen").unlink(missing_ok=True)
        time.sleep(0.05)
threading.Thread(target=watch, daemon=True).start()
"""


def test_a_short_soak_has_no_fault(new_home: Callable[[], Path]) -> None:
    shown: list[Sample] = []
    result = soak(new_home(), turns=320, senders=16, show=lambda sample, _: shown.append(sample))
    last = shown[-1]
    starved = last.turns / last.seconds < _STARVED and all("TimeoutError" in line for line in result.incidents)
    if result.faults and starved:
        pytest.skip(f"this machine is too busy: {last.turns / last.seconds:.1f} turns a second, some took 30 s")
    assert result.faults == ()
    assert result.incidents == ()
    assert last.turns == 320
    assert shown[-1].files <= shown[0].files + 4
    assert shown[-1].resident < 1.5 * shown[0].resident


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ([], "silent"),
        ([{"text": " "}, {"custom": {"schema": "calci.turn/1"}}], "silent"),
        ([{"text": "hello"}], "not exactly one envelope at the end"),
        ([{"custom": {"schema": "calci.turn/1"}}, {"text": "hello"}], "not exactly one envelope at the end"),
        ([{"text": "sorry"}, {"custom": {"schema": "calci.turn/1", "incident": "ab12"}}], "incident ab12"),
        ([{"text": "… could not store …"}, {"custom": {"schema": "calci.turn/1"}}], "not stored"),
        ([{"text": "hello"}, {"custom": {"schema": "calci.turn/1"}}], None),
    ],
)
def test_the_soak_knows_a_bad_answer(answer: list[dict[str, Any]], fault: str | None) -> None:
    assert fault_of(answer) == fault


def test_a_disk_that_fills_up_costs_the_memory_and_not_the_answer(
    new_home: Callable[[], Path], serve: Callable[..., Any], tmp_path: Path
) -> None:
    marker = tmp_path / "full"
    server = serve(new_home(), before=FULL_WHILE_MARKED.format(marker=marker)).wait()

    def ask(text: str) -> list[dict[str, Any]]:
        answer = server.http.post("/webhooks/rest/webhook", json={"sender": "a", "message": text})
        assert answer.status_code == 200
        return list(answer.json())

    def wait(seen: bool) -> None:
        import time

        until = time.monotonic() + 30
        while marker.with_suffix(".seen").exists() != seen:
            assert time.monotonic() < until
            time.sleep(0.05)

    ask("my calcium is 10.6 mg/dL")
    marker.touch()
    wait(seen=True)
    answers = [ask("what is calciphylaxis? " * 80 + "secretword") for _ in range(3)]
    assert "could not store" in answers[-1][0]["text"]
    assert answers[-1][-1]["custom"]["label"] == "definition"
    emergency = ask("my mother has calciphylaxis and will not wake up")
    assert emergency[-1]["custom"]["emergency"] is True
    marker.unlink()
    wait(seen=False)
    assert "could not store" not in ask("what about pain?")[0]["text"]
    assert "secretword" not in server.output()
    assert server.stop() == 0
