"""Plain keyword search: one full-text document a topic, BM25, the best topic is the answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from bot.library.model import Topic
from bot.library.search import quoted
from bot.library.wordsplit import STOP_WORDS, index_words

__all__ = ["KeywordSearch"]

# a word in the title, the question or the keywords counts more than one in the text
_WEIGHTS = "6.0, 3.0, 4.0, 1.0"


class KeywordSearch:
    """An FTS5 table in memory with the stemmer that comes with SQLite; no synonyms, no spelling, no thresholds."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute(
            "CREATE VIRTUAL TABLE topics USING fts5(title, ask, keywords, text, id UNINDEXED,"
            " tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        self._base.executemany("INSERT INTO topics VALUES (?, ?, ?, ?, ?)", map(_row, topics))

    def best(self, text: str, limit: int = 3) -> list[str]:
        """Ids of the topics that hold the words of the text best; none when no topic holds any."""
        words = [word for word in index_words(text) if word not in STOP_WORDS]
        if not words:
            return []
        found = self._base.execute(
            f"SELECT id FROM topics WHERE topics MATCH ? ORDER BY bm25(topics, {_WEIGHTS}) LIMIT ?",
            (" OR ".join(quoted([word]) for word in dict.fromkeys(words)), limit),
        )
        return [row[0] for row in found]


def _row(topic: Topic) -> tuple[str, str, str, str, str]:
    text = " ".join(statement.text for voice in (topic.patient, topic.clinician) for statement in voice.statements())
    return topic.title, topic.ask, " ".join(topic.keywords), text, topic.id
