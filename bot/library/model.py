"""What the knowledge base hands out at run time: small immutable views, no pydantic, quick to import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Disagreement", "Hit", "Reply", "ReplyLine", "Source", "Statement", "Topic", "Voice"]


@dataclass(frozen=True, slots=True)
class Source:
    """A source: `citation` is the printed reference, `csl` the CSL-JSON item it was printed from."""

    id: str
    title: str
    citation: str
    year: int | None
    url: str | None
    kind: str
    seen: str
    doi: str | None
    pmid: str | None
    csl: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sourced claim. `id` is unique in the whole base; `sources` holds source ids."""

    id: str
    topic: str
    audience: str
    role: str
    text: str
    evidence: str | None
    sources: tuple[str, ...]
    support: bool = False
    dated: bool = False
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One telling of a topic. `call_team` and `simpler` are a patient's, `unknown` is a clinician's."""

    gist: Statement
    body: tuple[Statement, ...] = ()
    call_team: tuple[Statement, ...] = ()
    simpler: tuple[Statement, ...] = ()
    unknown: tuple[Statement, ...] = ()
    more: tuple[Statement, ...] = ()

    def statements(self) -> Iterator[Statement]:
        """Yield every statement in reading order."""
        yield self.gist
        for part in (self.body, self.call_team, self.simpler, self.unknown, self.more):
            yield from part


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where sources differ: the positions, and how we read them."""

    issue: str
    positions: tuple[Statement, ...]
    reading: Statement | None


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic in both voices. Dates are ISO text."""

    id: str
    group: str
    title: str
    ask: str
    keywords: tuple[str, ...]
    patient: Voice
    clinician: Voice
    disagreements: tuple[Disagreement, ...]
    related: tuple[str, ...]
    suggest: tuple[str, ...]
    figure: str | None
    reviewed: str
    review_by: str

    def voice(self, audience: str) -> Voice:
        """Return the clinician voice for `clinician`, else the patient voice."""
        return self.clinician if audience == "clinician" else self.patient

    def statements(self) -> Iterator[Statement]:
        """Yield every statement of both voices and of the disagreements."""
        yield from self.patient.statements()
        yield from self.clinician.statements()
        for item in self.disagreements:
            yield from item.positions
            if item.reading is not None:
                yield item.reading


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that a search found.

    `score` (0..1) is the share of what was asked for, rare words counting more, that the statement and its topic's
    title hold; `parts` is the snippet as (text, is a match) pairs.
    """

    topic: str
    title: str
    statement: Statement
    sources: tuple[str, ...]
    score: float
    parts: tuple[tuple[str, bool], ...]

    @property
    def snippet(self) -> str:
        """Return the snippet as plain text."""
        return "".join(text for text, _ in self.parts)


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """One line of a reply outside topics, with the ids of its sources."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What the assistant says outside topics. `more` holds what else the entry says (translations …)."""

    id: str
    lines: tuple[ReplyLine, ...]
    suggest: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
