"""What the rules of knowledge/red_flags.yml become once they are read: immutable, checked, ready to match."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import ge, gt, le, lt
from typing import Any, Final, Literal, Protocol

from bot.errors import ContentError

__all__ = ["Critical", "Label", "Reading", "Rule", "Told", "Verdict", "critical_findings"]

Label = Literal["emergency", "crisis"]
SEVERAL: Final = "two_values"  # the reason of a reading with values of which none is known to be the newest
_LABELS: Final = ("emergency", "crisis")
_LIMIT: Final = re.compile(r"(<=?|>=?)(\d+(?:\.\d+)?)")
_OPERATORS: Final[Mapping[str, Callable[[float, float], bool]]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


class Reading(Protocol):
    """The part of a laboratory reading that the gate looks at (`bot.clinical.reading.LabReading` has it)."""

    @property
    def analyte(self) -> str: ...
    @property
    def value(self) -> Any: ...
    @property
    def canonical_value(self) -> Any: ...
    @property
    def status(self) -> str: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def choices(self) -> Sequence[Any]: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate found.

    `rule` is the rule that decides; `reply` the id in knowledge/safety_replies.yml that answers it; `findings` all
    findings that hold, the gravest rule's first; `severity` 1 (same day) to 3 (call now). `remainder` is the rest of
    the message if it asks something else, to be answered afterwards. `also` is the reply of an emergency that was
    told together with a crisis. `language` is the language of the message where it is known not to be English.
    `words` are the phrases of the message that hold the findings, as they were typed.
    """

    label: Label
    rule: str
    findings: tuple[str, ...]
    severity: int
    remainder: str | None = None
    reply: str = ""
    also: str | None = None
    language: str | None = None
    words: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready data; it holds no text of the person but `remainder` and `words`."""
        return {
            "label": self.label,
            "rule": self.rule,
            "findings": list(self.findings),
            "severity": self.severity,
            "remainder": self.remainder,
            "reply": self.reply,
            "also": self.also,
            "language": self.language,
            "words": list(self.words),
        }


@dataclass(frozen=True, slots=True)
class Told:
    """A value told beside a general question: "is a potassium of 7 dangerous, mine is 7.1"; same analyte and unit."""

    analyte: str
    value: float
    canonical_value: float | None
    status: str
    reason: str | None = None
    choices: Sequence[Any] = ()

    @classmethod
    def of(cls, reading: Reading) -> Told | None:
        """Return the reading asked about as numbers, or None if it has none to compare with."""
        if not reading.value:
            return None
        canonical = None if reading.canonical_value is None else float(reading.canonical_value)
        return cls(reading.analyte, float(reading.value), canonical, reading.status)

    def instead(self, value: float) -> Told:
        """Return `value` read in the unit of this one (the conversions of the analytes with limits are all factors)."""
        canonical = None if self.canonical_value is None else self.canonical_value * value / self.value
        return Told(self.analyte, value, canonical, self.status)


@dataclass(frozen=True, slots=True)
class Rule:
    """A combination of findings: each group of `when` must have one that holds.

    A rule that `yields` is silent where the message asks for a dose or a decision ("she is too sleepy, may I halve it")
    and nothing graver holds: that request is declined with its reasons instead.
    """

    id: str
    label: Label
    severity: int
    reply: str
    when: tuple[frozenset[str], ...]
    sources: tuple[str, ...]
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    yields: bool = False

    @classmethod
    def from_dict(cls, row: Mapping[str, Any], known: set[str]) -> Rule:
        """Read one rule.

        Raises:
            ContentError: SF103 the rule names an unknown finding, label or severity; SF104 it has no source.
        """
        when = tuple(frozenset(group.split("|")) for group in row["when"])
        unknown = sorted({name for group in when for name in group} - known)
        if unknown or row["label"] not in _LABELS or row["severity"] not in (1, 2, 3) or not when:
            raise ContentError(
                f"Rule {row['id']} cannot be read: {unknown or row['label']}.", code="SF103", field=row["id"]
            )
        if not row["sources"]:
            raise ContentError(
                f"Rule {row['id']} has no source; an assumption is said to be one.", code="SF104", field=row["id"]
            )
        return cls(
            id=row["id"],
            label=row["label"],
            severity=row["severity"],
            reply=row["reply"],
            when=when,
            sources=tuple(row["sources"]),
            positive=tuple(row["positive"]),
            negative=tuple(row["negative"]),
            yields=bool(row.get("yields", False)),
        )

    def matches(self, holding: Mapping[str, Any]) -> bool:
        return all(any(name in holding for name in group) for group in self.when)

    def used(self, holding: Mapping[str, Any]) -> list[str]:
        return [name for group in self.when for name in sorted(group) if name in holding]


@dataclass(frozen=True, slots=True)
class Side:
    """One limit of a laboratory value, in the canonical unit, and the finding that a value past it makes."""

    finding: str
    past: Callable[[float, float], bool]
    limit: float

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Side:
        """Read `{"finding": …, "limit": ">=6.5", …}`.

        Raises:
            ContentError: SF105 the limit is not one of < <= > >= and a number.
        """
        match = _LIMIT.fullmatch(str(row["limit"]))
        if not match:
            raise ContentError(
                f"The limit {row['limit']!r} of {row['finding']} cannot be read.", code="SF105", field=row["finding"]
            )
        return cls(row["finding"], _OPERATORS[match.group(1)], float(match.group(2)))


@dataclass(frozen=True, slots=True)
class Critical:
    """The limits past which a laboratory value is a finding, low and high apart: what helps one may harm the other.

    `open` is the finding of a number whose unit is not known, from `first` to `last`: dangerous in every unit.
    """

    sides: tuple[Side, ...]
    open: str | None
    first: float
    last: float

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Critical:
        unclear = row.get("open", {})
        sides = tuple(Side.from_dict(row[side]) for side in ("low", "high") if side in row)
        return cls(sides, unclear.get("finding"), float(unclear.get("from", 0)), float(unclear.get("to", 0)))

    @property
    def findings(self) -> set[str]:
        """Every finding that a value can make."""
        return {side.finding for side in self.sides} | ({self.open} if self.open else set())

    def finding(self, reading: Reading) -> str | None:
        """Return the finding that the reading makes, or None; of several values of unknown order, any that does."""
        if reading.status == "ok" and reading.canonical_value is not None:
            return self._passed(float(reading.canonical_value))
        if reading.reason == SEVERAL:
            told = (self._passed(float(each.canonical_value)) for each in reading.choices if _own(each))
            return next((finding for finding in told if finding), None)
        if reading.status == "ambiguous" and reading.value is not None:
            return self.open if self.first <= float(reading.value) <= self.last else None
        return None

    def _passed(self, value: float) -> str | None:
        return next((side.finding for side in self.sides if side.past(value, side.limit)), None)


def _own(choice: Any) -> bool:
    """Whether an offered reading is of the analyte itself and can be compared."""
    return choice.analyte is None and choice.canonical_value is not None


def critical_findings(limits: Mapping[str, Critical], readings: Sequence[Reading]) -> list[str]:
    """Return the findings made by laboratory values at or past a critical limit."""
    found = (limits[item.analyte].finding(item) for item in readings if item.analyte in limits)
    return [finding for finding in found if finding]
