"""JSON that means one thing only."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.imports.result import MAX_BYTES, NotParsed, TooLarge, WrongType
from bot.api.imports.strict_json import MAX_DEPTH, loads
from bot.errors import InputError


def test_fractions_stay_exact_and_integers_whole():
    assert loads(b'{"a": 0.1, "b": 3}') == {"a": Decimal("0.1"), "b": 3}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", NotParsed),
        (b"{", NotParsed),
        (b'{"a": NaN}', NotParsed),
        (b'{"a": -Infinity}', NotParsed),
        (b'{"a": 1e99999999999999999999}', NotParsed),
        (b'{"a": 0.' + b"1" * 200 + b"}", NotParsed),
        (b'{"a": "\xff"}', NotParsed),
        (b'{"a": "\\ud800"}', NotParsed),
        (b"  <Bundle xmlns='http://hl7.org/fhir'/>", WrongType),
        (b'"' + b"a" * MAX_BYTES + b'"', TooLarge),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', InputError),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), InputError),
        (b"[" * 200_000, InputError),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_is_refused(body, kind):
    with pytest.raises(kind):
        loads(body)


def test_brackets_inside_text_are_not_nesting():
    text = "[{" * 500
    assert loads(f'{{"a": "{text}\\""}}'.encode()) == {"a": text + '"'}


def test_a_doubled_key_is_named():
    with pytest.raises(InputError) as refused:
        loads(b'{"status": "final", "status": "cancelled"}')
    assert refused.value.field == "status"


def test_a_pair_of_halves_is_one_character():
    assert loads(b'"\\ud83d\\ude00"') == "\U0001f600"


@pytest.mark.parametrize(
    "body",
    [b'"' + b'\\"' * 400_000, b'{"a":' * 100_000, b'["' * 300_000],
    ids=["open text", "open objects", "open lists"],
)
def test_hostile_text_takes_no_time(body):
    started = time.perf_counter()
    with pytest.raises(InputError):
        loads(body)
    assert time.perf_counter() - started < 5


@given(st.binary(max_size=300))
def test_any_bytes_give_a_value_or_a_clear_refusal(body):
    try:
        loads(body)
    except InputError as refused:
        assert refused.message
        assert refused.code
