"""The real server: start to first answer, memory, answers a second."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.measure import Figure, environment, percentile
from bot.settings import ROOT

__all__ = ["cold", "running"]

_TURNS = (
    "what is calciphylaxis?",
    "how is it treated?",
    "and the side effects?",
    "my calcium is 10.6 mg/dL and my phosphate 2.9 mmol/L",
    "does warfarin make it worse",
    "wat is the survivel rate",
    "thank you",
)
_WARM_UP, _CALLS, _SENDERS = 20, 400, 16


def cold(home: Path) -> Iterator[Figure]:
    """From a home folder with nothing in it: knowledge base, encoder, training, first answer."""
    home.mkdir()
    with _served(home) as (_, seconds, _pid):
        yield Figure("start with nothing built to first answer (no installation)", seconds, "s", "≤ 240 with it")


def running(home: Path) -> Iterator[Figure]:
    """A second start, then one sender, then sixteen at once."""
    with _served(home) as (url, seconds, pid):
        yield Figure("second start to first answer", seconds, "s", "≤ 4")
        yield Figure("resident memory after the first answer", _resident(pid), "MB", "≤ 400")
        times, _ = asyncio.run(_talk(url, senders=1, calls=_CALLS))
        yield Figure("REST answer, one sender, p50", percentile(times, 0.5) * 1e3, "ms", "≤ 12")
        yield Figure("REST answer, one sender, p95", percentile(times, 0.95) * 1e3, "ms", "≤ 20")
        times, took = asyncio.run(_talk(url, senders=_SENDERS, calls=_CALLS * 2))
        yield Figure(f"answers a second, {_SENDERS} senders", len(times) / took, "/s")
        yield Figure(f"REST answer, {_SENDERS} senders, p95", percentile(times, 0.95) * 1e3, "ms")
        yield Figure(f"resident memory after {_CALLS * 3} answers", _resident(pid), "MB", "≤ 400")


@contextmanager
def _served(home: Path) -> Iterator[tuple[str, float, int]]:
    """Start the server; gives its address, the seconds until it had answered, and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
    env = environment(CALCI_HOME=str(home), PORT=str(port))
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as started:
        try:
            _first_answer(url, started)
            yield url, time.perf_counter() - began, started.pid
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


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
