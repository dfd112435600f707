"""What is asked next in words that only lean on the answer before: the rules of `knowledge/next_questions.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["NextQuestion", "NextQuestions"]

_LONGEST = 14  # words; a longer message brings its subject along
_SAME, _ANY = "same", "any"


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """One rule: what the message looks like, and what it means after which topic or task.

    `anywhere`: it means the same with nothing before it; `limit`: it holds although the words look like a dose;
    `plain`: it holds although they look like a decision, because they ask what is done in general.
    """

    id: str
    asks: re.Pattern[str]
    means: Mapping[str, frozenset[str]]  # id meant, or `same` → after which; `any`: every topic
    tried: tuple[str, ...]
    anywhere: bool = False
    limit: bool = False
    plain: bool = False

    @classmethod
    def from_dict(cls, row: Mapping[str, Any], phrases: Mapping[str, str]) -> NextQuestion:
        """Compile a rule; the phrases stand for themselves in braces."""
        asks = str(row["asks"])
        for name, phrase in phrases.items():
            asks = asks.replace(f"{{{name}}}", phrase)
        means = {
            str(meant): frozenset([_ANY] if after == _ANY else map(str, after)) for meant, after in row["means"].items()
        }
        tried = tuple(map(str, row["tried"]))
        anywhere, limit, plain = (bool(row.get(key)) for key in ("anywhere", "limit", "plain"))
        return cls(str(row["id"]), re.compile(asks, re.I), means, tried, anywhere, limit, plain)

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
        found = self.heard(text, before)
        return found[1] if found else None

    def heard(self, text: str, before: Iterable[str | None]) -> tuple[str, str] | None:
        """The same with the id of the rule in front."""
        places = [place for place in before if place]
        fitting = ((rule, place) for rule in self._fitting(text) for place in places)
        return next(((rule.id, meant) for rule, place in fitting if (meant := rule.meant(place))), None)

    def anywhere(self, text: str) -> tuple[str, str] | None:
        """Rule and meaning of a question that needs nothing before it."""
        rule = next((rule for rule in self._fitting(text) if rule.anywhere), None)
        return (rule.id, next(iter(rule.means))) if rule else None

    def no_dose(self, text: str, before: str | None) -> bool:
        """Whether a rule says of a question that looks like a dose that after `before` it is none."""
        return bool(before) and any(
            rule.asks.search(text) and rule.meant(str(before)) for rule in self.rules if rule.limit
        )

    def no_decision(self, text: str, before: Iterable[str | None]) -> bool:
        """Whether a rule says of a question that looks like a decision that after `before` it asks in general."""
        places = [place for place in before if place]
        return any(rule.plain and any(map(rule.meant, places)) for rule in self._fitting(text))

    def _fitting(self, text: str) -> Iterator[NextQuestion]:
        return (rule for rule in self.rules if rule.asks.search(text)) if len(text.split()) <= _LONGEST else iter(())
