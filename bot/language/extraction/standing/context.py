"""Whether what is mentioned is the case: negated, past, in the family, supposed, doubted, asked, or general.

A small relative of ConText (Harkema et al., J Biomed Inform 2009, doi:10.1016/j.jbi.2009.05.002) written for lay
language. Its rules are rows of `knowledge/context_rules.yml`; here is only how a rule's reach is found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Literal

from bot.language.extraction.standing.nearest import AnsweredThings
from bot.language.extraction.words.phrases import Hit, PhraseBook, longest
from bot.language.extraction.words.tokens import Token

__all__ = ["ContextRules", "Rule", "Scope"]

Direction = Literal["forward", "backward", "both"]
_GROUP = "context"
_END = "end"
_THINGS = frozenset({"fact", "dialysis", "lesion", "finding", "condition", "denial"})
_ENDED_BY_NUMBER = frozenset({"negated", "past"})
_OR = frozenset({"or", "nor"})
_SOON = 5  # tokens behind a trigger in which what it leads to is named
_GOES_ON = 4  # tokens behind a number in which an "or" continues what is denied


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what its trigger means (`kind`), which way and how many tokens it reaches, and what does not stop it."""

    id: str
    kind: str
    direction: Direction
    reach: int
    whole_sentence: bool
    lists: str
    ends: frozenset[str]
    at_end: bool
    stops: frozenset[str]
    nearest: bool = False
    before_thing: bool = False
    unless_before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """The tokens `[first, last]` that a trigger governs, on `side` `after` or `before` its own tokens."""

    rule: Rule
    first: int
    last: int
    trigger_first: int
    trigger_last: int

    def covers(self, first: int, last: int) -> bool:
        """Whether the tokens `[first, last]` lie in the scope; they may begin inside its trigger (`no hx of ca`)."""
        if last > self.last:
            return False
        return self.first <= first or self.trigger_first < first <= self.trigger_last <= last


Stop = Callable[[Rule, int, int, Hit], bool]


class ContextRules:
    """The rules of `context_rules.yml`, ready to be applied."""

    def __init__(self, data: Mapping[str, Any], book: PhraseBook) -> None:
        self._rules = {row["id"]: _rule(row) for row in data["rules"]}
        self._signs = frozenset(data["end_signs"])
        self._light = frozenset(data["light"])
        for row in data["rules"]:
            book.add(_GROUP, row["id"], row["phrases"])
        book.add(_GROUP, _END, data["end_words"])

    def scopes(
        self, tokens: Sequence[Token], hits: Iterable[Hit], in_list: Callable[[int, bool], bool] | None = None
    ) -> list[Scope]:
        """Return the scopes of all triggers among `hits`. `in_list(i)`: a scope may go on past the comma at `i`."""
        hits = list(hits)
        things = [hit for hit in hits if hit.group == "fact"]
        found = self._triggers([hit for hit in hits if hit.group == _GROUP])
        triggers = [hit for hit in found if hit.key != _END]
        inside = {place for hit in triggers for place in range(hit.first, hit.last + 1)}
        # `problems with my sugar` is one thing: its own words end no scope
        inside |= {place for hit in things for place in range(hit.first + 1, hit.last + 1)}
        stops = {hit.first for hit in found if hit.key == _END and hit.first not in inside}
        numbers = _numbers_apart(tokens, hits)
        answers = AnsweredThings(tokens, hits, self._light)

        def stop(rule: Rule, place: int, start: int, trigger: Hit) -> bool:
            word = tokens[place].norm
            if place in numbers and rule.kind in _ENDED_BY_NUMBER and rule.direction == "forward":
                return numbers[place] > start
            if rule.nearest and (answers.ends(place, trigger) if place < trigger.first else answers.passed(place)):
                return True
            if rule.stops:
                return word in rule.stops or word in {";", "."}
            if word in self._signs:
                return not (
                    word in {",", "/"} and rule.lists and in_list is not None and in_list(place, rule.lists == "bare")
                )
            return place in stops or word in rule.ends

        scopes: list[Scope] = []
        for hit in triggers:
            rule = self._rules[hit.key]
            if rule.kind == "pseudo" or not _stands(tokens, rule, hit, answers.starts):
                continue
            if rule.direction in {"forward", "both"}:
                last = self._reach(tokens, rule, hit, 1, stop)
                scopes.append(Scope(rule, hit.last + 1, last, hit.first, hit.last))
            if rule.direction in {"backward", "both"}:
                first = self._reach(tokens, rule, hit, -1, stop)
                scopes.append(Scope(rule, first, hit.first - 1, hit.first, hit.last))
        return scopes

    def _triggers(self, hits: Sequence[Hit]) -> list[Hit]:
        """Keep the longest triggers of each direction: `I don't` at an end must not hide `don't` before its thing."""
        forward = [hit for hit in hits if hit.key == _END or self._rules[hit.key].direction != "backward"]
        pseudo = [hit for hit in forward if hit.key != _END and self._rules[hit.key].kind == "pseudo"]
        backward = [hit for hit in hits if hit.key != _END and self._rules[hit.key].direction == "backward"]
        kept = _with_twins([*backward, *pseudo])
        silent = {(hit.first, hit.last) for hit in pseudo}
        ahead = [hit for hit in _with_twins(forward) if hit in pseudo or (hit.first, hit.last) not in silent]
        return [*ahead, *(hit for hit in kept if self._rules[hit.key].direction == "backward")]

    def _reach(self, tokens: Sequence[Token], rule: Rule, trigger: Hit, step: int, stop: Stop) -> int:
        """Return the last token that the rule reaches from the edge of its `trigger` in direction `step`."""
        start = trigger.last if step > 0 else trigger.first
        place, left = start, rule.reach
        light = step > 0 and rule.kind in {"negated", "past", "hypothetical", "uncertain"}
        while left > 0 and 0 <= place + step < len(tokens):
            following = place + step
            token = tokens[following]
            if token.sentence != tokens[start].sentence or token.kind == "break":
                break
            light = light and token.norm in self._light and token.norm not in rule.ends
            if light:
                place = following
                continue
            if not rule.whole_sentence and stop(rule, following, start, trigger):
                break
            place, left = following, left - 1
        return place


def _numbers_apart(tokens: Sequence[Token], hits: Sequence[Hit]) -> dict[int, int]:
    """Return the numbers that stand in no name of a thing (`type 2 diabetes`), each with the thing told last before.

    A denial ends at them: in `no ulcer INR 2.6 warfarin` the warfarin is told. `No warfarin 5 mg or prednisolone`
    goes on.
    """
    things = [hit for hit in hits if hit.group in _THINGS]
    inside = {place for hit in things for place in range(hit.first, hit.last + 1)}
    ends = sorted(hit.last for hit in things)
    found: dict[int, int] = {}
    for token in tokens:
        if token.kind != "number" or token.index in inside:
            continue
        behind = [each.norm for each in tokens[token.index + 1 : token.index + 1 + _GOES_ON]]
        if _OR.isdisjoint(behind):
            place = bisect_left(ends, token.index)
            found[token.index] = ends[place - 1] if place else -1
    return found


def _stands(tokens: Sequence[Token], rule: Rule, hit: Hit, things: Set[int]) -> bool:
    """Whether what stands behind a trigger lets it mean what its rule says. `things`: where things named begin."""
    if rule.before_thing and _at_end(tokens, hit.last + 1):
        return False
    if rule.at_end and not _at_end(tokens, hit.last + 1):
        return False
    after = hit.last + 1
    if after >= len(tokens) or tokens[after].norm not in rule.unless_before:
        return True
    return not _leads_on(tokens, after, things)


def _leads_on(tokens: Sequence[Token], place: int, things: Set[int]) -> bool:
    """Whether a thing is named next, before the part ends: `previously on PD`, not `previously used for lupus`."""
    for token in tokens[place : place + _SOON]:
        if token.index in things:
            return True
        if token.kind == "break" or token.norm in {".", ",", ";", "for", "but", "now"}:
            return False
    return False


def _at_end(tokens: Sequence[Token], place: int) -> bool:
    """Whether the sentence, or a part of it, ends before the token at `place`."""
    return (
        place >= len(tokens)
        or tokens[place].kind == "break"
        or tokens[place].norm in {".", ",", ";", "!", ")", "|", "/", "-", "->", "and", "but"}
    )


def _with_twins(hits: Sequence[Hit]) -> list[Hit]:
    """Keep the longest triggers, and of those every rule that has the same words (`not sure` looks both ways)."""
    spans = {(hit.first, hit.last) for hit in longest(hits)}
    return [hit for hit in hits if (hit.first, hit.last) in spans]


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        id=row["id"],
        kind=row["class"],
        direction=row.get("direction", "forward"),
        reach=int(row.get("reach", 8)),
        whole_sentence=bool(row.get("whole_sentence", False)),
        lists=row.get("lists", ""),
        ends=frozenset(row.get("ends", ())),
        at_end=bool(row.get("at_end", False)),
        stops=frozenset(row.get("stops", ())),
        nearest=bool(row.get("nearest", False)),
        before_thing=bool(row.get("before_thing", False)),
        unless_before=frozenset(row.get("unless_before", ())),
    )
