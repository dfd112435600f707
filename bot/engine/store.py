"""Where conversations are kept: SQLite in the home folder by default, any SQL database by setting."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import sqlalchemy
from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy.engine.url import make_url

from bot.errors import ConfigError, StoreError
from bot.settings import Settings

__all__ = ["conversation_store"]


def conversation_store(settings: Settings) -> SQLTrackerStore:
    """Open the store and prove that it can be written; never fall back to memory silently.

    Raises `ConfigError` for a URL that cannot be used, `StoreError` when the database cannot be opened.
    """
    if settings.database:
        return _server(settings.database)
    settings.home.mkdir(parents=True, exist_ok=True)
    path = settings.home / "conversations.db"
    try:
        _own(path)
        store = SQLTrackerStore(dialect="sqlite", db=str(path))
        _tune(store)
    except (sqlalchemy.exc.SQLAlchemyError, OSError) as error:
        raise StoreError(
            f"The conversation store {path.name} cannot be used ({type(error).__name__}).",
            code="ST201",
            remedy="Free disk space, or move the damaged file away: a new one is made.",
        ) from error
    return store


def _own(path: Path) -> None:
    """Health data: readable and writable by the owner alone, from the first byte."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)


def _tune(store: SQLTrackerStore) -> None:
    def pragmas(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    sqlalchemy.event.listen(store.engine, "connect", pragmas)
    store.engine.dispose()  # connections opened before the pragmas are closed
    with store.engine.connect() as connection:
        connection.execute(sqlalchemy.text("SELECT count(*) FROM events"))


def _server(url: str) -> SQLTrackerStore:
    try:
        made = make_url(url)
        return SQLTrackerStore(
            dialect=made.drivername,
            host=made.host,
            port=made.port,
            db=made.database or "rasa",
            username=made.username,
            password=made.password,
        )
    except sqlalchemy.exc.ArgumentError as error:
        raise ConfigError(
            "This is not a database URL.",
            code="CF104",
            field="CALCI_DATABASE",
            remedy="postgresql://user:password@host/name",
        ) from error
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise StoreError(
            f"The database cannot be reached ({type(error).__name__}).", code="ST202", remedy="Check CALCI_DATABASE."
        ) from error
