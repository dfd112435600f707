"""Words around numbers that say which of two is newer, what is a correction, and what is only a reference range."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from bot.language.extraction.values.found import Found, Material
from bot.language.extraction.values.quantities import Quantity

__all__ = ["Cues", "labelled_behind", "without_lead"]


_ENDS_REFERENCE = frozenset({",", ";", "?"})  # `a normal phosphate? hers is 2.4`


class Cues:
    """Looks for cue words between and around the numbers of a message. Built from `numbers` of the lexicon."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._newer = _phrases(data["newer"])
        self._older = _phrases(data["older"])
        self._change = frozenset(data["change"])
        self._corrections = _phrases(data["corrections"])
        self._rejected = _phrases(data["rejected"])
        self._reference = _phrases(data["reference"])
        self._taken_back = frozenset(data["taken_back"])
        self._written = frozenset(data["written"])
        self._by_mistake = frozenset(data["by_mistake"])
        self.links = frozenset(data["links"])

    def rejected(self, material: Material, quantity: Quantity) -> bool:
        """Whether the number is one that the person takes back: `5.9 not 9.5`."""
        before = material.norms(quantity.first - 3, quantity.first - 1)
        if any(tuple(before[-len(each) :]) == each for each in self._rejected):
            return True
        return self._taken(material, quantity) or _counts_food(material, quantity)

    def _taken(self, material: Material, quantity: Quantity) -> bool:
        """`Forget the INR of 2.9`, `I wrote 521 by mistake`: the words around take the number back."""
        before = material.norms(quantity.first - 10, quantity.first - 1)
        for place in range(len(before) - 1, -1, -1):
            word = before[place]
            if word in {".", ";", "\n", ","} or word[:1].isdigit():
                break
            if word in self._taken_back:
                asked = place - 1 if place and before[place - 1] == "just" else place
                return before[place + 1 : place + 2] != ["to"] and (asked == 0 or before[asked - 1] in _ASKS)
            if word in self._written:
                if place and before[place - 1] in self._by_mistake:  # `I wrongly said 1.2`
                    return True
                after = material.norms(quantity.last + 1, quantity.last + 4)
                return not self._by_mistake.isdisjoint(_until_sign(after))
        return False

    def aimed(self, material: Material, quantity: Quantity) -> bool:
        """Whether the number is one to be reached: `how do I bring it down to 5`, `they'd rather have it at 5.5`."""
        return bool(_AIMED.search(" ".join(material.norms(quantity.first - 18, quantity.first - 1))))

    def is_reference(self, material: Material, quantity: Quantity) -> bool:
        """Whether a word such as `ref` or `normal` stands just before the number, on its line."""
        behind = [word for word in material.norms(quantity.last + 1, quantity.last + 2) if word not in {"is", "are"}]
        if quantity.high is not None and (*behind[:1],) in self._reference:
            return True
        line = material.tokens[quantity.number].line
        start = quantity.first
        before: list[str] = []
        while start > 0 and len(before) < 5 and material.tokens[start - 1].line == line:
            start -= 1
            if material.tokens[start].kind == "number" or material.tokens[start].norm in _ENDS_REFERENCE:
                break
            if start in material.named and before:
                return self._before_name(material, start)
            before.insert(0, material.tokens[start].norm)
        tail = [word for word in before if word not in {"(", "[", ":", "is", "-", "<", ">", "=", "of", ".", "be"}][-3:]
        return any(
            tuple(tail[start:end]) in self._reference
            for start in range(len(tail))
            for end in range(start + 1, len(tail) + 1)
        )

    def behind_flag(self, material: Material, last: Found | None, quantity: Quantity) -> bool:
        """`CRP 87 H <5 mg/L`: whether a bound stands right behind a value, at most a flag between: it is its range."""
        return last is not None and set(material.norms(last.quantity.last + 1, quantity.first - 1)) <= _FLAGS

    def _before_name(self, material: Material, place: int) -> bool:
        """`Normal calcium is 8.5-10.5`, `the normal range for calcium is`: the words right before the name count."""
        while place in material.named:
            place -= 1
        if place >= 1 and material.tokens[place].norm in {"for", "of"}:
            place -= 1
        return place >= 0 and (material.tokens[place].norm,) in self._reference

    def corrects(self, words: Sequence[str]) -> bool:
        """Whether the words between two numbers announce a correction; a mere `no` does only without much else."""
        if _contains(words, self._corrections - _BARE_NO):
            return True
        return _contains(words, self._corrections) and sum(word.isalpha() for word in words) <= _FEW

    def restates(self, material: Material, said: Found, words: Sequence[str]) -> bool:
        """Whether a value that was `typed` or `entered` before is put right: `I typed PTH 90, should be 900`."""
        if _NOW_RIGHT.search(" ".join(words)) is None:
            return False
        before = material.norms(min(said.mention.first, said.quantity.first) - 6, said.quantity.first - 1)
        told = _since_sign(before)
        return not self._written.isdisjoint(told) and _TELLERS.isdisjoint(told)

    def changes(self, words: Sequence[str]) -> bool:
        """Whether the words around tell of a change from one value to another."""
        if bare_last(words):
            return True
        return not self._change.isdisjoint(words) or _contains(words, self._newer) or _contains(words, self._older)

    def older_in_bracket(self, material: Material, quantity: Quantity, words: Sequence[str]) -> bool:
        """Whether a bracket says that its number is an older value: `2.1 (prev 1.7)`, `5.8 (4.9 last month)`."""
        opened = max((place for place, word in enumerate(words) if word in {"(", "["}), default=-1)
        behind = _until_sign(material.norms(quantity.last + 1, quantity.last + 4))
        if bare_last(words[opened + 1 :]):
            return True
        return _contains(words[opened + 1 :], self._older) or _contains(behind, self._older - _ONLY_BEFORE)

    def tells_both(self, words: Sequence[str]) -> bool:
        """Whether the words call one value old and another new: `that's the old one, the new one is`."""
        return _contains(words, self._newer - _ONLY_BEFORE) and _contains(words, self._older - _ONLY_BEFORE)

    def age(self, material: Material, found: Found, barrier: int, end: int) -> int:
        """Return 2 for a value called new, 0 for one called old, 1 otherwise; looks in `(barrier, end)`."""
        before = _since_sign(material.norms(barrier + 1, found.quantity.first - 1))
        if bare_last(material.norms(barrier + 1, found.quantity.first - 1)):
            return 0
        newer, older = _last_place(before, self._newer), _last_place(before, self._older)
        if newer != older and not set(before[-2:]) <= {"was", "were"}:
            return 2 if newer > older else 0
        after: Sequence[str] = _until_sign(material.norms(found.quantity.last + 1, end - 1))
        following = next((each for each in material.quantities if each.first >= end), None)
        if following is not None and following.first == end and not labelled_behind(material, following):
            after = without_lead(after)
        if _contains(after, self._newer - _ONLY_BEFORE):
            return 2
        if _contains(after, self._older - _ONLY_BEFORE):
            return 0
        return 1 if newer == older else (2 if newer > older else 0)

    def opening(self, words: Sequence[str]) -> int:
        """Return 2, 0 or 1 for words that open a sentence with a time: `this week`, `last month`."""
        newer = _last_place(words, self._newer - _ONLY_BEFORE)
        older = _last_place(words, self._older - _ONLY_BEFORE)
        return 1 if newer == older else (2 if newer > older else 0)

    def reach_after(self, material: Material, found: Found, end: int) -> int:
        """Return the last token behind a value that tells its age (`7.1 last month`), else the value's own last."""
        after = _until_sign(material.norms(found.quantity.last + 1, end - 1))
        told = _contains(after, (self._newer | self._older) - _ONLY_BEFORE)
        return found.quantity.last + (len(after) if told else 0)

    def trends(self, words: Sequence[str]) -> bool:
        """Whether the words announce a series, oldest value first."""
        return not {
            "trend",
            "trending",
            "trended",
            "trends",
            "serial",
            "serially",
            "went",
            "gone",
            "series",
            "over",
            "monthly",
            "weekly",
            "consecutive",
            "successive",
            "history",
        }.isdisjoint(words)


_AIMED: Final = re.compile(
    r"\b(?:how (?:do|can|could|should|would|to|does|did)|wants?|wanted|trying|tries|needs?|hopes?|hoping|aims?|aiming|"
    r"plans?|planning|going|likes?|love|prefers?|rather|sooner|must|should|able|order|target|goal)\b"
    r"(?: (?!went|is|was|rose|fell|now|has|had|its|got|came|but|,|;|\.|\n)\S+){0,3} "
    r"(?:bring|get|lower|reduce|raise|push|drop|move|take|have|see|keep|hold|find)\b"
    r"(?: (?!went|is|was|rose|fell|now|has|had|its|got|came|but|and|,|;|\.|\n)\S+){0,9} "
    r"(?:to|at|under|below|near|around|between|towards|back to|above)(?: about| around)?$"
    r"|\b(?:would|id|hed|shed|theyd|wed)(?: be| feel)? (?:so |very |quite |much |more )?"
    r"(?:happy|happier|delighted|pleased|ok|okay|fine|content|over the moon|relieved|thrilled|satisfied) "
    r"(?:with|about|to see|at)"
    r"(?:(?: (?!but|and|instead|now|mine|,|;|\.|\n)\S+){0,4} (?:of|at|under|below|near|around))?$"
)
_TELLERS: Final = frozenset({"they", "he", "she", "doctor", "dr", "nurse", "lab", "report", "clinic", "hospital", "gp"})
#: The words between what was typed and what is so.
_NOW_RIGHT: Final = re.compile(
    r"^[,;.(-]*(?: ?(?:and|but|when|though|however|in fact|it|that|this|which|in))* ?"
    r"(?:(?:its|it 's|it is|it was|that is|thats|that 's|is|was|should be|should have been|should have read|"
    r"supposed to be|must be|has to be|ought to be|reality|truth|really|"
    r"(?:the |my )?(?:paper|report|letter|sheet|print ?out|lab|labs|results?|app) (?:says?|said|shows?|reads?|is|has))"
    r"(?: (?:really|in fact|in truth|of course|only|truly|about))?)$"
)
_HOW_MUCH = re.compile(r"\b(?:how (?:much|many)|(?:is|are) there (?:any |much )?)\b")
_ASKS = frozenset(
    {"please", "pls", "plz", "just", "and", "but", "so", "oh", "you", "sorry", ",", ".", ";", ":", "-", "\n", "!"}
)
_BARE_NO = frozenset({("no",)})
_FEW = 3
_FLAGS: Final = frozenset({"h", "l", "hh", "ll", "*", "!", "high", "low", "abnormal"})
_LEADS: Final = frozenset(
    {"previous", "previously", "prev", "prior", "old", "former", "formerly", "baseline", "earlier", "last", "pre"}
)
_BEHIND: Final = frozenset({"before", "beforehand", "prior", "pre", "post", "after", "afterwards"})
_TO_NUMBER: Final = frozenset(
    {":", "=", "was", "is", "of", "-", "~", "result", "value", "reading", "level", "one", "at"}
)
_AROUND_LAST: Final = frozenset({",", ";", "(", "[", ":", "=", "-", "was", "at", "and", "the"})
_ONLY_BEFORE = frozenset(
    tuple(each.split())
    for each in (
        "to",
        "->",
        "→",
        "=>",
        "up to",
        "down to",
        "was",
        "from",
        "down from",
        "up from",
        "had been",
        "pre",
        "post",
    )
)


def labelled_behind(material: Material, quantity: Quantity) -> bool:
    """`4.2 pre 6.9 post`, `6.9 now 4.2 before`: the word behind a number is said of it."""
    return not _BEHIND.isdisjoint(material.norms(quantity.last + 1, quantity.last + 1))


def bare_last(words: Sequence[str]) -> bool:
    """Whether nothing but `last` stands between two numbers: in `2.1, last 1.7` the second is the older."""
    return [word for word in words if word not in _AROUND_LAST] == ["last"]


def without_lead(words: Sequence[str]) -> Sequence[str]:
    """Return the words between two numbers without those at their end that speak of the second.

    `5.8 prev 6.4`, `8.8 (last month 7.1)`: an adjective, or a bracket that closes behind the second number.
    """
    opened = max((place for place, word in enumerate(words) if word in {"(", "["}), default=-1)
    if opened >= 0 and not {")", "]"} & set(words[opened:]):
        return words[:opened]
    last = len(words)
    while last and words[last - 1] in _TO_NUMBER:
        last -= 1
    return words[: last - 1] if last and words[last - 1] in _LEADS else words


def _phrases(items: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(each.split()) for each in items)


def _last_place(words: Sequence[str], phrases: Iterable[tuple[str, ...]]) -> int:
    """Return where the last of the phrases ends in `words` (longer ones win), -1 if none is there."""
    best, present = -1, set(words)
    for phrase in phrases:
        if phrase[0] not in present:
            continue
        size = len(phrase)
        for start in range(len(words) - size + 1):
            if tuple(words[start : start + size]) == phrase:
                best = max(best, (start + size) * 10 + size)
    return best


def _contains(words: Sequence[str], phrases: Iterable[tuple[str, ...]]) -> bool:
    return _last_place(words, phrases) >= 0


def _since_sign(words: Sequence[str]) -> list[str]:
    """Return the words after the last sign or joining word."""
    kept: list[str] = []
    for word in reversed(words):
        if word in {",", ";", ".", "and", "but", "then", "\n"} and kept:
            break
        kept.insert(0, word)
    return kept


def _counts_food(material: Material, quantity: Quantity) -> bool:
    """`How much potassium is in one?` counts bananas."""
    before = material.norms(quantity.first - 10, quantity.first - 1)
    return before[-1:] == ["in"] and bool(_HOW_MUCH.search(" ".join(before)))


def _until_sign(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if word in {",", ";", ".", "and", "but", "then", "\n", "->", "→", "=>"}:
            break
        kept.append(word)
    return kept
