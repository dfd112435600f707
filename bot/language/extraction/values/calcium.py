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
_THE: Final = r"(?:(?:the|my|his|her|our|a|an|this|that|its|patient|patients|me|for|us|out) )*"
#: `Calculate the adjusted calcium: 2.05 with albumin 22`, `what is the corrected Ca for 2.05`, `corrected Ca: total
#: 2.05, alb 22`: to be worked out. `What is my risk with corrected calcium 2.65` and `use adjusted calcium 2.65` name
#: one that is known.
_ASKED: Final = re.compile(
    rf"\b(?:calculate|calc|compute|work(?:ing)? out|figure out|calculating) {_THE}{_ADJUSTED} {_CALCIUM}\b"
    rf"|\b(?:find|get|give|show|need|want|whats|what 's|what is|tell|how do (?:i|you|we) get|what would be) {_THE}"
    rf"{_ADJUSTED} {_CALCIUM} (?:please )?(?:for|from|with|if|when|given|using|out of)\b"
    rf"|\b{_ADJUSTED} {_CALCIUM}\b(?: please| pls|\?|:| for| from| with| if)* ?[:,-]? ?"
    r"(?:(?:of|the|a|ca|calcium) )*(?:total|measured|uncorrected|unadjusted)\b"
    rf"|\b(?:correct|adjust) (?:this |my |the |his |her |a )?{_CALCIUM}\b(?! (?:is|was) \d)"
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
