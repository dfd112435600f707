"""Drive the server, watch its memory, keep what went wrong."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path

import httpx

from benchmarks.measure.server import Served, served
from benchmarks.soak.messages import messages
from benchmarks.soak.patience import Patience
from benchmarks.soak.talkers import Talker

__all__ = ["Result", "Sample", "soak"]

_WARM_UP = 0.1  # share of the turns after which memory is first taken: caches are full by then
_SAMPLES = 20


@dataclass(frozen=True, slots=True)
class Sample:
    """The server after so many turns: MiB of resident memory, open files, seconds since the first turn.

    `waited` is how many of these seconds there was no processor to spare and nobody spoke.
    """

    turns: int
    resident: float
    files: int
    seconds: float
    waited: float


@dataclass(frozen=True, slots=True)
class Result:
    """What a soak showed; `faults` in words, `incidents` as the server logged them."""

    senders: int
    samples: tuple[Sample, ...]
    faults: tuple[str, ...]
    incidents: tuple[str, ...]

    @property
    def growth(self) -> float:
        """Growth of resident memory from the warm-up to the end, in per cent."""
        first, last = self.samples[0].resident, self.samples[-1].resident
        return (last - first) / first * 100


def soak(home: Path, *, turns: int, senders: int, show: Callable[[Sample, Sequence[str]], None]) -> Result:
    """Hold `turns` turns with `senders` at once against a server in `home` (which holds a model).

    `show` gets each sample with the faults so far.
    """
    with served(home, CALCI_PROXIES="1") as server:
        samples, faults = asyncio.run(_talk(server, turns, senders, show))
        if server.process.poll() is not None:
            faults.append(f"the server ended with status {server.process.returncode}")
        said = server.log.read_text(encoding="utf-8", errors="replace").splitlines()
    return Result(senders, tuple(samples), tuple(faults), tuple(line for line in said if "incident=" in line))


async def _talk(
    server: Served, turns: int, senders: int, show: Callable[[Sample, Sequence[str]], None]
) -> tuple[list[Sample], list[str]]:
    left, samples, faults = turns, list[Sample](), list[str]()
    marks = {round(turns * (_WARM_UP + (1 - _WARM_UP) * part / _SAMPLES)) for part in range(_SAMPLES + 1)}
    began, patience = time.perf_counter(), Patience()

    def sample(turns: int) -> None:
        taken = Sample(turns, server.resident(), server.files(), time.perf_counter() - began, patience.waited)
        samples.append(taken)
        show(taken, faults)

    async def seat(http: httpx.AsyncClient, number: int) -> None:
        nonlocal left
        talker = Talker(http, number, messages(number))
        while left > 0:
            left -= 1
            await patience.free()
            fault = await talker.turn()
            if fault:
                faults.append(fault)
            if turns - left in marks:
                marks.discard(turns - left)
                sample(turns - left)

    limits = httpx.Limits(max_connections=senders, max_keepalive_connections=senders)
    nobody = CookieJar(DefaultCookiePolicy(allowed_domains=[]))  # or all people would share the first one's cookie
    async with httpx.AsyncClient(base_url=server.url, timeout=120, limits=limits, cookies=nobody) as http:
        await asyncio.gather(*(seat(http, number) for number in range(senders)))
    if not samples or samples[-1].turns < turns:
        sample(turns)
    return samples, faults
