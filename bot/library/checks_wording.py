"""Checks of the wording: lengths, banned phrases, doses, figures, duplicates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.library.content import Content, LoadedTopic, Placed
from bot.library.faults import Fault
from bot.library.schema import Statement
from bot.library.textmeasure import figures, sentences, words

__all__ = ["check_banned", "check_duplicates", "check_figures", "check_lengths", "check_sentences"]

ANSWER_WORDS: Final = (60, 160)
SIMPLER_WORDS: Final = 60
SENTENCE_WORDS: Final = {"patient": 25, "clinician": 60, "both": 60}

# What a patient text must not say, and why. Each is searched without regard to case.
BANNED: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), why)
    for pattern, why in (
        (
            r"\byou (?:should|must|need to|have to|ought to) (?:stop|start|skip|change|take|increase|reduce|switch)\b",
            "order",
        ),
        (r"(?<!not )(?<!n['’]t )(?<!never )\b(?:stop|start|skip) (?:taking|using) (?:your|the)\b", "order"),
        (r"\b(?:do not|don['’]t|never) take\b", "order"),
        (r"\balways\b(?! (?:clear|easy|possible|known|needed|the same|work))", "false certainty"),
        (r"\bnever (?:happens|occurs|comes back|fails|spreads|heals)\b", "false certainty"),
        (
            r"\b(?:guarantee[ds]?|100 ?(?:%|per ?cent)|without (?:any )?risk|risk-free|completely safe|definitely)\b",
            "false certainty",
        ),
        (r"\b(?:will|are going to) (?:certainly|surely|definitely)?\s*(?:die|be cured)\b", "false certainty"),
        (r"\b(?:you have|this is) calciphylaxis\b(?! (?:and|or|if)\b)", "diagnosis"),
        (r"\b(?:don['’]t|do not) worry\b", "false cheer"),
        (r"\bmiracle|wonder (?:drug|cure)\b", "false cheer"),
        (r"\bnon-?complian\w*", "blame"),
        (r"\bsuffer(?:s|ing)? from\b", "unkind word"),
    )
)
_DOSE = re.compile(
    r"(?<![\w.])\d[\d.,]*\s?(?:mg|mcg|µg|μg|ug|g|grams?|milligrams?|micrograms?|ml|iu|units?|tablets?|capsules?)\b"
    r"(?!\s?(?:/|per )\s?(?:d?l|litre|liter)\b)",
    re.IGNORECASE,
)
_CERTAIN_NEGATION = re.compile(r"\bnot\s+$|n['’]t\s+$", re.IGNORECASE)


def check_lengths(content: Content) -> Iterator[Fault]:
    """Gist is one sentence; gist and body 60–160 words; simpler at most 60."""
    for item in content.topics.values():
        patient = item.topic.patient
        count = _count([patient.gist, *patient.body])
        low, high = ANSWER_WORDS
        if not low <= count <= high:
            yield item.document.fault("CX304", ("patient", "body"), message=f"{count} words")
        count = _count(patient.simpler)
        if count > SIMPLER_WORDS:
            yield item.document.fault("CX305", ("patient", "simpler"), message=f"{count} words")
        for voice, gist in (("patient", patient.gist), ("clinician", item.topic.clinician.gist)):
            if len(sentences(gist.text)) > 1:
                yield item.document.fault("CX306", (voice, "gist", "text"))


def check_sentences(content: Content) -> Iterator[Fault]:
    """No sentence is longer than its reader can hold."""
    for item in content.topics.values():
        for placed in item.statements():
            limit = SENTENCE_WORDS[placed.audience]
            for sentence in sentences(placed.statement.text):
                count = len(words(sentence))
                if count > limit:
                    shown = f"{count} words, at most {limit}: {sentence[:50]}…"
                    yield item.document.fault("CX302", (*placed.loc, "text"), message=shown)


def check_banned(content: Content) -> Iterator[Fault]:
    """Patient texts hold no order, no false certainty, no dose."""
    for item in content.topics.values():
        for placed in _patient(item):
            text, loc = placed.statement.text, (*placed.loc, "text")
            for pattern, why in BANNED:
                match = pattern.search(text)
                if match and not _CERTAIN_NEGATION.search(text[: match.start()]):
                    yield item.document.fault("CX303", loc, message=f"{why}: {match.group().strip()!r}")
            dose = _DOSE.search(text)
            if dose:
                yield item.document.fault("CX309", loc, message=repr(dose.group()))


def check_figures(content: Content) -> Iterator[Fault]:
    """Each figure of the patient text stands in the clinician voice or the disagreements of the same topic."""
    for item in content.topics.values():
        known: set[str] = set()
        for placed in item.statements():
            if placed.audience != "patient":
                known |= figures(placed.statement.text)
        for placed in _patient(item):
            missing = figures(placed.statement.text) - known
            if missing:
                yield item.document.fault("CX307", (*placed.loc, "text"), message=", ".join(sorted(missing)))


def check_duplicates(content: Content) -> Iterator[Fault]:
    """No statement stands twice in the same words."""
    seen: dict[str, str] = {}
    for item in content.topics.values():
        for placed in item.statements():
            key = " ".join(words(placed.statement.text.lower()))
            if placed.statement.support or len(key.split()) < 6:
                continue
            if key in seen:
                yield item.document.fault("CX308", (*placed.loc, "text"), message=f"first at {seen[key]}")
            seen.setdefault(key, f"{item.document.name}:{item.document.line(placed.loc)}")


def _patient(item: LoadedTopic) -> Iterator[Placed]:
    return (placed for placed in item.statements() if placed.audience == "patient")


def _count(statements: list[Statement]) -> int:
    return sum(len(words(statement.text)) for statement in statements)
