"""What a word of a letter or a report means, in the voice of this turn, with the page of its topic as a button."""

from __future__ import annotations

from functools import lru_cache

from actions.answering import whole_page
from actions.reply import Button, Reply
from actions.resources import knowledge
from actions.said import remembered
from actions.topics import points
from actions.turn import Turn
from actions.wording import Citations, buttons
from bot.library.current import document
from bot.library.glossary import Glossary, Word

__all__ = ["words_told"]

_MOST = 4  # buttons


def words_told(turn: Turn) -> Reply | None:
    """What each word that was asked for means; None where none was."""
    asked = () if turn.chosen else turn.details.get("words") or ()
    words = [word for name in asked if (word := _glossary().by_id.get(str(name)))]
    if not words:
        return None
    citations = Citations()
    said = [_said(word, turn, citations) for word in words]
    topic = words[0].label
    return Reply(
        texts=["\n".join(said) if turn.is_clinician else "\n\n".join(said)],
        buttons=_next_steps(words),
        part={"sources": citations.entries()},
        slots=remembered(topic, topic, list(citations.ids), citations.levels),
        health=True,
    )


def _said(word: Word, turn: Turn, citations: Citations) -> str:
    statements = word.said(turn.audience)
    if turn.is_clinician:
        return points(statements, citations)
    for statement in statements:
        citations.numbers(statement)
    return " ".join(statement.text for statement in statements)


def _next_steps(words: list[Word]) -> list[Button]:
    """The page of each word first."""
    pages = [page for label in dict.fromkeys(word.label for word in words) if (page := knowledge().topic(label))]
    others = [name for word in words for name in word.see if name not in {page.id for page in pages}]
    return [*map(whole_page, pages), *buttons(others)][:_MOST]


@lru_cache(maxsize=1)
def _glossary() -> Glossary:
    return Glossary.from_dict(document("glossary"))
