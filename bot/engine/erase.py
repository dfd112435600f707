"""Erase conversations: one on request, old ones after the retention time."""

from __future__ import annotations

import time

import sqlalchemy as sa

from bot.engine.store import ConversationStore

__all__ = ["erase", "erase_older_than"]

_DAY = 86_400


def erase(store: ConversationStore, sender: str) -> int:
    """Delete every stored event of a conversation, from the database and its log; returns how many there were."""
    store, row = store.of(sender), store.SQLEvent
    with store.session_scope() as session, session.begin():
        count = session.execute(sa.delete(row).where(row.sender_id == sender)).rowcount
    _empty_log(store)
    return int(count)


def erase_older_than(store: ConversationStore, days: int, *, now: float | None = None) -> int:
    """Delete conversations whose last event is older than `days`; returns the number of events deleted."""
    row = store.SQLEvent
    limit = (time.time() if now is None else now) - days * _DAY
    old = sa.select(row.sender_id).group_by(row.sender_id).having(sa.func.max(row.timestamp) < limit)
    with store.session_scope() as session, session.begin():
        count = session.execute(
            sa.delete(row).where(row.sender_id.in_(old)), execution_options={"synchronize_session": False}
        ).rowcount
    _empty_log(store)
    return int(count)


def _empty_log(store: ConversationStore) -> None:
    """SQLite's write-ahead log still holds what was deleted until it is written back and cut to nothing."""
    if store.engine.dialect.name == "sqlite":
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
