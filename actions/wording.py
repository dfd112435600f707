"""How answers are put together: paragraphs, citations, disclaimers, next steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from actions.reply import Button
from actions.resources import knowledge, phrases, title
from actions.turn import Turn
from bot.library.model import Statement

__all__ = ["Citations", "buttons", "cited", "disclaimer", "disclaimer_line", "form_phrase", "phrase", "source_entries"]


class Citations:
    """Numbers the sources of one answer in the order in which they are cited."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._levels: dict[str, str | None] = {}

    def numbers(self, statement: Statement) -> list[int]:
        """Citation numbers of a statement; unknown ones are added."""
        for source in statement.sources:
            if source not in self.ids:
                self.ids.append(source)
                self._levels[source] = statement.evidence
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
            self._levels[source] = None
        return f"[{self.ids.index(source) + 1}]"

    def entries(self) -> list[dict[str, Any]]:
        """The envelope's `sources`."""
        return source_entries(self.ids, self._levels)


def cited(statement: Statement, turn: Turn, citations: Citations) -> str:
    """A statement as it is read: clinicians see the numbers of its sources, patients only the words."""
    text = citations.text(statement)
    return text if turn.is_clinician else statement.text


def source_entries(ids: Iterable[str], levels: dict[str, str | None] | None = None) -> list[dict[str, Any]]:
    """Envelope entries for source ids; ids that the base does not hold are left out."""
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
