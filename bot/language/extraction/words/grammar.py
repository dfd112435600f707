"""The small words of the language, as sets, from the `grammar` part of the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

__all__ = ["Grammar"]

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word lists by which a sentence shows what is said of whom; the field names are the keys in the lexicon."""

    speakers: Words
    verbs: Words
    inverted: Words
    begins: Words
    own: Words
    cues: Words
    answer_yes: Words
    answer_no: Words
    answer_stopped: Words
    list_fill: Words
    measured: Words
    injection: Words
    duration_fill: Words
    duration_starts: Words
    first_person: Words
    caring: Words
    owners: Words
    past_verbs: Words
    not_i: Words
    so_i: Words
    asking: Words
    subjects: Words

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Grammar:
        """Build from the lexicon; `KeyError` if a list is missing."""
        return cls(**{field.name: frozenset(data[field.name]) for field in fields(cls)})
