"""The summary as Markdown, for the terminal and for notes. What people wrote is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.api.summary.view import View

__all__ = ["as_markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")


def as_markdown(page: View) -> str:
    """Return the page as Markdown."""
    return "\n".join(_lines(page)).strip() + "\n"


def _lines(page: View) -> Iterator[str]:
    yield from (f"# {_plain(page.title)}", "", _plain(page.intro), "", f"Made on {page.made}", "")
    if page.results:
        yield from _table(
            page.headings["labs"],
            ("Test", "Result", "Date", "Range", "Trend"),
            [
                (r.name, r.value, r.day, " ".join(filter(None, (r.range, _noted(r.position)))), r.trend)
                for r in page.results
            ],
        )
    yield from _list(page.headings["history"], [f"{label}: {value}" for label, value in page.history])
    if page.estimate:
        yield from (f"## {page.headings['estimate']}", "")
        for line in page.estimate:
            yield from (_plain(line), "")
    if page.effects:
        rows = [(e.factor, e.effect, e.interval, e.source) for e in page.effects]
        yield from _table(page.headings["effects"], ("Factor", "Relative effect", "Interval", "Source"), rows)
    yield from _list(page.headings["questions"], page.questions)
    yield from _list(page.headings["discussed"], page.discussed)
    yield from _list(page.headings["sources"], page.sources)
    yield from ("---", "", _plain(f"{page.disclaimer} {page.version}"))


def _table(heading: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from (f"## {heading}", "", "| " + " | ".join(header) + " |", "|" + " --- |" * len(header))
    for row in rows:
        yield "| " + " | ".join(_plain(cell) or "–" for cell in row) + " |"
    yield ""


def _list(heading: str, rows: Sequence[str]) -> Iterator[str]:
    if rows:
        yield from (f"## {heading}", "", *(f"- {_plain(row)}" for row in rows), "")


def _noted(position: str) -> str:
    return f"({position})" if position else ""


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
