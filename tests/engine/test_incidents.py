"""An incident's line leads home: our own place first, the kind of error by its module, and nothing that was said."""

from __future__ import annotations

import re

import pytest

from bot import incidents
from bot.language.text import normalise
from bot.settings import ROOT


def test_the_line_names_our_own_place_and_the_kind_of_error(caplog: pytest.LogCaptureFixture) -> None:
    try:
        re.compile("secret(")
    except re.error as error:
        incidents.log(error, where="test")
    assert "error=re.error" in caplog.text and "secret" not in caplog.text
    assert "in=- " in caplog.text  # no frame of the assistant's: this is a test's
    caplog.clear()
    try:
        normalise(5)  # type: ignore[arg-type]
    except (TypeError, AttributeError) as error:
        incidents.log(error, where="test")
    assert re.search(r" in=bot/language/text\.py:\d+ at=\[.*'bot/language/text\.py:\d+'\]", caplog.text)
    assert str(ROOT) not in caplog.text
