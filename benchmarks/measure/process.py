"""Commands of the terminal, each as a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

from benchmarks.measure import Figure, environment
from bot.settings import ROOT

__all__ = ["measured"]

_RISK = (
    "risk --json --age 26 --sex female --dialysis peritoneal --calcium 10.6 --phosphate 9mg/dL --pth <5pg/mL "
    "--warfarin no --lesions none"
)
_COMMANDS: tuple[tuple[str, list[str], str], ...] = (
    ("calci risk", _RISK.split(), "≤ 0.6"),
    ("calci ask", ["ask", "what is calciphylaxis?", "--json"], ""),
    ("python -c pass (for comparison)", [], ""),
)
_TIMES = 3


def measured() -> Iterator[Figure]:
    """The best of a few runs: what the command needs, not what else the machine does."""
    env = environment()
    for name, arguments, aim in _COMMANDS:
        command = [sys.executable, "-m", "bot", *arguments] if arguments else [sys.executable, "-c", "pass"]
        yield Figure(name, min(_seconds(command, env) for _ in range(_TIMES)), "s", aim)


def _seconds(command: list[str], env: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=env)
    return time.perf_counter() - began
