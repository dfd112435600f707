"""Which bare number may answer a question about a result: not an age, a height, a time, or the `one` of prose."""

from __future__ import annotations

from collections.abc import Sequence
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
#: `It came back as eight this week`: in a longer one it stands behind one of these, and before none but the others.
_TELLS: Final = frozenset("as is was 's at says said say reads shows showed be like about around".split())
_BEHIND: Final = frozenset("i on last from now but and or at by , . ; ! ? - ( \n according in".split()) | {""}
_PERIODS: Final = frozenset({"week", "month", "time"})
_RESULTS: Final = frozenset("result results value level one reading test report number bloods".split())
#: `She was 9 last time`, `he was 6 on Monday`: nobody's age.
_AT_A_TEST: Final = frozenset({"last", "on", "at", "in"})


def may_be_a_result(material: Material, quantity: Quantity) -> bool:
    """Whether a number without a name can be the value that was asked for."""
    if quantity.unit is not None:
        return True
    tokens = material.tokens
    behind = tokens[quantity.last + 1].norm if quantity.last + 1 < len(tokens) else ""
    before = [token.norm for token in tokens[max(0, quantity.first - 3) : quantity.first]][::-1]
    after = tokens[quantity.last + 2].norm if quantity.last + 2 < len(tokens) else ""
    if _out_of_ten(before, material.norms(quantity.last + 1, quantity.last + 3)):
        return False
    of_something = behind in _OF_SOMETHING and not (behind == "old" and after in _RESULTS)
    if of_something or (before[:1] == ["m"] and tokens[quantity.first - 2].kind == "number"):
        return False
    told = [word for word in before if word not in _BE]
    if len(told) < len(before) or before[:1] in (["im"], ["hes"], ["shes"]):
        lead = next((word for word in before if word not in _BE), before[-1])
        at_a_test = before[0] in {"was", "is", "'s"} and behind in _AT_A_TEST
        if lead in _PEOPLE and "." not in tokens[quantity.number].norm and not at_a_test:
            return False
    single = quantity.first == quantity.last and tokens[quantity.number].kind == "word"
    words = sum(token.kind == "word" for token in tokens)
    if not single or words <= _MOST_WORDS:
        return not (single and before and before[0] in _POINTED_AT)
    leads = bool(before) and before[0] in _TELLS and tokens[quantity.number].norm != "one"
    return leads and (behind in _BEHIND or (behind == "this" and after in _PERIODS))


def _out_of_ten(before: Sequence[str], behind: Sequence[str]) -> bool:
    """`Eight out of ten` and `8/10` are a strength of pain."""
    if behind[:2] == ["out", "of"] and behind[2:] in (["ten"], ["10"]):
        return True
    return before[:2] == ["of", "out"] or (before[:1] == ["/"] and len(before) > 1 and before[1].isdecimal())
