"""How a named look-alike differs: its row of the table, or that nothing on file links the two."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from actions.answering import remembered
from actions.pinpoint import statements_of
from actions.reply import Reply
from actions.resources import knowledge, phrases
from actions.turn import Turn
from actions.wording import Citations, buttons, cited, source_entries
from bot.clinical.differential import Condition, DifferentialTable
from bot.language.decision.scope.outside import words_of
from bot.library.current import document
from bot.library.model import Statement

__all__ = ["differential_table", "named_look_alike", "row_of", "told_apart_first"]

_MOST = 2  # conditions told apart in one answer
_FINDINGS = 4
_LINES = 2  # statements about another illness


@lru_cache(maxsize=1)
def differential_table() -> DifferentialTable:
    """`knowledge/differential.yml`."""
    return DifferentialTable.from_dict(document("differential"))


def named_look_alike(text: str) -> str | None:
    """The look-alike that a text names, in its words; None where it names none."""
    words = f" {' '.join(words_of(text))} "
    names = (name for c in differential_table().conditions.values() if c.id != "calciphylaxis" for name in c.names)
    said = [name for name in names if f" {' '.join(words_of(name))} " in words]
    return max(said, key=len, default=None)


def _kind(name: str) -> str:
    """What sort of illness a name is, where our pages speak of the sort: lupus is an immune disease."""
    kinds: dict[str, list[str]] = document("scope")["kinds"]
    return next((kind for kind, names in kinds.items() if name in names), name)


def _on_file(name: str, turn: Turn) -> list[Statement]:
    """What the pages say where they name another illness, the shortest first: it says least besides."""
    found = [
        statement
        for topic in knowledge().topics()
        for statement in statements_of(topic.id, turn.audience)
        if f" {name} " in f" {' '.join(words_of(statement.text))} " and statement.sources
    ]
    return sorted(found, key=lambda statement: len(statement.text))[:_LINES]


def told_apart_first(reply: Reply, turn: Turn) -> Reply:
    """What tells the named conditions apart instead of the general page; the page as it is where none is named."""
    named = [c for c in differential_table().named(turn.text) if c.id != "calciphylaxis"][:_MOST]
    words: dict[str, Any] = phrases()["differential"][turn.audience]
    if named:
        ours = differential_table().conditions["calciphylaxis"]
        lead = [*(row_of(condition, words) for condition in named), words["ours"].format(about=ours.about)]
        known = [source for condition in (*named, ours) for source in condition.about_sources]
        known += [s for c in named for each in (*c.supporting, *c.opposing) for s in each.sources]
        sources = list(dict.fromkeys(known))
        reply.part["sources"] = source_entries(sources)
        reply.slots |= remembered(turn.label, turn.label, sources)
        reply.texts = [*lead, differential_table().caution[turn.audience]]
    elif turn.details.get("condition"):
        name = str(turn.details["condition"])
        citations = Citations()
        told = _on_file(name, turn) or _on_file(_kind(name), turn)
        lines = [cited(statement, turn, citations) for statement in told]
        lead = words["another" if lines else "no_link"].format(name=name)
        reply.texts = [" ".join([lead[:1].upper() + lead[1:], *lines])]
        reply.part["sources"] = citations.entries()
        reply.slots |= remembered(turn.label, turn.label, citations.ids, citations.levels)
    else:
        return reply
    reply.part.pop("answer", None)  # a card of the general page would stand in front of it
    reply.buttons = buttons(["differential_diagnosis", "differential", "which_specialist"])
    return reply


def row_of(condition: Condition, words: dict[str, Any]) -> str:
    """A condition with what is typical of it and what speaks against it."""
    findings = differential_table().findings
    typical = sorted(condition.supporting, key=lambda each: -each.weight)[:_FINDINGS]
    against = ", ".join(findings[each.finding].label for each in condition.opposing)
    return str(words["named"]).format(
        label=condition.label,
        about=condition.about,
        for_=", ".join(findings[each.finding].label for each in typical),
        against=str(words["named_against"]).format(against=against) if against else "",
    )
