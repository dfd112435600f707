"""The part of an alarming message that asks something else, so that it can be answered after the alarm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.language.safety.canonical import Canonical
from bot.language.safety.patterns import PatternSet, Vocabulary

__all__ = ["Remainder"]

_EDGES = re.compile(r"^[\s,;:.!\-–—]+|[\s,;:\-–—]+$")


@dataclass(frozen=True, slots=True)
class Remainder:
    """`joints` are phrases at which a new matter begins; `turns` the same, but only their first word is dropped ("and
    what …"); `asks` what a question looks like; `empty` what asks nothing of its own ("what should I do")."""

    joints: PatternSet
    turns: PatternSet
    asks: PatternSet
    empty: PatternSet

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], vocabulary: Vocabulary) -> Remainder:
        return cls(*(PatternSet.of(data[part], vocabulary) for part in ("joints", "turns", "asks", "empty")))

    def of(self, message: Canonical, alarming: Sequence[tuple[int, int]]) -> str | None:
        """Return the pieces of the message without an alarming place that ask something, as they were typed."""
        asks, empty = self.asks.spans(message), self.empty.spans(message)
        turns = [(start, message.text.index(" ", start)) for start, _ in self.turns.spans(message)]
        joints = [*turns, *self.joints.spans(message)]
        kept = [
            self._typed(message, piece)
            for piece in _pieces(message, joints)
            if not _touches(piece, alarming) and _touches(piece, asks) and not _touches(piece, empty)
        ]
        text = " ".join(filter(None, kept))
        return text or None

    def typed(self, message: Canonical, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        """Return the places of the message as they were typed, each once."""
        return tuple(dict.fromkeys(self._typed(message, span) for span in sorted(spans)))

    def _typed(self, message: Canonical, piece: tuple[int, int]) -> str:
        first, last = message.token_at(piece[0]), message.token_at(piece[1] - 1)
        return _EDGES.sub("", message.source[message.spans[first][0] : message.spans[last][1]])


def _pieces(message: Canonical, joints: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Cut at sentence ends and at joints; a joint itself belongs to no piece unless it is the question word."""
    after_joint = dict(joints)
    begin: int | None = None
    end = skip_to = 0
    for word, start in zip(message.words, message.starts, strict=True):
        if start in after_joint:
            if begin is not None:
                yield begin, end
            begin, skip_to = None, after_joint[start]
        if start < skip_to:
            continue
        begin = start if begin is None else begin
        end = start + len(word)
        if word in {".", "?", "!"}:
            yield begin, end
            begin = None
    if begin is not None:
        yield begin, end


def _touches(piece: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(low < piece[1] and piece[0] < high for low, high in spans)
