"""How a named look-alike differs: its row of the table, or that nothing on file links the two."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from actions.answering import remembered
from actions.reply import Reply
from actions.resources import phrases
from actions.turn import Turn
from actions.wording import buttons, source_entries
from bot.clinical.differential import Condition, DifferentialTable
from bot.library.current import document

__all__ = ["differential_table", "told_apart_first"]

_MOST = 2  # conditions told apart in one answer
_FINDINGS = 4


@lru_cache(maxsize=1)
def differential_table() -> DifferentialTable:
    """`knowledge/differential.yml`."""
    return DifferentialTable.from_dict(document("differential"))


def told_apart_first(reply: Reply, turn: Turn) -> Reply:
    """What tells the named conditions apart instead of the general page; the page as it is where none is named."""
    named = [c for c in differential_table().named(turn.text) if c.id != "calciphylaxis"][:_MOST]
    words: dict[str, Any] = phrases()["differential"][turn.audience]
    if named:
        ours = differential_table().conditions["calciphylaxis"]
        lead = [*(_row(condition, words) for condition in named), words["ours"].format(about=ours.about)]
        known = [source for condition in (*named, ours) for source in condition.about_sources]
        known += [s for c in named for each in (*c.supporting, *c.opposing) for s in each.sources]
        sources = list(dict.fromkeys(known))
        reply.part["sources"] = source_entries(sources)
        reply.slots |= remembered(turn.label, turn.label, sources)
        reply.texts = [*lead, differential_table().caution[turn.audience]]
    elif turn.details.get("condition"):
        reply.texts = [words["no_link"].format(name=turn.details["condition"]), reply.texts[0]]
    else:
        return reply
    reply.part.pop("answer", None)  # a card of the general page would stand in front of it
    reply.buttons = buttons(["differential_diagnosis", "differential", "which_specialist"])
    return reply


def _row(condition: Condition, words: dict[str, Any]) -> str:
    findings = differential_table().findings
    typical = sorted(condition.supporting, key=lambda each: -each.weight)[:_FINDINGS]
    against = ", ".join(findings[each.finding].label for each in condition.opposing)
    return str(words["named"]).format(
        label=condition.label,
        about=condition.about,
        for_=", ".join(findings[each.finding].label for each in typical),
        against=str(words["named_against"]).format(against=against) if against else "",
    )
