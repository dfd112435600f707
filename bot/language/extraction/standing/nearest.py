"""Which thing a short answer behind it is for: in `HD, ulcers nil` and `HD complications nil` the dialysis goes on."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final

from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token

__all__ = ["AnsweredThings", "is_instead"]

_THINGS: Final = frozenset({"fact", "dialysis", "lesion", "finding"})
_JOINED: Final = frozenset({"and", "or", "nor", "&", "/", ",", "+"})
#: Words that may stand between dialysis and the answer that is for it.
_OF_DIALYSIS: Final = frozenset(
    "present currently now yet needed required started necessary treatment status itself ever for me him her "
    "session sessions".split()
)


_ANSWERS: Final = frozenset({":", "=", "?", "-", "|", "yes", "no", "y", "n", "none", "nil"})
_MEDICINES: Final = frozenset(
    {"warfarin", "doac", "anticoagulant", "steroids", "vitamin_d", "calcium_binder", "injections"}
)
#: What is done, or how far the kidneys are, where there is no dialysis: `dialysis: no CKD 4`.
_NO_DIALYSIS: Final = frozenset(
    """transplant transplanted tx conservative conservatively supportive medical medically preemptive predialysis pre
    ckd egfr gfr stage creatinine creat cr urine passing makes own""".split()
)


def is_instead(told: Hit, after: Hit | None, word: str) -> bool:
    """Whether what stands behind `dialysis: no` or `warfarin: no` is in its place, so that it is denied."""
    if told.group == "dialysis":
        return word in _NO_DIALYSIS or (after is not None and (after.group == "dialysis" or after.key == "transplant"))
    return after is not None and told.key in _MEDICINES and after.key in _MEDICINES


class AnsweredThings:
    """Knows where a look back from an answer must end."""

    def __init__(self, tokens: Sequence[Token], hits: Sequence[Hit], light: Set[str]) -> None:
        self._tokens = tokens
        things = [hit for hit in hits if hit.group in _THINGS]
        self._starts = {hit.first: hit.last for hit in things}
        self._things = {hit.first: hit for hit in things}
        self._named = {hit.last: hit for hit in things}
        self._ends = {hit.last for hit in things}
        self._inside = {place for hit in things for place in range(hit.first + 1, hit.last + 1)}
        self._dialysis = {hit.last for hit in things if hit.group == "dialysis" and hit.key != "began"}
        self._fill = light | _OF_DIALYSIS

    @property
    def starts(self) -> Set[int]:
        """Where things named begin."""
        return self._starts.keys()

    def ends(self, place: int, trigger: Hit) -> bool:
        """Whether the look back from an answer ends before `place`: it is for a thing that stands behind that."""
        behind = place + 1
        if behind == trigger.first:
            return self._denies_next(place, trigger.last + 1)
        if behind in self._starts and behind not in self._inside and self._tokens[place].norm not in _JOINED:
            return self._tokens[place].kind == "word" and place not in self._inside
        return place in self._dialysis and self._names(behind)

    def passed(self, place: int) -> bool:
        """Whether a look ahead (`?DM 55M HD`) ends before `place`: its thing is named."""
        return place - 1 in self._ends and place not in self._inside and self._tokens[place].norm not in _JOINED

    def _denies_next(self, place: int, after: int) -> bool:
        """In `HD: no skin changes` and `DM: no ulcers` the answer is for what comes next."""
        if self._tokens[after - 1].norm not in {"no", "nil"} or after >= len(self._tokens):
            return False
        told = self._named.get(place)
        if told is not None and is_instead(told, self._things.get(after), self._tokens[after].norm):
            return False
        if after in self._starts:
            behind = self._starts[after] + 1
            return behind >= len(self._tokens) or self._tokens[behind].norm not in _ANSWERS
        return place in self._dialysis and self._names(after)

    def _names(self, place: int) -> bool:
        """Whether a word stands there that names something else: `HD complications`."""
        token = self._tokens[place]
        return token.kind == "word" and token.norm not in self._fill
