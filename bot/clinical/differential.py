"""What stated findings may point to: look-alikes in order, with reasons, red flags first. Never a diagnosis."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from bot.errors import ContentError

__all__ = ["Condition", "DifferentialTable", "Evidence", "Finding", "Match", "Ranking", "Reason", "rank"]

Urgency = Literal["emergency", "same_day", "routine"]
Fit = Literal["strong", "some", "weak"]
Row = Mapping[str, Any]
_STRONG, _SOME = 5, 3


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person may state. `red_flag` says how urgent it is by itself."""

    id: str
    label: str
    words: tuple[str, ...]
    red_flag: Literal["emergency", "same_day"] | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much a finding speaks for or against a condition: 1 fits, 2 typical, 3 close to telling."""

    finding: str
    weight: int
    sources: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Condition:
    """A look-alike with what speaks for and against it, and the names that people have for it."""

    id: str
    label: str
    urgency: Urgency
    about: str
    about_sources: tuple[str, ...]
    supporting: tuple[Evidence, ...]
    opposing: tuple[Evidence, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DifferentialTable:
    """Findings and conditions of `differential.yml`, each by id."""

    findings: Mapping[str, Finding]
    conditions: Mapping[str, Condition]
    caution: Mapping[str, str]
    misdiagnosis: str
    misdiagnosis_sources: tuple[str, ...]

    def named(self, text: str) -> list[Condition]:
        """The look-alikes that a text names, in the order of the table."""
        words = f" {' '.join(re.findall(r'[a-z0-9]+', text.lower()))} "
        return [
            condition
            for condition in self.conditions.values()
            if any(f" {' '.join(re.findall(r'[a-z0-9]+', name.lower()))} " in words for name in condition.names)
        ]

    @classmethod
    def from_dict(cls, data: Row) -> DifferentialTable:
        """Build the table; `ContentError` (CL104) when it cannot be read or a condition names an unknown finding."""
        try:
            return _table(data)
        except (KeyError, TypeError, ValueError) as fault:
            raise ContentError(
                f"The table cannot be read: {fault!r}.",
                code="CL104",
                field="differential",
                remedy="Correct knowledge/differential.yml.",
            ) from fault


@dataclass(frozen=True, slots=True)
class Reason:
    """One stated finding and what it does; a typical finding that is absent speaks against."""

    finding: Finding
    present: bool
    effect: Literal["for", "against"]
    weight: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A condition that something speaks for. `fit` is a word for the score; it is no probability."""

    condition: Condition
    score: int
    fit: Fit
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Red flags among the stated findings (most urgent first), then the look-alikes, best fit first."""

    red_flags: tuple[Finding, ...]
    matches: tuple[Match, ...]
    unknown: tuple[str, ...]

    @property
    def emergency(self) -> bool:
        """Whether a stated finding is an emergency by itself."""
        return any(flag.red_flag == "emergency" for flag in self.red_flags)


def rank(present: Collection[str], absent: Collection[str], table: DifferentialTable) -> Ranking:
    """Return the look-alikes for findings stated as present and as absent (ids).

    A condition appears only if a present finding speaks for it. The score is the sum of the weights for, minus those
    against; an absent finding that is typical (weight 2 or 3) counts 1 against. Equal scores: the more urgent first.
    Ids that the table does not know are returned in `unknown`.
    """
    given = [name for name in dict.fromkeys(present) if name in table.findings]
    missing = [name for name in dict.fromkeys(absent) if name in table.findings and name not in given]
    matches = [match for each in table.conditions.values() if (match := _match(each, given, missing, table))]
    matches.sort(key=lambda match: (-match.score, _RANK[match.condition.urgency]))
    flags = [table.findings[name] for name in given if table.findings[name].red_flag]
    flags.sort(key=lambda finding: finding.red_flag != "emergency")
    unknown = tuple(name for name in (*present, *absent) if name not in table.findings)
    return Ranking(tuple(flags), tuple(matches), unknown)


_RANK: Mapping[str, int] = MappingProxyType({"emergency": 0, "same_day": 1, "routine": 2})


def _match(condition: Condition, given: list[str], missing: list[str], table: DifferentialTable) -> Match | None:
    reasons = [
        *_reasons(condition.supporting, given, table, "for"),
        *_reasons(condition.opposing, given, table, "against"),
        *_lacking(condition.supporting, missing, table),
    ]
    if not any(reason.effect == "for" for reason in reasons):
        return None
    score = sum(reason.weight if reason.effect == "for" else -reason.weight for reason in reasons)
    reasons.sort(key=lambda reason: (reason.effect != "for", -reason.weight))
    return Match(condition, score, _fit(score), tuple(reasons))


def _reasons(
    rows: Iterable[Evidence], given: list[str], table: DifferentialTable, effect: Literal["for", "against"]
) -> list[Reason]:
    return [
        Reason(table.findings[row.finding], True, effect, row.weight, row.sources)
        for row in rows
        if row.finding in given
    ]


def _lacking(rows: Iterable[Evidence], missing: list[str], table: DifferentialTable) -> list[Reason]:
    return [
        Reason(table.findings[row.finding], False, "against", 1, row.sources)
        for row in rows
        if row.finding in missing and row.weight > 1
    ]


def _fit(score: int) -> Fit:
    return "strong" if score >= _STRONG else "some" if score >= _SOME else "weak"


def _table(data: Row) -> DifferentialTable:
    findings = {row["id"]: _finding(row) for row in data["findings"]}
    conditions = {row["id"]: _condition(row) for row in data["conditions"]}
    for condition in conditions.values():
        strange = {row.finding for row in (*condition.supporting, *condition.opposing)} - set(findings)
        if strange:
            raise ValueError(f"{condition.id} names unknown findings {sorted(strange)}")
    return DifferentialTable(
        MappingProxyType(findings),
        MappingProxyType(conditions),
        MappingProxyType({voice: row["text"] for voice, row in data["caution"].items()}),
        data["misdiagnosis"]["text"],
        tuple(data["misdiagnosis"]["sources"]),
    )


def _finding(row: Row) -> Finding:
    return Finding(row["id"], row["label"], tuple(row["words"]), row.get("red_flag"), tuple(row.get("sources", ())))


def _condition(row: Row) -> Condition:
    return Condition(
        id=row["id"],
        label=row["label"],
        urgency=row["urgency"],
        about=row["about"]["text"],
        about_sources=tuple(row["about"]["sources"]),
        supporting=tuple(_evidence(each) for each in row["for"]),
        opposing=tuple(_evidence(each) for each in row["against"]),
        names=tuple(row.get("names") or ()),
    )


def _evidence(row: Row) -> Evidence:
    return Evidence(row["finding"], int(row["weight"]), tuple(row["sources"]), row.get("note"))
