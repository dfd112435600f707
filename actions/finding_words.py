"""One laboratory value in words: against its range, what changed, what it may mean in this disease, what to ask."""

from __future__ import annotations

from typing import Any

from actions.lab_table import finding as finding_of
from actions.lab_words import capital, implausible_text, test_name, value_text
from actions.resources import labs, phrases
from actions.turn import Turn
from bot.clinical.interpret import Finding
from bot.clinical.labs import FUTURE

__all__ = ["against_range", "together", "told", "urgent"]

_SIDES = {"above": "high", "below": "low"}


def urgent(finding: Finding, turn: Turn) -> str:
    """A value past an urgent limit: whom to call, before anything else."""
    assert finding.critical is not None
    name = capital(test_name(finding.reading))
    return str(_words(turn)[finding.critical.urgency]).format(name=name, value=value_text(finding.reading))


def told(finding: Finding, turn: Turn, sources: list[str]) -> str:
    """What one value says; its sources are added to `sources`. Empty while its unit is open."""
    reading = finding.reading
    if reading.status == "implausible":
        return implausible_text(reading)
    if reading.status != "ok":
        return ""
    meaning = labs()["meaning"].get(reading.analyte) or {}
    parts = [against_range(finding, turn), *_caveats(finding, turn), *_meaning(meaning, finding, turn, sources)]
    if finding.range and not finding.range.printed:
        sources += finding.range.sources
    ask, question = _words(turn)["ask"], _fitting(meaning, "ask", turn)
    if question and ask and finding.position in _SIDES:
        parts.append(ask.format(question=question))
    return " ".join(parts)


def _words(turn: Turn) -> dict[str, Any]:
    return dict(phrases()["interpret"][turn.audience])


def _caveats(finding: Finding, turn: Turn) -> list[str]:
    reading, words, parts = finding.reading, _words(turn), []
    if reading.comparator:
        parts.append(words["bound"].format(value=value_text(reading)))
    elif reading.check and reading.unit_source in ("inferred", "panel") and reading.unit != "1":
        parts.append(words["check"].format(unit=reading.unit))
    if finding.trend:
        parts.append(words["trend"][finding.trend.direction].format(old=value_text(finding.trend.previous)))
    if reading.reason == FUTURE:
        parts.append(words["future"])
    return parts


def _meaning(meaning: dict[str, Any], finding: Finding, turn: Turn, sources: list[str]) -> list[str]:
    voice = meaning.get(turn.audience) or {}
    found = (_fitting(voice, key, turn) for key in ("about", _SIDES.get(finding.position or "", "")))
    entries = [entry for entry in found if entry]
    for entry in entries:
        sources += entry["sources"]
    return [str(entry["text"]) for entry in entries]


def _fitting(voice: dict[str, Any], key: str, turn: Turn) -> Any:
    """The text of `key`, or the one for people who said that they are not on dialysis: what is accepted differs."""
    without = voice.get(f"{key}_without") if turn.history.get("dialysis") == "none" else None
    return without or voice.get(key)


def together(findings: list[Finding], turn: Turn, sources: list[str]) -> list[str]:
    """What two values say together, said when one of them is told; its sources are added to `sources`."""
    told_now = {each.reading.analyte for each in findings}
    lines = []
    for row in labs()["meaning"]["together"]:
        fits = told_now & set(row["high"]) and turn.history.get("dialysis") == row["dialysis"]
        known = [finding_of(turn.readings[a], turn) for a in row["high"] if a in turn.readings] if fits else []
        if len(known) == len(row["high"]) and all(each.position == "above" for each in known):
            lines.append(str(row[turn.audience]["text"]))
            sources += row[turn.audience]["sources"]
    return lines


def against_range(finding: Finding, turn: Turn) -> str:
    """The value as typed and where it lies in its range; the value alone where nothing honest can be said."""
    words, name = _words(turn), capital(test_name(finding.reading, clinician=turn.is_clinician))
    value = value_text(finding.reading)
    if finding.position is None or finding.range is None:
        return str(words["plain"]).format(name=name, value=value)
    low, high = ("–" if bound is None else f"{float(bound):g}" for bound in (finding.range.low, finding.range.high))
    unit = "" if finding.range.unit == "1" else finding.range.unit
    span = str(words["range"]).format(low=low, high=high, unit=unit).strip()
    position = words["printed" if finding.range.printed else "position"][finding.position]
    return str(words["noted"]).format(name=name, value=value, position=position, range=span)
