"""Every code stands in docs/codes.md."""

from __future__ import annotations

import re

from bot.library.faults import CODES
from scripts.codes import OUT, codes


def test_every_code_stands_on_the_page_and_no_other() -> None:
    page = set(re.findall(r"(?m)^\| ([A-Z]{2}\d{3}) \|", OUT.read_text(encoding="utf-8")))
    assert page == {row.code for row in codes()}, "run: python -m scripts.codes"


def test_codes_of_content_settings_safety_and_input_are_found() -> None:
    found = {row.code for row in codes()}
    assert set(CODES) <= found
    assert {"SF101", "SF105", "CL101", "IN301", "CF101", "ST101", "EN301"} <= found


def test_a_meaning_stands_with_each_code() -> None:
    assert [row for row in codes() if not row.says] == []
