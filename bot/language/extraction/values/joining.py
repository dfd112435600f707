"""Words between the name of a test and a number that still let the two belong together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.language.extraction.values.found import Material
from bot.language.extraction.values.mentions import Mention
from bot.language.extraction.values.quantities import Quantity

__all__ = [
    "CARRY",
    "JOINS",
    "TOLD",
    "TO_NAME",
    "heads_list",
    "is_owned",
    "is_ratio",
    "is_shared",
    "says_whose",
    "without_meal",
]

JOINS = frozenset(
    {"/", ",", "and", "&", "+", "the", "my", "or", "'s", "\\", "plus", "his", "her", "then", "(", ")", ":", "as"}
)
TO_NAME = frozenset(
    {
        "for",
        "of",
        "on",
        "my",
        "the",
        "was",
        "is",
        "serum",
        "in",
        "his",
        "her",
        "a",
        ")",
        "h",
        "l",
        "total",
        "'s",
        "mean",
        "i",
        "thats",
    }
)
TOLD = TO_NAME | frozenset(
    """what they he she told said me gave the nurse doctor dr lab number result reading read came back out came up got
    for of we us showed wrote had i you""".split()
)
CARRY = frozenset(
    {
        "it",
        "that",
        "result",
        "results",
        "value",
        "number",
        "came",
        "was",
        "is",
        "level",
        "they",
        "your",
        "the",
        "got",
        "currently",
        "now",
        "think",
        "around",
        "about",
        "its",
        "today",
        "this",
        "mine",
        "hers",
        "his",
        "yours",
        "patient",
    }
)


_MEALS = frozenset(
    """breakfast lunch dinner tea supper meal meals eating food insulin bed bedtime sleep waking dialysis hd session
    treatment exercise""".split()
)
_OF_MEAL = frozenset({"my", "the", "a", "her", "his", "each"})

_WHOSE = frozenset({"mine", "hers"})
_REPORTED = frozenset(
    """the a lab labs unit clinic hospital nurse nurses doctor doctors dr gp they he she it just now today this morning
    yesterday called rang phoned told said says say me us that and , has have had to from is was 's at are been come
    came back by with only my team results result""".split()
)


def without_meal(words: Sequence[str]) -> list[str]:
    """Return the words without `before lunch`, `after the session`: when a sample was taken."""
    kept = list(words)
    for place, word in enumerate(words):
        if word in {"before", "after", "pre", "post", "following"}:
            rest = list(words[place + 1 : place + 3])
            size = 1 if rest[:1] and rest[0] not in _OF_MEAL else 2
            if rest[size - 1 : size] and rest[size - 1] in _MEALS:
                return [*words[:place], *words[place + 1 + size :]]
    return kept


def heads_list(material: Material, mention: Mention) -> bool:
    """Whether another name follows at once, as in `Na/K/Cl 138/5.4/101`."""
    after = next((each for each in material.mentions if each.first > mention.last), None)
    if after is None or after.first - mention.last > 3:
        return False
    between = material.norms(mention.last + 1, after.first - 1)
    return bool(between) and all(word in {"/", ",", "and", "&", "+"} for word in between)


def is_owned(material: Material, names: Sequence[Mention], quantity: Quantity) -> bool:
    """`Can I get my phosphate of 7.4 lower`: what is `my phosphate of 7.4` is so, whatever is wished of it."""
    return any(
        material.norms(name.last + 1, quantity.first - 1) == ["of"]
        and material.norms(name.first - 1, name.first - 1) == ["my"]
        for name in names
    )


def is_ratio(material: Material, names: Sequence[Mention]) -> bool:
    """`BUN/CREA 9.2`: one number behind two names with a stroke between is their ratio, no value of either."""
    strokes = [material.norms(one.last + 1, other.first - 1) for one, other in pairwise(names)]
    return len(names) == 2 and strokes == [["/"]]


def is_shared(material: Material, names: Sequence[Mention], quantity: Quantity) -> bool:
    """`Calcium and phosphate are both 9`: one number for all the names."""
    words = [
        *material.norms(names[0].first - 2, names[0].first - 1),
        *material.norms(names[-1].last + 1, quantity.first - 1),
        *material.norms(quantity.last + 1, quantity.last + 1),
    ]
    return not {"both", "each", "all"}.isdisjoint(words)


def says_whose(material: Material, sentence: int) -> bool:
    """`Which foods have potassium? The lab just said mine is 7.4`: somebody's value, and nothing else, is told."""
    if any(material.tokens[mention.first].sentence == sentence for mention in material.mentions):
        return False
    words = [token for token in material.tokens if token.sentence == sentence]
    for quantity in material.quantities:
        if material.tokens[quantity.first].sentence != sentence or quantity.refused is not None:
            continue
        before = [token.norm for token in words if token.index < quantity.first]
        return bool(_WHOSE & set(before)) and set(before) <= _WHOSE | _REPORTED
    return False


_IS = frozenset({"is", "was", "'s", "are", "at", "now", "came", "back", "still", "only", "just", "about", "sits"})
_PARTS = frozenset({"and", "but", ",", ";", ".", "-", "yet", "though", "while", "whereas", "so", "\n", "(", "however"})


def says_mine(material: Material, quantity: Quantity) -> bool:
    """`They want PTH between 150 and 600 and mine's 71`: the second number is a result, whatever is wished before."""
    before = material.norms(quantity.first - 6, quantity.first - 1)
    while before and before[-1] in _IS:
        before.pop()
    return len(before) > 1 and before[-1] in _WHOSE and before[-2] in _PARTS
