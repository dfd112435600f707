"""A topic in both voices, in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from bot.errors import InputError
from bot.library.current import knowledge
from bot.library.model import Statement, Voice

__all__ = ["show"]

_PARTS = ("body", "call_team", "simpler", "unknown", "more")


def show(topic_id: str) -> None:
    """Print both voices side by side with evidence and sources; `InputError` for an unknown topic."""
    topic = knowledge().topic(topic_id)
    if topic is None:
        raise InputError("There is no such topic.", code="IN202", field=topic_id, remedy="See knowledge/topics/.")
    console = Console()
    for name, voice in (("patient", topic.patient), ("clinician", topic.clinician)):
        console.print(Panel(_text(voice), title=f"{topic.title} · {name}"))


def _text(voice: Voice) -> str:
    lines = [_line(voice.gist)]
    for part in _PARTS:
        statements: tuple[Statement, ...] = getattr(voice, part)
        if statements:
            lines += ["", f"[bold]{part.replace('_', ' ')}[/bold]", *map(_line, statements)]
    return "\n".join(lines)


def _line(statement: Statement) -> str:
    sources = ", ".join(statement.sources)
    return f"{escape(statement.text)} [dim]({statement.evidence or 'support'}{'; ' + sources if sources else ''})[/dim]"
