"""`calci ask` and `calci chat`: the assistant in the terminal, without a server."""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import Any

import typer

__all__ = ["add", "ready_agent"]


def add(app: typer.Typer) -> None:
    app.command("ask")(ask)
    app.command("chat")(chat)


def ask(
    question: str = typer.Argument(help="What you want to know, in your own words."),
    clinician: bool = typer.Option(False, "--clinician", help="Answer in clinical language."),
    as_json: bool = typer.Option(False, "--json", help="Print the messages and the envelope as JSON."),
) -> None:
    """Ask one question and print the answer with its sources."""
    agent = ready_agent()
    messages = asyncio.run(_say(agent, question, "terminal", clinician))
    if as_json:
        typer.echo(json.dumps(messages, ensure_ascii=False, indent=2))
    else:
        _print(messages)


def chat(clinician: bool = typer.Option(False, "--clinician", help="Clinical language from the start.")) -> None:
    """Talk with the assistant; an empty line or Ctrl+D ends it. Nothing is stored."""
    from rich.console import Console

    agent, console, sender = ready_agent(), Console(), uuid.uuid4().hex
    console.print(
        "[dim]Ask anything about calciphylaxis. Type a number to choose an offered step. Empty line: end.[/dim]"
    )
    offered: list[dict[str, str]] = []
    with asyncio.Runner() as runner:
        while True:
            try:
                typed = console.input("[bold]you[/bold] › ").strip()
            except (EOFError, KeyboardInterrupt):
                break
            if not typed:
                break
            if typed.isdecimal() and 0 < int(typed) <= len(offered):
                typed = offered[int(typed) - 1]["payload"]
            messages = runner.run(_say(agent, typed, sender, clinician))
            offered = _print(messages)
    console.print("[dim]Goodbye. In an emergency call your local emergency number.[/dim]")


def ready_agent() -> Any:
    """The assistant with conversations in memory; builds and trains first when something changed."""
    from bot.engine.model import is_current
    from bot.settings import Settings

    settings = Settings.from_environment()
    if not is_current(settings):
        from bot.cli.running import prepare

        prepare(settings)
    from bot.engine.agent import load

    return load(settings, remember=False)


async def _say(agent: Any, text: str, sender: str, clinician: bool) -> list[dict[str, Any]]:
    from bot.engine.agent import say

    return await say(agent, text, sender=sender, audience="clinician" if clinician else None)


def _print(messages: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Print an answer; returns its buttons, numbered as shown."""
    from rich.console import Console
    from rich.markup import escape

    console = Console()
    offered: list[dict[str, str]] = []
    envelope: dict[str, Any] = {}
    for message in messages:
        if message.get("text"):
            urgent = envelope.get("emergency")
            console.print(escape(message["text"]), style="bold red" if urgent else None)
        offered = message.get("buttons") or offered
        envelope = message.get("custom") or envelope
    for number, source in enumerate(envelope.get("sources") or [], 1):
        console.print(f"[dim]\\[{number}] {escape(source['citation'])}[/dim]", highlight=False)
    for number, button in enumerate(offered, 1):
        console.print(f"  [cyan]{number}[/cyan] {escape(button['title'])}", highlight=False)
    return offered
