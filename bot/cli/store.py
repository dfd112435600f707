"""`calci export` and `calci forget`: everything stored for a conversation, and its erasure."""

from __future__ import annotations

import asyncio
import json

import typer

__all__ = ["add"]


def add(app: typer.Typer) -> None:
    app.command("export")(export)
    app.command("forget")(forget)


def export(sender: str = typer.Option(..., help="The conversation's id.")) -> None:
    """Print everything that is stored for a conversation, as JSON."""
    from bot.engine.launch import prepare

    prepare()
    from bot.engine.store import conversation_store
    from bot.settings import Settings

    store = conversation_store(Settings.from_environment())
    tracker = asyncio.run(store.retrieve_full_tracker(sender))
    events = [event.as_dict() for event in tracker.events] if tracker else []
    typer.echo(json.dumps({"sender": sender, "events": events}, ensure_ascii=False, indent=2))


def forget(sender: str = typer.Option(..., help="The conversation's id.")) -> None:
    """Erase everything that is stored for a conversation."""
    from bot.engine.launch import prepare

    prepare()
    from bot.engine.erase import erase
    from bot.engine.store import conversation_store
    from bot.settings import Settings

    count = erase(conversation_store(Settings.from_environment()), sender)
    typer.echo(f"Erased {count} stored events of this conversation.")
