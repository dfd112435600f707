"""Whether a conversation is stored: by the deployment's setting, and by what the person chose."""

from __future__ import annotations

from typing import Any

from bot.engine.erase import erase_away
from bot.engine.move import move
from bot.engine.store import ConversationStore
from bot.language.unkept import is_unkept
from bot.web.problems import Problem
from bot.web.sessions import Session, Sessions

__all__ = ["asked_in", "chosen", "storing", "unkept"]


def storing(sessions: Sessions, session: Session) -> dict[str, Any]:
    """What `POST /chat/session` tells of it: whether it is kept, for how many days, whether there is a choice."""
    kept = sessions.stores and not is_unkept(session.sender)
    return {"kept": kept, "days": sessions.days if kept else None, "choice": sessions.stores}


def chosen(body: dict[str, Any]) -> bool | None:
    """The field `store` of a request; None when nothing is said of it."""
    wish = body.get("store")
    if wish is not None and not isinstance(wish, bool):
        raise Problem(422, errors=[{"field": "store", "message": "must be true or false"}])
    return wish


async def unkept(store: ConversationStore, sessions: Sessions, session: Session, wish: bool | None) -> Session:
    """The session after a person's choice; the same one where it changes nothing. Hold the conversation's lock.

    "Do not store" takes what was said into memory and erases it from the disk, under a new key. To be stored again
    begins a new conversation: what was said in the meantime never reaches the disk.
    """
    now_unkept = is_unkept(session.sender)
    if wish is None or not sessions.stores or wish is not now_unkept:
        return session
    after = sessions.create(stored=wish)
    if wish:
        await erase_away(store, session.sender)
        sessions.close(session)
        return after
    await store.away(move, store, session.sender, after.sender)
    sessions.close(session)
    return Session(after.sender, after.token, new=False)


def asked_in(messages: list[dict[str, Any]]) -> bool:
    """Whether an answer grants the wish not to be stored (`stored: false` in its envelope)."""
    return any((message.get("custom") or {}).get("stored") is False for message in messages)
