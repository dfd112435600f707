"""How answers are put together: paragraphs, citations, disclaimers, next steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from actions.reply import Button
from actions.resources import knowledge, phrases, title
from actions.turn import Turn
from bot.library.kinds import KINDS, SEEN, strongest
from bot.library.model import Statement

__all__ = ["Citations", "buttons", "cited", "disclaimer", "disclaimer_line", "form_phrase", "phrase", "source_entries"]


class Citations:
    """Numbers the sources of one answer in the order in which they are cited.

    `levels` has for each source the most certain statement of the answer that rests on it: a level is a statement's.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.levels: dict[str, str | None] = {}
        self._read: set[str] = set()
        self._card = False

    @classmethod
    def after(cls, entries: Iterable[dict[str, Any]]) -> Citations:
        """Go on numbering where another answer of the same turn ended (its `sources` entries)."""
        made = cls()
        for entry in entries:
            made.ids.append(entry["id"])
            made.levels[entry["id"]] = entry["evidence_level"]
            made._read |= {entry["id"]} if entry.get("in_text", True) else set()
        return made

    def said(self) -> None:
        """Mark the end of what is read now: what is cited from here on stands only in the card, behind "more"."""
        self._card = True

    def numbers(self, statement: Statement) -> list[int]:
        """Citation numbers of a statement; unknown ones are added."""
        for source in statement.sources:
            if source not in self.ids:
                self.ids.append(source)
            if not self._card or source not in self._read:  # what is read now decides, where anything there cites it
                self.levels[source] = strongest((self.levels.get(source), statement.evidence))
        self._read.update(() if self._card else statement.sources)
        return [self.ids.index(source) + 1 for source in statement.sources]

    def text(self, statement: Statement) -> str:
        """The statement's text with its citation numbers."""
        numbers = self.numbers(statement)
        return statement.text + (f" [{', '.join(map(str, numbers))}]" if numbers else "")

    def number(self, source: str) -> str:
        """The number of one source, as `[3]`; nothing for a source that the base does not hold."""
        if knowledge().source(source) is None:
            return ""
        if source not in self.ids:
            self.ids.append(source)
            self.levels[source] = None
        self._read.add(source)
        return f"[{self.ids.index(source) + 1}]"

    def entries(self) -> list[dict[str, Any]]:
        """The envelope's `sources`."""
        return [entry | {"in_text": entry["id"] in self._read} for entry in source_entries(self.ids, self.levels)]


def cited(statement: Statement, turn: Turn, citations: Citations) -> str:
    """A statement as it is read: clinicians see the numbers of its sources, patients only the words."""
    text = citations.text(statement)
    return text if turn.is_clinician else statement.text


def source_entries(ids: Iterable[str], levels: dict[str, str | None] | None = None) -> list[dict[str, Any]]:
    """Envelope entries for source ids; ids that the base does not hold are left out.

    `kind` (with `kind_label`) and `seen` (with `seen_label`) are the source's own; `evidence_level` is the certainty of
    the most certain statement of the answer that rests on it, and says nothing of the source.
    """
    entries = []
    for source_id in ids:
        source = knowledge().source(source_id)
        if source is not None:
            entries.append(
                {
                    "id": source.id,
                    "citation": source.citation,
                    "url": source.url,
                    "year": source.year,
                    "pmid": source.pmid,
                    "kind": source.kind,
                    "kind_label": KINDS.get(source.kind, source.kind),
                    "seen": source.seen,
                    "seen_label": SEEN.get(source.seen, source.seen),
                    "evidence_level": (levels or {}).get(source_id),
                }
            )
    return entries


def phrase(turn: Turn, *path: str, **values: object) -> str:
    """A short text of the conversation in the register of this turn."""
    found: Any = phrases()
    for key in path:
        found = found[key]
    if isinstance(found, dict) and turn.audience in found:
        found = found[turn.audience]
    return str(found).format(**values) if values else str(found)


def form_phrase(turn: Turn, key: str, **values: object) -> str:
    """A short text of the form in the register of this turn."""
    text = str(phrases()["form"][turn.audience][key])
    return text.format(**values) if values else text


def disclaimer(turn: Turn) -> str:
    """The full disclaimer, which the envelope always carries with health content."""
    return str(phrases()["disclaimer"][turn.audience]["full"])


def disclaimer_line(turn: Turn) -> str:
    """The disclaimer as a person reads it: in full the first time, then as one line."""
    length = "short" if turn.slot("disclaimed") else "full"
    return str(phrases()["disclaimer"][turn.audience][length])


def buttons(labels: Iterable[str], *, limit: int = 4) -> list[Button]:
    """Next steps as buttons, without repeats."""
    unique = list(dict.fromkeys(labels))[:limit]
    return [Button(title(label), label) for label in unique]
