"""Reading grade of the patient texts (Flesch–Kincaid, by textstat; a development dependency).

Terms of `knowledge/allowed_terms.yml` are replaced by plain words before scoring: a patient hears them from the team
anyway, each is explained at first use, and the grade is to show how the sentences are built.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from bot.library.content import Content, LoadedTopic
from bot.library.faults import Fault
from bot.library.loader import Document
from bot.library.schema import Statement

__all__ = ["MAX_GRADE", "MEDIAN_GRADE", "Graded", "available", "check_grades", "grades", "replacer"]

MEDIAN_GRADE: Final = 7.0
MAX_GRADE: Final = 9.0


@dataclass(frozen=True, slots=True)
class Graded:
    """The reading grade (US school years) of one part of a topic's patient voice."""

    topic: str
    part: str
    grade: float
    document: Document


def available() -> bool:
    """Say whether the reading grade can be measured here."""
    return importlib.util.find_spec("textstat") is not None


def grades(content: Content, *, as_written: bool = False) -> list[Graded]:
    """Return the grade of each topic's answer (gist, body, when to call), simpler version and extra statements.

    Args:
        content: the content.
        as_written: score the text as it stands, without replacing the allowed terms.
    """
    score = _scorer(None if as_written else content.data("allowed_terms"))
    return [
        Graded(name, part, score(" ".join(statement.text for statement in texts)), item.document)
        for name, item in content.topics.items()
        for part, texts in _parts(item)
        if texts
    ]


def check_grades(content: Content) -> Iterator[Fault]:
    """No patient text above grade 9; the median answer at most 7. Says nothing where textstat is not installed."""
    if not available() or not content.topics:
        return
    graded = grades(content)
    for item in graded:
        if item.grade > MAX_GRADE:
            loc = ("patient", "body" if item.part == "answer" else item.part)
            yield item.document.fault("CX301", loc, message=f"{item.part} has grade {item.grade:.1f}")
    answers = [item for item in graded if item.part == "answer"]
    middle = median(item.grade for item in answers)
    if middle > MEDIAN_GRADE:
        worst = max(answers, key=lambda item: item.grade)
        yield worst.document.fault("CX310", ("patient",), message=f"median {middle:.1f}; this is the hardest text")


def replacer(terms: list[dict[str, Any]] | None) -> Callable[[str], str]:
    """Return a function that replaces the allowed terms by their plain words. Longer terms win."""
    plain = {
        str(item["term"]).lower(): str(item["plain"]) for item in terms or [] if "term" in item and "plain" in item
    }
    if not plain:
        return lambda text: text
    ordered = sorted(plain, key=len, reverse=True)
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, ordered)) + r")\b", re.IGNORECASE)
    return lambda text: pattern.sub(lambda match: plain[match.group().lower()], text)


def _parts(item: LoadedTopic) -> Iterator[tuple[str, list[Statement]]]:
    patient = item.topic.patient
    yield "answer", [patient.gist, *patient.body, *patient.call_team]
    yield "simpler", patient.simpler
    yield "more", patient.more


def _scorer(terms: list[dict[str, Any]] | None) -> Callable[[str], float]:
    import textstat

    replace = replacer(terms)
    return lambda text: float(textstat.flesch_kincaid_grade(replace(text)))
