"""How a named look-alike differs: its row of the table in front of the general page, or that nothing links the two."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from actions.reply import Reply
from actions.resources import phrases
from actions.turn import Turn
from actions.wording import source_entries
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
    """The reply with what tells the named conditions apart in front; as it is where none is named."""
    named = [c for c in differential_table().named(turn.text) if c.id != "calciphylaxis"][:_MOST]
    words: dict[str, Any] = phrases()["differential"][turn.audience]
    if named:
        ours = differential_table().conditions["calciphylaxis"]
        lead = [*(_row(condition, words) for condition in named), words["ours"].format(about=ours.about)]
        known = [source for condition in (*named, ours) for source in condition.about_sources]
        known += [s for c in named for each in (*c.supporting, *c.opposing) for s in each.sources]
        told = {entry["id"] for entry in reply.part.get("sources") or ()}
        more = [entry for entry in source_entries(list(dict.fromkeys(known))) if entry["id"] not in told]
        reply.part["sources"] = [*(reply.part.get("sources") or ()), *more]
    elif turn.details.get("condition"):
        lead = [words["no_link"].format(name=turn.details["condition"])]
    else:
        return reply
    reply.texts = ["\n".join(lead), *reply.texts]
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
