"""Numbered references of a page, in the order in which its statements cite them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.library.model import Source
from bot.library.store import KnowledgeBase
from bot.web.encyclopedia.words import KINDS

__all__ = ["Cited", "References"]

_ADDRESS = re.compile(r"https?://[^\s()]+(?:\([^\s()]*\)[^\s()]*)*|doi:10\.\S+")


@dataclass(frozen=True, slots=True)
class Cited:
    """A source with its number on the page; `parts` is the printed reference as (text, link or None)."""

    number: int
    source: Source

    @property
    def parts(self) -> tuple[tuple[str, str | None], ...]:
        """Return the printed reference with its addresses made links."""
        return tuple(_linked(self.source.citation))

    @property
    def name(self) -> str:
        """Return the source in short: who, when, what kind of study."""
        authors = self.source.csl.get("author") or []
        first = authors[0].get("family") or authors[0].get("literal") if authors else None
        who = first or self.source.csl.get("publisher") or self.source.title.strip("[]")
        others = " et al." if len(authors) > 1 else ""
        when = f", {self.source.year}" if self.source.year else ""
        return f"{who}{others}{when} ({KINDS.get(self.source.kind, self.source.kind)})"


class References:
    """Numbers the sources of a page. An id that the base does not know is left out."""

    def __init__(self, base: KnowledgeBase, cited: Iterable[Iterable[str]]) -> None:
        self._by_id: dict[str, Cited] = {}
        known: dict[str, Cited] = {}
        for source_id in (name for names in cited for name in names):
            source = base.source(source_id)
            if source is not None:
                entry = known.setdefault(source.id, Cited(len(known) + 1, source))
                self._by_id[source_id] = entry
        self.entries = tuple(known.values())

    def of(self, names: Iterable[str]) -> tuple[Cited, ...]:
        """Return the references of a statement's source ids, each once."""
        found = {entry.number: entry for name in names if (entry := self._by_id.get(name)) is not None}
        return tuple(found.values())


def _linked(citation: str) -> Iterator[tuple[str, str | None]]:
    end = 0
    for match in _ADDRESS.finditer(citation):
        address = match.group().rstrip(".,;")
        if match.start() > end:
            yield citation[end : match.start()], None
        end = match.start() + len(address)
        yield address, address if address.startswith("http") else f"https://doi.org/{address.removeprefix('doi:')}"
    if end < len(citation):
        yield citation[end:], None
