"""The knowledge base in figures: coverage, evidence, grades, age."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from bot.library import readability
from bot.library.checks_sources import used_sources
from bot.library.content import Content, LoadedTopic
from bot.library.ids import REQUIRED_TOPICS, TOPICS_BY_GROUP
from bot.library.schema import EVIDENCE_LEVELS

__all__ = ["BaseFigures", "TopicFigures", "figures_of"]

# how far up the scale a level stands, for the mean of a topic
_STRENGTH = {"high": 4, "moderate": 3, "low": 2, "very-low": 1, "expert-opinion": 0}


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """One topic: statements by evidence level, mean strength (0 expert opinion … 4 high), age of what it cites."""

    id: str
    group: str
    evidence: Mapping[str, int]
    strength: float
    newest: int | None
    median_year: float | None
    hardest_grade: float | None
    days_to_review: int

    @property
    def statements(self) -> int:
        """Number of sourced statements."""
        return sum(self.evidence.values())


@dataclass(frozen=True, slots=True)
class BaseFigures:
    """The whole base. Grades are US school years; `None` where they cannot be measured here."""

    topics: tuple[TopicFigures, ...]
    missing: tuple[str, ...]
    statements: Mapping[str, int]
    evidence: Mapping[str, int]
    disagreements: int
    dated: int
    sources: int
    unused: int
    source_kinds: Mapping[str, int]
    source_years: tuple[int, ...]
    grades: Mapping[str, tuple[float, ...]]
    grades_as_written: Mapping[str, tuple[float, ...]]

    def weakest(self, count: int = 10) -> tuple[TopicFigures, ...]:
        """Return the topics whose evidence is weakest, weakest first."""
        return tuple(sorted(self.topics, key=lambda item: (item.strength, item.id))[:count])

    def coverage(self) -> dict[str, tuple[int, int, int]]:
        """Return (written, required, further) topics of each group."""
        written = Counter(item.group for item in self.topics)
        result = {}
        for group in dict.fromkeys([*TOPICS_BY_GROUP, *written]):
            required = TOPICS_BY_GROUP.get(group, ())
            done = len(required) - len(set(required) & set(self.missing))
            result[group] = (done, len(required), written[group] - done)
        return result

    def as_dict(self) -> dict[str, Any]:
        """Return the main figures as JSON-ready data."""
        return {
            "topics": len(self.topics),
            "required_missing": list(self.missing),
            "statements": dict(self.statements),
            "evidence": dict(self.evidence),
            "disagreements": self.disagreements,
            "dated_statements": self.dated,
            "sources": self.sources,
            "unused_sources": self.unused,
            "source_kinds": dict(self.source_kinds),
            "median_source_year": median(self.source_years) if self.source_years else None,
            "grades": {part: _middle_and_top(values) for part, values in self.grades.items()},
            "grades_as_written": {part: _middle_and_top(values) for part, values in self.grades_as_written.items()},
            "weakest": [item.id for item in self.weakest()],
        }


def figures_of(content: Content, today: dt.date) -> BaseFigures:
    """Count everything. Reading grades are left out where textstat is not installed."""
    measured = readability.available()
    graded = readability.grades(content) if measured else []
    as_written = readability.grades(content, as_written=True) if measured else []
    hardest: dict[str, float] = {}
    for item in graded:
        hardest[item.topic] = max(item.grade, hardest.get(item.topic, item.grade))
    used = used_sources(content)
    placed = [one for item in content.topics.values() for one in item.statements() if not one.statement.support]
    topics = tuple(_topic(content, item, today, hardest) for item in content.topics.values())
    levels = Counter(one.statement.evidence for one in placed)
    return BaseFigures(
        topics=topics,
        missing=tuple(name for name in REQUIRED_TOPICS if name not in content.topics),
        statements=dict(Counter(one.audience for one in placed)),
        evidence={level: levels[level] for level in EVIDENCE_LEVELS},
        disagreements=sum(len(item.topic.disagreements) for item in content.topics.values()),
        dated=sum(one.statement.dated for one in placed),
        sources=len(content.sources),
        unused=len(content.sources) - len(used),
        source_kinds=dict(Counter(content.sources[name].source.custom.kind for name in used).most_common()),
        source_years=tuple(sorted(year for name in used if (year := _year(content, name)) is not None)),
        grades=_by_part(graded),
        grades_as_written=_by_part(as_written),
    )


def _by_part(graded: Iterable[readability.Graded]) -> dict[str, tuple[float, ...]]:
    parts: dict[str, tuple[float, ...]] = {}
    for item in graded:
        parts[item.part] = (*parts.get(item.part, ()), item.grade)
    return parts


def _middle_and_top(values: tuple[float, ...]) -> dict[str, float]:
    return {"median": round(median(values), 2), "highest": max(values)}


def _topic(content: Content, item: LoadedTopic, today: dt.date, hardest: Mapping[str, float]) -> TopicFigures:
    claims = [one.statement for one in item.statements() if not one.statement.support]
    levels = Counter(claim.evidence for claim in claims)
    years = sorted(year for claim in claims for name in claim.sources if (year := _year(content, name)) is not None)
    strengths = [_STRENGTH[claim.evidence] for claim in claims if claim.evidence]
    return TopicFigures(
        id=item.topic.id,
        group=item.topic.group,
        evidence={level: levels[level] for level in EVIDENCE_LEVELS},
        strength=sum(strengths) / len(strengths) if strengths else 0.0,
        newest=years[-1] if years else None,
        median_year=median(years) if years else None,
        hardest_grade=hardest.get(item.topic.id),
        days_to_review=(item.topic.review_by - today).days,
    )


def _year(content: Content, name: str) -> int | None:
    target = content.source_id(name)
    issued = content.sources[target].source.issued if target else None
    return issued.date_parts[0][0] if issued else None
