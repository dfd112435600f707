"""Findings → look-alikes with reasons, red flags first. Never a diagnosis."""

from __future__ import annotations

from typing import Any

from actions.answering import canned, remembered
from actions.base import CalciAction
from actions.findings_told import by_facts, findings_of, in_words, kept
from actions.reply import Reply
from actions.resources import phrases
from actions.told_apart import differential_table
from actions.turn import Turn
from actions.wording import buttons, phrase, source_entries
from bot.clinical.differential import Match, rank

__all__ = ["NameLookAlikes"]

_SHOWN = 5


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
        words, shown = phrases()["differential"][turn.audience], ranking.matches[:_SHOWN]
        sources = [s for match in shown for reason in match.reasons for s in reason.sources]
        known = list(dict.fromkeys([*sources, *differential_table().misdiagnosis_sources]))
        flags = ", ".join(flag.label for flag in ranking.red_flags)
        return Reply(
            texts=[
                *([words["flags"].format(items=flags)] if flags else [words["seen"]] if _urgent(turn) else []),
                *_added(turn),
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
