"""Button references: what was signed here is understood, everything that merely looks so is only text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from itsdangerous import URLSafeSerializer
from itsdangerous.encoding import base64_encode

from bot.language import references


def test_what_was_signed_here_is_understood() -> None:
    assert references.read(references.sign("prognosis", unit="mg/dL")) == {"label": "prognosis", "unit": "mg/dL"}


def _signed_elsewhere() -> str:
    return references.PREFIX + str(URLSafeSerializer("another key", salt="button").dumps({"label": "prognosis"}))


def _altered() -> str:
    body = references.sign("prognosis").removeprefix(references.PREFIX)
    payload = base64_encode(json.dumps({"label": "delete_my_data"}).encode()).decode()
    return references.PREFIX + payload + body[body.rindex(".") :]


@pytest.mark.parametrize(
    "text",
    [
        "calci:",
        "calci:forged.reference.value",
        "calci:\ud800",
        "calci:é\u202e.\x00",
        "calci:" + "a." * 5000,
        _signed_elsewhere(),
        _altered(),
        "prognosis",
    ],
    ids=range(8),
)
def test_a_forged_button_is_only_text(text: str) -> None:
    assert references.read(text) is None


@pytest.mark.parametrize("meaning", [["prognosis"], {"no": "label"}, {"label": 5}, "prognosis"])
def test_a_signed_thing_that_is_no_reference_means_nothing(meaning: Any) -> None:
    assert references.read(references.PREFIX + str(references._serialiser().dumps(meaning))) is None
