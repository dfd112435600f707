"""Who the patient is: the writer, or the person the writer cares for; and who is only mentioned."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Final

from bot.language.extraction.grammar import Grammar
from bot.language.extraction.phrases import Hit
from bot.language.extraction.tokens import Token

__all__ = ["People", "Subject"]


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
        self._sex: dict[str, str | None] = {}
        for key, sex in (
            ("male", "male"),
            ("female", "female"),
            ("male_kin", "male"),
            ("female_kin", "female"),
            ("any", None),
        ):
            self._sex.update(dict.fromkeys(data[key], sex))
        self._strangers = frozenset(data["strangers"])
        self._family_first = frozenset(data["family_first"])

    def subject(self, tokens: Sequence[Token], facts: Sequence[Hit], *, strong: bool) -> Subject:
        """Return the patient. `facts`: phrases that tell of a person; `strong`: dialysis or skin is among them."""
        relations = self._relations(tokens)
        relations = {place: word for place, word in relations.items() if not _beside_me(tokens, place)}
        speaks = self._speaker_is_patient(tokens, facts, relations) or _tells_of_self(tokens)
        if not relations:
            return Subject(self._pronoun_sex(tokens), None, frozenset())
        places = sorted(relations)
        word = relations[places[0]]
        carer = self._carer(tokens, places)
        if carer:
            return Subject(self._sex.get(word), word, carer, cared_for=True)
        if speaks:
            return Subject(None, None, self._spoken_of_others(tokens, relations))
        if self._is_family_history(tokens, facts, word, places[0], strong=strong):
            return Subject(None, word, frozenset(range(len(tokens))))
        return Subject(self._sex.get(word), word, frozenset())

    def _carer(self, tokens: Sequence[Token], places: Sequence[int]) -> frozenset[int]:
        """Return what a carer says of themselves before the patient: `I'm 52 and I look after my mum, 79`."""
        before = " ".join(token.norm for token in tokens[: places[0]])
        if not _CARES.search(before):
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
        """Return the tokens of another person's results beside the writer's own: `my sister's is 11, mine 9`.

        `named`: tokens that are part of the name of a test.
        """
        given_away = self._given_away(tokens)
        own = {
            token.index
            for token in tokens
            if (token.norm == "mine" and not _follows(tokens, token, "of"))
            or (token.norm == "my" and _names_own(tokens, token.index, named))
            or (token.norm in {"i", "ive"} and _has_number(tokens, token.index))
            or (token.norm in {"me", "myself"} and _precedes(tokens, token, ":"))
        }
        if not own:
            return given_away
        others: set[int] = set()
        speaking = False
        for token in tokens:
            if token.index in own:
                speaking = False
            elif token.norm in self._sex or token.norm in self._strangers:
                speaking = speaking or self._has_values(tokens, token.index)
            if speaking:
                others.add(token.index)
        return frozenset(others) | given_away

    def _has_values(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a person is said to have something: `my sister's is 11`, `the chap in the next chair has`."""
        for token in tokens[place + 1 : place + 8]:
            if token.norm == ":" and token.index == place + 1:
                return True
            if token.norm == "'s" and (token.index == place + 1 or tokens[token.index - 1].norm == "law"):
                return True
            if token.norm in {"has", "had", "got", "gets"}:
                return True
            if token.norm == "mine" and _follows(tokens, token, "of"):
                continue
            if token.norm in {"says", "said"} and tokens[min(token.index + 1, len(tokens) - 1)].norm in _THEIRS:
                return True
            if token.norm in {"my", "mine", "i", "im", "ive", "said", "says", "told", "that", ".", ";", "\n"}:
                return False
        return False

    def _given_away(self, tokens: Sequence[Token]) -> frozenset[int]:
        """Return the tokens before `that was my sister's`, `wrong patient`, `not mine`: the value is another's."""
        for token in tokens:
            after = [each.norm for each in tokens[token.index + 1 : token.index + 6]]
            if token.norm == "belongs" and after[:1] == ["to"]:
                away = not {"me", "mine"} & set(after[1:2])
            elif token.norm in {"was", "is", "thats"} and "'s" in after:
                end = after.index("'s")
                away = after[end - 1] in self._sex or after[end - 1] in self._strangers or after[end - 1] == "else"
                told = tokens[token.index - 1]
                behind = after[end + 1 : end + 2]
                valued = (told.kind == "number" or told.norm in _UNIT_ENDS) and (not behind or behind[0] in _NO_NOUN)
                away = away and len(after[:end]) <= 3 and (told.norm in {"that", "it", "this", ","} or valued)
            elif token.norm in {"wasnt", "isnt"} or (token.norm in {"was", "is"} and after[:1] == ["not"]):
                away = after[token.norm in {"was", "is"} :][:1] in (["his"], ["hers"], ["mine"]) and _ends_clause(
                    after[1 + (token.norm in {"was", "is"}) :]
                )
            else:
                away = token.norm == "wrong" and after[:1] in (["patient"], ["person"])
            if away:
                return frozenset(range(_clause_start(tokens, token.index), token.index))
        return frozenset()

    def ellipsis(self, tokens: Sequence[Token], hit: Hit) -> bool | None:
        """Read `…; I never have` or `… and so do I` after something said of another: False or True, None if neither."""
        rest = " ".join(token.norm for token in tokens[hit.last + 1 : hit.last + 14])
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
        if best is None and _KIN_HAS_NOT.search(rest):
            return False
        return None if best is None else best[1]

    def _relations(self, tokens: Sequence[Token]) -> dict[int, str]:
        found: dict[int, str] = {}
        for token in tokens:
            if token.norm not in self._sex or token.kind != "word":
                continue
            before = tokens[token.index - 1].norm if token.index else ""
            after = [each.norm for each in tokens[token.index + 1 : token.index + 3]]
            if token.norm in {"patient", "pt", "parent", "child", "partner", "friend"} and (
                before in {"dialysis", "a", "as", "every", "renal", "ckd", "kidney", "cancer", "am", "im"}
                or token.norm in {"patient", "pt"}
            ):
                continue
            donor = before in self._grammar.owners and token.index > 1 and tokens[token.index - 2].norm == "from"
            if (
                donor
                or after[:1] == ["of"]
                or (
                    before in {"his", "her"}
                    and token.index > 1
                    and tokens[token.index - 2].norm in {"im", "am", "as", "being"}
                )
            ):
                continue
            if (
                before in self._grammar.owners
                or token.index == 0
                or before
                in {
                    ",",
                    ".",
                    "\n",
                    "and",
                    "but",
                    ";",
                    "for",
                    "so",
                    ":",
                    "that",
                    "because",
                    "when",
                    "hi",
                    "hello",
                    "is",
                    "if",
                    "since",
                    "with",
                    "of",
                    "to",
                    "about",
                    "both",
                    "yo",
                    "old",
                    "o",
                    "y",
                }
            ):
                found[token.index] = token.norm
        return found

    def _speaker_is_patient(self, tokens: Sequence[Token], facts: Sequence[Hit], relations: Mapping[int, str]) -> bool:
        for token in tokens:
            if token.norm not in self._grammar.first_person and token.norm != "my":
                continue
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

    def _is_family_history(
        self, tokens: Sequence[Token], facts: Sequence[Hit], word: str, place: int, *, strong: bool
    ) -> bool:
        words = {token.norm for token in tokens[place + 1 : place + 8]}
        if {"died", "passed"} & words:
            return True
        if word not in self._family_first or strong or not facts:
            return False
        keys = {hit.key for hit in facts}
        medicines = keys & {"warfarin", "calcium_binder", "vitamin_d", "steroids", "injections", "doac"}
        if {"took", "used"} & words and not {"is", "has", "takes", "on"} & words:
            return True
        if {"was", "had"} & words and not {"is", "has", "takes", "on"} & words and len(keys) <= 2:
            return True
        if self._grammar.past_verbs & words and not medicines and len(keys) <= 1:
            return True
        return (
            len(keys) <= 1 and not medicines and not any(token.norm in {"he", "she", "hes", "shes"} for token in tokens)
        )

    def _pronoun_sex(self, tokens: Sequence[Token]) -> str | None:
        words = {token.norm for token in tokens}
        if words & {
            "doctor",
            "nurse",
            "consultant",
            "gp",
            "dietitian",
            "surgeon",
            "specialist",
            "dr",
            "nephrologist",
            "i",
            "im",
            "my",
            "ive",
        }:
            return None
        male, female = words & {"he", "hes", "his", "him"}, words & {"she", "shes", "her", "hers"}
        if bool(male) == bool(female):
            return None
        return "male" if male else "female"


_UNIT_ENDS: Final = frozenset({"l", "dl", "ml", "mmol", "mg", "pg", "ng"})
_THEIRS: Final = frozenset({"her", "his", "their", "hers", "theirs"})
_NO_NOUN: Final = frozenset(", . ; \n and but result results value number one reading not )".split(" "))
_CARES: Final = re.compile(
    r"^(?:hi|hello|,|\s)*(?:i|im|i am)\b[a-z0-9 ,]{0,30}\b"
    r"(?:look(?:ing)? after|car(?:e|ing|er|es) (?:for|of|to)|(?:write|writing|ask|asking|typing) (?:for|about)|"
    r"(?:wife|husband|son|daughter|mother|father|nurse|carer) of) (?:my|our|an?|the)(?: [a-z]+)?$"
)
_SELF: Final = re.compile(
    r"\bi (?:only |just |now |myself |still )*(?:(?:take|use|inject) "
    r"(?!her\b|him\b|them\b|care\b|it\b|my (?:mum|mom|dad)|notes\b|over\b)|"
    r"am (?:only |just )?on\b(?! the phone| my way))|\bim (?:only |just )?on\b(?! the phone| my way)|"
    r"\b(?:not|except|excluding|bar|apart from|unlike|but not) (?:me|myself)\b|"
    r"\bmy own\b(?! (?:mum|mom|mother|father|dad|son|daughter))"
)
_ME_BESIDE: Final = re.compile(r"\b(?:me|i|myself) (?:and|nor|or) (?:my|our) ?(?:[a-z]+ )?$")
_BESIDE_ME: Final = re.compile(r"^ ?(?:and|nor|or) (?:me|i|myself)\b")
_KIN_HAS_NOT: Final = re.compile(
    r"[,;] ?(?:but )?(?:my|our) (?:wife|husband|mum|mom|mother|dad|father|son|daughter|partner|gran|grandad) "
    r"(?:herself |himself )?(?:doesnt|hasnt|isnt|does not|has not|is not|never (?:has|did|had))\b ?(?:$|[.,;!])"
)


def _tells_of_self(tokens: Sequence[Token]) -> bool:
    """`I only take aspirin`, `not me`, `my own liver`: the writer is the patient."""
    return _SELF.search(" ".join(token.norm for token in tokens)) is not None


def _beside_me(tokens: Sequence[Token], place: int) -> bool:
    """`Neither me nor my sister`, `my wife and I`: what is said holds for the writer too."""
    before = " ".join(token.norm for token in tokens[max(0, place - 5) : place])
    after = " ".join(token.norm for token in tokens[place + 1 : place + 3])
    return bool(_ME_BESIDE.search(before + " ") or _BESIDE_ME.search(after))


def _leads_to(token: Token, relations: Mapping[int, str]) -> bool:
    return any(place in relations for place in (token.index + 1, token.index + 2))


def _follows(tokens: Sequence[Token], token: Token, word: str) -> bool:
    return token.index > 0 and tokens[token.index - 1].norm == word


def _ends_clause(words: Sequence[str]) -> bool:
    return not words or words[0] in {".", ",", ";", "!", "\n", "but", "and", "it", "at"}


def _precedes(tokens: Sequence[Token], token: Token, word: str) -> bool:
    return token.index + 1 < len(tokens) and tokens[token.index + 1].norm == word


def _names_own(tokens: Sequence[Token], place: int, named: Set[int]) -> bool:
    following = tokens[place + 1 : place + 3]
    if not following:
        return False
    skipped = following[0].norm in {"own", "last", "latest", "current"} and len(following) > 1
    return following[1 if skipped else 0].index in named


def _has_number(tokens: Sequence[Token], place: int) -> bool:
    """`I have 5.1`, `I've got 5.1`."""
    words = tokens[place + 1 : place + 4]
    kinds = [each for each in words if each.norm not in {"have", "had", "got", "am", "a", "at"}]
    return bool(words) and bool(kinds) and kinds[0].kind == "number" and "." in kinds[0].norm


def _clause_start(tokens: Sequence[Token], place: int) -> int:
    """Return where the clause before `that was …` begins: one comma belongs to it, a second or a full stop ends it."""
    commas = 0
    for token in reversed(tokens[:place]):
        commas += token.norm == ","
        if commas > 1 or token.norm in {";", "but", "\n"} or (token.norm == "." and place - token.index > 3):
            return token.index + 1
    return 0
