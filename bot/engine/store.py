"""Where conversations are kept: SQLite in the home folder by default, any SQL database by setting, or memory only.

Differences from Rasa's own SQL store, each with its reason: a session is found by the order of its events and not by
the clock (a clock that was put back would hide what was said after it); what identifies a person is masked before it
is written; a database that cannot be used is an error and never a silent retreat into memory; it works on a thread of
its own, because one person's wait for it must not be everybody's; `retrieve`, which is for the next turn, leaves out
the words of the assistant, nine tenths of all that is stored and of no use to that turn (`retrieve_full_tracker` and
`spoken` have them).
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine.url import make_url
from sqlalchemy.pool import StaticPool

from bot.engine import masking
from bot.engine.store_thread import StoreThread
from bot.errors import ConfigError, StoreError
from bot.language.unkept import is_unkept
from bot.settings import Settings

__all__ = ["ConversationStore", "conversation_store", "memory_store"]

_Found = TypeVar("_Found")
_BUSY_MS = 500  # how long another process may hold the database before a turn goes on without it
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={_BUSY_MS}", "secure_delete=ON")
_EVENTS = SQLTrackerStore.SQLEvent.__table__  # Rasa's own table, so that its tools read what we write
_SPOKEN = ("user", "bot")
_SENDER = sa.bindparam("sender")


def _of_session(what: Sequence[Any]) -> Any:
    """Select from the newest session: from its start in the order of storing, or all when none was started."""
    column = _EVENTS.c
    start = sa.select(sa.func.coalesce(sa.func.max(column.id), 0)).where(
        column.sender_id == _SENDER, column.type_name == SessionStarted.type_name
    )
    return sa.select(*what).where(column.sender_id == _SENDER, column.id >= start.scalar_subquery())


_COUNT = _of_session((sa.func.count(),))
_WITHOUT_ANSWERS = sa.case((_EVENTS.c.type_name == "bot", None), else_=_EVENTS.c.data)
_SESSION = _of_session((_WITHOUT_ANSWERS, _EVENTS.c.timestamp)).order_by(_EVENTS.c.id)
_ALL = sa.select(_EVENTS.c.data).where(_EVENTS.c.sender_id == _SENDER).order_by(_EVENTS.c.id)
_INSERT = sa.insert(_EVENTS)
_CHECK_BELOW = 64 * 1024 * 1024  # bytes; a larger file would delay the start by seconds


class ConversationStore(SQLTrackerStore):
    """Rasa's SQL store on an engine of ours. Every method raises SQLAlchemy's errors as they are."""

    def __init__(self, engine: sa.engine.Engine, beside: ConversationStore | None = None) -> None:
        """`beside` holds the conversations whose people do not want them stored; None when this is memory itself."""
        TrackerStore.__init__(self, domain=None)
        self.engine = engine
        self.beside = beside
        self.held = threading.RLock()  # whoever has it has the one connection
        self._thread = StoreThread() if beside is not None else None
        self._patient = True
        self.sessionmaker = sa.orm.session.sessionmaker(bind=engine)
        self.Base.metadata.create_all(engine)

    def of(self, sender: str) -> ConversationStore:
        """The store in which a conversation lies: this one, or the memory beside it."""
        return self.beside if self.beside is not None and is_unkept(sender) else self

    @contextlib.contextmanager
    def session_scope(self) -> Iterator[Any]:
        """A database session, closed in any case. (Rasa's ends the whole process on any `ValueError` inside it.)"""
        try:
            with self.held, contextlib.closing(self.sessionmaker()) as session:
                yield session
        except sa.exc.OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", None) in _LOCKED:
                self._wait(patient=False)
            raise

    @contextlib.contextmanager
    def writing(self) -> Iterator[Any]:
        """One transaction. Once one has found the database locked, no later one waits for it until one succeeds:
        the first person has waited for all."""
        with self.session_scope() as session, session.begin():
            yield session
        self._wait(patient=True)

    def _wait(self, *, patient: bool) -> None:
        if patient is not self._patient and self.engine.dialect.name == "sqlite":
            with self.held, self.engine.connect() as connection:
                connection.execute(sa.text(f"PRAGMA busy_timeout={_BUSY_MS if patient else 0}"))
            self._patient = patient

    async def away(self, work: Callable[..., _Found], *arguments: Any) -> _Found:
        """Do what blocks on this store's thread; what lies in memory is done at once. Raises what `work` raises, and
        `StoreError` ST203 when the database does not answer."""
        return work(*arguments) if self._thread is None else await self._thread.run(work, *arguments)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write what is new in one transaction: a turn is stored whole or not at all."""
        store = self.of(tracker.sender_id)
        await store.away(store._write, tracker)

    def _write(self, tracker: DialogueStateTracker) -> None:
        with self.writing() as session:
            stored = session.execute(_COUNT, {"sender": tracker.sender_id}).scalar_one()
            mask = masking.Mask()
            new = itertools.islice(tracker.events, stored, None)
            rows = [self._row(tracker.sender_id, mask.event(event.as_dict())) for event in new]
            if rows:
                session.execute(_INSERT, rows)

    async def spoken(self, sender: str, *, last: int | None = None) -> list[Event]:
        """What was said in all sessions of a conversation, oldest first; `last` limits it to the newest events."""
        column = _EVENTS.c
        query = sa.select(column.data).where(column.sender_id == sender, column.type_name.in_(_SPOKEN))
        query = query.order_by(column.id.desc())
        store = self.of(sender)
        stored = await store.away(store._rows, query.limit(last) if last else query)
        return list(map(Event.from_parameters, _read([data for (data,) in reversed(stored)])))

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        store = self.of(sender_id)
        if fetch_events_from_all_sessions:
            stored = [data for (data,) in await store.away(store._rows, _ALL, sender_id)]
        else:
            rows = await store.away(store._rows, _SESSION, sender_id)
            stored = [_unsaid(time) if data is None else data for data, time in rows]
        return DialogueStateTracker.from_dict(sender_id, _read(stored), self.domain.slots) if stored else None

    def _rows(self, query: Any, sender: str | None = None) -> list[Any]:
        with self.session_scope() as session:
            return list(session.execute(query, {"sender": sender} if sender is not None else {}))

    @staticmethod
    def _row(sender: str, data: dict[str, Any]) -> dict[str, Any]:
        return {
            "sender_id": sender,
            "type_name": data["event"],
            "timestamp": data.get("timestamp"),
            "intent_name": ((data.get("parse_data") or {}).get("intent") or {}).get("name"),
            "action_name": data.get("name"),
            "data": json.dumps(data),
        }


def _unsaid(timestamp: float) -> str:
    return json.dumps({"event": "bot", "timestamp": timestamp})


def _read(stored: Sequence[str]) -> list[dict[str, Any]]:
    """The stored events: one document for all is read in half the time."""
    events: list[dict[str, Any]] = json.loads(f"[{','.join(stored)}]")
    return events


def conversation_store(settings: Settings) -> ConversationStore:
    """Open the deployment's store and prove that it can be read and written.

    Raises `ConfigError` for a URL that cannot be used, `StoreError` when the database cannot be opened.
    """
    if not settings.store:
        return memory_store()
    if settings.database and not settings.database.startswith("sqlite"):
        return _on_a_server(settings.database)
    return _in_a_file(_sqlite_path(settings))


def memory_store() -> ConversationStore:
    """Conversations that end with the process: the terminal, tests, and `CALCI_STORE=no`."""
    return ConversationStore(_sqlite_engine(":memory:"))


def _sqlite_path(settings: Settings) -> Path:
    if not settings.database:
        return settings.home / "conversations.db"
    name = _url(settings.database).database
    if not name or name == ":memory:":
        raise ConfigError(
            "This names no file.", code="CF104", field="CALCI_DATABASE", remedy="To store nothing: CALCI_STORE=no"
        )
    return Path(name)


def _in_a_file(path: Path) -> ConversationStore:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _own(path)
        engine = _sqlite_engine(str(path))
        store = ConversationStore(engine, memory_store())
        _prove(engine, path)
    except (sa.exc.SQLAlchemyError, OSError) as error:
        raise StoreError(
            f"The conversation store {path} cannot be used ({_cause(error)}).",
            code="ST201",
            remedy="Free space or stop the other program; if the file is damaged, move it away and a new one is made.",
        ) from error
    return store


def _prove(engine: sa.engine.Engine, path: Path) -> None:
    """Read and write once; a file that is not too large is checked throughout."""
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE events SET data = data WHERE id = (SELECT min(id) FROM events)"))
        if path.stat().st_size < _CHECK_BELOW:
            found = connection.execute(sa.text("PRAGMA quick_check(1)")).scalar()
            if found != "ok":
                raise OSError(f"it is damaged: {found}")


def _own(path: Path) -> None:
    """Health data: readable and writable by the owner alone, from the first byte; so are the files beside it."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    for beside in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        if beside.exists():
            beside.chmod(0o600)


def _sqlite_engine(name: str) -> sa.engine.Engine:
    """One connection for the process: turns reach the store one after another on the server's loop."""
    url = sa.engine.url.URL.create("sqlite", database=name)
    engine = sa.create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})

    def pragmas(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    sa.event.listen(engine, "connect", pragmas)
    return engine


def _on_a_server(url: str) -> ConversationStore:
    try:
        engine = sa.create_engine(_url(url), pool_pre_ping=True, hide_parameters=True)
        return ConversationStore(engine, memory_store())
    except ImportError as error:  # a kind of database whose driver is not installed
        raise _no_database() from error
    except (sa.exc.SQLAlchemyError, UnicodeError) as error:
        raise StoreError(
            f"The database cannot be reached ({_cause(error)}).",
            code="ST202",
            field="CALCI_DATABASE",
            remedy="Is it running, and are the address, user and password right?",
        ) from error


def _url(text: str) -> sa.engine.url.URL:
    try:
        url = make_url(text)
        url.get_dialect()
    except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ImportError, ValueError) as error:
        raise _no_database() from error
    return url


def _no_database() -> ConfigError:
    return ConfigError(
        "This is not the URL of a database that can be used.",
        code="CF104",
        field="CALCI_DATABASE",
        remedy="postgresql://user:password@host/name",
    )


def _cause(error: BaseException) -> str:
    """What went wrong in a few words, without the statement and its parameters."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    origin = getattr(error, "orig", None) or error
    text = str(origin).strip().splitlines()
    return text[0][:120] if text else type(origin).__name__
