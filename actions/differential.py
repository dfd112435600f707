"""Findings → look-alikes with reasons, red flags first. Never a diagnosis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.answering import canned, remembered
from actions.base import CalciAction
from actions.findings_told import by_facts, findings_of, in_words, kept
from actions.reply import Reply
from actions.resources import phrases
from actions.told_apart import differential_table, row_of
from actions.turn import Turn
from actions.wording import buttons, phrase, source_entries
from bot.clinical.differential import Match, rank

__all__ = ["NameLookAlikes"]

_SHOWN = 5
_RIVALS = 3  # whose findings would point away from ours


class NameLookAlikes(CalciAction):
    action = "action_differential"

    def answer(self, turn: Turn) -> Reply:
        told = _findings(turn)
        ranking = rank(
            [item for item, present in told.items() if present],
            [item for item, present in told.items() if not present],
            differential_table(),
        )
        if not ranking.matches:
            return canned("differential_none", turn)
        if turn.details.get("against"):
            return _against(ranking.matches, turn)
        words, shown = phrases()["differential"][turn.audience], ranking.matches[:_SHOWN]
        sources = [s for match in shown for reason in match.reasons for s in reason.sources]
        known = list(dict.fromkeys([*sources, *differential_table().misdiagnosis_sources]))
        flags = ", ".join(flag.label for flag in ranking.red_flags)
        return Reply(
            texts=[
                *([words["flags"].format(items=flags)] if flags else [words["seen"]] if _urgent(turn) else []),
                *_added(turn),
                *([words["whether"]] if turn.details.get("whether") else []),
                words["first"],
                "\n".join(_row(match, words) for match in shown),
                words["mis"].format(text=differential_table().misdiagnosis),
                differential_table().caution[turn.audience],
            ],
            buttons=buttons(["differential_diagnosis", "diagnosis_overview", "which_specialist"]),
            part={
                "sources": source_entries(known),
                "differential": [_entry(match) for match in shown],
                "urgent": bool(flags),
            },
            slots=remembered("differential", "differential_diagnosis", known),
            health=True,
        )


def _against(matches: Sequence[Match], turn: Turn) -> Reply:
    """What speaks against our illness in the table, and what would be more typical of the nearest others."""
    words, table = phrases()["differential"][turn.audience], differential_table()
    ours = table.conditions["calciphylaxis"]
    others = [match.condition for match in matches if match.condition.id != ours.id][:_RIVALS]
    items = ", ".join(table.findings[each.finding].label for each in ours.opposing)
    sources = [s for c in (ours, *others) for each in (*c.supporting, *c.opposing) for s in each.sources]
    known = list(dict.fromkeys(sources))
    return Reply(
        texts=[
            words["against_ours"].format(items=items),
            *(row_of(condition, words) for condition in others),
            table.caution[turn.audience],
        ],
        buttons=buttons(["differential_diagnosis", "skin_biopsy", "which_specialist"]),
        part={"sources": source_entries(known)},
        slots=remembered("differential", "differential_diagnosis", known),
        health=True,
    )


def _urgent(turn: Turn) -> bool:
    """New skin changes are to be seen the same day, whatever they are called in the end."""
    return turn.history.get("lesions") in ("plaques", "ulcers")


def _findings(turn: Turn) -> dict[str, bool]:
    """All that was told in this conversation, and the facts as they count now."""
    return kept(turn.slot("findings") or {}, by_facts(turn.history))


def _added(turn: Turn) -> list[str]:
    """What this message changed of the list before it, in one sentence."""
    items = in_words(findings_of(turn, turn.parse.get("history") or {})) if turn.details.get("added") else []
    return [phrase(turn, "differential", turn.audience, "added", items="; ".join(items))] if items else []


def _row(match: Match, words: dict[str, Any]) -> str:
    reasons = {
        side: ", ".join(r.finding.label for r in match.reasons if r.effect == side) or "–"
        for side in ("for", "against")
    }
    return (
        str(words["row"])
        .format(
            label=match.condition.label,
            fit=words["fit"][match.fit],
            for_=reasons["for"],
            against=reasons["against"],
            about=match.condition.about,
        )
        .strip()
    )


def _entry(match: Match) -> dict[str, Any]:
    return {
        "id": match.condition.id,
        "label": match.condition.label,
        "fit": match.fit,
        "urgency": match.condition.urgency,
        "about": match.condition.about,
        "reasons": [
            {"finding": r.finding.label, "effect": r.effect, "sources": list(r.sources)} for r in match.reasons
        ],
    }
