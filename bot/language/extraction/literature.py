"""Whether a message is the heading of a question about the literature: `CUA in women on warfarin`, of no patient."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_literature"]

_LONGEST: Final = 160
_US: Final = r"(?:calciphylaxis|cua|calcific ura?emic arteriolopathy)"
_HEAD: Final = (
    r"(?:dd|ddx|differential|differential diagnosis|diagnosis|management|treatment|therapy|outcomes?|prognosis|"
    r"mortality|survival|incidence|prevalence|epidemiology|pathogenesis|pathophysiology|histology|pathology|evidence|"
    r"literature|guidelines?|guidance|trials?|studies|data|risks?|risk factors?|role|use|safety|efficacy|dosing|dose|"
    r"frequency|workup|work up|biopsy|diagnosing|managing|treating|preventing|prevention)"
)
_NO_PLACE: Final = (
    r"(?!(?:both|the|left|right|upper|lower|thighs?|legs?|breasts?|belly|abdomen|feet|foot|toes?|hands?|arms?|buttocks?|"
    r"penis|fingers?|calf|calves|hips?|skin)\b)"
)
_PATTERN: Final = re.compile(
    rf"^ ?(?:{_HEAD} ?(?:of|for|in|on|after|with|:|-|(?=(?:[a-z]+ ){{1,3}}(?:in|of|vs|versus) ))"
    rf"|(?:[a-z]+ ){{0,2}}{_US} (?:in|after|during|vs|versus) {_NO_PLACE}"
    rf"|(?:[a-z]+ ){{1,4}}(?:in|after|during|following|vs|versus|for|before) (?:[a-z]+ ){{0,2}}{_US}[ ?.]*$"
    r"|(?:[a-z]+ ){1,3}(?:vs|versus) [a-z]+(?: [a-z]+){0,6}[ ?.]*$"
    r"|(?:can|could|may|should) [a-z]+ be (?:given|used|started|continued|dosed|combined|taken) )"
)
#: Words and numbers of somebody in particular.
_SOMEBODY: Final = re.compile(
    r"\d|\b(?:i|im|ive|id|me|my|mine|we|our|us|he|she|hes|shes|him|his|her|hers|has|had|is|was|takes|took|taking|who|"
    r"presents|presenting|presented|admitted|pt|this|no|not|never|denies|stopped|started|since|years?|husband|wife|mum|"
    r"mom|dad|mother|father|son|daughter|known|diagnosed|got|get)\b|[,;+&\n]"
)


def is_literature(plain: str) -> bool:
    """Whether the message (its normal forms) asks about people in general and tells of nobody."""
    return len(plain) <= _LONGEST and _PATTERN.match(plain) is not None and _SOMEBODY.search(plain) is None
