"""Calcium that a laboratory has corrected for albumin, and calcium that is to be corrected."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.language.extraction.values.found import Found, Material
from bot.language.extraction.values.mentions import ADJUSTED

__all__ = ["is_adjusted", "one_calcium", "to_be_corrected"]

_PAIR: Final = 2
_BARE: Final = 10  # tokens of a message that is nothing but the two values
_ADJUSTED: Final = r"(?:adj|adjusted|corr|corrected|correct|adjust)"
_CALCIUM: Final = r"(?:serum |total )?(?:ca|calcium)"
#: `Calculate the adjusted calcium: 2.05 with albumin 22`, `corrected Ca: total 2.05, alb 22`: to be worked out.
_ASKED: Final = re.compile(
    r"\b(?:calculate|calc|compute|work out|figure out|find|get|give|show|need|want|convert|whats?|what's|what is|"
    rf"please|how do i|can you)\b[a-z' ]{{0,24}}?\b{_ADJUSTED} {_CALCIUM}\b"
    rf"|\b{_ADJUSTED} {_CALCIUM}\b(?: please| pls|\?|:| for| from| with| if)* ?[:,-]? ?"
    r"(?:(?:of|the|a|ca|calcium) )*(?:total|measured|uncorrected|unadjusted)\b"
    rf"|\b(?:correct|adjust) (?:this |my |the |his |her |a )?{_CALCIUM}\b"
)


def to_be_corrected(material: Material, found: list[Found]) -> list[Found]:
    """Take the word for a correction off a calcium that is to be corrected: it reports none.

    So in a request, and in `corr Ca 8.4, alb 2.2`: two bare numbers and nothing else. `adj Ca` is a laboratory's word.
    """
    calcium = [each for each in found if each.mention.id == "calcium"]
    if len(calcium) != 1 or not is_adjusted(calcium[0]) or not any(each.mention.id == "albumin" for each in found):
        return found
    bare = len(found) == _PAIR and len(material.tokens) <= _BARE and not any(each.quantity.unit for each in found)
    first = calcium[0].mention.first == 0 and not calcium[0].mention.name.startswith(("adj", "adjusted"))
    if not (bare and first) and _ASKED.search(material.low) is None:
        return found
    return [replace(each, mention=replace(each.mention, name="")) if is_adjusted(each) else each for each in found]


def one_calcium(found: list[Found]) -> list[Found]:
    """Where a report prints calcium and its corrected form, keep the measured one."""
    calcium = [each for each in found if each.mention.id == "calcium"]
    corrected = [each for each in calcium if is_adjusted(each)]
    if corrected and len(corrected) < len(calcium):
        return [each for each in found if each not in corrected]
    return found


def is_adjusted(found: Found) -> bool:
    """Whether the name says that the laboratory has corrected this calcium."""
    return found.mention.id == "calcium" and not ADJUSTED.isdisjoint(re.findall(r"[a-z]+", found.mention.name))
