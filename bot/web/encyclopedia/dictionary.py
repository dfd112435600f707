"""The words of letters and reports as one page: from A to Z, each in plain words and for clinicians."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from bot.library.glossary import Glossary, Word
from bot.library.model import Topic
from bot.library.store import KnowledgeBase
from bot.web.encyclopedia.references import References

__all__ = ["WordsPage", "words_page"]


@dataclass(frozen=True, slots=True)
class WordsPage:
    """The entries by first letter, their references, and the topics that they lead to by id."""

    letters: tuple[tuple[str, tuple[Word, ...]], ...]
    references: References
    topics: dict[str, Topic]


def words_page(base: KnowledgeBase) -> WordsPage:
    """Gather the page."""
    words = Glossary.from_dict(base.document("glossary")).alphabetical()
    cited = [statement.sources for word in words for statement in (*word.patient, word.clinician)]
    linked = dict.fromkeys(name for word in words for name in (word.label, *word.see))
    return WordsPage(
        letters=tuple((letter, tuple(those)) for letter, those in groupby(words, lambda word: word.heading[0].upper())),
        references=References(base, cited),
        topics={name: topic for name in linked if (topic := base.topic(name)) is not None},
    )
