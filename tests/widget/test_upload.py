"""A file of results: what was read is shown, and alarms, before anything is used."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Chat, script


def test_upload_shows_what_was_read_before_anything_is_used(chat: Chat) -> None:
    chat.button("Add a lab file").click()
    dialog = chat.root.get_by_role("dialog", name="Lab values from a file")
    bundle = json.dumps({"resourceType": "Bundle"}).encode()
    dialog.locator("input[type=file]").set_input_files(
        {"name": "labs.json", "mimeType": "application/json", "buffer": bundle}
    )
    expect(dialog.get_by_role("button", name="Use these 2 values")).to_be_visible()
    expect(dialog).to_contain_text("Not recognised: Something else")
    assert chat.server.state.turns == 0
    dialog.get_by_role("checkbox", name="pth").uncheck()
    dialog.get_by_role("button", name="Use this value").click()
    expect(chat.root.locator(".said").last).to_have_text("My lab results: calcium 10.6 mg/dL")


def test_upload_keeps_what_is_right_and_names_what_is_not(chat: Chat) -> None:
    chat.button("Add a lab file").click()
    dialog = chat.root.get_by_role("dialog", name="Lab values from a file")
    content = b'{"resourceType": "Bundle", "id": "half"}'
    dialog.locator("input[type=file]").set_input_files({"name": "labs.json", "mimeType": "", "buffer": content})
    expect(dialog.locator(".problem")).to_contain_text("Phosphate has no unit.")
    expect(dialog.get_by_role("button", name="Use this value")).to_be_visible()


@pytest.mark.parametrize(("clinician", "says"), [(False, "Please call your kidney unit"), (True, "act now")])
def test_a_dangerous_value_in_a_file_alarms_before_anything_is_pressed(chat: Chat, clinician: bool, says: str) -> None:
    if clinician:
        chat.menu().get_by_label("I am a health professional").check()
        chat.page.keyboard.press("Escape")
    chat.button("Add a lab file").click()
    dialog = chat.root.get_by_role("dialog", name="Lab values from a file")
    content = b'{"resourceType": "Bundle", "id": "danger"}'
    dialog.locator("input[type=file]").set_input_files({"name": "labs.json", "mimeType": "", "buffer": content})
    alarm = dialog.get_by_role("alert")
    expect(alarm).to_contain_text("Potassium 7.1 mmol/L")
    expect(alarm).to_contain_text(says)
    expect(alarm.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
    expect(dialog.get_by_text("One result is preliminary.")).to_be_visible()
    top = (alarm.bounding_box() or {"y": 9999})["y"]
    assert top < (dialog.get_by_role("button", name="Use this value").bounding_box() or {"y": 0})["y"]
    assert chat.server.state.turns == 0
    assert chat.axe() == []


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("photo.jpg", b"\xff\xd8", "This kind of file cannot be read"),
        ("big.json", b" " * 1_000_001, "larger than 1 MB"),
        ("broken.json", b"{", "The file is not valid JSON."),
    ],
)
def test_upload_explains_a_file_that_it_cannot_use(chat: Chat, name: str, content: bytes, says: str) -> None:
    chat.button("Add a lab file").click()
    dialog = chat.root.get_by_role("dialog", name="Lab values from a file")
    dialog.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})
    expect(dialog.locator(".problem")).to_contain_text(says)


def test_a_dropped_text_report_is_shown_and_then_sent_as_words(chat: Chat) -> None:
    chat.page.evaluate(script("drop_file"), ["labs.txt", "Calcium 2.4 mmol/L"])
    dialog = chat.root.get_by_role("dialog", name="Lab values from a file")
    expect(dialog.locator("pre")).to_have_text("Calcium 2.4 mmol/L")
    dialog.get_by_role("button", name="Send this text").click()
    expect(chat.root.locator("article.bot").last).to_contain_text("You wrote: Calcium 2.4 mmol/L")
