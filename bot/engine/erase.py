"""Erase conversations: one on request, old ones after the retention time."""

from __future__ import annotations

import time

from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore

from bot.errors import StoreError

__all__ = ["erase", "erase_older_than"]


def erase(store: TrackerStore, sender: str) -> int:
    """Delete every stored event of a conversation; returns how many there were (1 for a conversation in memory)."""
    if isinstance(store, InMemoryTrackerStore):
        return int(store.store.pop(sender, None) is not None)
    if not isinstance(store, SQLTrackerStore):
        raise StoreError("This store cannot erase.", code="ST203", remedy="Use SQLite or PostgreSQL.")
    with store.session_scope() as session:
        count = session.query(store.SQLEvent).filter_by(sender_id=sender).delete()
        session.commit()
    return int(count)


def erase_older_than(store: SQLTrackerStore, days: int) -> int:
    """Delete conversations whose last event is older than `days`; returns the number of events deleted."""
    from sqlalchemy import func

    limit = time.time() - days * 86_400
    event = store.SQLEvent
    with store.session_scope() as session:
        old = [
            row[0]
            for row in session.query(event.sender_id)
            .group_by(event.sender_id)
            .having(func.max(event.timestamp) < limit)
        ]
        count = session.query(event).filter(event.sender_id.in_(old)).delete(synchronize_session=False) if old else 0
        session.commit()
    return int(count)
