"""What is asked of values told before ("corr Ca pls", "is that high"): `of_values` of `next_questions.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.decision.model import SUMS, Decision
from bot.language.decision.values.removal import analyte_called
from bot.language.decision.values.units_told import UNIT, system_called
from bot.language.dialogue import DialogueContext
from bot.library.current import document

__all__ = ["ValueQuestion", "ValueQuestions"]

_ANY = "any"
_NAME = "qqname"  # stands in the text for whatever an analyte is called
_LETTERS = 100  # a longer message brings its subject along
_IN_UNIT = re.compile(rf"\b(?:in|into|to|as)\W+(?:the )?(?P<unit>{UNIT}|[a-z.]+)", re.I)
_WORDS = re.compile(r"[a-z][\w+]*(?:'s)?", re.I)
_LONG = 6  # letters of a name that is still known with a slip in it
_NO_NAMES = frozenset({"mg", "normal"})  # Mg is the metal
_POINTS = re.compile(r"\b(?:that|this|it|those|they|these|them)\b", re.I)


@dataclass(frozen=True, slots=True)
class ValueQuestion:
    """One rule: what the message looks like, which task it means, and which values must be known for it."""

    id: str
    asks: re.Pattern[str]
    says: re.Pattern[str] | None
    does: str
    needs: frozenset[str]
    details: Mapping[str, Any]
    unless: re.Pattern[str] | None
    tried: tuple[str, ...]

    @property
    def leans(self) -> bool:
        """Whether it is about the answer before even without a pronoun: "high?"."""
        return bool(self.details.get("judge"))

    @classmethod
    def from_dict(cls, row: Mapping[str, Any], phrases: Mapping[str, str]) -> ValueQuestion:
        """Compile a rule; the phrases, and `{name}`, stand for themselves in braces."""
        asks = str(row["asks"])
        for name, phrase in {**phrases, "name": _NAME}.items():
            asks = asks.replace(f"{{{name}}}", phrase)
        needs = frozenset([_ANY] if row["needs"] == _ANY else map(str, row["needs"]))
        says, unless = (re.compile(str(row[key]), re.I) if row.get(key) else None for key in ("says", "unless"))
        tried, details = tuple(map(str, row["tried"])), row.get("details") or {}
        return cls(str(row["id"]), re.compile(asks, re.I), says, str(row["does"]), needs, details, unless, tried)

    def must_wait(self, context: DialogueContext) -> bool:
        """Whether the unit of a value it needs is open; that of the PTH keeps no product waiting."""
        return bool(context.asks_for) and (_ANY in self.needs or context.asks_for in self.needs)

    def fits(self, text: str) -> bool:
        """Whether the whole message looks like it; a rule with names sees each analyte as the same word."""
        seen = _without_names(text) if _NAME in self.asks.pattern else text
        if not self.asks.match(seen) or (self.unless and self.unless.search(seen)):
            return False
        return self.says is None or bool(self.says.search(text))

    def known(self, text: str, context: DialogueContext) -> frozenset[str] | None:
        """The values told that it asks about, none for those of the last answer; None where there are none."""
        if _ANY not in self.needs:
            return self.needs & context.known or None
        named = _named(text)
        if named:
            return named & context.known or None
        product = context.label == "calcium_phosphate_product" and {"calcium", "phosphate"} <= context.known
        leans = context.label in SUMS or product or not (_POINTS.search(text) or self.leans)
        return frozenset() if leans and not context.active_form else None


@dataclass(frozen=True, slots=True)
class ValueQuestions:
    """All rules, in their order."""

    rules: tuple[ValueQuestion, ...] = field(default=())

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ValueQuestions:
        """Read `phrases` and `rules`."""
        return cls(tuple(ValueQuestion.from_dict(row, data["phrases"]) for row in data["rules"]))

    def asked(self, turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
        """The task with the values of this conversation that a message without values asks for, or None."""
        text = str(turn.get("text") or "")
        if turn.get("labs") or not context.values or len(text) > _LETTERS:
            return None
        rule = next((rule for rule in self.rules if rule.fits(text)), None)
        known = rule.known(text, context) if rule else None
        if rule is None or known is None or (not context.active_form and rule.must_wait(context)):
            return None
        details = {**rule.details, **({"of": sorted(known)} if _ANY in rule.needs else {})}
        if rule.does == "convert_units":
            details["to"] = _unit(text)
        return Decision(rule.does, rule.does, 0.9, "context", details=details)


def _named(text: str) -> frozenset[str]:
    """The analytes that the message calls by name."""
    return frozenset(name for found in _WORDS.finditer(text) if (name := _called(found.group())))


def _without_names(text: str) -> str:
    return _WORDS.sub(lambda found: _NAME if _called(found.group()) else found.group(), text)


def _called(word: str) -> str | None:
    """The analyte of a word, also with one slip of the hand: "phospate"."""
    if word in _NO_NAMES:
        return None
    plain = word.lower().removesuffix("'s")
    exact = analyte_called(plain)
    if exact or len(plain) < _LONG:
        return exact
    near = process.extractOne(plain, _long_names(), scorer=OSA.distance, score_cutoff=1)
    return analyte_called(str(near[0])) if near else None


@lru_cache(maxsize=1)
def _long_names() -> tuple[str, ...]:
    names = (str(each) for row in document("labs")["analytes"] for each in (row["id"], *row.get("aliases", ())))
    return tuple(name.lower() for name in names if len(name) >= _LONG and name.isalpha())


def _unit(text: str) -> str | None:
    """The unit asked for without spaces, or `si` or `us` for a system; None for just another one."""
    found = _IN_UNIT.search(text)
    if found is None:
        return None
    words = found["unit"].strip().lower()
    return system_called(words) or (re.sub(r"\s+", "", words) if re.fullmatch(UNIT, words, re.I) else None)
