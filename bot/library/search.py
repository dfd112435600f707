"""Full-text search over the statements: synonyms, spelling, a score that says how much of the question is covered.

Each word of the question becomes a concept: the word, its synonyms (`knowledge/synonyms.yml`) and, when nothing holds
it, the words that begin with it or are spelt almost like it. A statement's score is the share of the concepts that it
and its topic's title hold, each weighted by how rare it is. FTS5's bm25 with column weights orders like scores.
"""

from __future__ import annotations

import heapq
import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.library.wordsplit import STOP_WORDS, index_words

__all__ = ["Found", "SearchIndex", "quoted"]

MAX_WORDS: Final = 80
MAX_CONCEPTS: Final = 24
# at most one slip in five letters is taken for a misspelling, and what it is taken for counts less than what was typed
_SLIPS: Final = 0.2
_GUESS_SHARE: Final = 0.65
# bm25 looks at the rarest concepts and the best rows only: more would cost time and change nothing
_RANKED_CONCEPTS: Final = 6
_RANKED_ROWS: Final = 60
# bm25 weights of title, ask, keywords, text: a word in a title says more than one in a sentence
_WEIGHTS: Final = "6.0, 3.0, 4.0, 1.0"
# how much the topic's head (title, question, keywords) counts where the sentence itself does not hold a concept
_HEAD_SHARE: Final = 0.8
# what answers a question comes before what only follows from it
_ROLE_SHARE: Final = {"gist": 1.05, "body": 1.02, "simpler": 0.95, "call_team": 0.85}
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
    id: int
    score: float = 0.0


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
        vocabulary_words = {*vocabulary, *(word for name in self._groups for word in name if len(word) > 3)}
        self._known = sorted(vocabulary_words - STOP_WORDS)
        self._known_set = frozenset(self._known)

    def find(self, base: sqlite3.Connection, text: str, audience: str | None, limit: int) -> list[Found]:
        """Return the best statements for `text`, best first, at most one a topic.

        Args:
            base: the compiled file.
            text: what the person wrote; any text is safe.
            audience: `patient` or `clinician`; None searches both voices.
            limit: how many to return.
        """
        words, guessed = self._spelt(base, index_words(text, MAX_WORDS))
        concepts = list(self._concepts(words))[:MAX_CONCEPTS]
        if not concepts or limit < 1:
            return []
        total = base.execute("SELECT count(*) FROM search").fetchone()[0]
        rows: dict[int, _Row] = {}
        weighted: list[tuple[float, str]] = []
        for concept in concepts:
            expression, heads, texts = self._lookup(base, concept, audience)
            weight = math.log(1 + total / (1 + len(heads | texts)))
            weighted.append((weight, expression))
            counts = weight * (_GUESS_SHARE if concept[0][0] in guessed else 1.0)
            for rowid in texts:
                rows.setdefault(rowid, _Row(rowid)).score += counts
            for rowid in heads - texts:
                rows.setdefault(rowid, _Row(rowid)).score += counts * _HEAD_SHARE
        whole = sum(weight for weight, _ in weighted)
        for row in rows.values():
            row.score /= whole
        rarest = sorted((item for item in weighted if item[1]), reverse=True)[:_RANKED_CONCEPTS]
        return _best(base, rows.values(), " OR ".join(expression for _, expression in rarest), limit)

    def _spelt(self, base: sqlite3.Connection, words: Sequence[str]) -> tuple[list[str], set[str]]:
        """Return the words as the base spells them, and which of them are a guess."""
        spelt = [self._corrected(base, word) for word in words]
        return spelt, {ours for ours, theirs in zip(spelt, words, strict=True) if ours != theirs}

    def _corrected(self, base: sqlite3.Connection, word: str) -> str:
        """Return the word of the base that `word` is meant for, when nothing there is or begins with `word`."""
        if len(word) < 5 or word.isdigit() or word in self._known_set or word in STOP_WORDS:
            return word
        if any(_match(base, quoted([word], prefix=True), None)):
            return word
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        best = process.extractOne(word, self._known, scorer=OSA.distance, score_cutoff=int(len(word) * _SLIPS))
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


def _best(base: sqlite3.Connection, rows: Iterable[_Row], expression: str, limit: int) -> list[Found]:
    """Return the best rows, at most one a topic."""
    candidates = {row.id: row for row in heapq.nlargest(_RANKED_ROWS, rows, key=lambda row: (row.score, -row.id))}
    if not candidates:
        return []
    marks = ",".join("?" * len(candidates))
    query = (
        f"SELECT search.rowid, statement, search.topic, -bm25(search, {_WEIGHTS}), role"
        " FROM search JOIN statements ON statements.id = search.statement"
        f" WHERE search MATCH ? AND search.rowid IN ({marks})"
    )
    found = base.execute(query, (expression, *candidates)).fetchall()
    top = max((rank for _, _, _, rank, _ in found), default=0.0) or 1.0

    def order(item: tuple[int, str, str, float, str]) -> tuple[float, int]:
        rowid, _, _, rank, role = item
        return -(candidates[rowid].score * _ROLE_SHARE.get(role, 1.0) + 0.1 * rank / top), rowid

    chosen: dict[str, Found] = {}
    for rowid, statement, topic, _, _ in sorted(found, key=order):
        if topic not in chosen and len(chosen) < limit:
            score = round(min(1.0, candidates[rowid].score), 4)
            chosen[topic] = Found(statement, topic, score, _snippet(base, rowid, expression))
    return list(chosen.values())


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
