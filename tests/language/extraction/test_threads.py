"""One reader serves all conversations, also those whose turns run in threads of their own at the same time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.language.extraction import shared_extractor

_TEXTS = tuple(f"my calcium is {value / 10} mg/dL and I take warfarin, word{value}" for value in range(80, 120))


@pytest.fixture
def impatient() -> Iterator[None]:
    """Threads take turns as often as the interpreter can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("impatient")
def test_messages_read_at_the_same_time_are_read_as_one_after_the_other() -> None:
    extractor = shared_extractor()
    alone = [extractor.extract(text) for text in _TEXTS]
    with ThreadPoolExecutor(8) as threads:
        for _ in range(5):
            assert list(threads.map(extractor.extract, _TEXTS)) == alone


def test_a_supposition_is_read_by_the_reader_that_the_model_loaded(agent: Any, talk: Any) -> None:
    """Built when the first person asks "what if", a reader of its own made that person wait and the server grow."""
    built = shared_extractor.cache_info().misses
    person = talk()
    person.say("what if my phosphate was 1.4 mmol/L")
    assert person.last["label"] == "what_if"
    assert shared_extractor.cache_info().misses == built == 1
