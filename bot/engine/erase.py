"""Erase conversations: one on request, old ones after the retention time."""

from __future__ import annotations

import time

import sqlalchemy as sa

from bot.engine.store import ConversationStore

__all__ = ["erase", "erase_away", "erase_older_than"]

_DAY = 86_400
_NEVER = 2**31 - 1  # beyond any event's number


def erase(store: ConversationStore, sender: str) -> int:
    """Delete every stored event of a conversation, from the database and its log; returns how many there were."""
    store, row = store.of(sender), store.SQLEvent
    with store.writing() as session:
        count = session.execute(sa.delete(row).where(row.sender_id == sender)).rowcount
    _empty_log(store)
    return int(count)


async def erase_away(store: ConversationStore, sender: str) -> int:
    """The same on the store's own thread."""
    return await store.of(sender).away(erase, store, sender)


def erase_older_than(store: ConversationStore, days: int, *, now: float | None = None) -> int:
    """Delete conversations whose last event is older than `days`; returns the number of events deleted.

    The order of storing has a say where the clock was wrong: what was stored after something that is not old is not old
    either, whatever its time; and what was stored with a time still to come is as old as what was stored after it.
    """
    row = store.SQLEvent
    now = time.time() if now is None else now
    limit = now - days * _DAY
    fresh = sa.select(sa.func.min(row.id)).where(row.timestamp >= limit, row.timestamp <= now + _DAY)
    last = sa.select(sa.func.max(row.id)).where(
        row.timestamp < limit, row.id < sa.func.coalesce(fresh.scalar_subquery(), _NEVER)
    )
    old = sa.select(row.sender_id).group_by(row.sender_id).having(sa.func.max(row.id) <= last.scalar_subquery())
    with store.writing() as session:
        count = session.execute(
            sa.delete(row).where(row.sender_id.in_(old)), execution_options={"synchronize_session": False}
        ).rowcount
    _empty_log(store)
    return int(count)


def _empty_log(store: ConversationStore) -> None:
    """SQLite's write-ahead log still holds what was deleted until it is written back and cut to nothing."""
    if store.engine.dialect.name == "sqlite":
        with store.held, store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
