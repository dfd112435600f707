"""An answer of the assistant on a terminal: its words, the chart of an estimate, its sources, the numbered steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_lowercase
from typing import Any

from rich.console import Console
from rich.markup import escape

from bot.cli.chart import bars, drawn
from bot.language.decision.form.form import CHOSEN

__all__ = ["console", "show", "write_chart"]

_FEW = 3
_CHARTED = ("assess_risk", "explain_risk")
_WITH_SOURCES = ("show_sources", "visit_summary")  # their words list the sources already


def console() -> Console:
    """Return the terminal as it is now. In a file or a pipe nothing is wrapped, so that it can be searched."""
    made = Console(highlight=False)
    made.soft_wrap = not made.is_terminal
    return made


def show(messages: list[dict[str, Any]], *, brief: bool = False) -> dict[str, str]:
    """Print an answer; returns what its buttons send, by the mark each is shown with, those of the last message first.

    The marks are numbers; where the assistant waits for a number, they are letters, so that a number is the answer.

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
    marks = _marks(offered, str(envelope.get("asks_for") or ""))
    for mark, button in zip(marks, offered, strict=False):
        out.print(f"  [cyan]{mark}[/cyan] {escape(button['title'])}")
    return {mark: button["payload"] for mark, button in zip(marks, offered, strict=False)}


def _marks(offered: Sequence[dict[str, str]], asks_for: str) -> Sequence[str]:
    values = any(any(letter.isdigit() for letter in button["title"]) for button in offered)  # which of two was meant
    by_letter = asks_for and asks_for not in CHOSEN and not values
    return ascii_lowercase if by_letter else [str(number) for number, _ in enumerate(offered, 1)]


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
