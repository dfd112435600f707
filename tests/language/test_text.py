"""The normal form of messages: what a person meant survives every way of hiding or mangling it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.text import MAX_CHARACTERS, fold, normalise

CASES = [
    ("c\u200ba\u200bl\u200bc\u200bi\u200bu\u200bm 9", "calcium 9"),
    ("\u202ewhat is it\u202c", "what is it"),
    ("sui\u00adcidal", "suicidal"),
    ("can\x00not", "cannot"),
    ("c\u0430lcium", "calcium"),
    ("\u0441hest p\u0430in", "chest pain"),
    ("\u0456 am in pain", "i am in pain"),
    ("ＣＡＬＣＩＵＭ １０．６", "CALCIUM 10.6"),
    ("𝐡𝐞𝐥𝐩 𝓶𝓮", "help me"),
    ("690 µmol/L", "690 umol/L"),
    ("690 μmol/L", "690 umol/L"),
    ("WBC 9 ×10⁹/L", "WBC 9 ×10^9/L"),
    ("Ca²⁺ 2.4", "Ca2+ 2.4"),
    ("PO₄ 1.8", "PO4 1.8"),
    ("mg²/dL²", "mg^2/dL^2"),
    ("I don’t", "I don't"),
    ("3.5–5.1", "3.5-5.1"),
    ("٢٫٤", "2.4"),
    ("a\u00a0b", "a b"),
    ("h̴̢e̷l̸p̶", "help"),
    ("WARFARİN", "WARFARIN"),
    ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
    ("Ca\t9.0", "Ca\t9.0"),
    ("café naïve", "café naïve"),
    ("мне больно, calcium 9", "мне больно, calcium 9"),
    ("\ud800calcium", "calcium"),
]


@pytest.mark.parametrize(("typed", "meant"), CASES)
def test_means_the_same(typed: str, meant: str) -> None:
    assert normalise(typed) == meant


def test_russian_and_greek_sentences_are_left_alone() -> None:
    for sentence in ("боль в груди", "πονάει το πόδι μου"):
        assert normalise(sentence).startswith(sentence[:4])


def test_long_input_is_cut() -> None:
    assert len(normalise("ﷺ" * 50_000)) <= MAX_CHARACTERS


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_never_raises_and_is_stable(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert len(fold(once)) == len(once)
