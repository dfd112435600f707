"""What people do; each `yield` is a state worth a picture, by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from scripts.gallery.visitor import SAMPLES, Visitor

__all__ = ["JOURNEYS", "Journey"]

Journey = Callable[[Visitor], Iterator[str]]

_FACTS = "Please estimate my risk. I am 58, male, on haemodialysis, no skin changes"
_FIRST = "calcium 9.6 mg/dL, phosphate 6.5 mg/dL"
_LATER = ("albumin 3.5 g/dL", "PTH 300 pg/mL", "my BMI is 31", "I have diabetes")
_CASE = (
    "Estimate risk: 58M on HD, no skin lesions, not on warfarin, diabetic, BMI 31, "
    "albumin 3.5 g/dL, Ca 9.6 mg/dL, P 6.5 mg/dL, PTH 300 pg/mL"
)


def _question(v: Visitor) -> Iterator[str]:
    v.open()
    yield "greeting"
    v.say("What is calciphylaxis?")
    yield "answer"
    v.button("Source").first.click()
    yield "citation"
    v.chat.locator("details.sources summary").last.click()
    v.top("details.sources")
    yield "sources"
    v.button("Tell me more").last.click()
    v.top("calci-answer")
    yield "more"
    v.button("Say it simpler").last.click()
    v.top("calci-answer")
    yield "simpler"
    v.press("How is calciphylaxis treated?")
    yield "follow-up"
    v.say("why?")
    yield "clarification"
    v.say("who will win the football match?")
    yield "outside"


def _urgent(v: Visitor) -> Iterator[str]:
    v.open()
    v.say("my husband won't wake up")
    yield "emergency"
    v.say("I don't want to live any more")
    yield "crisis"


def _results(v: Visitor) -> Iterator[str]:
    v.open()
    v.say("calcium 10.6 mg/dL, phosphate 9.0 mg/dL, PTH 40, albumin 3.0 g/dL")
    yield "results"
    v.top("calci-labs")
    yield "results-table"
    v.button("Edit ").first.click()
    yield "results-edit"


def _risk(v: Visitor) -> Iterator[str]:
    v.open()
    v.say("Estimate my risk")
    yield "form-start"
    v.say(_FACTS)
    yield "form"
    v.say(_FIRST)
    v.chat.get_by_text("What I have so far").last.click()
    yield "form-facts"
    for words in _LATER:
        v.say(words)
    v.say("no warfarin")
    yield "risk-words"
    v.top("calci-risk")
    yield "risk-card"
    v.press("Show me the number")
    yield "risk-acknowledge"
    v.press("I understand")
    yield "risk-number"
    v.top("calci-risk")
    yield "risk-picture"
    v.top(".explanation")
    yield "risk-why"
    v.chat.get_by_text("What if a value were different?").last.click()
    v.chat.get_by_role("slider", name="Phosphate").last.fill("4.5")
    v.chat.get_by_text("With these values").last.wait_for()
    v.top("calci-what-if")
    yield "what-if"
    v.press("summary")
    yield "summary"
    v.top(".card.summary .row")
    yield "summary-end"


def _outlook(v: Visitor) -> Iterator[str]:
    v.open()
    v.say("what is the life expectancy?")
    yield "prognosis"
    v.say("What else could painful purple patches on my thighs be?")
    yield "differential"


def _clinician(v: Visitor) -> Iterator[str]:
    v.open()
    v.named("Menu").click()
    v.chat.get_by_label("I am a health professional").check()
    yield "clinician-menu"
    v.page.keyboard.press("Escape")
    v.say(_CASE)
    yield "clinician-risk"
    v.top("calci-risk")
    yield "clinician-risk-card"
    v.say("differential of painful violaceous plaque with livedo on the thigh")
    yield "clinician-differential"
    v.say("What is the dose of sodium thiosulfate?")
    yield "clinician-answer"
    v.say("summary")
    yield "clinician-summary"


def _upload(v: Visitor) -> Iterator[str]:
    v.open()
    v.named("Add a lab file").click()
    yield "upload"
    v.chat.locator("input[type=file]").set_input_files(SAMPLES / "results.csv")
    v.button("Use these").wait_for()
    yield "upload-preview"
    v.answer_to(v.button("Use these").click)
    yield "upload-used"


def _settings(v: Visitor) -> Iterator[str]:
    v.open()
    v.say("is it contagious?")
    v.named("Menu").click()
    yield "menu"
    v.chat.get_by_label("Read answers aloud").check()
    v.named("Start over").click()
    yield "start-over"
    v.button("No, keep it").click()
    v.named("Delete my data").click()
    yield "delete"
    v.page.keyboard.press("Escape")
    v.named("Emergency numbers").click()
    yield "numbers"
    v.page.keyboard.press("Escape")
    v.page.context.set_offline(True)
    v.type("does it hurt?")
    v.chat.get_by_text("No connection").wait_for()
    yield "offline"
    v.page.context.set_offline(False)
    v.chat.locator("article.bot").nth(2).wait_for()
    yield "connected-again"


def _pages(v: Visitor) -> Iterator[str]:
    v.open("/")
    v.page.locator("#privacy").scroll_into_view_if_needed()
    v.page.locator("#privacy").evaluate("e => e.scrollIntoView({block: 'start'})")
    yield "page-privacy"
    v.page.keyboard.press("End")
    yield "page-end"
    for name, path in {
        "topics": "/topics",
        "search": "/topics?q=pain",
        "topic": "/topics/sodium_thiosulfate",
        "topic-clinician": "/topics/sodium_thiosulfate?voice=clinician",
        "case": "/topics/case",
        "look-alikes": "/topics/differential?f=painful&f=crackling",
        "evidence": "/about/evidence",
        "missing": "/topics/nothing-here",
    }.items():
        v.open(path)
        yield name


JOURNEYS: Mapping[str, Journey] = MappingProxyType(
    {
        "question": _question,
        "urgent": _urgent,
        "results": _results,
        "risk": _risk,
        "outlook": _outlook,
        "clinician": _clinician,
        "upload": _upload,
        "settings": _settings,
        "pages": _pages,
    }
)
