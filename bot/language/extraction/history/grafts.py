"""Whether a transplanted kidney works, has failed, or came after the years on dialysis that are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

__all__ = ["GRAFT_FAILS", "GRAFT_WORKS", "NEWER_GRAFT", "dialysis_before_graft"]

GRAFT_WORKS: Final = re.compile(
    r"\b(?:e ?gfr|gfr|tac|tacro|tacrolimus|prograf|advagraf|envarsus|"
    r"cyclosporine?|ciclosporin|neoral|csa|mmf|mycophenolate|"
    r"cellcept|myfortic|sirolimus|everolimus|belatacept|creat(?:inine)? (?:is )?stable|"
    r"creat(?:inine)? (?:is |of |at |now )?(?:1?\d\d|[012]\.\d{1,2})(?! ?\d)|all (?:is )?(?:good|"
    r"well|fine)|functioning|works|"
    r"(?:kidney|graft|transplant|one|it|its) (?:is |'s still |still |keeps |all )*"
    r"(?:working|doing|going|good|fine|great)|"
    r"no more (?:machine|dialysis|bags|exchanges|needles)|"
    r"with (?:good|excellent|stable|satisfactory|normal) (?:graft |kidney |renal |allograft )?function|"
    r"(?:niere|transplantat) (?:lauft|funktioniert|arbeitet)|rein fonctionne|rinon funciona|rene funziona|nier werkt)\b"
)
NEWER_GRAFT: Final = re.compile(
    r"\b(?:second|third|2nd|3rd|new|current|latest) (?:kidney |renal )?(?:transplant|graft|kidney|one|tx)\b"
    r"(?! (?:is )?not)[^.;]{0,24}\b(?:still working|still going|functioning|working|works)\b"
)
GRAFT_FAILS: Final = re.compile(
    r"\b(?:fail(?:s|ed|ing|ure)?|lost|rejected|rejection|packed|gave up|died|not (?:working|functioning)|isnt working|"
    r"stopped)\b"
)
_DIALYSIS: Final = (
    r"(?:(?:peritoneal |ha?emo ?)?dialysis|ha?emodialysis|ha?emo|hd|pd|capd|apd|ccpd|the (?:machine|bags|cycler))"
)
#: One that is to come is not had: `has a kidney transplant date`.
_GRAFT: Final = (
    r"(?:transplant(?:ed|ation)?|graft|kidney|ktx|tx)\b(?! (?:(?:transplant )?(?:dates?|appointments?|assessment|"
    r"evaluation|referral|meeting|clinic|interview|offer|call|booked|scheduled|coming)\b))"
)
_SPAN: Final = (
    r"(?:(?:about|nearly|only|over|almost|around|some) )?(?:a|\d{1,2}(?:\.\d+)?) ?(?:years?|yrs?|yr|y|months?|mths?|mo)"
)
_GOT: Final = r"(?:got|had|have had|has had|received|given|have|has|new)"
_AFTER: Final = (
    re.compile(rf"\b{_GRAFT}\b[^.;]{{0,40}}?\bafter {_SPAN} ?(?:of |on |with |doing |in )?(?:{_DIALYSIS})\b"),
    re.compile(
        rf"\b{_SPAN} ?(?:of |on |with |doing )?{_DIALYSIS}\b ?(?:[,.;] ?|and |then |before )+"
        r"(?:now |then |i |he |she |got |had |have |has |am |is |was |been |received |given |getting |finally |a |my |"
        rf"his |her |new |kidney |renal )*{_GRAFT}\b"
    ),  # `did PD for a year, then got my dad's kidney`
    re.compile(
        rf"\b(?:on )?{_DIALYSIS} ?(?:for |x )?(?:like |about |only |nearly )*{_SPAN} ?(?:[,.;] ?|and |but |then |"
        rf"before |until )+"
        rf"(?:now |then |i |he |she |finally )*{_GOT} (?:[a-z']+ ){{0,4}}?{_GRAFT}\b"
    ),
    # `done with the machines, transplanted in March`, `back in my haemo days, had my transplant since`
    re.compile(
        rf"\b(?:done|finished|through|over) with (?:the |my |all |that )*(?:{_DIALYSIS}|machines?|needles|bags)\b"
        rf"[^?]{{0,60}}?\b(?:transplanted|{_GOT} (?:[a-z']+ ){{0,4}}?{_GRAFT})\b"
    ),
    re.compile(
        rf"\b(?:in|during|from) (?:my|the|his|her|those) (?:old )?{_DIALYSIS} (?:days|years|time)\b"
        rf"[^?]{{0,80}}?\b(?:transplanted|{_GOT} (?:[a-z']+ ){{0,4}}?{_GRAFT})\b"
    ),
)
_HOPED: Final = re.compile(
    r"\b(?:wait|average|list|listed|waiting|awaiting|hope|hoping|want|wants|need|needs|soon|planned|work ?up|candidate|"
    r"back (?:on|to)|restart(?:ed)?|returned?|again|not|never|donor)\b"
)


def dialysis_before_graft(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `plain` that tell of dialysis up to a transplant: `transplant after 5 years of haemo`."""
    if GRAFT_FAILS.search(plain) or _HOPED.search(plain):
        return
    for pattern in _AFTER:
        for match in pattern.finditer(plain):
            yield match.start(), match.end() - 1
