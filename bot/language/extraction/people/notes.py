"""Who else a clinical note tells of, beside the patient it names by age and sex: `55M HD, wife is diabetic`."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Final

from bot.language.extraction.words.marks import AGE_SEX, first_mark
from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token

__all__ = ["beside_the_patient"]

_PATIENT: Final = frozenset({"pt", "patient", "client", "resident"})
_MALE: Final = frozenset({"m", "male", "man", "gentleman"})
_HE: Final = frozenset({"he", "hes", "his", "him", "himself"})
_SHE: Final = frozenset({"she", "shes", "her", "hers", "herself"})
_SUBJECTS: Final = frozenset({"he", "hes", "she", "shes"})
_DONOR: Final = "donor"
#: Whoever got the kidney.
_RECEIVER: Final = frozenset({"i", "im", "ive", "me", "mine", "but", "recipient", "whereas", "while"}) | _PATIENT
_OWN: Final = frozenset({"my", "our"})
#: Behind these somebody is only the source of what is told, or is lived with.
_SOURCE: Final = frozenset({"from", "by", "with", "per", "via", "informant", "nok"})
#: What a relative does who tells or helps: what stands behind it is the patient's.
_REPORTS: Final = frozenset(
    """reports reported reporting says said saying states stated noticed notices noted notes found finds saw sees
    spotted describes described mentions mentioned confirms confirmed thinks worried concerned observed observes
    brought rang called asks asked wants gives gave giving administers injects helps changes dresses does did draws
    prepares present
    tells denies donor adds feels remembers recalls photographed sent showed shows claims complains
    reckons""".split()
)
_ADVERBS: Final = frozenset("also has had just now then today who is was already always kindly still recently".split())
_OF_THEMSELVES: Final = frozenset({"to", "with"})
_DONATES: Final = frozenset({"candidate", "workup", "work", "match", "assessment", "offered", "assessed"})
_BOUNDS: Final = frozenset({".", ";", "\n", "!", "?"})
_IN: Final = frozenset({"(", "in"})
_LATER: Final = frozenset({",", ":", ")"}) | _BOUNDS


def beside_the_patient(
    tokens: Sequence[Token], facts: Sequence[Hit], people: Mapping[str, str | None]
) -> frozenset[int] | None:
    """Return the tokens that speak of others; None if the message is no note that names its patient.

    `people`: the words for relatives with the sex each tells.
    """
    plain = " ".join(token.norm for token in tokens)
    mark = first_mark(plain)
    words = [token.norm for token in tokens]
    if mark is None and _PATIENT.isdisjoint(words):
        return _of_donor(words)
    kin = [place for place, word in enumerate(words) if _is_kin(words, place, people)]
    if any(place and words[place - 1] in _OWN for place in kin) or _heads(words, kin):
        return _of_donor(words)
    sex = None if mark is None else ("male" if mark["sex"] in _MALE else "female")
    theirs = _HE if sex == "male" else _SHE if sex == "female" else frozenset[str]()
    others: set[int] = set()
    for place in kin:
        others.update(_behind_fact(words, facts, place) or _clause(words, place, theirs))
    strangers = (_SHE if sex == "male" else _HE) & _SUBJECTS if sex else frozenset()
    for place, word in enumerate(words):
        if word in strangers and place not in others:
            others.update(_clause(words, place, theirs))
    donor = _of_donor(words)
    return frozenset(others | (donor or frozenset())) if kin or others or donor else None


def _is_kin(words: Sequence[str], place: int, people: Container[str]) -> bool:
    return words[place] in people and words[place] not in _PATIENT and words[place + 1 : place + 2] != ["of"]


def _heads(words: Sequence[str], kin: Sequence[int]) -> bool:
    """`Wife 59F. T2DM`, `Dad: 71M HD`: the relative is the patient."""
    if not kin or kin[0] > 1:
        return False
    after = [word for word in words[kin[0] + 1 : kin[0] + 4] if word not in {",", ":", "-", "(", "is", "aged", "age"}]
    return bool(after) and after[0].isdigit()


def _behind_fact(words: Sequence[str], facts: Sequence[Hit], place: int) -> frozenset[int]:
    """`T1DM sister`, `breast ca (wife)`: whose it is stands behind it."""
    before = place - 1
    if before > 0 and words[before] in {"his", "her", "the", "pts"} and words[before - 1] in _IN:
        before -= 1
    if before > 0 and words[before] in _IN:
        before -= 1
    ends = place + 1 >= len(words) or words[place + 1] in _LATER
    hits = [hit for hit in facts if hit.last == before]
    if not ends or not hits:
        return frozenset()
    return frozenset(range(min(hit.first for hit in hits), place + 1))


def _clause(words: Sequence[str], place: int, theirs: Container[str]) -> range:
    """Return the tokens told of the one at `place`: to the end of the sentence, or of its item in the list."""
    if place and words[place - 1] in _SOURCE and words[place + 1 : place + 2] != ["("]:
        return range(place, place)
    if words[place + 1 : place + 2] == ["("]:
        return range(place, next((end for end in range(place, len(words)) if words[end] == ")"), len(words)))
    if _reports(words, place):
        return range(place, place + 1)
    alone = place == 0 or words[place - 1] in _BOUNDS
    for end in range(place + 1, len(words)):
        word = words[end]
        if word in _BOUNDS or word in _PATIENT or (word in theirs and word in _SUBJECTS) or word == "himself":
            return range(place, end)
        if not alone and word in {",", ")"} and words[end + 1 : end + 2] != ["and"] and end - place > 1:
            return range(place, end)
        if word == "," and AGE_SEX.match(" ".join(words[end + 1 : end + 4])):
            return range(place, end)
    return range(place, len(words))


def _reports(words: Sequence[str], place: int) -> bool:
    """`Wife reports ulcers`, `husband gives her insulin`: they only tell or help; not `wife found to have lupus`."""
    after = place + 1
    while after < len(words) and words[after] in _ADVERBS:
        after += 1
    if after >= len(words) or words[after] not in _REPORTS:
        return False
    if words[after] == _DONOR:
        return words[after + 1 : after + 2] != [] and words[after + 1] in _DONATES
    return words[after + 1 : after + 2] == [] or words[after + 1] not in _OF_THEMSELVES


def _of_donor(words: Sequence[str]) -> frozenset[int] | None:
    """`Donor was diabetic`, `my donor had hepatitis`: told of the giver of a kidney, until the patient is named."""
    if _DONOR not in words:
        return None
    place = words.index(_DONOR)
    if words[place + 1 : place + 2] not in (["is"], ["was"], ["had"], ["has"], [":"], ["with"], ["took"], ["("]):
        return None
    ends = (at for at in range(place + 1, len(words)) if words[at] in _BOUNDS | _RECEIVER or _begins_own(words, at))
    return frozenset(range(place, next(ends, len(words))))


def _begins_own(words: Sequence[str], place: int) -> bool:
    return words[place] in _OWN and words[place - 1] in {",", "and"}
