"""Speed and size, measured on the real server: prints a table and writes docs/performance.md (`make bench`).

Times depend on the machine; where two ways can be compared, both are measured in this one run and their ratio is shown.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measure import Figure, parts, process, server
from bot.cli.running import prepare
from bot.settings import ROOT, Settings

_PAGE = ROOT / "docs" / "performance.md"


def main() -> None:
    """Run what was asked for, all by default."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--only", choices=sorted(_GROUPS), action="append", help="measure this group (repeatable)")
    arguments.add_argument("--cold", action="store_true", help="also train from nothing (minutes)")
    arguments.add_argument("--no-write", action="store_true", help="print only")
    chosen = arguments.parse_args()
    wanted = chosen.only or list(_GROUPS)
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            for figure in _GROUPS[name](Path(folder), chosen.cold):
                print(figure.line(), flush=True)
                figures.append(figure)
    if not chosen.no_write and not chosen.only:
        _PAGE.write_text(_page(figures), encoding="utf-8")
        print(f"wrote {_PAGE.relative_to(ROOT)}")


def _size(_: Path, __: bool) -> Iterator[Figure]:
    environment = Path(sys.prefix)
    total = sum(p.lstat().st_size for p in environment.rglob("*") if p.is_file() and not p.is_symlink())
    yield Figure("environment on disk (the one that runs this, with what tests need)", total / 1e6, "MB", "≤ 900")


def _server(folder: Path, cold: bool) -> Iterator[Figure]:
    if cold:
        yield from server.cold(folder / "cold")
    settings, home = Settings.from_environment(), folder / "home"
    prepare(settings)
    shutil.copytree(settings.home, home, ignore=shutil.ignore_patterns("conversations*", "secret"))
    yield from server.running(home)


def _parts(_: Path, __: bool) -> Iterator[Figure]:
    yield from parts.measured()


def _commands(_: Path, __: bool) -> Iterator[Figure]:
    yield from process.measured()


_GROUPS: dict[str, Callable[[Path, bool], Iterator[Figure]]] = {
    "size": _size,
    "server": _server,
    "parts": _parts,
    "commands": _commands,
}


def _page(figures: list[Figure]) -> str:
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    rows = "\n".join(figure.row() for figure in figures)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return (
        "# Speed and size\n\n"
        f"Written by `make bench` on {datetime.date.today().isoformat()} ({machine}, load {load:.1f} at the end). "
        "On a machine that does other work, times are longer; ratios hold.\n\n"
        "| what | measured | aim |\n| --- | --- | --- |\n" + rows + "\n"
    )


if __name__ == "__main__":
    main()
