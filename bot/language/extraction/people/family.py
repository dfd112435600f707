"""What is told of relatives: the history of the family, or the relative who is the patient."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from typing import Final

from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token

__all__ = ["CLOSE", "OWN_ONLY", "is_family_history", "only_kin"]

CLOSE: Final = frozenset(
    {"mother", "father", "mum", "mom", "dad", "gran", "nan", "grandma", "grandmother", "grandad", "granddad", "grandpa",
     "grandfather", "mam", "mummy", "daddy", "papa", "mama", "granny", "nana", "parent"}
)  # fmt: skip
OWN_ONLY: Final = frozenset({"parathyroidectomy", "acute_kidney_injury", "recent_weight_loss", "weight_held"})
_FAR: Final = frozenset(
    {"grandma", "grandmother", "grandad", "granddad", "grandpa", "grandfather", "granny", "gran", "nan", "nana",
     "uncle", "aunt", "auntie", "aunty", "cousin", "great"}
)  # fmt: skip
_PRONOUNS: Final = frozenset({"he", "she", "hes", "shes", "his", "him", "her", "hers"})
_PRESENT: Final = frozenset({"is", "has", "takes", "now", "needs", "still", "getting", "gets"})
#: `My dad has diabetes, is that why?`: it is the dad whom the question is about.
_THAT_IS_WHY: Final = re.compile(
    r"\b(?:is|was|could|would|might) (?:that|this|it) (?:be |been )?(?:the |a )?"
    r"(?:why|reason|cause|what (?:caused|did|brought|gave|started)|because)\b(?!.*\b(?:i|im|me|my|mine|ive)\b)"
)
#: What a relative does for the patient.
_HELPS: Final = frozenset({"gives", "does", "administers", "prepares", "helps", "draws", "handles", "says"})


def only_kin(
    tokens: Sequence[Token], facts: Sequence[Hit], relations: Mapping[int, str], family_first: Set[str]
) -> frozenset[int] | None:
    """`My grandmother was on dialysis and my uncle took warfarin`: two of the family; return the tokens of both.

    A parent who is on dialysis now is the patient all the same. None if there are not two.
    """
    words = {token.norm for token in tokens}
    if words & _PRONOUNS or any(hit.group == "lesion" for hit in facts):
        return None
    places = sorted(relations)
    clauses = dict(zip(places, [*places[1:], len(tokens)], strict=True))
    told = {
        place: [hit for hit in facts if place < hit.first < min(end, place + 9)]
        for place, end in clauses.items()
        if relations[place] in family_first and _after(tokens, place, 1)[0] not in _HELPS
    }
    everybody = frozenset(range(len(tokens)))
    if all(told.values()) and len(told) == len(places) and len({relations[place] for place in told}) > 1:
        ill = [
            place
            for place, hits in told.items()
            if relations[place] in CLOSE
            and any(hit.group == "dialysis" for hit in hits)
            and set(_after(tokens, place, 3)) & {"is", "'s", "has", "on", "s"}
            and not {"was", "died", "used", "had"} & set(_after(tokens, place, 3))
        ]
        return everybody - set(range(ill[0], clauses[ill[0]])) if len(ill) == 1 else everybody
    far = relations[places[0]] in _FAR and len(places) == 1 and not words & _PRESENT
    past = _after(tokens, places[0], 2) in (["was", "on"], ["was", "a"], ["used", "to"], ["died", "on"])
    return everybody if far and past else None


def is_family_history(
    tokens: Sequence[Token], facts: Sequence[Hit], word: str, place: int, past_verbs: Set[str], *, slight: bool
) -> bool:
    """Whether what is told of one relative is only the history of the family: `my dad had diabetes`.

    `slight`: nothing told of them speaks for a patient, such as dialysis or sore skin.
    """
    words = {token.norm for token in tokens[place + 1 : place + 8]}
    if _THAT_IS_WHY.search(" ".join(token.norm for token in tokens[place + 1 :])):
        return False
    if any(t.norm in {"he", "she"} and _precedes(tokens, t, "'s") for t in tokens[place + 1 : place + 8]):
        words.add("is")  # `she's got`
    if {"died", "passed", "dead"} & words:
        return True
    if not slight:
        return False
    keys = {hit.key for hit in facts}
    medicines = keys & {"warfarin", "calcium_binder", "vitamin_d", "steroids", "injections", "doac"}
    if {"took", "used"} & words and not {"is", "has", "takes", "on"} & words:
        return True
    after = {token.norm for token in tokens[place + 1 : place + 4]}
    underwent = after & {"had", "has", "got", "lost", "underwent", "went"}
    if word in CLOSE and keys <= OWN_ONLY and underwent:  # an operation on the glands is no family history
        return False
    if {"was", "had"} & words and not {"is", "has", "takes", "on"} & words and len(keys) <= 2:
        return True
    if past_verbs & words and not medicines and len(keys) <= 1:
        return True
    speaks_on = any(token.norm in {"he", "she", "hes", "shes"} for token in tokens)
    return len(keys) <= 1 and not medicines and not speaks_on


def _after(tokens: Sequence[Token], place: int, count: int) -> list[str]:
    """Return the words of the `count` tokens behind `place`, blanks past the end."""
    words = [token.norm for token in tokens[place + 1 : place + 1 + count]]
    return words + [""] * (count - len(words))


def _precedes(tokens: Sequence[Token], token: Token, word: str) -> bool:
    return token.index + 1 < len(tokens) and tokens[token.index + 1].norm == word
