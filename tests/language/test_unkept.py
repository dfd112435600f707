"""The wish not to be stored is heard in plain words, and in nothing that could be about an illness."""

from __future__ import annotations

import pytest

from bot.language.unkept import asks_not_to_store


@pytest.mark.parametrize(
    "text",
    [
        "do not store my messages",
        "Please don't save this conversation.",
        "please do not keep my data",
        "dont record what i say",
        "can you not store anything?",
        "could you please not log our chat, thanks",
        "I want you to not keep any of my data",
        "stop saving my messages please",
        "never store anything i type",
        "'do not store' mode please",
        "turn on private mode",
        "I want to ask without you storing the conversation",
    ],
)
def test_the_wish_is_heard(text: str) -> None:
    assert asks_not_to_store(text)


@pytest.mark.parametrize(
    "text",
    [
        "not keeping anything down",
        "I can't keep anything",
        "don't remember anything",
        "do not save me",
        "don't keep me alive",
        "do you store my messages?",
        "how should I not store my binders",
        "they do not keep my data at the hospital, is that normal?",
        "don't keep this up without help",
        "delete my data",
        "the nurse did not record the history of my wound",
    ],
)
def test_what_only_looks_like_it_is_left_to_the_others(text: str) -> None:
    assert not asks_not_to_store(text)
