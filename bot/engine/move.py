"""Give a conversation another key: from the disk into memory when a person does not want it stored."""

from __future__ import annotations

import sqlalchemy as sa

from bot.engine.erase import erase
from bot.engine.store import ConversationStore

__all__ = ["move"]


def move(store: ConversationStore, sender: str, to: str) -> int:
    """Copy every event to where the new key belongs, then erase it under the old one; returns how many there were.

    Raises SQLAlchemy's errors as they are; nothing is lost then, and it can be done again.
    """
    table = store.SQLEvent.__table__
    with store.of(sender).session_scope() as session:
        query = sa.select(table).where(table.c.sender_id == sender).order_by(table.c.id)
        rows = [dict(row) | {"sender_id": to} for row in session.execute(query).mappings()]
    for row in rows:
        del row["id"]
    if rows:
        with store.of(to).writing() as session:
            session.execute(sa.insert(table), rows)
    erase(store, sender)
    return len(rows)
