"""What a message states, denies or leaves open: every phrase of the lexicon with its standing in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from bot.language.extraction.history.replies import Replies
from bot.language.extraction.standing.asking import kin_has
from bot.language.extraction.standing.context import Scope
from bot.language.extraction.standing.doubts import excepted
from bot.language.extraction.standing.unfollowed import followed
from bot.language.extraction.standing.verdicts import (
    come_since,
    concluded,
    goes_on,
    left_off,
    to_be_stopped,
    under_stopped,
)
from bot.language.extraction.words.grammar import Grammar
from bot.language.extraction.words.numbers import SMALL_WORDS, Number, read_number
from bot.language.extraction.words.phrases import Hit, longest
from bot.language.extraction.words.tokens import Token

__all__ = ["Standing", "Statements"]

Standing = Literal["stated", "negated", "past", "open", "other", "bare"]
_DOSING: Final = frozenset(
    {"mg", "mcg", "ug", "g", "units", "iu", "daily", "od", "bd", "bid", "tds", "tid", "qid", "qds", "tablets", "times",
     "sc", "iv", "po", "weekly", "nocte", "mane"}
)  # fmt: skip
_WEIGHTS: Final = frozenset({"mg", "mcg", "ug", "g", "units", "iu"})
_SESSION: Final = frozenset({"dialysis", "hd", "haemodialysis", "hemodialysis"})
_MEDICINES: Final = frozenset({"warfarin", "calcium_binder", "vitamin_d", "steroids", "injections"})
_NO_DRUG: Final = frozenset(
    {"d", "vit", "vitd", "d2", "d3", "vitamin", "calcium", "ca", "sugar", "steroid", "steroids"}
)
_DOSE_ENDS: Final = frozenset({",", "and", "+", ";", "&", "\n", "with", "plus", "/"})
_OFTEN: Final = frozenset("once twice daily weekly monthly fortnightly nightly morning nocte bd tds od tid bid".split())
_AUXILIARIES: Final = frozenset({"is", "are", "does", "do", "can", "will", "could"})
_FEW: Final = 24  # scopes; more of them are looked up by place
_FORM: Final = 3  # so many colons make a form
_PARTS: Final = frozenset({",", ";", "=", "->", "→"})


@dataclass(frozen=True)
class Statements:
    """The phrases found in a message (`hits`) with the scopes of the context rules."""

    text: str
    tokens: Sequence[Token]
    hits: Sequence[Hit]
    scopes: Sequence[Scope]
    grammar: Grammar
    other: frozenset[int] = field(default_factory=frozenset)
    sex: str | None = None

    def of(self, group: str, never: str | None = None) -> list[Hit]:
        """Return the longest hits of a group, each key on its own; a longer `never` phrase takes its words away."""
        chosen: list[Hit] = []
        blocked = [hit for hit in self.hits if hit.group == (never or "never:" + group)]
        by_key: dict[str, list[Hit]] = {}
        for hit in self.hits:
            if hit.group == group and not any(_inside(hit, each) and each.key in {hit.key, "*"} for each in blocked):
                by_key.setdefault(hit.key, []).append(hit)
        for hits in by_key.values():
            chosen.extend(longest(hits))
        return sorted(chosen, key=lambda hit: hit.first)

    def kinds(self, hit: Hit) -> set[str]:
        """Return the classes of the context rules whose scope covers the hit."""
        near = self.scopes if len(self.scopes) <= _FEW else self._scopes_at.get(hit.last, ())
        return {scope.rule.kind for scope in near if scope.covers(hit.first, hit.last)}

    @cached_property
    def _scopes_at(self) -> dict[int, list[Scope]]:
        """The scopes by the tokens they cover, or which stand in their triggers."""
        found: dict[int, list[Scope]] = {}
        for scope in self.scopes:
            for place in range(min(scope.first, scope.trigger_first), scope.last + 1):
                found.setdefault(place, []).append(scope)
        return found

    @cached_property
    def replies(self) -> Replies:
        """The yes and no that stand behind the things named."""
        return Replies(self.tokens, self.hits, self.grammar)

    def answered(self, hit: Hit) -> bool | None:
        """Read `diabetes: yes`, `warfarin (y)`, `Diabetic? Yes.` behind a phrase; None if there is none."""
        return self.replies.answered(hit)

    def standing(self, hit: Hit) -> Standing:
        """Say how a phrase is meant: stated, negated, past, open (doubted, asked, supposed), other, or bare words."""
        known = self._standings.get(hit)
        if known is None:
            known = self._standings[hit] = self._standing(hit)
        return known

    @cached_property
    def _standings(self) -> dict[Hit, Standing]:
        return {}

    def _standing(self, hit: Hit) -> Standing:
        answer = self.answered(hit)
        if hit.first in self.other:
            return "other"
        if answer is not None:
            return "stated" if answer else "negated"
        kinds = self.kinds(hit)
        if "family" in kinds:
            return "other"
        known = concluded(self.tokens, hit, self._last_thing)
        if known is not None and ("uncertain" in kinds or known[1]):
            return "stated" if known[0] else "negated"
        replied = self.replies.replied(hit)
        if replied is not None:
            return "stated" if replied else "negated"
        done = followed(self.tokens, self.hits, hit)
        if done is not None:
            return "stated" if done else "negated"
        if self._queried(hit) or to_be_stopped(self.tokens, hit):
            return "open"
        if under_stopped(self.tokens, hit) or self.replies.stopped(hit) or left_off(self.tokens, self.hits, hit):
            return "past"
        if kinds & {"question", "general"} and not (self.declared(hit) or self._dated(hit)):
            return "open"
        if kinds & {"uncertain", "hypothetical"}:
            return "open"
        if "negated" in kinds:
            return "stated" if come_since(self.tokens, hit) or excepted(self.tokens, hit) else "negated"
        if "past" in kinds and not (self._begun(hit) or goes_on(self.tokens, hit)):
            return "past"
        return "stated" if self.asserted(hit) else "bare"

    def _queried(self, hit: Hit) -> bool:
        """In `DM? HbA1c pending` and `T2DM? 55M HD` an abbreviation with its question mark is in doubt."""
        place = hit.last + 1
        if hit.group not in {"fact", "finding"} or place + 1 >= len(self.tokens) or self.tokens[place].norm != "?":
            return False
        first, last = self.tokens[hit.first], self.tokens[hit.last]
        glued = last.end == self.tokens[place].start
        return glued and self.text[first.start : last.end].isupper() and not self.text.isupper()

    def _dated(self, hit: Hit) -> bool:
        """In `can I, on warfarin since March, get this?` what goes on since a time is told all the same."""
        after = self.tokens[hit.last + 1].norm if hit.last + 1 < len(self.tokens) else ""
        return after == "since" and not self.grammar.first_person.isdisjoint(
            self._sentences[self.tokens[hit.first].sentence]
        )

    def _begun(self, hit: Hit) -> bool:
        """In `started dialysis 3 years ago` and `switched to HD last year` the thing began then and goes on."""
        before = self.tokens[max(0, hit.first - 4) : hit.first + 1]
        near = self.scopes if len(self.scopes) <= _FEW else self._scopes_at.get(hit.last, ())
        after_only = all(
            s.rule.direction == "backward" for s in near if s.rule.kind == "past" and s.covers(hit.first, hit.last)
        )
        return after_only and any(token.norm in self.grammar.begins for token in before)

    def declared(self, hit: Hit) -> bool:
        """Whether the sentence says it of somebody: `I'm on`, `she takes`, `my`; not `do I have`."""
        sentence = self.tokens[hit.first].sentence
        first = max(0, hit.first - 9)
        window = [token for token in self.tokens[first : hit.first] if token.sentence == sentence]
        if window and (
            window[-1].norm in self.grammar.own or (len(window) > 1 and window[-2].norm in self.grammar.own)
        ):
            return True
        for token in window:
            before = self.tokens[token.index - 1].norm if token.index else ""
            after = self.tokens[token.index + 1].norm if token.index + 1 < len(self.tokens) else ""
            if (
                token.norm in self.grammar.speakers
                and before not in self.grammar.inverted
                and (after in self.grammar.verbs or token.norm in {"im", "ive", "hes", "shes"})
            ) or kin_has(self.tokens, token.index):
                return True
        return False

    @cached_property
    def _last_thing(self) -> str:
        """The key of the last fact named."""
        return max((hit for hit in self.hits if hit.group == "fact"), key=lambda hit: hit.last, default=_NOTHING).key

    @cached_property
    def _sentences(self) -> dict[int, set[str]]:
        words: dict[int, set[str]] = {}
        for token in self.tokens:
            words.setdefault(token.sentence, set()).add(token.norm)
        return words

    def asserted(self, hit: Hit) -> bool:
        """Whether unmarked words are a statement and not only a search term."""
        words = self._sentences[self.tokens[hit.first].sentence]
        named = {token.norm for token in self.tokens[hit.first : hit.last + 1]}
        if self.declared(hit) or self.shorthand or ("?" not in words and not self.grammar.own.isdisjoint(named)):
            return True
        if "?" in words or self._opens_question(hit):
            return False
        return (
            self._dosed(hit)
            or not self.grammar.cues.isdisjoint(words)
            or (hit.group in {"fact", "dialysis"} and self.telling)
        )

    def _opens_question(self, hit: Hit) -> bool:
        """`is insulin dangerous`, the question mark left out."""
        before = self.tokens[hit.first - 1] if hit.first else None
        if before is None or before.norm not in _AUXILIARIES:
            return False
        return before.index == 0 or self.tokens[before.index - 1].sentence != before.sentence

    def _dosed(self, hit: Hit) -> bool:
        """Whether a dose or the time of giving follows: `prednisone 10 mg`, `paricalcitol at dialysis`."""
        after = [token.norm for token in self.tokens[hit.last + 1 : hit.last + 6]]
        often = next((place for place, word in enumerate(after) if word in _OFTEN), None)
        if often is not None and "?" not in self.plain and all(w not in {",", ".", ";", "or"} for w in after[:often]):
            return True
        if self._counted(hit) and self.doses:
            return True
        first, second = (*after, "", "")[:2]
        if first in {"at", "during"} and second in _SESSION:
            return True
        measured = second in _DOSING and not (hit.group == "dialysis" and second in _WEIGHTS)  # `STS dose HD 25 g`
        return measured and (first[:1].isdigit() or first in SMALL_WORDS)

    @cached_property
    def doses(self) -> bool:
        """Whether a medicine stands with its dose though the unit is left out: `alfacalcidol 0.25 and PhosLo`."""
        return self.plainly and any(self._counted(hit) for hit in self.hits if hit.group == "fact")

    def _counted(self, hit: Hit) -> bool:
        """Whether a bare number is the dose of the medicine before it."""
        if hit.key not in _MEDICINES or {token.norm for token in self.tokens[hit.first : hit.last + 1]} & _NO_DRUG:
            return False
        after = [token.norm for token in self.tokens[hit.last + 1 : hit.last + 3]]
        if hit.length > 1 and self.tokens[hit.last].norm[:1].isdigit():
            after.insert(0, self.tokens[hit.last].norm)
        return bool(after) and after[0][:1].isdigit() and (len(after) == 1 or after[1] in _DOSE_ENDS)

    @cached_property
    def plainly(self) -> bool:
        """Whether nothing in the message is a question or names a subject to hear about."""
        words = [token.norm for token in self.tokens if token.kind != "break"]
        return (
            bool(words)
            and "?" not in words
            and words[0] not in self.grammar.asking
            and self.grammar.subjects.isdisjoint(words)
        )

    @cached_property
    def telling(self) -> bool:
        """Whether the message tells something in parts (`Myeloma, two rounds of chemo`) and searches no subject."""
        return self.plainly and any(token.kind == "break" or token.norm in _PARTS for token in self.tokens[1:])

    @cached_property
    def conjoined(self) -> bool:
        """Whether a plain message joins several things of the history: `Hashimoto and vitiligo`."""
        things = sorted((hit for hit in self.hits if hit.group == "fact"), key=lambda hit: hit.first)
        apart = bool(things) and things[-1].first > min(hit.last for hit in things)
        return self.plainly and apart and any(token.norm in {"and", "with", "plus", "&"} for token in self.tokens[1:])

    @cached_property
    def shorthand(self) -> bool:
        """Whether the message lists facts in a clinician's manner: an age with a sex, a kind of dialysis."""
        facts = {hit.key for hit in self.hits if hit.group in {"fact", "dialysis"}}
        if len(facts) >= 2 and any(token.norm in {",", "+", ";", "/", "\n"} for token in self.tokens):
            return True
        if sum(token.norm == ":" for token in self.tokens) >= _FORM and "?" not in self.plain:
            return True
        if len(facts) >= 2 and " and a " in self.plain and "?" not in self.plain:
            return True
        listed = _PERSON.search(self.plain) or (self.plainly and _ILLNESS.search(self.plain))
        return bool(listed) and not self.plain.startswith(("what", "how", "why", "can ", "does", "is "))

    @cached_property
    def numbers(self) -> list[Number]:
        """All numbers of the message, in digits or words."""
        found: list[Number] = []
        index = 0
        while index < len(self.tokens):
            number = read_number(self.tokens, index)
            if number is not None:
                found.append(number)
            index = number.last + 1 if number else index + 1
        return found

    @cached_property
    def _plain(self) -> tuple[str, list[int]]:
        starts = {number.first: number for number in self.numbers}
        words: list[str] = []
        places: list[int] = []
        skip = -1
        for token in self.tokens:
            if token.index <= skip:
                continue
            number = starts.get(token.index)
            words.append(f"{number.value:f}" if number else token.norm)
            skip = number.last if number else skip
            places.extend([token.index] * (len(words[-1]) + 1))
        return " ".join(words), places

    @property
    def plain(self) -> str:
        """The message in normal forms, numbers in digits, one blank between tokens."""
        return self._plain[0]

    def place(self, offset: int) -> int:
        """Return the token at an offset of `plain`."""
        return self._plain[1][min(offset, len(self._plain[1]) - 1)]

    def covered(self, index: int, kinds: Iterable[str]) -> bool:
        """Whether a context rule of one of `kinds` covers the token."""
        wanted = set(kinds)
        near = self.scopes if len(self.scopes) <= _FEW else self._scopes_at.get(index, ())
        return any(scope.rule.kind in wanted and scope.first <= index <= scope.last for scope in near)


_NOTHING: Final = Hit("", "", -1, -1)
_PERSON: Final = re.compile(
    r"\b\d{2,3} ?[/,]? ?(?:m|f|male|female|man|woman|lady|gentleman)\b|\b\d{2} (?:year|yr|y)s? ?(?:old|o)?\b"
    r"|\b\d (?:year|yr)s? old\b|^\d\d (?:and|&|but) (?:diabetic|obese|on)\b"
    r"|\b\d{2} ?y ?[/.]? ?o\b|\bpt\b|^(?:male|female|m|f) ,? ?\d\d\b|\bpmhx?\b|\bs / p\b|\bh / o\b(?! ?(?:calc|"
    r"cua))|\bs/p\b"
    r"|^(?:husband|wife|mum|mom|dad|mother|father|son|daughter|brother|sister|gran|nan|partner) ?,? \d\d\b(?! ?kg)"
    r"|\bbmi\b|\b(?:hd|pd|esrd|eskd|ckd) (?:pt|patient)\b|\b(?:man|woman|male|female|lady|gentleman) (?:of|aged) \d\d\b"
)
_ILLNESS: Final = re.compile(r"\b(?:hd|pd|esrd|eskd|ckd)\b")  # of somebody, unless beside a subject: `mortality HD`


def _inside(hit: Hit, other: Hit) -> bool:
    return other.first <= hit.first and hit.last <= other.last
