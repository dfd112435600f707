"""The yes and no behind a thing named: `diabetes: yes`, `warfarin (n)`, `-DM`, `asked if I am diabetic, said no`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.language.extraction.standing.nearest import is_instead
from bot.language.extraction.standing.verdicts import ticked
from bot.language.extraction.words.dates import month_number
from bot.language.extraction.words.grammar import Grammar
from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token, sentence_around

__all__ = ["Replies"]

_LETTERS: Final = {"yes": True, "no": False, "y": True, "n": False}
_EXCHANGED: Final = frozenset({"switched", "changed", "swapped", "converted", "replaced"})
_SEPARATORS: Final = frozenset({":", "=", "-", "?", "(", "|", "..."})
_THINGS: Final = frozenset({"fact", "dialysis", "lesion"})
#: Behind a no these still speak of what was denied: `dialysis: no longer`, `dialysis: no just a transplant`.
_GOES_ON: Final = frozenset(
    """longer more never not yet and but since thanks i he she we just only because now currently need needed history
    previous prior dialysis hd pd thank so""".split()
)
_SKIN: Final = frozenset({"lesion", "finding"})
#: What may stand between a sore and the part of the body it is on.
_TO_PLACE: Final = frozenset(
    "on in of over at my his her the both left right upper lower and or / l r , bilateral".split()
)
_DOSE: Final = frozenset("mg mcg ug g iu units daily od bd tds weekly nocte".split())
#: Behind `stopped` these tell when, why or by whom.
_WHEN: Final = frozenset(
    """in on last since due because after when by yesterday recently now this for as at before during early late mid
    years months weeks days long again completely it them ages today pre prior post following a the two three four five
    six until till from and but taking years' ago around about permanently temporarily""".split()
)
_ARROWS: Final = frozenset({"->", "→", "=>", "-->"})
_MEDICINES: Final = frozenset({"warfarin", "doac", "calcium_binder", "vitamin_d", "steroids"})
_EXCHANGE: Final = _MEDICINES | {"injections", "anticoagulant"}
_NOTHING: Final = frozenset(
    """off stopped none nothing nil no sevelamer renvela renagel lanthanum fosrenol velphoro ferric aspirin cinacalcet
    azathioprine mmf paricalcitol switched""".split()
)
_BEFORE: Final = frozenset({"previously", "formerly", "former", "past", "ex"})
_ASKED: Final = frozenset(
    {"ask", "asked", "asks", "asking", "offered", "offer", "offers", "suggested", "wanted", "wants", "proposed", "know"}
)
_REPLY: Final = re.compile(
    r"\b(?:i|he|she|we|it) (?:said|told (?:her|him|them)|answered|replied|answer is|answer was) (?:that )?"
    r"(no|yes|yeah|never)\b(?= ?(?:$|[,.;!]|thanks|thank|and|but|to (?:it|that|them|all)|of course))"
)


@dataclass(frozen=True)
class Replies:
    """Reads the answers of a form, a list or a talk. `hits`: all phrases found in the message."""

    tokens: Sequence[Token]
    hits: Sequence[Hit]
    grammar: Grammar

    def answered(self, hit: Hit) -> bool | None:
        """Read `diabetes: yes`, `warfarin (y)`, `Diabetic? Yes.` behind a phrase; None if there is none."""
        place = hit.last + 1
        while place < len(self.tokens) and self.tokens[place].norm in {"status", "mellitus", "use", "therapy"}:
            place += 1
        place = self._behind_stroke(hit, place)
        for read in (ticked(self.tokens, hit), self._celled(place), self._answered_behind_place(hit, place)):
            if read is not None:
                return read
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
        spoken_for = self._not_known(place) or self._is_for_next(hit, place)
        return False if word in self.grammar.answer_no and not spoken_for else None

    def _not_known(self, place: int) -> bool:
        """`Steroids: no idea` is no answer."""
        after = self.tokens[place + 1].norm if place + 1 < len(self.tokens) else ""
        return self.tokens[place].norm == "no" and after in {"idea", "clue"}

    @cached_property
    def _places(self) -> dict[int, int]:
        """Where each part of the body that is named begins and ends."""
        return {each.first: each.last for each in self.hits if each.group == "place"}

    def _answered_behind_place(self, hit: Hit, place: int) -> bool | None:
        """Read `ulcers thighs nil`, `lumps in my thighs: none`: a part of the body stands between."""
        if hit.group not in _SKIN:
            return None
        passed = False
        while place < len(self.tokens) and (place in self._places or self.tokens[place].norm in _TO_PLACE):
            passed = passed or place in self._places
            place = self._places.get(place, place) + 1
        if passed and place < len(self.tokens) and self.tokens[place].norm in _SEPARATORS - {"("}:
            place += 1
        if not passed or not self._part_ends(place + 1) or place >= len(self.tokens):
            return None
        word = self.tokens[place].norm
        return True if word in self.grammar.answer_yes else (False if word in self.grammar.answer_no else None)

    def _behind_stroke(self, hit: Hit, place: int) -> int:
        """In `Hepatitis/cirrhosis: no` the answer is for both names of one thing."""
        if place < len(self.tokens) and self.tokens[place].norm == "/":
            ends = [each.last for each in self.hits if each.first == place + 1 and each.key == hit.key]
            return max(ends, default=place - 1) + 1
        return place

    def _is_for_next(self, hit: Hit, place: int) -> bool:
        """In `HD: no skin changes` the no is for what comes behind it."""
        if self.tokens[place].norm not in {"no", "nil"}:
            return False
        after = place + 1
        if self._part_ends(after) or self.tokens[after].kind != "word":
            return False
        things = [each for each in self.hits if each.first == after and each.group in _THINGS]
        longest = max(things, key=lambda each: each.last, default=None)
        if is_instead(hit, longest, self.tokens[after].norm):
            return False
        if longest is not None:
            behind = longest.last + 1
            return self._part_ends(behind) or self.tokens[behind].norm not in _SEPARATORS | set(_LETTERS)
        return hit.group == "dialysis" and self.tokens[after].norm not in _GOES_ON

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
        if [token.norm for token in self.tokens[place + 1 : place + 3]] == ["/", "a"]:  # `n/a`
            return None
        return _LETTERS.get(word)

    def stopped(self, hit: Hit) -> bool:
        """Read `warfarin: stopped last year`, `Coumadin (stopped 2024)`, `alfacalcidol (on hold)`, `pred -> off`."""
        place = hit.last + 1
        while place < len(self.tokens) and (self.tokens[place].kind == "number" or self.tokens[place].norm in _DOSE):
            place += 1
        if place + 1 < len(self.tokens) and self.tokens[place].norm in _ARROWS:
            return self._exchanged(hit, place + 1)
        if self._replaced(hit):
            return True
        if place >= len(self.tokens) or self.tokens[place].norm not in _SEPARATORS | {","}:
            return False
        while place < len(self.tokens) and self.tokens[place].norm in _SEPARATORS | {",", "was", "has", "been", "i"}:
            place += 1
        words = [token.norm for token in self.tokens[place : place + 2]]
        if self.tokens[place - 1].norm == "," and words[:1] and words[0] in _BEFORE and not self._part_ends(place + 1):
            return False  # `HD, previously on PD`: of what comes next
        if len(words) > 1 and words[0] in _EXCHANGED and words[1] in {"to", "by", "with", "for"}:
            return True
        if words == ["on", "hold"]:
            return True
        return bool(words) and words[0] in self.grammar.answer_stopped and self._ends_or_when(place + 1)

    def _replaced(self, hit: Hit) -> bool:
        """`Phenprocoumon, since three weeks replaced by apixaban`."""
        if hit.key not in _MEDICINES:
            return False
        near = [token.norm for token in self.tokens[hit.last + 1 : hit.last + 11]]
        for step, word in enumerate(near):
            if word in {".", ";", "\n"}:
                return False
            if word in _EXCHANGED and near[step + 1 : step + 2] and near[step + 1] in {"by", "with", "to", "for"}:
                return self._exchanged(hit, hit.last + 1 + step + 2)
        return False

    def _exchanged(self, hit: Hit, place: int) -> bool:
        """Whether another medicine, or none, stands behind the arrow: `warfarin -> apixaban`."""
        if hit.key not in _MEDICINES:
            return False
        if self.tokens[place].norm in _NOTHING:
            return True
        return any(
            each.first == place and each.group == "fact" and each.key in _EXCHANGE for each in self.hits
        ) and not any(each.first == place and each.key == hit.key for each in self.hits)

    def _ends_or_when(self, place: int) -> bool:
        """Whether nothing else is named that was stopped: `stopped 2019`, `stopped by GP`, not `stopped smoking`."""
        if self._part_ends(place) or self.tokens[place].kind in {"number", "date", "sign"}:
            return True
        word = self.tokens[place].norm
        return word in _WHEN or month_number(word) is not None

    def _celled(self, place: int) -> bool | None:
        """Read the lone sign in a column or behind a colon: `diabetes | -`, `warfarin: +`."""
        words = [token.norm for token in self.tokens[place : place + 3]]
        if len(words) < 2 or words[0] not in {"|", ":", "="} or words[1] not in {"+", "-", "–"}:
            return None
        return words[1] == "+" if len(words) == 2 or words[2] in {"\n", "|", ",", ";", "."} else None

    def _signed(self, place: int) -> bool | None:
        """Read the `+` and `-` (`+ve`, `-ve`) that clinicians set behind a word."""
        if place >= len(self.tokens) or self.tokens[place].norm not in {"+", "-"}:
            return None
        after = self.tokens[place + 1].norm if place + 1 < len(self.tokens) else ","
        if after in self.grammar.answer_yes or after in self.grammar.answer_no:  # `warfarin- yes`
            return None
        ends = after in {",", ";", "\n", ".", "ve", ")", "|"} or (after == "/" and self.tokens[place].norm == "-")
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

    def replied(self, hit: Hit) -> bool | None:
        """Read `asked if I have lupus and I said no`; None if nobody asked or nothing was replied."""
        before = (each.norm for each in sentence_around(self.tokens, hit.first) if each.index < hit.first)
        if _ASKED.isdisjoint(before):
            return None
        after = " ".join(each.norm for each in self.tokens[hit.last + 1 : hit.last + 20] if each.kind != "break")
        reply = _REPLY.search(after)
        return None if reply is None else reply[1] in {"yes", "yeah"}

    def _only_phrase(self, hit: Hit) -> bool:
        sentence = sentence_around(self.tokens, hit.first)
        words = [token for token in sentence if token.kind in {"word", "number"}]
        return len(words) - hit.length <= 3
