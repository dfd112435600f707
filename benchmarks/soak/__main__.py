"""`python -m benchmarks.soak`: 20,000 turns, sixteen people at once; writes docs/safety/soak.md."""

from __future__ import annotations

import argparse
import datetime
import platform
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.soak import Result, Sample, soak
from benchmarks.state import commit, state, state_line
from bot.cli.running import prepare
from bot.settings import ROOT, Settings

_PAGE = ROOT / "docs" / "safety" / "soak.md"
_MOST_GROWTH = 5.0  # per cent


def main() -> int:
    """Run it; 1 when an answer was missing or wrong, or memory grew too much."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--turns", type=int, default=20_000)
    arguments.add_argument("--senders", type=int, default=16)
    arguments.add_argument("--no-write", action="store_true", help="print only")
    chosen = arguments.parse_args()
    made = state_line(state(), commit())
    settings = Settings.from_environment()
    prepare(settings)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(settings.home, home, ignore=shutil.ignore_patterns("conversations*", "secret"))
        result = soak(home, turns=chosen.turns, senders=chosen.senders, show=_show)
    for line in (*result.faults[:20], *result.incidents[:20]):
        print(line)
    page = _page(result, made)
    print(page)
    if not chosen.no_write:
        _PAGE.write_text(page, encoding="utf-8")
    return int(bool(result.faults or result.incidents) or result.growth >= _MOST_GROWTH)


def _show(sample: Sample, faults: Sequence[str]) -> None:
    so_far = f"{sample.turns:6} turns  {sample.turns / (sample.seconds - sample.waited):5.1f} a second"
    print(f"{so_far}  {sample.resident:6.1f} MiB  {sample.files} files  {len(faults)} faults", flush=True)
    for fault in faults[-1:]:
        print(f"        the latest: {fault}", flush=True)


def _page(result: Result, made: str) -> str:
    last = result.samples[-1]
    rows = "\n".join(
        f"| {s.turns} | {s.resident:.1f} | {s.files} | {s.seconds - s.waited:.0f} |" for s in result.samples
    )
    return (
        f"# Soak\n\n{made}\n\n"
        f"Written by `python -m benchmarks.soak` on {datetime.date.today().isoformat()} ({platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}).\n\n"
        f"{last.turns} turns, {result.senders} people at once, half through the REST channel and half through the "
        "widget's, against one real server with its database in a file. The messages are the held-out questions, "
        "results and emergencies of tests/data, buttons of earlier answers, repeated messages, and one in seven "
        "hostile (empty, endless, markup, commands, broken encodings, forged references).\n\n"
        f"- Answers missing, silent, without exactly one envelope, or not stored: **{len(result.faults)}**\n"
        f"- Incidents in the server's log: **{len(result.incidents)}**\n"
        f"- Growth of resident memory after the warm-up: **{result.growth:.1f} %** (allowed: under "
        f"{_MOST_GROWTH:.0f} %)\n"
        f"- Seconds in which something else had the processor and nobody spoke (left out below): {last.waited:.0f}\n\n"
        "| turns | memory (MiB) | open files | seconds |\n| --- | --- | --- | --- |\n" + rows + "\n"
    )


if __name__ == "__main__":
    sys.exit(main())
