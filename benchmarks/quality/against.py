"""The difference to another revision: its committed figures beside the fresh ones, and which answers changed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any

from bot.settings import ROOT

__all__ = ["KEPT", "difference", "figures_at"]

KEPT = "docs/quality.json"
_LOWER_IS_BETTER = frozenset(
    {
        "false_refusals",
        "calibration_error",
        "calibration_error_safety",
        "calibration_error_follow_ups",
        "clarified",
    }
)


def figures_at(revision: str) -> dict[str, Any] | None:
    """The figures committed in a revision; None where there are none, or no such revision."""
    asked = subprocess.run(
        ["git", "show", f"{revision}:{KEPT}"], cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    return dict(json.loads(asked.stdout)) if asked.returncode == 0 else None


def difference(base: Mapping[str, Any], fresh: Mapping[str, Any], revision: str) -> str:
    """A Markdown table of the figures that differ, and the lines of the held-out sets answered otherwise."""
    rows = list(_changed(base["figures"], fresh["figures"]))
    lines = [f"## Difference to {revision}", ""]
    if rows:
        lines += [f"| set | figure | {revision} | now | |", "| --- | --- | --- | --- | --- |", *rows, ""]
    else:
        lines += ["No figure differs.", ""]
    for name, kinds in fresh["wrong"].items():
        for kind, now in kinds.items():
            before = set(base["wrong"].get(name, {}).get(kind, []))
            worse, better = sorted(set(now) - before), sorted(before - set(now))
            if worse or better:
                lines.append(f"- {name}, {kind}: newly wrong {_places(worse)}; newly right {_places(better)}")
    return "\n".join(lines)


def _changed(base: Mapping[str, Any], fresh: Mapping[str, Any]) -> Iterator[str]:
    for group, figures in fresh.items():
        for name, now in figures.items():
            before = base.get(group, {}).get(name)
            if now == before:
                continue
            if now is None or before is None:
                yield f"| {group} | {name} | {_shown(before)} | {_shown(now)} | |"
                continue
            better = (now < before) == (name in _LOWER_IS_BETTER)
            yield (
                f"| {group} | {name.replace('_', ' ')} | {_shown(before)} | {_shown(now)} "
                f"| {100 * (now - before):+.1f} {'better' if better else 'WORSE'} |"
            )


def _shown(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _places(places: list[int]) -> str:
    return ", ".join(map(str, places)) or "none"
