"""Words without which a short remark is hardly an alarm: "nurse comes at 9", "its 3am", "he's 80" have none."""

from __future__ import annotations

from bot.language.decision.word_lists import has_word

__all__ = ["names_despair", "plain_answer", "plain_remark"]

_SHORT = 7  # words; what is longer tells more than a list of words can judge


def plain_remark(text: str) -> bool:
    """Whether a message is short and has no word that an alarm of so few words would have."""
    return len(text.split()) <= _SHORT and not has_word(text, "despair", "danger")


def plain_answer(text: str) -> bool:
    """Whether a message is short and names no danger: "sorry no, he's on hemo since March"."""
    return len(text.split()) <= _SHORT and not has_word(text, "danger")


def names_despair(text: str) -> bool:
    """Whether a message has a word that somebody in despair may use, in whatever sense."""
    return has_word(text, "despair")
