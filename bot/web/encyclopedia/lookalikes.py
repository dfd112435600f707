"""The look-alikes as a table, and ranked by findings that a reader ticks. Never a diagnosis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.clinical.differential import Condition, DifferentialTable, Ranking, rank
from bot.library.store import KnowledgeBase
from bot.web.encyclopedia.references import References

__all__ = ["WEIGHTS", "LookalikePage", "Section", "lookalike_page"]

WEIGHTS = {1: "fits", 2: "typical", 3: "close to telling"}
# the findings in the order in which a reader looks at a skin, then asks
_SECTIONS: dict[str, tuple[str, ...]] = {
    "Danger signs": (
        "rapid_spread",
        "crackling",
        "numb_skin",
        "shock",
        "fever",
        "spreading_redness",
        "foul_smell",
    ),
    "What the skin looks like": (
        "livedo",
        "purple_patch",
        "plaque",
        "nodule",
        "ulcer",
        "eschar",
        "retiform_purpura",
        "palpable_purpura",
        "blister",
        "warm_redness",
        "thick_skin",
        "undermined_edge",
        "brown_skin",
        "swollen_leg",
        "painful",
    ),
    "Where it is": (
        "proximal_fat",
        "distal",
        "ankles",
        "outer_lower_leg",
        "toes",
        "blue_toe",
        "symmetrical",
        "whole_body",
        "heparin_site",
    ),
}
_FIRST = "What the skin looks like"
_OTHER = "History and tests"


@dataclass(frozen=True, slots=True)
class Section:
    """Findings to tick as (id, label); `open` when it is to be seen at once."""

    title: str
    findings: tuple[tuple[str, str], ...]
    open: bool


@dataclass(frozen=True, slots=True)
class LookalikePage:
    """The table, the findings by section, and the ranking where findings were ticked."""

    conditions: tuple[Condition, ...]
    sections: tuple[Section, ...]
    labels: dict[str, str]
    picked: frozenset[str]
    ranking: Ranking | None
    evidence: dict[str, str]
    caution: Any
    misdiagnosis: Any
    references: References


def lookalike_page(base: KnowledgeBase, picked: Sequence[str]) -> LookalikePage:
    """Gather the page; findings that the table does not know are left out."""
    data = base.document("differential")
    table = _table(base)
    known = [name for name in picked if name in table.findings]
    return LookalikePage(
        conditions=tuple(table.conditions.values()),
        sections=tuple(_sections(table, frozenset(known))),
        labels={name: finding.label for name, finding in table.findings.items()},
        picked=frozenset(known),
        ranking=rank(known, (), table) if known else None,
        evidence={row["id"]: row["about"]["evidence"] for row in data["conditions"]},
        caution=data["caution"],
        misdiagnosis=data["misdiagnosis"],
        references=References(base, _cited(table, data)),
    )


@lru_cache(maxsize=2)
def _table(base: KnowledgeBase) -> DifferentialTable:
    return DifferentialTable.from_dict(base.document("differential"))


def _sections(table: DifferentialTable, picked: frozenset[str]) -> Iterator[Section]:
    placed = {name for names in _SECTIONS.values() for name in names}
    sections = _SECTIONS | {_OTHER: tuple(name for name in table.findings if name not in placed)}
    for title, names in sections.items():
        known = [name for name in names if name in table.findings]
        visible = title == _FIRST or not picked.isdisjoint(known)
        yield Section(title, tuple((name, table.findings[name].label) for name in known), visible)


def _cited(table: DifferentialTable, data: dict[str, Any]) -> Iterator[Sequence[str]]:
    yield data["caution"]["clinician"]["sources"]
    yield data["misdiagnosis"]["sources"]
    for condition in table.conditions.values():
        yield condition.about_sources
        for row in (*condition.supporting, *condition.opposing):
            yield row.sources
    for finding in table.findings.values():
        yield finding.sources
