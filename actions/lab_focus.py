"""What "that" is after values were told: the ones just spoken of, judged or set against the upper limit."""

from __future__ import annotations

from fractions import Fraction

from actions.answering import canned, remembered
from actions.finding_words import against_range
from actions.lab_sums import number_line
from actions.lab_table import finding, lab_table
from actions.lab_words import capital, test_name, value_text
from actions.reply import Reply
from actions.resources import catalogue, labs, phrases
from actions.turn import Turn
from actions.wording import buttons, phrase, source_entries
from bot.clinical.derived import corrected_calcium, pth_multiple
from bot.clinical.interpret import Finding
from bot.clinical.labs import LabReading, read_value
from bot.clinical.numbers import as_decimal, exact, rounded

__all__ = ["about", "in_focus", "judged", "multiples"]

_NEXT = ["lab_tests", "target_levels", "assess_risk"]


def in_focus(turn: Turn) -> list[LabReading]:
    """The newest value of each analyte that is named, else of those the last answer was about, else of all."""
    named = turn.details.get("of") or [a for a in _last_about(turn) if a in turn.readings]
    return [turn.readings[a] for a in named if a in turn.readings] or list(turn.readings.values())


def about(*ids: str) -> dict[str, list[str]]:
    """Part of the slot `answered`: the analytes or sums that an answer was about."""
    return {"about": list(ids)}


def judged(turn: Turn) -> Reply | None:
    """ "Is that high?": one line a value; None where the last answer was a sum that has no range of its own."""
    last = [] if turn.details.get("of") else _last_about(turn)
    if last == ["calcium_phosphate_product"]:
        return None
    readings = in_focus(turn)
    if last == ["corrected_calcium"]:
        readings = _corrected(turn) or readings
    if not readings:
        return canned("interpret_none", turn)
    findings = [finding(reading, turn) for reading in readings]
    sources = _sources(findings)
    texts = [against_range(each, turn) for each in findings]
    if last == ["corrected_calcium"]:
        caution = labs()["derived"]["corrected_calcium"]["caution"][turn.audience]
        texts[0] = phrase(turn, "sums", "judged", line=texts[0])
        texts.append(str(caution["text"]))
        sources += caution["src"]
    return Reply(
        texts=["\n".join(texts)],
        buttons=buttons(["interpret_labs", *_NEXT]),
        part={"sources": source_entries(sources), "lab_table": lab_table(findings)},
        slots=_answered(turn, last or [r.analyte for r in readings], sources),
        health=True,
    )


def multiples(turn: Turn) -> Reply:
    """Each value asked about as a multiple of the upper limit of its range; PTH where nothing says which."""
    readings = in_focus(turn)
    if not turn.details.get("of"):
        readings = [r for r in turn.readings.values() if r.analyte == "pth"] or readings
    rows = [(found, _times(found)) for found in (finding(r, turn) for r in readings)]
    told = [(found, times) for found, times in rows if times is not None]
    if not turn.details.get("of"):  # of all values, those that are over their limit
        told = [(found, times) for found, times in told if times > 1] or told
    if not told:
        return canned("multiple_none", turn)
    sources = _sources([found for found, _ in told])
    lines = [_multiple_line(found, times, turn) for found, times in told]
    if any(found.reading.analyte == "pth" for found, _ in told):
        caution = labs()["derived"]["pth_multiple"]["caution"][turn.audience]
        lines.append(str(caution["text"]))
        sources += caution["src"]
    ids = [found.reading.analyte for found, _ in told]
    return Reply(
        texts=[number_line("\n".join(lines), sources, turn)],
        buttons=buttons(["interpret_labs", *_NEXT]),
        part={"sources": source_entries(sources), "lab_table": lab_table([found for found, _ in told])},
        slots=_answered(turn, ids, sources),
        health=True,
    )


def _answered(turn: Turn, ids: list[str], sources: list[str]) -> dict[str, object]:
    kept = remembered(turn.label, "lab_tests", sources)
    return kept | {"answered": kept["answered"] | about(*ids)}


def _last_about(turn: Turn) -> list[str]:
    answered = turn.slot("answered") or {}
    return list(answered.get("about") or ()) if answered.get("label") == turn.slot("label") else []


def _corrected(turn: Turn) -> list[LabReading]:
    """The calcium corrected for albumin, as a value that a range can be held against."""
    calcium, albumin = turn.readings.get("calcium"), turn.readings.get("albumin")
    found = corrected_calcium(calcium, albumin, catalogue()) if calcium and albumin else None
    if found is None:
        return []
    places = 1 if found.unit == "mg/dL" else 2
    value = as_decimal(exact(rounded(found.value, places)))
    return [read_value(catalogue()["calcium"], value, found.unit)]


def _times(found: Finding) -> Fraction | None:
    """A value over its upper limit; None for a bound, an open unit, or a range without one."""
    reading = found.reading
    if not reading.usable or found.range is None or not found.range.high or reading.value is None:
        return None
    if reading.analyte == "pth":
        pth = pth_multiple(reading, catalogue())
        return pth.value if pth else None
    return exact(reading.value) / found.range.high


def _multiple_line(found: Finding, times: Fraction, turn: Turn) -> str:
    assert found.range is not None and found.range.high is not None  # `_times` saw them
    unit = "" if found.range.unit == "1" else f" {found.range.unit}"
    return str(phrases()["sums"]["multiple"]["printed" if found.range.printed else "usual"][turn.audience]).format(
        name=capital(test_name(found.reading, clinician=turn.is_clinician)),
        value=value_text(found.reading),
        limit=f"{float(found.range.high):g}{unit}",
        times=rounded(times, 1),
    )


def _sources(findings: list[Finding]) -> list[str]:
    return list(dict.fromkeys(s for f in findings if f.range and not f.range.printed for s in f.range.sources))
