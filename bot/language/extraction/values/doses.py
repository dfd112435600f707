"""Amounts of a supplement told without a unit: `I take calcium 600 and magnesium 400`, `vit D 1000 and calcium 500`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.language.extraction.values.found import Material
from bot.language.extraction.values.mentions import Mention
from bot.language.extraction.values.quantities import Quantity

__all__ = ["supplement_doses"]

#: From these numbers on, and in such steps, a bare number behind the name is an amount taken: no blood holds so much.
_LEAST: Final[Mapping[str, int]] = MappingProxyType(
    {"calcium": 200, "magnesium": 100, "vitamin_d_25oh": 400, "phosphate": 200, "potassium": 300}
)
_MOST: Final = 1_000_000  # beyond it nobody means an amount, and no remainder of "1e400" can be computed
_STEP: Final = 50
_SEVERAL: Final = 2
_TIES: Final = frozenset({":", "=", "-", "of", "(", "tablets", "tablet", "tabs"})
_TAKEN: Final = re.compile(
    r"\b(?:take|takes|taking|took|taken|tablets?|tabs?|pills?|supplements?|capsules?|caps|meds|medication|medications|"
    r"medicines?|dose|doses|daily|twice|once a|bd|od|tds|bid|tid|qds|nocte|mane|every (?:day|night|morning)|"
    r"(?:a|per|each) (?:day|night|week)|at night|prescribed|swallow)\b"
)


def supplement_doses(material: Material) -> frozenset[int]:
    """Return the numbers (places of their tokens) that are amounts taken.

    Either words of taking stand in the sentence, or there are several such amounts and no result beside them.
    """
    near = [(name, each) for each in material.quantities if (name := _named(material, each)) is not None]
    large = [(name, each) for name, each in near if _is_large(name, each)]
    others = [each for name, each in near if each.refused is None and not _is_large(name, each)]
    if len(large) >= _SEVERAL and not others:
        return frozenset(each.number for _, each in large)
    return frozenset(each.number for name, each in large if _is_taken(material, name, each))


def _named(material: Material, quantity: Quantity) -> Mention | None:
    name = max((m for m in material.mentions if m.last < quantity.first), key=lambda m: m.last, default=None)
    if name is None or name.kind != "lab" or not set(material.norms(name.last + 1, quantity.first - 1)) <= _TIES:
        return None
    return name


def _is_large(name: Mention, quantity: Quantity) -> bool:
    least = _LEAST.get(name.id)
    bare = quantity.comparator is None and quantity.high is None and not quantity.concentration
    return bare and least is not None and least <= quantity.value <= _MOST and quantity.value % _STEP == 0


def _is_taken(material: Material, name: Mention, quantity: Quantity) -> bool:
    if material.norms(name.first - 1, name.first - 1) == ["on"]:
        return True
    sentence = material.tokens[quantity.number].sentence
    words = " ".join(token.norm for token in material.tokens if token.sentence == sentence)
    return _TAKEN.search(words) is not None
