"""Which bare number may answer a question about a result: not an age, a height, a time, or the `one` of prose."""

from __future__ import annotations

from typing import Final

from bot.language.extraction.values.found import Material
from bot.language.extraction.values.quantities import Quantity

__all__ = ["may_be_a_result"]

_BE: Final = frozenset(
    {"is", "am", "was", "'s", "turned", "turning", "aged", "age", "nearly", "almost", "about", "now"}
)
_PEOPLE: Final = frozenset(
    """i im he she hes shes who mum mom dad mother father wife husband son daughter brother sister partner aged age pt
    patient""".split()
)
#: Behind a number these say that it is of a person, a time or a body.
_OF_SOMETHING: Final = frozenset(
    """years year yrs yr yo y old f m male female man woman months month weeks week days day hours hour hrs minutes mins
    times kg kgs kilos kilo kilograms stone st lbs lb pounds cm cms ft feet foot inches metres meters am pm tablets
    tablet pills sessions questions things of more thing""".split()
)
_POINTED_AT: Final = frozenset(
    "which that this other no any every each another the last next first everything in some only".split()
)
_MOST_WORDS: Final = 6  # of a message in which a number word can be the whole answer


def may_be_a_result(material: Material, quantity: Quantity) -> bool:
    """Whether a number without a name can be the value that was asked for."""
    if quantity.unit is not None:
        return True
    tokens = material.tokens
    behind = tokens[quantity.last + 1].norm if quantity.last + 1 < len(tokens) else ""
    before = [token.norm for token in tokens[max(0, quantity.first - 3) : quantity.first]][::-1]
    if behind in _OF_SOMETHING or (before[:1] == ["m"] and tokens[quantity.first - 2].kind == "number"):
        return False
    told = [word for word in before if word not in _BE]
    if len(told) < len(before) or before[:1] in (["im"], ["hes"], ["shes"]):
        lead = next((word for word in before if word not in _BE), before[-1])
        if lead in _PEOPLE and "." not in tokens[quantity.number].norm:
            return False
    single = quantity.first == quantity.last and tokens[quantity.number].kind == "word"
    words = sum(token.kind == "word" for token in tokens)
    return not single or (words <= _MOST_WORDS and not (before and before[0] in _POINTED_AT))
