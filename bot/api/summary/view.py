"""What is printed, the same in every format: headings, rows, sentences, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot import __version__
from bot.api.content import catalogue, phrases, risk_disclaimer
from bot.api.fhir.risk_assessment import interval_words
from bot.api.summary.model import Estimate, LabRow, Point, Summary
from bot.clinical.numbers import rounded
from bot.clinical.risk.display import effect
from bot.library.current import knowledge

__all__ = ["Effect", "Result", "View", "view"]

_MOST_SOURCES = 15
_STATUS = {"ok": "", "ambiguous": "unit not clear", "implausible": "cannot be right, not used"}


@dataclass(frozen=True, slots=True)
class Result:
    """A laboratory result in words. `points` (canonical unit, oldest first) has two values or more, or none."""

    name: str
    value: str
    day: str
    range: str
    position: str
    trend: str
    points: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """A factor of the estimate with its relative effect, interval and source."""

    factor: str
    effect: str
    interval: str
    source: str


@dataclass(frozen=True, slots=True)
class View:
    """The page. `headings` by section name; every other field is ready to be escaped and shown."""

    title: str
    intro: str
    made: str
    headings: dict[str, str]
    results: tuple[Result, ...]
    history: tuple[tuple[str, str], ...]
    discussed: tuple[str, ...]
    estimate: tuple[str, ...]
    effects: tuple[Effect, ...]
    questions: tuple[str, ...]
    sources: tuple[str, ...]
    disclaimer: str
    version: str


def view(summary: Summary, today: date) -> View:
    """Return what is printed of a summary. The disclaimer is the server's, whatever was sent."""
    words = phrases()["summary"][summary.audience]
    headings = {name: str(words[name]) for name in ("labs", "history", "discussed", "estimate", "questions")}
    return View(
        title=summary.title or str(words["title"]),
        intro=str(words["intro"]),
        made=today.isoformat(),
        headings=headings | {"sources": "Sources", "effects": "What counts in the estimate"},
        results=tuple(_result(row, summary.series.get(row.analyte, [])) for row in summary.labs),
        history=tuple((said.label, said.value) for said in summary.history),
        discussed=tuple(each.title for each in summary.discussed),
        estimate=_estimate(summary.estimate),
        effects=_effects(summary),
        questions=tuple(summary.questions),
        sources=_sources(summary),
        disclaimer=str(phrases()["disclaimer"][summary.audience]["full"]).strip(),
        version=f"Calciphylaxis assistant {__version__}",
    )


def _result(row: LabRow, series: Sequence[Point]) -> Result:
    points = _in_order(series) if row.status == "ok" else []
    values = tuple(point.value for point in points) if len(points) > 1 else ()
    return Result(
        name=row.label[:1].upper() + row.label[1:],
        value=row.typed + (f" ({_STATUS[row.status]})" if _STATUS[row.status] else ""),
        day=row.taken or "",
        range=_range(row),
        position=f"{row.position} the range" if row.position in ("below", "above") else row.position or "",
        trend=_trend(row.analyte, points) if values else "",
        points=values,
    )


def _range(row: LabRow) -> str:
    stated = row.range or row  # beside "2.1 mmol/L" no range in mg/dL
    low, high = (None if bound is None else f"{bound:g}" for bound in (stated.low, stated.high))
    unit = "" if stated.unit in (None, "1") else f" {stated.unit}"
    if low and high:
        return f"{low}–{high}{unit}"
    return f"up to {high}{unit}" if high else f"from {low}{unit}" if low else ""


def _in_order(series: Sequence[Point]) -> list[Point]:
    """Return the points by date when every one has a date, else in the order told."""
    dated = all(point.taken for point in series)
    return sorted(series, key=lambda point: point.taken or "") if dated else list(series)


def _trend(analyte: str, points: Sequence[Point]) -> str:
    """Return the text that says what the little chart shows: `"5.9 → 6.4 → 6.1 mg/dL"`."""
    known = catalogue().get(analyte)
    decimals = known.decimals if known else 1
    unit = "" if points[-1].unit == "1" else f" {points[-1].unit}"
    return " → ".join(rounded(point.value, decimals) for point in points[-8:]) + unit


def _estimate(estimate: Estimate | None) -> tuple[str, ...]:
    if estimate is None:
        return ()
    told = [estimate.words]
    if estimate.risk is not None:
        told.append(f"Likely range: {interval_words(estimate.risk.model_dump())}.")
        told += dict.fromkeys(each.text for each in estimate.risk.warnings)
    return (*told, risk_disclaimer())


def _effects(summary: Summary) -> tuple[Effect, ...]:
    if summary.estimate is None or summary.estimate.risk is None or summary.audience != "clinician":
        return ()
    return tuple(
        Effect(
            factor=each.factor.replace("_", " "),
            effect=effect(each.relative_effect) if each.value is not None else "not known",
            interval="–".join(effect(bound) for bound in each.interval),
            source=each.source,
        )
        for each in summary.estimate.risk.contributions
    )


def _sources(summary: Summary) -> tuple[str, ...]:
    """Return the citations behind the answers on the topics discussed, and behind the effects of the estimate."""
    ids: dict[str, None] = {}
    for each in summary.discussed:
        topic: Any = knowledge().topic(each.id)
        if topic is not None:
            ids |= dict.fromkeys(getattr(topic, summary.audience).gist.sources)
    ids |= dict.fromkeys(each.source for each in _effects(summary) if each.source)
    known = [name for name in ids if knowledge().source(name) is not None]
    return tuple(knowledge().cite(name) for name in known[:_MOST_SOURCES])
