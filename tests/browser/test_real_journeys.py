"""People in a real browser with the real assistant: nothing in between is played by anything else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from scripts.gallery.visitor import SAMPLES, Visitor
from tests.browser.conftest import Sites, violations

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]
Visit = Callable[..., Visitor]

PERSON = "Please estimate my risk. I am 58, male, on haemodialysis, no skin changes"
REPORT = """Chem panel 2026-11-02
Calcium 10.6 mg/dL (8.5-10.2) H
Phosphorus 9.0 mg/dL (2.5-4.5) H
PTH, intact <5 pg/mL (15-65) L
Albumin 3.0 g/dL (3.5-5.0) L"""


def test_patient_asks_follows_up_fills_the_form_plays_with_it_and_takes_a_summary_along(
    visit: Visit, artefacts: Path
) -> None:
    patient = visit()
    expect(patient.say("What is calciphylaxis?")).to_contain_text("tiny blood vessels in the skin")
    symptoms = patient.press("What are the symptoms of calciphylaxis?")
    expect(symptoms).to_contain_text("Symptoms")
    expect(symptoms.locator(".gist ~ .when")).to_be_visible()
    expect(symptoms.locator(".gist + .when")).to_have_count(0)  # the first part of the answer stands between them
    assert symptoms.inner_text().count("When to call your team") == 1
    assert violations(patient) == []
    expect(patient.say(PERSON)).to_contain_text("4 of 11")
    asked = patient.say("calcium 9.6 mg/dL, phosphate 6.5 mg/dL")
    asked.get_by_text("What I have so far").click()
    expect(asked.get_by_role("button", name="Change age")).to_be_visible()
    for words in ("albumin 3.5 g/dL", "PTH 300 pg/mL", "my BMI is 31", "I have diabetes"):
        patient.say(words)
    estimate = patient.say("no warfarin")
    expect(estimate).to_contain_text("very uncertain")
    assert estimate.locator("svg.people").count() == 0, "words before numbers"
    patient.press("Show me the number")
    number = patient.press("I understand")
    expect(number.get_by_role("img", name="of 1,000 people")).to_be_visible()
    assert number.inner_text().count("General information, not medical advice") <= 1
    number.get_by_text("What if a value were different?").click()
    number.get_by_role("slider", name="Phosphate").fill("4.5")
    expect(number.locator(".whatif .outcome")).to_contain_text("times the estimate of now")
    assert violations(patient) == []
    patient.page.screenshot(path=artefacts / "real-estimate.png", full_page=True)
    summary = patient.press("summary")
    expect(summary.locator(".card.summary")).to_contain_text("phosphate (phosphorus): 6.5 mg/dL")
    for button, start in (("Save as PDF", b"%PDF-"), ("Download for systems (FHIR)", b"{")):
        with patient.page.expect_download() as kept:
            summary.get_by_role("button", name=button).click()
        assert Path(kept.value.path()).read_bytes().startswith(start)
    assert violations(patient) == []


def test_carer_in_an_emergency_sees_whom_to_call_before_anything_else(visit: Visit, artefacts: Path) -> None:
    carer = visit(viewport={"width": 360, "height": 640})
    answer = carer.say("my husband won't wake up")
    expect(carer.chat.get_by_role("alert")).to_contain_text("This may be an emergency")
    call = answer.locator(".calls a").first
    expect(call).to_be_in_viewport(ratio=1)
    assert str(call.get_attribute("href")).startswith("tel:")
    assert violations(carer) == []
    carer.page.screenshot(path=artefacts / "real-emergency.png")


def test_clinician_pastes_a_report_and_works_by_keyboard(visit: Visit) -> None:
    clinician = visit(viewport={"width": 1280, "height": 900})
    clinician.named("Menu").click()
    clinician.chat.get_by_label("I am a health professional").check()
    clinician.page.keyboard.press("Escape")
    read = clinician.say(REPORT)
    for row in ("10.6 mg/dL", "9.0 mg/dL", "<5 pg/mL", "3.0 g/dL"):
        expect(read.get_by_role("cell", name=row)).to_be_visible()
    assert read.get_by_role("row").filter(has_text="High").count() == 2
    answer = clinician.say("What is sodium thiosulfate?")
    expect(answer.get_by_role("button", name="Copy with citations")).to_be_visible()
    statements = answer.locator(".statement:visible")
    assert statements.count() == answer.locator(".statement .sure:visible").count() > 5
    said = statements.nth(1).inner_text()[:60]
    assert answer.inner_text().count(said) == 1, "what the card says is not said again below it"
    clinician.page.keyboard.press("Alt+s")
    expect(clinician.chat.locator("details.sources").last).to_have_attribute("open", "")
    choice = clinician.chat.locator(".choices .choice").first.inner_text().removeprefix("1").strip()
    clinician.answer_to(lambda: clinician.page.keyboard.press("Alt+1"))
    expect(clinician.chat.locator(".said").last).to_have_text(choice)
    clinician.page.keyboard.press("Alt+i")
    expect(clinician.chat.locator("textarea")).to_be_focused()
    assert violations(clinician) == []


def test_a_lab_file_is_shown_before_it_is_used(visit: Visit) -> None:
    patient = visit()
    patient.named("Add a lab file").click()
    patient.chat.locator("input[type=file]").set_input_files(SAMPLES / "results.csv")
    dialog = patient.chat.get_by_role("dialog", name="Lab values from a file")
    expect(dialog).to_contain_text("Not recognised: Zinc")
    assert patient.chat.locator(".said").count() == 0
    dialog.get_by_label("Albumin").uncheck()
    assert violations(patient) == []
    answer = patient.answer_to(patient.button("Use these 3 values").click)
    expect(answer.get_by_role("row").filter(has_text="Parathyroid hormone")).to_contain_text("300 pg/mL")
    expect(answer.get_by_role("row").filter(has_text="lbumin")).to_have_count(0)


def test_a_reload_in_the_middle_of_the_form_goes_on_where_it_was(visit: Visit) -> None:
    patient = visit()
    expect(patient.say(PERSON)).to_contain_text("last calcium result")
    patient.page.reload()
    patient.ready()
    expect(patient.chat.locator(".said").last).to_have_text(PERSON)
    expect(patient.log).to_contain_text("last calcium result")
    assert violations(patient) == []
    expect(patient.say("9.6 mg/dL")).to_contain_text("5 of 11")


def test_without_a_network_the_message_waits_in_sight_and_is_sent_once(visit: Visit) -> None:
    patient = visit(viewport={"width": 360, "height": 640})
    patient.say("What is calciphylaxis?")
    patient.page.context.set_offline(True)
    patient.type("is it contagious?")
    notice = patient.chat.locator(".notice")
    expect(notice).to_contain_text("No connection")
    expect(notice.get_by_role("button", name="Try now")).to_be_in_viewport(ratio=1)
    expect(notice.get_by_role("link", name="112")).to_be_visible()
    expect(patient.chat.get_by_text("Waiting to send")).to_be_visible()
    patient.page.context.set_offline(False)
    expect(patient.log).to_contain_text("cannot catch calciphylaxis")
    expect(patient.chat.locator(".said").filter(has_text="contagious")).to_have_count(1)
    stored = patient.page.evaluate("fetch('/chat/export').then((answer) => answer.text())")
    said = [turn for turn in json.loads(stored)["conversation"] if turn["who"] == "user"]
    assert [turn["text"] for turn in said].count("is it contagious?") == 1


def test_offline_from_the_start_the_page_and_the_numbers_are_there(visit: Visit) -> None:
    person = visit()
    person.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    person.page.reload()
    person.ready()
    person.page.context.set_offline(True)
    person.page.reload()
    expect(person.chat.get_by_text("No connection")).to_be_visible()
    person.named("Emergency numbers").click()
    numbers = person.chat.get_by_role("dialog", name="Emergency numbers")
    expect(numbers.get_by_role("link", name="Call 112")).to_be_visible()
    expect(numbers).to_contain_text("Chest pain")


def test_what_is_erased_is_gone_on_the_server(visit: Visit) -> None:
    person = visit()
    person.say("is it contagious?")
    person.named("Menu").click()
    person.named("Delete my data").click()
    person.button("Yes, erase it").click()
    expect(person.chat.locator(".said")).to_have_count(0)
    assert "contagious" not in person.page.evaluate("fetch('/chat/export').then((answer) => answer.text())")


def test_a_question_can_be_asked_within_1500_ms_on_a_throttled_phone(visit: Visit) -> None:
    """Fast 3G (1.6 Mbit/s, 150 ms) through the browser's own protocol, nothing stored; the best of up to six."""
    line = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
    script = Path(__file__).resolve().parents[1] / "widget" / "scripts" / "when_answerable.js"
    times: list[float] = []
    while len(times) < 6 and min(times, default=9999) > 1500:  # a busy machine may need another try
        person = visit(path=None)
        person.page.add_init_script(script.read_text(encoding="utf-8"))
        protocol = person.page.context.new_cdp_session(person.page)
        protocol.send("Network.enable")
        protocol.send("Network.emulateNetworkConditions", line)
        person.open()
        times.append(person.page.evaluate("window.answerable"))
    assert min(times) <= 1500, times


def test_the_page_of_the_document_embeds_the_chat_on_another_origin(visit: Visit, sites: Sites) -> None:
    guest = visit(sites.hospital, path=None, viewport={"width": 1280, "height": 900})
    guest.page.goto(sites.hospital)
    guest.button("Ask about calciphylaxis").click()
    guest.ready()
    expect(guest.log).to_contain_text("Hello from the kidney unit.")
    expect(guest.say("What is calciphylaxis?")).to_contain_text("tiny blood vessels in the skin")
    guest.page.reload()
    guest.button("Ask about calciphylaxis").click()
    expect(guest.log).to_contain_text("tiny blood vessels in the skin")
    assert guest.page.context.cookies() == [], "no cookie crosses origins"
    assert violations(guest) == []


def test_an_origin_that_is_not_listed_cannot_speak_for_its_visitor(visit: Visit, sites: Sites) -> None:
    stranger = sites.hospital.replace("127.0.0.1", "localhost")
    guest = visit(path=None)
    answer = guest.page.request.post(
        f"{sites.assistant}/chat/session", headers={"Origin": stranger}, data={"audience": "patient"}
    )
    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers
