"""What a message states, denies or leaves open: every phrase of the lexicon with its standing in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from bot.language.extraction.standing.asking import kin_has
from bot.language.extraction.standing.context import Scope
from bot.language.extraction.standing.verdicts import come_since, concluded, left_off, ticked, to_be_stopped
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
_MEDICINES: Final = frozenset({"warfarin", "calcium_binder", "vitamin_d", "steroids", "injections"})
_NO_DRUG: Final = frozenset(
    {"d", "vit", "vitd", "d2", "d3", "vitamin", "calcium", "ca", "sugar", "steroid", "steroids"}
)
_DOSE_ENDS: Final = frozenset({",", "and", "+", ";", "&", "\n", "with", "plus", "/"})
_LETTERS: Final = {"yes": True, "no": False, "y": True, "n": False}
_OFTEN: Final = frozenset("once twice daily weekly monthly fortnightly nightly morning nocte bd tds od tid bid".split())
_AUXILIARIES: Final = frozenset({"is", "are", "does", "do", "can", "will", "could"})
_FORM: Final = 3  # so many colons make a form
_PARTS: Final = frozenset({",", ";", "=", "->", "→"})
_SEPARATORS: Final = frozenset({":", "=", "-", "?", "(", "|", "..."})


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
        return {scope.rule.kind for scope in self.scopes if scope.covers(hit.first, hit.last)}

    def standing(self, hit: Hit) -> Standing:
        """Say how a phrase is meant: stated, negated, past, open (doubted, asked, supposed), other, or bare words."""
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
        replied = self._replied(hit)
        if replied is not None:
            return "stated" if replied else "negated"
        if to_be_stopped(self.tokens, hit) and not self._replied(hit):
            return "open"
        if self._stopped(hit) or left_off(self.tokens, self.hits, hit):
            return "past"
        if kinds & {"question", "general"} and not (self.declared(hit) or self._dated(hit)):
            return "open"
        if kinds & {"uncertain", "hypothetical"}:
            return "open"
        if "negated" in kinds:
            return "stated" if come_since(self.tokens, hit) else "negated"
        if "past" in kinds and not self._begun(hit):
            return "past"
        return "stated" if self.asserted(hit) else "bare"

    def _dated(self, hit: Hit) -> bool:
        """In `can I, on warfarin since March, get this?` what goes on since a time is told all the same."""
        after = self.tokens[hit.last + 1].norm if hit.last + 1 < len(self.tokens) else ""
        return after == "since" and not self.grammar.first_person.isdisjoint(
            self._sentences[self.tokens[hit.first].sentence]
        )

    def _begun(self, hit: Hit) -> bool:
        """In `started dialysis 3 years ago` and `switched to HD last year` the thing began then and goes on."""
        before = self.tokens[max(0, hit.first - 4) : hit.first + 1]
        after_only = all(
            s.rule.direction == "backward"
            for s in self.scopes
            if s.rule.kind == "past" and s.covers(hit.first, hit.last)
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
        after = after[:2]
        if after[:1] in (["at"], ["during"]) and after[1:] in (
            ["dialysis"],
            ["hd"],
            ["haemodialysis"],
            ["hemodialysis"],
        ):
            return True
        return len(after) == 2 and (after[0][:1].isdigit() or after[0] in SMALL_WORDS) and after[1] in _DOSING

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
        return bool(_PERSON.search(self.plain)) and not self.plain.startswith(
            ("what", "how", "why", "can ", "does", "is ")
        )

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
        return any(scope.rule.kind in wanted and scope.first <= index <= scope.last for scope in self.scopes)

    def answered(self, hit: Hit) -> bool | None:
        """Read `diabetes: yes`, `warfarin (y)`, `Diabetic? Yes.` behind a phrase; None if there is none."""
        place = hit.last + 1
        while place < len(self.tokens) and self.tokens[place].norm in {"status", "mellitus", "use", "therapy"}:
            place += 1
        box = ticked(self.tokens, hit)
        if box is not None:
            return box
        sign = self._sign_before(hit) if self._signed(place) is None else self._signed(place)
        if sign is not None:
            return sign
        if self._answers_behind and place < len(self.tokens):
            behind = self._yes_or_no(place)
            if behind is not None:
                return behind
        if self._part_ends(place + 1) and place < len(self.tokens) and self.tokens[place].norm in _LETTERS:
            return _LETTERS[self.tokens[place].norm]
        if place + 1 >= len(self.tokens) or self.tokens[place].norm not in _SEPARATORS:
            return None
        if self.tokens[place].norm == "?" and not self._only_phrase(hit):
            return None
        while place < len(self.tokens) and self.tokens[place].norm in _SEPARATORS:
            place += 1
        if place >= len(self.tokens):
            return None
        word = self.tokens[place].norm
        if word in self.grammar.answer_yes:
            return True
        return False if word in self.grammar.answer_no else None

    @cached_property
    def _answers_behind(self) -> bool:
        """Whether a yes or no stands behind each of several things without a sign: `diabetes no warfarin yes`."""
        things = {hit.last + 1 for hit in self.hits if hit.group in {"fact", "dialysis", "lesion"}}
        answers = sorted(place for place in things if self._yes_or_no(place) is not None)
        if len(answers) < 2:
            return False
        after = answers[-1] + 1
        return after >= len(self.tokens) or self.tokens[after].kind in {"break", "sign"}

    def _part_ends(self, place: int) -> bool:
        return (
            place >= len(self.tokens)
            or self.tokens[place].kind == "break"
            or self.tokens[place].norm in {",", ";", "."}
        )

    def _yes_or_no(self, place: int) -> bool | None:
        """Return the answer that the token at `place` is, None if it is none."""
        word = self.tokens[place].norm if place < len(self.tokens) else ""
        if word in {"yes", "no"}:
            return word == "yes"
        return None

    def _stopped(self, hit: Hit) -> bool:
        """Read `warfarin: stopped last year` and `Coumadin (stopped 2024)`."""
        place = hit.last + 1
        if place >= len(self.tokens) or self.tokens[place].norm not in _SEPARATORS | {","}:
            return False
        while place < len(self.tokens) and self.tokens[place].norm in _SEPARATORS | {",", "was", "has", "been", "i"}:
            place += 1
        return place < len(self.tokens) and self.tokens[place].norm in self.grammar.answer_stopped

    def _signed(self, place: int) -> bool | None:
        """Read the `+` and `-` (`+ve`, `-ve`) that clinicians set behind a word."""
        if place >= len(self.tokens) or self.tokens[place].norm not in {"+", "-"}:
            return None
        after = self.tokens[place + 1].norm if place + 1 < len(self.tokens) else ","
        ends = after in {",", ";", "\n", ".", "ve", ")"} or (after == "/" and self.tokens[place].norm == "-")
        sign = self.tokens[place]
        glued = place > 0 and self.tokens[place - 1].end == sign.start
        apart = place + 1 >= len(self.tokens) or self.tokens[place + 1].start > sign.end
        return sign.norm == "+" if ends or (glued and apart) else None

    def _sign_before(self, hit: Hit) -> bool | None:
        """Read `-DM, +warfarin`; a lone minus may be the dash of a list, so both signs must stand before words."""
        sign = self._leading_sign(hit.first)
        if sign is None or len({self._leading_sign(each.first) for each in self.hits} - {None}) < 2:
            return None
        return sign == "+"

    def _leading_sign(self, place: int) -> str | None:
        before = self.tokens[place - 1] if place else None
        if before is None or before.norm not in {"+", "-"} or before.end != self.tokens[place].start:
            return None
        apart = place < 2 or self.tokens[place - 2].end < before.start or self.tokens[place - 2].norm in {",", ";", "("}
        return before.norm if apart else None

    def _replied(self, hit: Hit) -> bool | None:
        """Read `asked if I have lupus and I said no`; None if nobody asked or nothing was replied."""
        token = self.tokens[hit.first]
        before = (each.norm for each in self.tokens[: hit.first] if each.sentence == token.sentence)
        if _ASKED.isdisjoint(before):
            return None
        after = " ".join(each.norm for each in self.tokens[hit.last + 1 : hit.last + 20] if each.kind != "break")
        reply = _REPLY.search(after)
        return None if reply is None else reply[1] in {"yes", "yeah"}

    def _only_phrase(self, hit: Hit) -> bool:
        sentence = self.tokens[hit.first].sentence
        words = [token for token in self.tokens if token.sentence == sentence and token.kind in {"word", "number"}]
        return len(words) - hit.length <= 3


_NOTHING: Final = Hit("", "", -1, -1)
_ASKED: Final = frozenset(
    {"ask", "asked", "asks", "asking", "offered", "offer", "offers", "suggested", "wanted", "wants", "proposed", "know"}
)
_REPLY: Final = re.compile(
    r"\b(?:i|he|she|we|it) (?:said|told (?:her|him|them)|answered|replied|answer is|answer was) (?:that )?"
    r"(no|yes|yeah|never)\b(?= ?(?:$|[,.;!]|thanks|thank|and|but|to (?:it|that|them|all)|of course))"
)
_PERSON: Final = re.compile(
    r"\b\d{2,3} ?[/,]? ?(?:m|f|male|female|man|woman|lady|gentleman)\b|\b\d{2} (?:year|yr|y)s? ?(?:old|o)?\b"
    r"|\b\d (?:year|yr)s? old\b|^\d\d (?:and|&|but) (?:diabetic|obese|on)\b"
    r"|\b\d{2} ?y ?[/.]? ?o\b|\bpt\b|^(?:male|female|m|f) ,? ?\d\d\b|\bpmhx?\b|\bs / p\b|\bs/p\b"
    r"|^(?:husband|wife|mum|mom|dad|mother|father|son|daughter|brother|sister|gran|nan|partner) ?,? \d\d\b(?! ?kg)"
    r"|\b(?:hd|pd|esrd|eskd|ckd|bmi)\b|\b(?:man|woman|male|female|lady|gentleman) (?:of|aged) \d\d\b"
)


def _inside(hit: Hit, other: Hit) -> bool:
    return other.first <= hit.first and hit.last <= other.last
