"""The values of the founding teaching case are recognised: its file prints their product rounded."""

from __future__ import annotations

from typing import Any

from actions.resources import phrases
from actions.turn import Turn

__all__ = ["rounded_in_the_file"]


def rounded_in_the_file(turn: Turn) -> tuple[str, str] | None:
    """The remark and its source when calcium and phosphate are those of the case, else None."""
    case: dict[str, Any] = phrases()["teaching_case"]
    told = {a: turn.readings[a].canonical_value for a in case["values"] if a in turn.readings}
    same = len(told) == len(case["values"]) and all(float(told[a] or 0) == case["values"][a] for a in told)
    return (str(case["text"][turn.audience]), str(case["source"])) if same else None
