"""An answer of the assistant on a terminal: its words, the chart of an estimate, its sources, the numbered steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.markup import escape

from bot.cli.chart import bars, drawn

__all__ = ["console", "show", "write_chart"]

_FEW = 3
_CHARTED = ("assess_risk", "explain_risk")
_WITH_SOURCES = ("show_sources", "visit_summary")  # their words list the sources already


def console() -> Console:
    """Return the terminal as it is now. In a file or a pipe nothing is wrapped, so that it can be searched."""
    made = Console(highlight=False)
    made.soft_wrap = not made.is_terminal
    return made


def show(messages: list[dict[str, Any]], *, brief: bool = False) -> list[dict[str, str]]:
    """Print an answer; returns its buttons, numbered as shown, those of the last message first.

    `brief`: a patient in a conversation sees the first sources, as the words carry no numbers that point at them.
    """
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
    if envelope.get("label") not in _WITH_SOURCES:
        few = _FEW if brief and envelope.get("audience") != "clinician" else None
        every = enumerate(envelope.get("sources") or [], 1)
        _sources(
            [(number, source) for number, source in every if source.get("in_text", True)],
            few,
            out,
            numbers=envelope.get("audience") == "clinician",
        )
    offered = [button for message in reversed(messages) for button in message.get("buttons") or []]
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


def _sources(sources: list[tuple[int, dict[str, Any]]], few: int | None, out: Console, *, numbers: bool) -> None:
    """Print the references; `numbers`: with the PubMed number, where there is one."""
    if sources:
        out.print()
    shown = sources if few is None or len(sources) <= few + 1 else sources[:few]
    for number, source in shown:
        pubmed = f" PMID {source['pmid']}" if numbers and source.get("pmid") else ""
        out.print(
            f"[dim]\\[{number}] {escape(source['citation'] + pubmed)}[/dim]", soft_wrap=True
        )  # addresses stay whole
    if len(shown) < len(sources):
        out.print(f'[dim]and {len(sources) - len(shown)} more sources: type "sources"[/dim]')


def _drawable(out: Console) -> bool:
    try:
        "█│".encode(out.encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True
