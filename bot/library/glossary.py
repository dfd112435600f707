"""Words of letters, reports and papers, and what they mean: the entries of `knowledge/glossary.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.library.model import Statement

__all__ = ["Glossary", "Word", "folded"]


@dataclass(frozen=True, slots=True)
class Word:
    """One entry.

    Attributes:
        id: its name in the program.
        names: all that one thing is called; the first is its heading.
        unlike: words one slip away from a name that are words of their own.
        label: the topic that the word belongs to.
        patient: what it means, in one or two plain sentences.
        clinician: the same in one precise sentence.
        see: further topics to offer.
        urgent: whether somebody who has it needs to be seen soon.
    """

    id: str
    names: tuple[str, ...]
    unlike: frozenset[str]
    label: str
    patient: tuple[Statement, ...]
    clinician: Statement
    see: tuple[str, ...]
    urgent: bool = False

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Word:
        """Read one entry."""
        name, label = str(row["id"]), str(row["label"])
        return cls(
            name,
            tuple(map(str, row["names"])),
            frozenset(map(folded, row.get("unlike") or ())),
            label,
            tuple(_statement(name, label, "patient", place, line) for place, line in enumerate(row["patient"], 1)),
            _statement(name, label, "clinician", 1, row["clinician"]),
            tuple(map(str, row.get("see") or ())),
            bool(row.get("urgent")),
        )

    def said(self, audience: str) -> tuple[Statement, ...]:
        """What it means, in the words of a voice."""
        return (self.clinician,) if audience == "clinician" else self.patient

    @property
    def heading(self) -> str:
        return self.names[0][:1].upper() + self.names[0][1:]


@dataclass(frozen=True, slots=True)
class Glossary:
    """All entries in their order, and each by its id and by every name of it as `folded` writes it."""

    words: tuple[Word, ...] = ()
    by_name: Mapping[str, Word] = field(default_factory=dict)
    by_id: Mapping[str, Word] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Glossary:
        """Read `words`; of a name that stands twice the first entry holds."""
        words = tuple(Word.from_dict(row) for row in data["words"])
        by_name = {folded(name): word for word in reversed(words) for name in word.names}
        return cls(words, by_name, {word.id: word for word in words})

    def alphabetical(self) -> tuple[Word, ...]:
        """The entries as a dictionary has them."""
        return tuple(sorted(self.words, key=lambda word: folded(word.names[0])))


def folded(words: str) -> str:
    """Words without capitals and hyphens: "CKD-MBD" is "ckd mbd"."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def _statement(word: str, label: str, voice: str, place: int, row: Mapping[str, Any]) -> Statement:
    sources: Iterable[str] = row.get("sources") or ()
    name, support = f"word-{word}-{voice}-{place}", bool(row.get("support"))
    return Statement(name, label, voice, "word", str(row["text"]), row.get("evidence"), tuple(sources), support)
