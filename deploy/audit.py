"""Look up known weaknesses of the pinned dependencies: `make audit`.

The look-up is pip-audit's (the package index's advisories). What is tolerated stands in `deploy/advisories.toml`, each
with a reason and a date. Exit status: 0 nothing new, or not checked because the advisories cannot be reached (which is
said); 1 a weakness that is not in the list, or an entry that is out of date; 3 not checked, under `--strict`.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Tolerated", "Weakness", "main", "read_list"]

_HERE = Path(__file__).resolve().parent
_LIST = _HERE / "advisories.toml"
_LOCK = _HERE.parent / "requirements.lock"
_SECONDS = 300
_NEW, _UNCHECKED = 1, 3


@dataclass(frozen=True, slots=True)
class Tolerated:
    """One entry of the list: an advisory under all its names, for one package, until a date."""

    ids: frozenset[str]
    package: str
    version: str
    review_by: datetime.date


@dataclass(frozen=True, slots=True)
class Weakness:
    """What the look-up found: an advisory of one installed version."""

    ids: tuple[str, ...]
    package: str
    version: str
    fixed: tuple[str, ...]


def main(arguments: Sequence[str] | None = None, *, today: datetime.date | None = None) -> int:
    """Run the audit and print what it found; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default="pip-audit", help="the pip-audit to run")
    parser.add_argument("--list", type=Path, default=_LIST, help="what is tolerated")
    parser.add_argument("--lock", type=Path, default=_LOCK, help="the pinned dependencies")
    parser.add_argument("--strict", action="store_true", help="exit with 3 when the advisories cannot be reached")
    chosen = parser.parse_args(arguments)
    tolerated = read_list(chosen.list)
    out_of_date = [each for each in tolerated if each.review_by < (today or datetime.date.today())]
    for each in out_of_date:
        print(f"OUT OF DATE  {each.package} {_named(each.ids)}: was to be looked at again by {each.review_by}.")
    report = _look_up(chosen.tool, chosen.lock)
    checked = sum(1 for row in report if "skip_reason" not in row)
    new = [found for found in _found(report) if not any(_covers(each, found) for each in tolerated)]
    for found in new:
        fixed = f"; fixed in {', '.join(found.fixed)}" if found.fixed else ""
        print(f"NEW  {found.package} {found.version}: {_named(found.ids)}{fixed}.")
    _tell(checked, len(report), tolerated, new)
    if new or out_of_date:
        return _NEW
    whole = 0 < checked == len(report)
    return _UNCHECKED if chosen.strict and not whole else 0


def read_list(path: Path) -> list[Tolerated]:
    """Read the list; `KeyError`, `TypeError` or `tomllib.TOMLDecodeError` when an entry is not complete."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["tolerated"]
    return [Tolerated(frozenset(r["ids"]), r["package"], r["version"], r["review_by"]) for r in rows]


def _look_up(tool: str, lock: Path) -> list[dict[str, Any]]:
    """The rows of pip-audit's report, one a package; none when it could not be made."""
    command = [tool, "-r", str(lock), "--disable-pip", "--require-hashes", "-f", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        return list(json.loads(done.stdout)["dependencies"])
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        return []


def _found(report: Iterable[dict[str, Any]]) -> list[Weakness]:
    return [
        Weakness((v["id"], *v.get("aliases", ())), row["name"], row["version"], tuple(v.get("fix_versions", ())))
        for row in report
        for v in row.get("vulns", ())
    ]


def _covers(each: Tolerated, found: Weakness) -> bool:
    same = (each.package, each.version) == (found.package, found.version)
    return same and not each.ids.isdisjoint(found.ids)


def _named(ids: Iterable[str]) -> str:
    return " = ".join(sorted(ids, reverse=True))


def _tell(checked: int, asked: int, tolerated: Sequence[Tolerated], new: Sequence[Weakness]) -> None:
    if not checked:
        print("NOT CHECKED  The advisories cannot be reached from here; nothing is known of today's weaknesses.")
    elif checked < asked:
        print(f"PARTLY CHECKED  {checked} of {asked} packages; for the others no advisories could be had.")
    else:
        print(f"Checked {checked} packages: {len(new)} new; {len(tolerated)} tolerated in {_LIST.name}.")


if __name__ == "__main__":
    sys.exit(main())
