"""The compiled knowledge base at run time: one SQLite file, read-only.

`KnowledgeBase.open(path)` is quick and imports nothing heavy. All answers are immutable views (`bot.library.model`).
A file that is damaged or changed while it is in use is not read on: the next question opens it again as soon as the
same content is back, and until then everything that would have to be read raises `StoreError`.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from bot.errors import StoreError
from bot.library.digest import SCHEMA_VERSION, recorded_sha256
from bot.library.model import Disagreement, Hit, Reply, ReplyLine, Source, Statement, Topic, Voice
from bot.library.opened import OpenedFile
from bot.library.search import SearchIndex

__all__ = ["KnowledgeBase"]

_REBUILD = "Delete it: it is built again from knowledge/ at the next start."
# a hit below this in the own voice lets the search look into the other voice, too
_GOOD_HIT = 0.5
_AGAIN = 1.0  # seconds between two attempts to open a file that was lost
_Found = TypeVar("_Found")


class KnowledgeBase:
    """Read-only access to one compiled knowledge base. May be shared between threads."""

    def __init__(self, path: Path, file: OpenedFile, lost: Callable[[], None]) -> None:
        self.path = path
        self._file = file
        self._lost = lost
        self._tried = float("-inf")
        self._lock = threading.RLock()
        self._topics: dict[str, Topic | None] = {}
        self._index: SearchIndex | None = None
        self._aliases = dict(file.connection.execute("SELECT alias, source FROM aliases"))
        self.meta: dict[str, str] = _meta(file)

    @classmethod
    def open(cls, path: Path, lost: Callable[[], None] = lambda: None) -> Self:
        """Open a compiled file. `lost` is called whenever it is damaged later and cannot be opened again.

        Raises:
            StoreError: the file is missing, unreadable, damaged or of another version.
        """
        if not path.is_file():
            raise StoreError(
                f"There is no knowledge base at {path}.", code="ST102", remedy="Run `make run` to build it."
            )
        file = _opened(path)
        try:
            return cls(path, file, lost)
        except sqlite3.Error as error:
            file.close()
            raise _damaged(path, f"is damaged ({error})") from error

    def close(self) -> None:
        """Close the file. Nothing can be read afterwards."""
        self._file.close()
        self._tried = float("inf")  # and it is not opened again

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def digest(self) -> str:
        """Digest of the content that this file was compiled from (hex)."""
        return self.meta["digest"]

    # -- topics -----------------------------------------------------------------------------------------------------

    def topic_ids(self) -> tuple[str, ...]:
        """Return the ids of all topics, grouped as in the content."""
        return tuple(row[0] for row in self._all("SELECT id FROM topics ORDER BY position"))

    def topics(self) -> tuple[Topic, ...]:
        """Return all topics, grouped as in the content."""
        return tuple(topic for name in self.topic_ids() if (topic := self.topic(name)) is not None)

    def topic(self, topic_id: str) -> Topic | None:
        """Return a topic, or None when there is none of that id."""
        with self._lock:
            if topic_id not in self._topics:
                self._topics[topic_id] = self._read_topic(topic_id)
            return self._topics[topic_id]

    def statement(self, statement_id: str) -> Statement | None:
        """Return a statement by its id, or None."""
        rows = self._statements("id = ?", statement_id)
        return rows[0][0] if rows else None

    # -- sources ----------------------------------------------------------------------------------------------------

    def source(self, source_id: str) -> Source | None:
        """Return a source, also by an old name of it, or None."""
        name = self._aliases.get(source_id, source_id)
        columns = "id, title, citation, year, url, kind, seen, doi, pmid, csl"
        row = self._one(f"SELECT {columns} FROM sources WHERE id = ?", name)
        return (
            None
            if row is None
            else Source(csl=json.loads(row[-1]), **dict(zip(columns.split(", ")[:-1], row[:-1], strict=True)))
        )

    def sources(self) -> tuple[Source, ...]:
        """Return all sources in order of id."""
        ids = [row[0] for row in self._all("SELECT id FROM sources ORDER BY id")]
        return tuple(source for name in ids if (source := self.source(name)) is not None)

    def cite(self, source_id: str) -> str:
        """Return the printed reference of a source.

        Raises:
            StoreError: there is no such source.
        """
        source = self.source(source_id)
        if source is None:
            raise StoreError(f"There is no source {source_id!r}.", code="ST105", field="source")
        return source.citation

    def cited(self, statements: Iterable[Statement]) -> tuple[Source, ...]:
        """Return the sources of statements, each once, in the order in which they are cited."""
        ids = dict.fromkeys(name for statement in statements for name in statement.sources)
        return tuple(source for name in ids if (source := self.source(name)) is not None)

    # -- everything else --------------------------------------------------------------------------------------------

    def search(self, query: str, audience: str | None = None, limit: int = 5) -> tuple[Hit, ...]:
        """Return the statements that fit a question best, at most one a topic, best first. Any text is safe.

        Args:
            query: what the person wrote.
            audience: `patient` or `clinician`; statements of the other voice come only where nothing good is found.
            limit: how many hits to return.
        """
        with self._lock:
            if self._index is None:
                words = [row[0] for row in self._all("SELECT word FROM words")]
                self._index = SearchIndex(_synonyms(self._data("synonyms")), words)
            index = self._index
            found = self._reading(lambda connection: index.find(connection, query, audience, limit))
            if audience and (not found or found[0].score < _GOOD_HIT):
                anywhere = self._reading(lambda connection: index.find(connection, query, None, limit))
                if anywhere and (not found or anywhere[0].score > found[0].score + 0.15):
                    found = anywhere
        hits = []
        for item in found:
            topic, statement = self.topic(item.topic), self.statement(item.statement)
            if topic is not None and statement is not None:
                hits.append(Hit(topic.id, topic.title, statement, statement.sources, item.score, item.parts))
        return tuple(hits)

    def reply(self, reply_id: str, voice: str = "patient") -> Reply | None:
        """Return what the assistant says outside topics, in a voice (else in the other one), or None."""
        row = self._one("SELECT data FROM replies WHERE id = ?", reply_id)
        if row is None:
            return None
        entry: dict[str, Any] = json.loads(row[0])
        lines = entry.get(voice) or entry.get("patient") or entry.get("clinician") or []
        more = {key: value for key, value in entry.items() if key not in {"patient", "clinician", "suggest", "sources"}}
        return Reply(
            reply_id,
            tuple(_line(line) for line in ([lines] if isinstance(lines, str | dict) else lines)),
            tuple(entry.get("suggest", ())),
            tuple(entry.get("sources", ())),
            more,
        )

    def documents(self) -> frozenset[str]:
        """Return the names of the documents that there are and that say something."""
        empty = ("null", "[]", "{}")
        return frozenset(name for name, data in self._all("SELECT name, data FROM documents") if data not in empty)

    def document(self, name: str) -> Any:
        """Return the data of `knowledge/<name>.yml`, a fresh copy each time.

        Raises:
            StoreError: there is no such document.
        """
        data = self._data(name)
        if data is None:
            raise StoreError(
                f"The knowledge base has no document {name!r}: knowledge/{name}.yml is missing or empty.",
                code="ST106",
                field="document",
                remedy="Restore that file and start again.",
            )
        return data

    def figure(self, name: str) -> str | None:
        """Return the SVG text of `knowledge/figures/<name>.svg`, or None."""
        row = self._one("SELECT svg FROM figures WHERE name = ?", name)
        return None if row is None else str(row[0])

    # -- reading ----------------------------------------------------------------------------------------------------

    def _data(self, name: str) -> Any:
        row = self._one("SELECT data FROM documents WHERE name = ?", name)
        return None if row is None else json.loads(row[0])

    def _all(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._reading(lambda connection: connection.execute(query, values).fetchall())

    def check(self) -> None:
        """Return when the knowledge base can be read. Raises `StoreError` ST104 when it cannot."""
        self._all("SELECT count(*) FROM topics")

    def _reading(self, work: Callable[[sqlite3.Connection], _Found]) -> _Found:
        """Read from the file that was opened, or from the same content opened once more."""
        with self._lock:
            try:
                if not self._file.changed():
                    return work(self._file.connection)
            except sqlite3.Error:
                pass  # as after a fault of the disk; a second one is an error
            self._open_again()
            try:
                return work(self._file.connection)
            except sqlite3.Error as error:
                raise _damaged(self.path, f"cannot be read ({error})") from error

    def _open_again(self) -> None:
        if time.monotonic() - self._tried < _AGAIN:
            raise _damaged(self.path, "is damaged or was changed")
        self._tried = time.monotonic()
        try:
            file = _opened(self.path)
        except StoreError:
            self._lost()
            raise
        if file.sha256 not in (self._file.sha256, recorded_sha256(self.path)) or _meta(file)["digest"] != self.digest:
            file.close()
            self._lost()
            raise _damaged(self.path, "is not the one that was opened")
        self._file.close()
        self._file = file
        self._tried = float("-inf")

    def _one(self, query: str, *values: Any) -> tuple[Any, ...] | None:
        rows = self._all(query, *values)
        return rows[0] if rows else None

    def _statements(self, where: str, value: str) -> list[tuple[Statement, int | None]]:
        columns = "id, topic, audience, role, text, evidence, support, dated, superseded_by, issue"
        order = "ORDER BY position"
        rows = self._all(f"SELECT {columns} FROM statements WHERE {where} {order}", value)
        return [(self._statement(row), row[9]) for row in rows]

    def _statement(self, row: Sequence[Any]) -> Statement:
        cited = self._all("SELECT source FROM statement_sources WHERE statement = ? ORDER BY position", row[0])
        sources = tuple(dict.fromkeys(item[0] for item in cited))
        name, topic, audience, role, text, evidence = row[:6]
        return Statement(name, topic, audience, role, text, evidence, sources, bool(row[6]), bool(row[7]), row[8])

    def _read_topic(self, topic_id: str) -> Topic | None:
        columns = "group_id, title, ask, keywords, related, suggest, issues, figure, reviewed, review_by"
        row = self._one(f"SELECT {columns} FROM topics WHERE id = ?", topic_id)
        if row is None:
            return None
        statements = self._statements("topic = ?", topic_id)
        keywords, related, suggest, issues = (json.loads(value) for value in row[3:7])
        return Topic(
            id=topic_id,
            group=row[0],
            title=row[1],
            ask=row[2],
            keywords=tuple(keywords),
            patient=_voice([item for item, _ in statements if item.audience == "patient"]),
            clinician=_voice([item for item, _ in statements if item.audience == "clinician"]),
            disagreements=tuple(_disagreement(text, number, statements) for number, text in enumerate(issues)),
            related=tuple(related),
            suggest=tuple(suggest),
            figure=row[7],
            reviewed=row[8],
            review_by=row[9],
        )


def _opened(path: Path) -> OpenedFile:
    """Raises `StoreError` ST104 for a file that cannot be read, is damaged or of another version."""
    try:
        file = OpenedFile.open(path)
    except (sqlite3.Error, OSError) as error:
        raise _damaged(path, f"is damaged ({error})") from error
    try:
        version = _meta(file).get("schema_version")
    except sqlite3.Error as error:
        file.close()
        raise _damaged(path, f"is damaged ({error})") from error
    if not file.sound or version != str(SCHEMA_VERSION):
        file.close()
        raise _damaged(path, f"has version {version}, not {SCHEMA_VERSION}" if file.sound else "is damaged")
    return file


def _meta(file: OpenedFile) -> dict[str, str]:
    return dict(file.connection.execute("SELECT key, value FROM meta"))


def _damaged(path: Path, how: str) -> StoreError:
    return StoreError(f"The knowledge base {path} {how}.", code="ST104", remedy=_REBUILD)


def _voice(statements: Sequence[Statement]) -> Voice:
    def part(role: str) -> tuple[Statement, ...]:
        return tuple(item for item in statements if item.role == role)

    gist = part("gist")[0]
    return Voice(gist, part("body"), part("call_team"), part("simpler"), part("unknown"), part("more"))


def _disagreement(issue: str, number: int, statements: Sequence[tuple[Statement, int | None]]) -> Disagreement:
    mine = [item for item, issue_number in statements if issue_number == number]
    reading = next((item for item in mine if item.role == "reading"), None)
    return Disagreement(issue, tuple(item for item in mine if item.role == "position"), reading)


def _line(line: Any) -> ReplyLine:
    if isinstance(line, dict):
        return ReplyLine(str(line.get("text", "")), tuple(line.get("sources", ())))
    return ReplyLine(str(line))


def _synonyms(data: Any) -> list[list[str]]:
    return [entry["names"] for entry in data or ()]
