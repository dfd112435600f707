"""The words for people whom a message is about: "my husband", "mum", "pt's wife"; not "a dialysis patient"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

from bot.language.extraction.words.tokens import Token

__all__ = ["relations"]

#: Behind these a word for a person stands for the one spoken of: `, mum is …`, `72 yo man`, `for dad`.
_OPENERS: Final = frozenset(
    ", . \n ; : and but for so that because when hi hello is if since with of to about both yo old o y".split(" ")
)
_ANYBODY: Final = frozenset({"dialysis", "a", "as", "every", "renal", "ckd", "kidney", "cancer", "am", "im"})
_PATIENT: Final = frozenset({"patient", "pt"})
_GENERAL: Final = frozenset({"parent", "child", "partner", "friend"})
#: Words that mean something else without `my` before them (Italian `da`, English `ate`).
_OWNED: Final = frozenset({"da", "ate", "tito", "tita", "kuya", "apu"})
_OURS: Final = frozenset({"my", "me", "our", "ur", "wee"})
_ME: Final = frozenset({"me", "mine", "i", "im", "ive", "myself"})
_DENIED: Final = frozenset({"not", "isnt", "aint", "doesnt", "hasnt", "never", "no", "dont"})
_GIVEN: Final = frozenset({"off", "by", "of", "out"})
_GOT: Final = frozenset({"got", "have", "has", "had", "given", "received", "ive", "with"})  # `got my wife's kidney`
_S_KIDNEY: Final = ["'s", "kidney"]
#: `My brother gave me his kidney`, `my sister's kidney went into me`: the giver, told behind the word for them.
_GIVES: Final = re.compile(
    r"^(?:(?:very kindly|kindly|has|have|had|is|was|going to|even|also|then|later|once) )*"
    r"(?:gave|given|giving|give|donated|donating|offered|offering) "
    r"(?:me (?:[a-z]+ ){0,3}(?:kidney|graft)|(?:[a-z]+ ){1,3}(?:kidney|graft) (?:to|for) me)\b"
    r"|^'s (?:[a-z]+ )?(?:kidney|graft) (?:[a-z']+ ){0,6}(?:into|inside|in|to|for) (?:me|my)\b|^'s (?:[a-z]+ "
    r")?kidney (?:[a-z]+ ){0,3}"
    r"(?:keeps|kept|saved) me\b"
)
#: `My husband does the injections for me`, `my daughter gives me my insulin`.
_HELPS: Final = re.compile(
    r"^(?:(?:always|usually|now|also|kindly|who|just) )*(?:does|gives|injects|administers|draws|prepares|sorts|"
    r"helps|did|gave|puts|drives|"
    r"sets|connects|hooks)(?: up)? (?:me\b|(?:[a-z]+ ){1,5}(?:for|to|into|with) me\b)"
)
_TOLD_OF: Final = 10  # tokens behind the word for a person in which that is told
_ORGAN: Final = frozenset({"kidney", "graft", "transplant", "transplanted", "donated", "one"})
_HEADED: Final = re.compile(r"\b(?:fhx?|fam(?:ily)? (?:hx?|history))\b")
_ME_BESIDE: Final = re.compile(r"\b(?:me|i|myself) (?:and|nor|or) (?:my|our) ?(?:[a-z]+ )?$")
_BESIDE_ME: Final = re.compile(r"^ ?(?:and|nor|or) (?:me|i|myself)\b")


def relations(tokens: Sequence[Token], people: Container[str], owners: Container[str]) -> dict[int, str]:
    """Return the place and word of each person of `people` that is spoken of, beside the writer left out.

    `owners`: words such as "my" and "her".
    """
    return {
        token.index: token.norm
        for token in tokens
        if token.kind == "word"
        and token.norm in people
        and _stands_alone(tokens, token, owners)
        and not _only_mentioned(tokens, token, owners)
        and not _beside_me(tokens, token.index)
    }


def _stands_alone(tokens: Sequence[Token], token: Token, owners: Container[str]) -> bool:
    before = tokens[token.index - 1].norm if token.index else ""
    if token.norm in _OWNED:
        return before in _OURS
    if token.norm in _PATIENT or (token.norm in _GENERAL and before in _ANYBODY):
        return False
    return token.index == 0 or before in owners or before in _OPENERS


def _only_mentioned(tokens: Sequence[Token], token: Token, owners: Container[str]) -> bool:
    """`A kidney from my sister`, `the wife of`, `FHx: mother`, `I'm her daughter`: told, and not spoken of."""
    before, earlier = ("" if token.index < back else tokens[token.index - back].norm for back in (1, 2))
    following = tokens[token.index + 1].norm if token.index + 1 < len(tokens) else ""
    if earlier == "not" and not _ME.isdisjoint(token.norm for token in tokens[max(0, token.index - 8) : token.index]):
        return True  # `the warfarin is for me, not my wife`
    if before in _OURS and _that_is(tokens, token.index - 1):
        return True  # `he isn't diabetic, that's my nan`
    behind = " ".join(each.norm for each in tokens[token.index + 1 : token.index + 1 + _TOLD_OF])
    if _GIVES.match(behind) or _HELPS.match(behind):
        return True
    donor = before in owners and (earlier == "from" or (earlier in _GIVEN and _of_kidney(tokens, token.index)))
    donor = donor or (earlier in _GOT and [t.norm for t in tokens[token.index + 1 : token.index + 3]] == _S_KIDNEY)
    whose = before in {"his", "her"} and earlier in {"im", "am", "as", "being"}
    return donor or whose or following == "of" or _under_family_history(tokens, token)


def _that_is(tokens: Sequence[Token], place: int) -> bool:
    """Whether `that's` stands before, behind something denied of another."""
    said = [token.norm for token in tokens[max(0, place - 12) : place]]
    pointed = said[-1:] == ["thats"] or said[-2:] in (["that", "'s"], ["that", "is"], ["that", "was"])
    return pointed and not {"he", "hes", "she", "shes", "i", "im"}.isdisjoint(said) and not _DENIED.isdisjoint(said)


def _of_kidney(tokens: Sequence[Token], place: int) -> bool:
    """`Kidney off my brother`, `donated by his wife`: the giver of a kidney."""
    return not _ORGAN.isdisjoint(token.norm for token in tokens[max(0, place - 6) : place])


def _under_family_history(tokens: Sequence[Token], token: Token) -> bool:
    """`FHx: T2DM (mother)`: the relative only stands in a list of the family."""
    before = tokens[max(0, token.index - 12) : token.index]
    return bool(_HEADED.search(" ".join(each.norm for each in before if each.sentence == token.sentence)))


def _beside_me(tokens: Sequence[Token], place: int) -> bool:
    """`Neither me nor my sister`, `my wife and I`: what is said holds for the writer too."""
    before = " ".join(token.norm for token in tokens[max(0, place - 5) : place])
    after = " ".join(token.norm for token in tokens[place + 1 : place + 3])
    return bool(_ME_BESIDE.search(before + " ") or _BESIDE_ME.search(after))
