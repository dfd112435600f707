"""The outlook: published groups with their era and size, told when asked, with care, never about one person."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from actions.answering import remembered
from actions.base import CalciAction
from actions.reply import Reply
from actions.resources import phrases
from actions.turn import Turn
from actions.wording import Citations, buttons
from bot.clinical.prognosis import PrognosisTable, Stratum
from bot.library.current import document

__all__ = ["TellPrognosis"]

_SHOWN = {"patient": 6, "clinician": 14}
_ASKED = {
    "plaques": r"\bplaque|\bnodule|\blump|not (?:yet )?open|non-?ulcer",
    "ulcers": r"\bulcer|\bopen (?:sore|wound)|\bwounds?\b|\beschar|\bblack\b",
    "progression": r"\bprogress|turn(?:ed)? into|became",
    "non_uraemic": r"non-?ur[ae]|normal kidney|without (?:kidney|dialysis)|not on dialysis",
    "transplant": r"transplant",
    "warfarin": r"warfarin|\bvka\b",
    "location": r"proximal|distal|thigh|belly|abdom|trunk|calf|calves|lower leg|penile|penis",
    "dialysis": r"dialysis|\bhd\b|\bpd\b",
}


@lru_cache(maxsize=1)
def _table() -> PrognosisTable:
    return PrognosisTable.from_dict(document("prognosis"))


class TellPrognosis(CalciAction):
    action = "action_prognosis"

    def answer(self, turn: Turn) -> Reply:
        found = _table().select(_groups(turn), "clinician" if turn.is_clinician else "patient")
        words, citations = phrases()["prognosis"][turn.audience], Citations()
        rows = [_row(s, words, citations) for s in found.strata[: _SHOWN[turn.audience]]]
        for source in found.sources():
            citations.number(source)
        return Reply(
            texts=[
                f"{words['first']} {found.not_personal}",
                "\n".join(rows),
                found.why_they_differ.text,
                "\n".join([words["hope"], *(f"• {s.text}" for s in (*found.hopeful, *found.palliative))]),
                words["care"],
            ],
            buttons=buttons(["plaques_vs_ulcers", "palliative_care", "emotional_support", "treatment_overview"]),
            part={"prognosis": found.as_contract(), "sources": citations.entries()},
            slots=remembered("estimate_prognosis", "prognosis", citations.ids),
            health=True,
        )


def _groups(turn: Turn) -> list[str]:
    """Groups that the message names, and what the conversation knows of the skin."""
    text = str(turn.parse.get("text") or "").lower()
    groups = [group for group, pattern in _ASKED.items() if re.search(pattern, text)]
    lesions = turn.history.get("lesions")
    return groups or ([lesions] if lesions in ("plaques", "ulcers") else [])


def _row(stratum: Stratum, words: dict[str, Any], citations: Citations) -> str:
    interval = ""
    if stratum.interval:
        low, high = stratum.interval
        own = ", interval worked out here" if stratum.interval_from == "own" else ""
        interval = f", 95 % {low:g}–{high:g} %{own}"
    key = "row" if stratum.outcome == "death" else "row_disease"
    size = f"{stratum.n} people, " if stratum.n else ""
    horizon = words["no_horizon"] if stratum.horizon == "not stated" else stratum.horizon
    return str(words[key]).format(
        label=stratum.label, figure=stratum.figure, horizon=horizon, size=size, years=stratum.years,
        interval=interval, source=citations.number(stratum.source), note=stratum.note,
    ).strip()  # fmt: skip
