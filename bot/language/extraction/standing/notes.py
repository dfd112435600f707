"""Parts of a note that tell nothing of the patient now: allergies, what was explained or is supposed, old copies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from bot.language.extraction.standing.context import Rule, Scope
from bot.language.extraction.words.marks import AGE_SEX
from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token

__all__ = ["FACTS_ONLY", "parts_of_notes"]

#: The rule of parts in which a laboratory value is a result all the same: `warned re potassium 6.9`.
FACTS_ONLY: Final = "note"
_RULE: Final = Rule(FACTS_ONLY, "hypothetical", "forward", 0, False, "", frozenset(), False, frozenset())
_SUPPOSED: Final = Rule("supposed", "hypothetical", "forward", 0, False, "", frozenset(), False, frozenset())
_PAST: Final = Rule("old_note", "past", "forward", 0, False, "", frozenset(), False, frozenset())
_TOLD: Final = (
    r"(?:pt|patient|him|her|them|family|wife|husband|carer|and|also|again|was|been|were|given|done|provided|with)"
)
_MATTER: Final = r"(?:re|about|on|of|regarding|around|concerning|over|(?:the )?(?:risks?|signs?|symptoms?)|:)"
#: What was explained or handed out is told of nobody; a person named by age and sex may be what was discussed.
_TAUGHT: Final = re.compile(
    rf"\b(?:educated|education|counselled|counseled|counselling|counseling|teaching|taught|leaflet|leaflets|handout|"
    rf"(?:info|information) (?:sheet|leaflet|given|provided)|safety ?netted|safety ?netting|safety net|warned|"
    rf"discussed|discussion|explained)(?: {_TOLD})* ?(?:{_MATTER} ?)+(?! ?(?:the|his|her|my|these|those|our)\b)"
)
#: `Allergies: warfarin (skin necrosis)`: what it did once, and no treatment.
_ALLERGY: Final = re.compile(
    r"\b(?:allerg(?:y|ies)|intoleran(?:ce|ces)|adverse (?:drug )?reactions?|adrs?) ?[:=-](?! ?(?:no|nil|none|nkda|nka|"
    r"not|n|neg|negative|unknown|denies|denied|nothing)\b)"
)
#: `If ulcers develop`, `apixaban; warfarin if that fails`.
_IF: Final = re.compile(
    r"\b(?:if|should|in case|once|when) (?:(?:any|new|more|further|the|his|her|skin|there are|there is) )*"
    r"(?:[a-z]+ (?:or |/ ?|, ?)?){1,4}?"
    r"(?:develops?|appears?|occurs?|arises?|emerges?|forms?|recurs?|returns?|(?P<worse>worsens?)|break down|"
    r"breaks down)\b"
)
#: What gets worse is there: `when my thigh ulcer worsens`.
_THERE: Final = re.compile(r"\b(?:my|his|her|these|those)\b")
_HEADED_PAST: Final = re.compile(
    r"(?:^|(?<=[.;\n] )|(?<=\n))(?:past|previous|previously|prior|historical|history only|old notes?|"
    r"copy forward|copied(?: forward)?|carried forward|old letter|archived?)"
    r"(?: (?:from|of|in|meds?|medication|treatment|note|notes|letter|entry))*(?: (?:[a-z]{3,9} )?(?:19|20)\d\d)? ?:"
    r"|\b(?:past|previously) ?:"
)
_BARE_PAST: Final = re.compile(r"^(?:past|previous|prior|historical) ?:")
_DIALYSED: Final = re.compile(r"\b(?:hd|pd|capd|apd|ha?emo|ha?emodialysis|dialysis|dialysed|dialyzed)\b")
_NOT_PAST: Final = re.compile(r"^ ?(?:medical|surgical|history|hx|mh|illness)")
_STOPS: Final = frozenset({".", ";", "\n", "->", "→", "=>", "!", "today", "now", "current", "currently", "present"})
_STOPS_ALL: Final = _STOPS | {"presently", "but", "however", "although", "though"}
_LIMITS: Final = (["<"], [">"], ["≥"], ["≤"], ["above"], ["over"], ["under"], ["below"])
_LONGEST: Final = 80  # tokens
_I: Final = frozenset({"i", "he", "she", "we", "pt", "patient"})
_AM: Final = frozenset({"im", "ive", "hes", "shes"})
_HAVE: Final = frozenset("am is are have has take takes on with was been got do does still now use uses".split())
_SKIN_ITEMS: Final = frozenset({"ulcers", "plaques"})
#: A word with a colon behind that heads what comes after the allergies.
_HEADS: Final = frozenset(
    """meds medications medication medicines drugs dh dhx pmh pmhx hx history pc hpc rrt dialysis social sh shx labs
    bloods obs exam oe skin lesions problems dx diagnosis impression plan ix background bg on""".split()
)


#: Each kind of part with its rule and the words of which it needs one (to look for them is quick).
_PARTS: Final = (
    (
        _TAUGHT,
        _RULE,
        frozenset(
            """educated education counselled counseled counselling counseling teaching taught leaflet leaflets handout
            sheet info information safety netted netting safetynetted safetynetting warned discussed discussion
            explained""".split()
        ),
    ),
    (_ALLERGY, _RULE, frozenset({":", "=", "-"})),
    (_IF, _SUPPOSED, frozenset({"if", "should", "case", "once", "when"})),
    (_HEADED_PAST, _PAST, frozenset({":"})),
)


def parts_of_notes(tokens: Sequence[Token], hits: Sequence[Hit] = ()) -> Iterator[Scope]:
    """Yield the scopes of such parts; each ends with its sentence, or where the patient is told of again."""
    words = [token.norm for token in tokens]
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    text = " ".join(words)
    for pattern, rule, needed in _PARTS:
        matches = [] if needed.isdisjoint(words) else list(pattern.finditer(text))
        told = (_clinical(hits) if pattern is _ALLERGY else _results(hits, words)) if matches else frozenset[int]()
        for match in matches:
            if rule is _PAST and _NOT_PAST.match(text, match.end()):
                continue
            if rule is _PAST and _BARE_PAST.match(match.group()) and _DIALYSED.search(_line(text, match.end())):
                continue  # `past: T2DM, on HD` is a history, and dialysis goes on
            behind = bisect_left(starts, match.end())
            first = bisect_right(starts, match.start()) - 1
            if pattern is _IF and match["worse"] and _THERE.search(match[0]):
                first = behind
            last = _line_end(words, behind) if rule is _PAST else _end(words, behind, told)
            if last >= first:
                yield Scope(rule, first, last, first, first)


def _line(text: str, start: int) -> str:
    """Return what stands behind `start` up to the end of its sentence or line."""
    return re.split(r"[.;\n]", text[start : start + 400], maxsplit=1)[0]


def _clinical(hits: Sequence[Hit]) -> frozenset[int]:
    """Return where dialysis or sore skin is named: no allergy is either."""
    return frozenset(
        hit.first
        for hit in hits
        if (hit.group == "dialysis" and hit.key != "began") or (hit.group == "lesion" and hit.key in _SKIN_ITEMS)
    )


def _results(hits: Sequence[Hit], words: Sequence[str]) -> frozenset[int]:
    """Return where a result is named: it is told, and a limit (`PTH > 600`) is none."""
    return frozenset(
        hit.first for hit in hits if hit.group == "lab" and words[hit.last + 1 : hit.last + 2] not in _LIMITS
    )


def _line_end(words: Sequence[str], start: int) -> int:
    """Return the last token before the end of the sentence or the present."""
    return next((place - 1 for place in range(start, len(words)) if words[place] in _STOPS), len(words) - 1)


def _end(words: Sequence[str], start: int, told: frozenset[int]) -> int:
    """Return the last token before the patient is told of again. `told`: places that begin it behind a comma."""
    end = min(len(words), start + _LONGEST)
    for place in range(start, end):
        word = words[place]
        if word in _STOPS_ALL or _tells_again(words, place) or _heads(words, place):
            return place - 1
        if place in told and (place == start or words[place - 1] in {",", "and"}):
            return place - 1
    return end - 1


def _tells_again(words: Sequence[str], place: int) -> bool:
    """Whether a person is told of from here: `I am`, `pt on`, `, on HD`, `60F`."""
    word, after = words[place], words[place + 1] if place + 1 < len(words) else ""
    if word in _AM or (word in _I and after in _HAVE):
        return True
    if word in {"on", "takes", "taking", "has", "have"} and place and words[place - 1] in {",", "and"}:
        return True
    return word.isdigit() and AGE_SEX.match(" ".join(words[place : place + 4])) is not None


def _heads(words: Sequence[str], place: int) -> bool:
    return words[place] in _HEADS and words[place + 1 : place + 2] == [":"]
