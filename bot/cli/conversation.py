"""`calci ask` and `calci chat`: the assistant in the terminal, without a server."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Mapping
from typing import Any

import typer

from bot.cli.prompt import Prompt
from bot.cli.screen import console, show
from bot.library.helplines import call_line

__all__ = ["add", "ready_agent"]

_ENDS = frozenset({"quit", "exit", "/quit", "/exit", ":q"})
_WELCOME = (
    'Ask anything about calciphylaxis, or paste blood results. What stands in front of a step chooses it; "help" says '
    'what I can do; "quit" or Ctrl+D ends.'
)
_EMPTY = 'Type your question, or "quit" to end.'
_GOODBYE = "Goodbye."


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
        show(messages)


def chat(clinician: bool = typer.Option(False, "--clinician", help="Clinical language from the start.")) -> None:
    """Talk with the assistant; "quit" or Ctrl+D ends it. Nothing is stored."""
    agent, out, sender = ready_agent(), console(), uuid.uuid4().hex
    out.print(f"[dim]{_WELCOME} {call_line()}[/dim]")
    prompt = Prompt()
    offered: dict[str, str] = {}
    with asyncio.Runner() as runner:
        while True:
            try:
                typed = prompt.read()
                if typed.lower() in _ENDS:
                    break
                if not typed:  # a report is often pasted with empty lines, and a key is soon pressed twice
                    out.print(f"[dim]{_EMPTY}[/dim]")
                    continue
                messages = runner.run(_say(agent, _chosen(typed, offered), sender, clinician))
            except (EOFError, KeyboardInterrupt):
                out.print()
                break
            out.print()
            offered = show(messages, brief=True)
            out.print()
    out.print(f"[dim]{_GOODBYE} {call_line()}[/dim]")


def _chosen(typed: str, offered: Mapping[str, str]) -> str:
    """The step behind a mark, where a step is shown with that mark; else what was typed."""
    return offered.get(typed.lower().removeprefix("#").removesuffix("."), typed)


def ready_agent() -> Any:
    """The assistant with conversations in memory; builds and trains first when something changed."""
    from bot.engine.model import is_current
    from bot.settings import Settings

    settings = Settings.from_environment()
    if not is_current(settings):
        from bot.cli.running import prepare

        prepare(settings)
    from rich.console import Console

    with Console(stderr=True).status("Loading the language model …"):
        from bot.engine.agent import load

        return load(settings, remember=False)


async def _say(agent: Any, text: str, sender: str, clinician: bool) -> list[dict[str, Any]]:
    from bot.engine.agent import say

    return await say(agent, text, sender=sender, audience="clinician" if clinician else None)
