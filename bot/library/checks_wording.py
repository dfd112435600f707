"""Checks of the wording: lengths, banned phrases, doses, figures, duplicates.

What a patient may be shown is held to the patient's rules wherever it stands: in the patient voice, in the
disagreements (which both voices show), and in every other document, but for what stands there for clinicians.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.library.content import Content, LoadedTopic, Placed
from bot.library.faults import Fault
from bot.library.loader import Loc
from bot.library.schema import Statement
from bot.library.textmeasure import figures, sentences, words

__all__ = [
    "check_banned",
    "check_duplicates",
    "check_figures",
    "check_lengths",
    "check_sentences",
    "check_shown_documents",
    "unfit_for_patients",
]

ANSWER_WORDS: Final = (60, 160)
SIMPLER_WORDS: Final = 60
SENTENCE_WORDS: Final = {"patient": 25, "clinician": 60, "both": 60}

_MEDICINE: Final = (
    r"(?:warfarin|coumadin|anticoagulants?|blood thinners?|apixaban|eliquis|heparin|insulin|morphine|oxycodone|"
    r"fentanyl|opioids?|pain ?killers?|calcitriol|vitamin [dk]|calcium|(?:phosphate )?binders?|sevelamer|cinacalcet|"
    r"etelcalcetide|steroids?|predniso\w+|iron|thiosulfate|antibiotics?|medicines?|medications?|tablets?|pills?|drugs?|doses?)"
)
# What a patient text must not say, and why. Each is searched without regard to case.
BANNED: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), why)
    for pattern, why in (
        (
            r"\byou (?:should|must|need to|have to|ought to) (?:stop|start|skip|change|take|increase|reduce|switch)\b",
            "order",
        ),
        (r"(?<!not )(?<!n['’]t )(?<!never )\b(?:stop|start|skip) (?:taking|using) (?:your|the)\b", "order"),
        (
            r"(?:(?:^|[.!?:;,\"“]\s*)(?:(?:please|just|then|so|now|also) )?|"
            r"\b(?:please|you can|you could|it is safe to) )"
            r"(?:stop|start|skip|double|halve|increase|reduce|lower|raise|pause|switch|change) (?:taking |using )?"
            rf"(?:(?:your|the|any|all|both|of|half) )*{_MEDICINE}\b",
            "order",
        ),
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
    r"(?!\s?(?:/|per )\s?(?:d?l|litre|liter|min|minute)\b)",
    re.IGNORECASE,
)
_COUNTED_OUT = re.compile(
    r"\btake (?:half|one|two|three|four|an? (?:extra|double|half)|another|twice)(?: (?:a|an|of|your|the|more))*"
    r" (?:tablets?|capsules?|pills?|doses?|spoon\w*|puffs?|patch(?:es)?|mouthfuls?)\b",
    re.IGNORECASE,
)
_SHOWN: Final = (
    "case", "differential", "everyday", "feelings", "glossary", "helplines", "phrases", "prognosis", "replies",
    "risk_model", "safety_replies",
)  # fmt: skip
_NOT_SHOWN: Final = frozenset(
    {"clinician", "asks", "unless", "tried", "left"}
)  # messages of people, and how they are found
_LAB_TEXTS: Final = ("meaning",)  # the rest of labs.yml is how results are written
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


def unfit_for_patients(text: str) -> Iterator[tuple[str, str]]:
    """Yield `(fault code, what)` of each order, false certainty, unkind word (CX303) and dose (CX309) in a text."""
    for pattern, why in BANNED:
        match = pattern.search(text)
        if match and not _CERTAIN_NEGATION.search(text[: match.start()]):
            yield "CX303", f"{why}: {match.group().strip()!r}"
    dose = _DOSE.search(text) or _COUNTED_OUT.search(text)
    if dose:
        yield "CX309", repr(dose.group())


def check_banned(content: Content) -> Iterator[Fault]:
    """Topics: what a patient is shown holds no order, no false certainty, no dose."""
    for item in content.topics.values():
        for placed in item.statements():
            if placed.audience != "clinician":
                for code, what in unfit_for_patients(placed.statement.text):
                    yield item.document.fault(code, (*placed.loc, "text"), message=what)


def check_shown_documents(content: Content) -> Iterator[Fault]:
    """The other documents: the same for every text of them that is not for clinicians alone."""
    for stem, document in content.documents.items():
        for loc, text in _texts(document.data):
            if stem in _SHOWN or (stem == "labs" and loc[:1] == _LAB_TEXTS):
                for code, what in unfit_for_patients(text):
                    yield document.fault(code, loc, message=what)


def _texts(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _NOT_SHOWN:
                yield from _texts(item, (*loc, str(key)))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*loc, index))


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
