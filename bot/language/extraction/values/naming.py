"""Whether a number and a name stand so that the one is of the other: `6.2 potassium`, `the 640 is the ferritin`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.language.extraction.values.cues import Cues
from bot.language.extraction.values.found import Found, Material
from bot.language.extraction.values.joining import TO_NAME, TOLD, without_meal
from bot.language.extraction.values.mentions import Mention
from bot.language.extraction.values.quantities import Quantity

__all__ = ["follows", "list_has_values", "name_follows", "names_itself", "names_loose"]


def follows(material: Material, cues: Cues, mention: Mention, quantity: Quantity) -> bool:
    """Whether the quantity stands right after the name, with only linking words between."""
    if quantity.first - mention.last > 9 or (quantity.refused and mention.kind == "lab"):
        return False
    words = without_meal(material.norms(mention.last + 1, quantity.first - 1))
    if len(words) > 4:
        return False
    return all(word in cues.links and word not in {"and", "\n", "i", "an", "a"} for word in words)


def names_loose(material: Material, mention: Mention, loose: Quantity, last: Found | None, *, near: bool) -> bool:
    """Whether a number just before belongs to this name: `5.9 for phosphate`, `a 6.2 potassium`."""
    if loose.high is not None:
        return False
    between = material.norms(loose.last + 1, mention.first - 1)
    if between[-1:] and between[-1] in {"for", "of"} and {"was", "is", "said", "told"} & set(between[:4]):
        between = ["for"] if set(between) <= TOLD else between
    if len(between) > 4 or any(word not in TO_NAME for word in between):
        return False
    if near and not between:
        return _ends_with_name(material, mention)
    return not near or last is None or loose.first < last.mention.first or bool(set(between) & {"for", "of"})


def _ends_with_name(material: Material, mention: Mention) -> bool:
    """Whether the last word of the line is a name, as where values stand first: `9.8 calcium, 3.1 albumin`."""
    line = material.tokens[mention.first].line
    names, values = material.line_mentions(line), material.line_quantities(line)
    return names[-1].first > values[-1].last


def names_itself(
    material: Material, cues: Cues, pending: Mention, quantity: Quantity, ahead: Sequence[Mention | Quantity]
) -> bool:
    """`No PTH yet, the 640 is the ferritin`: the number says itself which test it is of."""
    name = ahead[0] if ahead else None
    if not isinstance(name, Mention) or name.kind != "lab" or quantity.first - pending.last < 3:
        return False
    words = material.norms(quantity.last + 1, name.first - 1)
    if not {"is", "was", "thats"} & set(words[:2]) or not set(words) <= TO_NAME or "for" in words:
        return False
    return len(ahead) < 2 or isinstance(ahead[1], Mention) or not follows(material, cues, name, ahead[1])


def name_follows(material: Material, quantity: Quantity) -> bool:
    """Whether a name stands close behind the number: `and 5.9 phosphate`."""
    return any(0 < each.first - quantity.last <= 3 for each in material.mentions)


def list_has_values(material: Material, cues: Cues, mention: Mention, following: Quantity) -> bool:
    """Whether a name heads a list of names that has its numbers behind it: `BP 140/90 Ca/P 10.6/5.9`."""
    names = [each for each in material.mentions if mention.first <= each.first < following.first]
    joined = all(material.norms(one.last + 1, other.first - 1) == ["/"] for one, other in pairwise(names))
    return len(names) > 1 and joined and follows(material, cues, names[-1], following)
