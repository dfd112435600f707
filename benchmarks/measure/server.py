"""The real server: start to first answer, memory, answers a second."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.measure import Figure, environment, percentile
from bot.settings import ROOT

__all__ = ["Served", "cold", "running", "served"]

_TURNS = (
    "what is calciphylaxis?",
    "how is it treated?",
    "and the side effects?",
    "my calcium is 10.6 mg/dL and my phosphate 2.9 mmol/L",
    "does warfarin make it worse",
    "wat is the survivel rate",
    "thank you",
)
_REST = "/webhooks/rest/webhook"
_WARM_UP, _CALLS, _SENDERS = 20, 400, 16


def cold(home: Path) -> Iterator[Figure]:
    """From a home folder with nothing in it: knowledge base, encoder, training, first answer."""
    home.mkdir()
    with served(home) as server:
        yield Figure("start with nothing built to first answer (no installation)", server.seconds, "s", "≤ 240 with it")


def running(home: Path) -> Iterator[Figure]:
    """A second start, then one sender, then sixteen at once."""
    with served(home) as server:
        yield Figure("second start to first answer", server.seconds, "s", "≤ 4")
        yield Figure("resident memory after the first answer", server.resident(), "MB", "≤ 400")
        times, _ = asyncio.run(_talk(f"{server.url}{_REST}", senders=1, calls=_CALLS))
        yield Figure("REST answer, one sender, p50", percentile(times, 0.5) * 1e3, "ms", "≤ 12")
        yield Figure("REST answer, one sender, p95", percentile(times, 0.95) * 1e3, "ms", "≤ 20")
        times, took = asyncio.run(_talk(f"{server.url}{_REST}", senders=_SENDERS, calls=_CALLS * 2))
        yield Figure(f"answers a second, {_SENDERS} senders", len(times) / took, "/s")
        yield Figure(f"REST answer, {_SENDERS} senders, p95", percentile(times, 0.95) * 1e3, "ms")
        yield Figure(f"resident memory after {_CALLS * 3} answers", server.resident(), "MB", "≤ 400")


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its address, the seconds from its start to its first answer, its process, what it said."""

    url: str
    seconds: float
    process: subprocess.Popen[bytes]
    log: Path

    def resident(self) -> float:
        """Memory that the process holds now, in MiB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(float(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    def files(self) -> int:
        """How many files and connections the process has open."""
        return sum(1 for _ in Path(f"/proc/{self.process.pid}/fd").iterdir())


@contextmanager
def served(home: Path, **settings: str) -> Iterator[Served]:
    """Start the server in `home` with more `settings` (environment); it is stopped afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url, log = f"http://127.0.0.1:{port}", home / "server.log"
    command = [sys.executable, "-m", "bot", "serve"]
    env = environment(CALCI_HOME=str(home), PORT=str(port), **settings)
    began = time.perf_counter()
    with (
        log.open("wb") as said,
        subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=said) as started,
    ):
        try:
            _first_answer(url + _REST, started)
            yield Served(url, time.perf_counter() - began, started, log)
        finally:
            started.terminate()


def _first_answer(url: str, started: subprocess.Popen[bytes]) -> None:
    while started.poll() is None:
        try:
            httpx.post(url, json={"sender": "first", "message": _TURNS[0]}, timeout=60).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"the server ended with status {started.returncode}; run `calci serve` to see why")


async def _talk(url: str, *, senders: int, calls: int) -> tuple[list[float], float]:
    """Send `calls` messages, `senders` conversations at a time; returns seconds of each, and of all."""
    times: list[float] = []
    async with httpx.AsyncClient(timeout=60) as client:

        async def one(sender: str, number: int) -> None:
            body = {"sender": f"{sender}-{number // len(_TURNS)}", "message": _TURNS[number % len(_TURNS)]}
            began = time.perf_counter()
            (await client.post(url, json=body)).raise_for_status()
            times.append(time.perf_counter() - began)

        async def conversation(sender: str, turns: int) -> None:
            for number in range(turns):
                await one(sender, number)

        await conversation(f"warm-{senders}", _WARM_UP)
        times.clear()
        began = time.perf_counter()
        await asyncio.gather(*(conversation(f"s{senders}-{n}", calls // senders) for n in range(senders)))
        return times, time.perf_counter() - began
