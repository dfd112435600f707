"""Full-text search over the statements: synonyms, spelling, a score that says how much of the question is covered.

Each word of the question becomes a concept: the word, its synonyms (`knowledge/synonyms.yml`) and, when nothing holds
it, the words that begin with it or are spelt almost like it. A statement's score is the share of the concepts that it
and its topic's title hold, each weighted by how rare it is. FTS5's bm25 with column weights orders equal scores.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.library.wordsplit import STOP_WORDS, index_words

__all__ = ["Found", "SearchIndex", "quoted"]

MAX_WORDS: Final = 80
MAX_CONCEPTS: Final = 24
MIN_SPELLING: Final = 80.0
# bm25 weights of title, ask, keywords, text: a word in a title says more than one in a sentence
_WEIGHTS: Final = "6.0, 3.0, 4.0, 1.0"
# how much the topic's head (title, question, keywords) counts where the sentence itself does not hold a concept
_HEAD_SHARE: Final = 0.8
# what answers a question comes before what only follows from it
_ROLE_BONUS: Final = {"gist": 0.6, "body": 0.3, "simpler": -0.5, "call_team": -0.8}
_START, _END = "\x02", "\x03"

_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the index: statement id, topic id, score 0..1 and the marked snippet."""

    statement: str
    topic: str
    score: float
    parts: tuple[tuple[str, bool], ...]


@dataclass(slots=True)
class _Row:
    statement: str
    topic: str
    head: float = 0.0
    text: float = 0.0
    rank: float = 0.0


def quoted(words: Sequence[str], *, prefix: bool = False) -> str:
    """Return an FTS5 phrase. `words` hold letters and digits only, so nothing of the query language gets through."""
    return '"' + " ".join(words) + '"' + ("*" if prefix else "")


class SearchIndex:
    """The search over one compiled knowledge base. Safe for any text."""

    def __init__(self, synonyms: Iterable[Iterable[str]], vocabulary: Sequence[str]) -> None:
        self._groups: dict[_Words, tuple[_Words, ...]] = {}
        for group in synonyms:
            names = tuple(dict.fromkeys(words for name in group if (words := tuple(index_words(name)))))
            for name in names:
                known = self._groups.get(name, ())
                self._groups[name] = tuple(dict.fromkeys((*known, *names)))
        self._longest = max((len(name) for name in self._groups), default=1)
        self._known = {*vocabulary, *(word for name in self._groups for word in name if len(word) > 3)}

    def find(self, base: sqlite3.Connection, text: str, audience: str | None, limit: int) -> list[Found]:
        """Return the best statements for `text`, best first, at most one a topic.

        Args:
            base: the compiled file.
            text: what the person wrote; any text is safe.
            audience: `patient` or `clinician`; None searches both voices.
            limit: how many to return.
        """
        words = [self._corrected(base, word) for word in index_words(text, MAX_WORDS)]
        concepts = list(self._concepts(words))[:MAX_CONCEPTS]
        if not concepts or limit < 1:
            return []
        total = base.execute("SELECT count(*) FROM search").fetchone()[0]
        rows: dict[int, _Row] = {}
        weight_sum, expressions = 0.0, []
        for concept in concepts:
            expression, heads, texts = self._lookup(base, concept, audience)
            weight = math.log(1 + total / (1 + len(heads | texts)))
            weight_sum += weight
            if expression:
                expressions.append(expression)
            for rowid in texts:
                rows.setdefault(rowid, _Row("", "")).text += weight
            for rowid in heads - texts:
                rows.setdefault(rowid, _Row("", "")).head += weight
        if not rows:
            return []
        return self._best(base, rows, weight_sum, " OR ".join(expressions), limit)

    def _corrected(self, base: sqlite3.Connection, word: str) -> str:
        """Return the word of the base that `word` is meant for, when nothing there is or begins with `word`."""
        if len(word) < 5 or word.isdigit() or word in self._known or word in STOP_WORDS:
            return word
        if any(_match(base, quoted([word], prefix=True), None)):
            return word
        from rapidfuzz import fuzz, process

        best = process.extractOne(word, self._known, scorer=fuzz.ratio, score_cutoff=MIN_SPELLING)
        return word if best is None else str(best[0])

    def _concepts(self, words: Sequence[str]) -> Iterator[tuple[_Words, ...]]:
        """Yield each thing asked for as the tuple of its spellings (each a tuple of words)."""
        seen: set[_Words] = set()
        index = 0
        while index < len(words):
            size = next((n for n in range(self._longest, 0, -1) if tuple(words[index : index + n]) in self._groups), 1)
            name = tuple(words[index : index + size])
            index += len(name) or 1
            single_stop = len(name) == 1 and name not in self._groups and (name[0] in STOP_WORDS or len(name[0]) < 2)
            if name in seen or single_stop:
                continue
            spellings = self._groups.get(name, (name,))
            seen.update(spellings)
            yield spellings

    def _lookup(
        self, base: sqlite3.Connection, concept: tuple[_Words, ...], audience: str | None
    ) -> tuple[str, set[int], set[int]]:
        """Return the FTS expression that finds the concept, and the rows whose head and whose text hold it."""
        expression = " OR ".join(quoted(words) for words in concept)
        found = _match(base, expression, audience)
        if not any(found) and len(concept) == 1 and len(concept[0]) == 1 and len(concept[0][0]) >= 4:
            expression = quoted(concept[0], prefix=True)
            found = _match(base, expression, audience)
        heads, texts = found
        return (expression if heads or texts else ""), heads, texts

    def _best(
        self, base: sqlite3.Connection, rows: Mapping[int, _Row], weight_sum: float, expression: str, limit: int
    ) -> list[Found]:
        marks = ",".join("?" * len(rows))
        query = f"SELECT rowid, statement, topic, bm25(search, {_WEIGHTS}) FROM search WHERE search MATCH ?"
        for rowid, statement, topic, rank in base.execute(f"{query} AND rowid IN ({marks})", (expression, *rows)):
            row = rows[rowid]
            row.statement, row.topic, row.rank = statement, topic, -rank
        roles = dict(base.execute("SELECT id, role FROM statements"))
        best_rank = max(row.rank for row in rows.values()) or 1.0
        ordered = sorted(
            (
                (_score(row, weight_sum), row.rank / best_rank + _ROLE_BONUS.get(roles[row.statement], 0.0), rowid)
                for rowid, row in rows.items()
                if row.statement
            ),
            key=lambda item: (-(item[0] + 0.1 * item[1]), item[2]),
        )
        chosen: dict[str, Found] = {}
        for score, _, rowid in ordered:
            row = rows[rowid]
            if row.topic not in chosen:
                chosen[row.topic] = Found(row.statement, row.topic, round(score, 4), _snippet(base, rowid, expression))
            if len(chosen) == limit:
                break
        return list(chosen.values())


def _score(row: _Row, weight_sum: float) -> float:
    return min(1.0, (row.text + _HEAD_SHARE * row.head) / weight_sum) if weight_sum else 0.0


def _match(base: sqlite3.Connection, expression: str, audience: str | None) -> tuple[set[int], set[int]]:
    voices = {"patient": ("patient",), "clinician": ("clinician", "both")}.get(audience or "", ())
    where = f" AND audience IN ({','.join('?' * len(voices))})" if voices else ""
    query = "SELECT rowid FROM search WHERE search MATCH ?" + where

    def rows(columns: str) -> set[int]:
        return {row[0] for row in base.execute(query, (f"{{{columns}}} : ({expression})", *voices))}

    return rows("title ask keywords"), rows("text")


def _snippet(base: sqlite3.Connection, rowid: int, expression: str) -> tuple[tuple[str, bool], ...]:
    query = "SELECT snippet(search, 3, ?, ?, '…', 28) FROM search WHERE search MATCH ? AND rowid = ?"
    found: Any = base.execute(query, (_START, _END, expression, rowid)).fetchone()
    parts: list[tuple[str, bool]] = []
    for piece in (found[0] if found else "").split(_START):
        hit, mark, rest = piece.partition(_END)
        if mark:
            parts.append((hit, True))
        if tail := (rest if mark else piece):
            parts.append((tail, False))
    return tuple(parts)
