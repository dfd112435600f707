"""An answer of the assistant on a terminal: its words, the chart of an estimate, its sources, the numbered steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.markup import escape

from bot.cli.chart import bars, drawn

__all__ = ["console", "show", "write_chart"]

_CHARTED = ("assess_risk", "explain_risk")


def console() -> Console:
    """Return the terminal as it is now. In a file or a pipe nothing is wrapped, so that it can be searched."""
    made = Console(highlight=False)
    made.soft_wrap = not made.is_terminal
    return made


def show(messages: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Print an answer; returns its buttons, numbered as shown."""
    out = console()
    envelope: dict[str, Any] = next((m["custom"] for m in reversed(messages) if m.get("custom")), {})
    urgent = bool(envelope.get("emergency") or envelope.get("crisis"))
    for place, text in enumerate(m["text"] for m in messages if m.get("text")):
        if place:
            out.print()
        out.print(escape(text), style="bold red" if urgent and not place else None)
    risk = envelope.get("risk") or {}
    if envelope.get("label") in _CHARTED:
        write_chart(risk.get("contributions") or (), str(envelope.get("audience")), out)
    _sources(envelope.get("sources") or [], out)
    offered = [button for message in messages for button in message.get("buttons") or []]
    if offered:
        out.print()
    for number, button in enumerate(offered, 1):
        out.print(f"  [cyan]{number}[/cyan] {escape(button['title'])}")
    return offered


def write_chart(contributions: Iterable[dict[str, Any]], voice: str, out: Console) -> None:
    """Print the bars; what they show stands in the words as well."""
    lines = drawn(bars(contributions, voice), out.width, plain=not _drawable(out))
    if lines:
        out.print()
        out.print("\n".join(map(escape, lines)), no_wrap=True, overflow="ignore", crop=False)


def _sources(sources: list[dict[str, Any]], out: Console) -> None:
    if sources:
        out.print()
    for number, source in enumerate(sources, 1):
        out.print(f"[dim]\\[{number}] {escape(source['citation'])}[/dim]")


def _drawable(out: Console) -> bool:
    try:
        "█│".encode(out.encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True
