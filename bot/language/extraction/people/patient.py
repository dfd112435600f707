"""Who the patient is: the writer, or the person the writer cares for; and who is only mentioned."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.language.extraction.people.bystanders import are_dead, meant_for_another
from bot.language.extraction.people.carers import besides_oneself, has_died, is_helper, told_by_carer
from bot.language.extraction.people.crowds import told_of_crowd, told_of_neighbour
from bot.language.extraction.people.family import CLOSE, OWN_ONLY, is_family_history, only_kin
from bot.language.extraction.people.kin import after_own, behind_the_note, beside_relatives, kin_of_patient
from bot.language.extraction.people.notes import beside_the_patient
from bot.language.extraction.people.owners import ValueOwners
from bot.language.extraction.people.relations import relations
from bot.language.extraction.people.staff import told_of_staff
from bot.language.extraction.words.grammar import Grammar
from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token

__all__ = ["People", "Subject"]

#: The sex that the words of each list of the lexicon tell.
_SEX_OF: Final[Mapping[str, str | None]] = {
    "male": "male", "female": "female", "male_kin": "male", "female_kin": "female", "any": None,
}  # fmt: skip
#: With these beside it "he" or "she" may be somebody other than the patient.
_NOT_SPOKEN_OF: Final = frozenset(
    "doctor nurse consultant gp dietitian surgeon specialist dr nephrologist i im my mine ive".split()
)
_I: Final = frozenset({"i", "im", "ive", "my"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The patient of a message: sex if the word for them tells it, and the tokens that speak of other people."""

    sex: str | None
    relation: str | None
    other: frozenset[int]
    cared_for: bool = False


class People:
    """Finds out whom a message is about. Built from the `people` part of the lexicon."""

    def __init__(self, data: Mapping[str, Any], grammar: Grammar) -> None:
        self._grammar = grammar
        self._sex = {word: sex for key, sex in _SEX_OF.items() for word in data[key]}
        self._strangers = frozenset(data["strangers"])
        self._family_first = frozenset(data["family_first"])
        self._kin = frozenset(self._sex) - self._strangers
        self._owners = ValueOwners(frozenset(self._sex) | self._strangers)

    def subject(self, tokens: Sequence[Token], facts: Sequence[Hit], *, strong: bool) -> Subject:
        """Return the patient. `facts`: phrases that tell of a person; `strong`: dialysis or skin is among them."""
        staff = told_of_staff(tokens) | told_of_crowd(tokens) | told_of_neighbour(tokens, self._kin)
        theirs = [hit for hit in facts if hit.first not in staff]
        found = self._subject(tokens, theirs if staff else facts, strong=strong and bool(theirs or not staff))
        return replace(found, sex=None, other=found.other | staff) if staff else found

    def _subject(self, tokens: Sequence[Token], facts: Sequence[Hit], *, strong: bool) -> Subject:
        noted = beside_the_patient(tokens, facts, self._sex)
        if noted is not None:
            return Subject(None, None, noted)
        spoken_of = relations(tokens, self._sex, self._grammar.owners)
        speaks = self._speaker_is_patient(tokens, facts, spoken_of) or _tells_of_self(tokens)
        if not spoken_of:
            return self._without_a_name(tokens, speaks=speaks)
        places = sorted(spoken_of)
        word = spoken_of[places[0]]
        meant = meant_for_another(tokens, facts, spoken_of)
        if meant:
            return Subject(None, None, meant)
        carer = self._carer(tokens, places)
        if carer:
            sex = self._sex.get(word) or self._pronoun_sex(tokens[places[0] + 1 :])
            return Subject(sex, word, carer, cared_for=True)
        told = told_by_carer(tokens, facts, spoken_of) if speaks else None
        if told is not None:
            word = spoken_of[told[0]]
            return Subject(self._sex.get(word), word, told[1], cared_for=True)
        if speaks:
            return Subject(None, None, self._spoken_of_others(tokens, spoken_of))
        if are_dead(tokens, spoken_of):
            own = next(
                (token.index for token in tokens if token.norm == "mine" and token.index > places[-1]), len(tokens)
            )
            return Subject(None, word, frozenset(range(own)))
        theirs = kin_of_patient(tokens, places[0])
        if theirs:  # `she has no diabetes, her brother does`: she is the patient
            return Subject(self._pronoun_sex(tokens[: places[0] - 1]), None, theirs)
        apart = behind_the_note(tokens, facts, places[0], self._family_first)
        if apart:
            return Subject(None, None, apart)
        herself = beside_relatives(tokens, facts, places)
        if herself is not None:
            return Subject(self._sex.get(spoken_of[herself[0]]), spoken_of[herself[0]], herself[1])
        kin = only_kin(tokens, facts, spoken_of, self._family_first)
        if kin is not None:
            patient = next((spoken_of[place] for place in places if place not in kin), word)
            return Subject(self._sex.get(patient) if len(kin) < len(tokens) else None, patient, kin)
        slight = word in self._family_first and bool(facts) and not strong
        if is_family_history(tokens, facts, word, places[0], self._grammar.past_verbs, slight=slight):
            start = after_own(tokens, facts, places[0])
            return Subject(None, word, frozenset(range(start, len(tokens))))
        words = {token.norm for token in tokens[places[0] + 1 : places[0] + 4]}
        past = bool(facts) and {hit.key for hit in facts} <= OWN_ONLY and not strong and bool(words & {"had", "went"})
        return Subject(None if past and word in CLOSE else self._sex.get(word), word, frozenset())

    def _without_a_name(self, tokens: Sequence[Token], *, speaks: bool) -> Subject:
        """Return the patient where nobody is named: the writer, or the one whom `he` or `she` means."""
        others = besides_oneself(tokens)
        if others:
            return Subject(None, None, others)
        if not speaks and has_died(tokens):
            return Subject(None, None, frozenset(range(len(tokens))))
        return Subject(self._pronoun_sex(tokens, helped=is_helper(tokens)), None, frozenset())

    def _carer(self, tokens: Sequence[Token], places: Sequence[int]) -> frozenset[int]:
        """Return what a carer says of themselves before the patient: `I'm 52 and I look after my mum, 79`."""
        before = " ".join(token.norm for token in tokens[: places[0]])
        about = tokens[places[0] + 1].norm if places[0] + 1 < len(tokens) else ""
        asked = about != "'s" and _ABOUT.search(before) and not _OWN_ILLNESS.search(before)
        if not (asked or _CARES.search(before)):
            return frozenset()
        others, self_told = set(range(places[0])), False
        for token in tokens[places[0] :]:
            if token.norm in {"i", "im", "ive", "me"}:
                self_told = True
            elif token.norm in {"he", "she", "hes", "shes", "his", "her"} or token.index in places:
                self_told = False
            if self_told:
                others.add(token.index)
        return frozenset(others)

    def others_values(self, tokens: Sequence[Token], named: Set[int]) -> frozenset[int]:
        """Return the tokens of another person's results. `named`: tokens that are part of the name of a test."""
        return self._owners.others_values(tokens, named)

    def ellipsis(self, tokens: Sequence[Token], hit: Hit) -> bool | None:
        """Read `…; I never have` or `… and so do I` after something said of another: False or True, None if neither."""
        rest = " ".join(token.norm for token in tokens[hit.last + 1 : hit.last + 14])
        if hit.key in _TAKEN and _I_TAKE_IT.search(rest):
            return True
        best: tuple[int, bool] | None = None
        for phrases, value in ((self._grammar.not_i, False), (self._grammar.so_i, True)):
            for phrase in phrases:
                place = f" {rest} ".find(f" {phrase} ")
                tail = rest[place + len(phrase) :].lstrip()
                if place >= 0 and (
                    not tail
                    or tail[0] in ".,;!?\n"
                    or tail.startswith(("and", "but", "at all", "myself", "have", "though", "either"))
                ):
                    best = (place, value) if best is None or place < best[0] else best
        if best is None and (_KIN_HAS_NOT.search(rest) or _SELF_NOT.search(rest)):
            return False
        return None if best is None else best[1]

    def _speaker_is_patient(self, tokens: Sequence[Token], facts: Sequence[Hit], relations: Mapping[int, str]) -> bool:
        for token in tokens:
            if token.norm not in self._grammar.first_person and token.norm != "my":
                continue
            if self._joins_in(tokens, token):
                return True
            following = list(tokens[token.index + 1 : token.index + 3])
            if token.norm == "my" and following and following[0].index in relations:
                continue
            if any(each.index in relations for each in following):
                continue
            if (
                token.norm in {"i", "im", "ive", "id"}
                and following
                and following[0].norm in self._grammar.caring - {"am", "was", "dont", "need", "just"}
            ):
                continue
            if token.norm in {"me"}:
                continue
            if following and (
                (token.norm == "im" and following[0].kind == "number")
                or (
                    len(following) > 1
                    and token.norm == "i"
                    and following[0].norm == "am"
                    and following[1].kind == "number"
                )
            ):
                return True
            reach = token.index + (5 if token.norm == "my" else 9)
            stop = min((place for place in relations if place > token.index), default=len(tokens))
            if any(
                token.index < hit.first <= min(reach, stop) and tokens[hit.first].sentence == token.sentence
                for hit in facts
            ):
                return True
            if self._ends_ellipsis(tokens, token):
                return True
        return False

    def _joins_in(self, tokens: Sequence[Token], token: Token) -> bool:
        """`Gran was on dialysis and I am now too`, `so am I now`: what was said of another holds for the writer."""
        around = " ".join(each.norm for each in tokens[max(0, token.index - 3) : token.index + 5])
        return any(f" {each} " in f" {around} " for each in self._grammar.so_i)

    def _ends_ellipsis(self, tokens: Sequence[Token], token: Token) -> bool:
        rest = " ".join(each.norm for each in tokens[token.index : token.index + 4] if each.kind == "word")
        return token.norm in {"i", "im", "ive"} and any(
            rest == each or rest.startswith(each + " ")
            for each in (*self._grammar.not_i, "i do too", "i am too", "i have too")
        )

    def _spoken_of_others(self, tokens: Sequence[Token], relations: Mapping[int, str]) -> frozenset[int]:
        """Return the tokens governed by another person, where the writer is the patient."""
        others: set[int] = set()
        about_other = False
        for token in tokens:
            if token.norm in self._grammar.first_person or (
                token.norm in {"my", "our"} and not _leads_to(token, relations)
            ):
                about_other = False
            elif token.index in relations:
                about_other = True
            if about_other:
                others.add(token.index)
        return frozenset(others)

    def _pronoun_sex(self, tokens: Sequence[Token], *, helped: bool = False) -> str | None:
        words = {token.norm for token in tokens} - (_I if helped else frozenset())
        if words & _NOT_SPOKEN_OF:
            return None
        male, female = words & {"he", "hes", "his", "him"}, words & {"she", "shes", "her", "hers"}
        if bool(male) == bool(female):
            return None
        return "male" if male else "female"


_SELF_NOT: Final = re.compile(
    r"[.;,\n] ?(?:(?:but|while|whereas) )?"
    r"(?:(?:the )?(?:pt|patient|client|he|she|me|i|index)(?: (?:him|her|my)?self)?|self) "
    r"?[:=,-]? ?(?:has |have |had )?"
    r"(?:neither|none|nil|no|negative|neg|unaffected|nothing|nad|not affected|-)(?: ?$| [.,;\n])"
    r"|[.;,\n] ?(?:but )?(?:for|with) me (?:it|that|this) (?:is not|isnt|was not|wasnt)\b"
    r"|[.;,\n] ?(?:but )?im neither\b"
)
#: `A paper I read says warfarin is bad, I'm on it`: said of the medicine named last.
_I_TAKE_IT: Final = re.compile(
    r"^(?:(?!and\b|or\b|,)[a-z]+ ){0,5}(?:[.,;] ?|but |and )+(?:i am|im) on (?:it|them)(?: too| now| myself| as well)*"
    r" ?(?:$|[.,;!?])"
)
_TAKEN: Final = frozenset({"warfarin", "steroids", "vitamin_d", "calcium_binder"})
_CARES: Final = re.compile(
    r"^(?:hi|hello|,|\s)*(?:(?:i|im|i am|its|it is|it 's|this is|we are)\b[a-z0-9 ,]{0,30}\b|(?=ask|writ|typ|enquir))"
    r"(?:look(?:ing)? after|car(?:e|ing|er|es) (?:for|of|to)|(?:write|writing|ask|asking|typing|enquiring) "
    r"(?:for|about|on behalf of)|"
    r"(?:wife|husband|son|daughter|mother|father|nurse|carer) of) (?:my|our|an?|the)(?: [a-z]+)?$"
)
#: `I myself am 19. It is about my mum`
_ABOUT: Final = re.compile(
    r"[.,;\n] ?(?:and |but |so )*(?:(?:it|this|that|(?:the|my) question|all this) ?(?:is|'s|was|s)?|its|thats) "
    r"(?:all |really |actually |only )*(?:about|for|regarding|concerning|on behalf of) (?:my|our)(?: [a-z]+)?$"
)
#: Who tells such things of themselves is the patient, whomever the question is about.
_OWN_ILLNESS: Final = re.compile(
    r"\b(?:dialys\w+|ha?emo\w*|hd|hdf|pd|capd|apd|peritoneal|the machine|transplant\w*|calciphyl\w+|cua|sores?|"
    r"ulcers?|wounds?|lumps?|lesions?|kidneys?)\b"
)
_SELF: Final = re.compile(
    r"\bi (?:only |just |now |myself |still )*(?:(?:take|use|inject) "
    r"(?!her\b|him\b|them\b|care\b|it\b|my (?:mum|mom|dad)|notes\b|over\b)|"
    r"am (?:only |just )?on\b(?! the phone| my way))|\bim (?:only |just )?on\b(?! the phone| my way)|"
    r"\b(?:not|except|excluding|bar|apart from|unlike|but not) (?:me|myself)\b|"
    r"(?:^|[.;\n] ?)(?:me|as for me|myself) ?[,:-] ?(?:nothing|none|no|nope|nah|never|neither|not)\b|"
    r"\bmy own\b(?! (?:mum|mom|mother|father|dad|son|daughter))"
)
_KIN_HAS_NOT: Final = re.compile(
    r"[,;] ?(?:but )?(?:my|our) (?:wife|husband|mum|mom|mother|dad|father|son|daughter|partner|gran|grandad) "
    r"(?:herself |himself )?(?:doesnt|hasnt|isnt|does not|has not|is not|never (?:has|did|had))\b ?(?:$|[.,;!])"
)


def _tells_of_self(tokens: Sequence[Token]) -> bool:
    """`I only take aspirin`, `not me`, `my own liver`: the writer is the patient."""
    return _SELF.search(" ".join(token.norm for token in tokens)) is not None


def _leads_to(token: Token, relations: Mapping[int, str]) -> bool:
    return any(place in relations for place in (token.index + 1, token.index + 2))
