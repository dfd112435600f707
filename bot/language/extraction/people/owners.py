"""Whose a laboratory value is: the writer's own, or another person's who is only mentioned."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final

from bot.language.extraction.words.tokens import Token

__all__ = ["ValueOwners"]


class ValueOwners:
    """Tells other people's results from the patient's. `people`: words for them, relatives and strangers."""

    def __init__(self, people: Set[str]) -> None:
        self._people = people

    def others_values(self, tokens: Sequence[Token], named: Set[int]) -> frozenset[int]:
        """Return the tokens of another person's results beside the writer's own: `my sister's is 11, mine 9`.

        `named`: tokens that are part of the name of a test.
        """
        given_away = self._given_away(tokens, named)
        own = {
            token.index
            for token in tokens
            if (token.norm == "mine" and not _follows(tokens, token, "of"))
            or (token.norm == "my" and _names_own(tokens, token.index, named))
            or (token.norm in {"i", "ive", "im"} and _has_number(tokens, token.index))
            or (token.norm in {"me", "myself"} and _precedes(tokens, token, ":"))
        }
        if not own:
            return given_away
        others: set[int] = set()
        speaking = False
        compares = any(tokens[place].norm == "mine" for place in own)  # `his phosphate 2.2, mine 1.8`
        for token in tokens:
            if token.index in own:
                speaking = False
            elif token.norm in self._people:
                # `my neighbour calcium was three`
                speaking = speaking or token.index + 1 in named or self._has_values(tokens, token.index)
            elif compares and token.norm in {"his", "her", "their"} and token.index + 1 in named:
                speaking = True
            elif token.norm.removesuffix("s") in self._people:  # `dads K 6.1, mine 4.9`
                speaking = speaking or token.index + 1 in named
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

    def _is_from(self, tokens: Sequence[Token], token: Token) -> bool:
        """`The 7.9 was from the man next to me`, `the 6.1 belongs to my sister`."""
        if token.norm not in {"was", "is", "belongs", "belonged", "came"} or not token.index:
            return False
        told, after = tokens[token.index - 1], [each.norm for each in tokens[token.index + 1 : token.index + 5]]
        if told.kind != "number" or after[:1] not in (["from"], ["of"], ["for"], ["to"]):
            return False
        return any(word in self._people for word in after[1:4]) and not {"me", "mine"} & set(after[1:3])

    def _given_away(self, tokens: Sequence[Token], named: Set[int]) -> frozenset[int]:
        """Return the tokens before `that was my sister's`, `wrong patient`, `not mine`: the value is another's."""
        for token in tokens:
            after = [each.norm for each in tokens[token.index + 1 : token.index + 6]]
            if self._is_from(tokens, token):
                return frozenset(range(token.index - 1, token.index))
            if token.norm in {"belongs", "belonged"} and after[:1] == ["to"]:
                away = not {"me", "mine"} & set(after[1:2])
            elif token.norm in {"was", "is", "thats"} and "'s" in after:
                end = after.index("'s")
                away = after[end - 1] in self._people or after[end - 1] == "else"
                told = tokens[token.index - 1]
                behind = after[end + 1 : end + 2]
                valued = told.kind == "number" or told.norm in _UNIT_ENDS
                sampled = bool(behind) and behind[0] in _SAMPLES and (valued or told.index in named)
                valued = sampled or (valued and (not behind or behind[0] in _NO_NOUN))
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


_UNIT_ENDS: Final = frozenset({"l", "dl", "ml", "mmol", "mg", "pg", "ng"})
_THEIRS: Final = frozenset({"her", "his", "their", "hers", "theirs"})
_SAMPLES: Final = frozenset(
    "tube sample specimen blood bloods test vial draw label chart sheet printout report form".split()
)
_OWN_IS: Final = frozenset({"is", "was", "one", ":", "=", "at", "reads", "came", "result", "value", "level"})
_NO_NOUN: Final = frozenset(", . ; \n and but result results value number one reading not )".split(" "))


def _follows(tokens: Sequence[Token], token: Token, word: str) -> bool:
    return token.index > 0 and tokens[token.index - 1].norm == word


def _ends_clause(words: Sequence[str]) -> bool:
    return not words or words[0] in {".", ",", ";", "!", "\n", "but", "and", "it", "at"}


def _names_own(tokens: Sequence[Token], place: int, named: Set[int]) -> bool:
    following = tokens[place + 1 : place + 3]
    if not following:
        return False
    if following[0].norm == "own" and following[-1].norm in _OWN_IS:  # `my own is 4.5`
        return True
    if following[0].norm == "own" and following[-1].kind == "number":  # `my own 4.5`
        return True
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


def _precedes(tokens: Sequence[Token], token: Token, word: str) -> bool:
    return token.index + 1 < len(tokens) and tokens[token.index + 1].norm == word
