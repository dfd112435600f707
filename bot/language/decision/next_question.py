"""What is asked next in words that only lean on the answer before: the rules of `knowledge/next_questions.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["NextQuestion", "NextQuestions"]

_LONGEST = 14  # words; a longer message brings its subject along
_SAME, _ANY = "same", "any"


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """One rule: what the message looks like, and what it means after which topic or task."""

    id: str
    asks: re.Pattern[str]
    means: Mapping[str, frozenset[str]]  # id meant, or `same` → after which; `any`: every topic
    tried: tuple[str, ...]

    @classmethod
    def from_dict(cls, row: Mapping[str, Any], phrases: Mapping[str, str]) -> NextQuestion:
        """Compile a rule; the phrases stand for themselves in braces."""
        asks = str(row["asks"])
        for name, phrase in phrases.items():
            asks = asks.replace(f"{{{name}}}", phrase)
        means = {
            str(meant): frozenset([_ANY] if after == _ANY else map(str, after)) for meant, after in row["means"].items()
        }
        return cls(str(row["id"]), re.compile(asks, re.I), means, tuple(map(str, row["tried"])))

    def meant(self, before: str) -> str | None:
        """What the rule takes its question for after `before`; None where it says nothing of it."""
        found = next((meant for meant, after in self.means.items() if after & {before, _ANY}), None)
        return before if found == _SAME else found


@dataclass(frozen=True, slots=True)
class NextQuestions:
    """All rules, in their order."""

    rules: tuple[NextQuestion, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> NextQuestions:
        """Read `phrases` and `rules`."""
        return cls(tuple(NextQuestion.from_dict(row, data["phrases"]) for row in data["rules"]))

    def meant(self, text: str, before: Iterable[str | None]) -> str | None:
        """The id that `text` asks about after the topics and tasks `before` it, nearest first; None by no rule."""
        if len(text.split()) > _LONGEST:
            return None
        places = [place for place in before if place]
        fitting = [rule for rule in self.rules if rule.asks.search(text)]
        return next((meant for rule in fitting for place in places if (meant := rule.meant(place))), None)
