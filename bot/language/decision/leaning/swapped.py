"""What is supposed of an estimate in few words: "apixaban instead", "swap caco3 for sevelamer", "make it 300 then".

Each comes out as the plain statement that it supposes ("no warfarin", "pth 300"), which the answer reads instead of the
words typed: these name what is taken away.
"""

from __future__ import annotations

import re
from typing import Final

from bot.language.decision.values.removal import analyte_called
from bot.language.dialogue import DialogueContext

__all__ = ["exchange_told", "swapped"]

_LEAD: Final = (
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|now|then|n|or|right|well|hm+|also|just|let'?s|say|suppose|supposing|what if|"
    r"what about|how about|if|(?:i|we|you|he|she|they)(?:'d|'s|'re)?|is|was|were|are|had|put|go(?:es)?|mum|mom|dad|"
    r"(?:my|the|his|her) \w+)\W+)*?"
)
_OUR: Final = r"(?:(?:the|my|his|her|their|our|that|this|a|an|him|them|me|on|from|to|over|onto|taking|using|use)\W+)*"
_TAIL: Final = r"(?:\W+(?:then|now|please|pls|instead|only|for once|for a moment|rather|though|mate|po|sha))*\W*$"
_NAMES: Final = {  # what counts in the estimate, and what it is exchanged for
    "no warfarin": (
        r"(?:warfarin|coumadin|vka|vitamin k antagonist|blood thinners?|phenprocoumon|acenocoumarol|acenocumarol|"
        r"marcumar|sintrom|jantoven|fluindione)",
        r"(?:apixaban|eliquis|rivaroxaban|xarelto|dabigatran|pradaxa|edoxaban|lixiana|savaysa|[dn]oacs?|heparin|lmwh|"
        r"enoxaparin|clexane|lovenox|dalteparin|tinzaparin|nothing)",
    ),
    "no calcium-based binders": (
        r"(?:(?:calcium|ca)[- ](?:carbonate|acetate|binders?|tablets?|pills?)|caco3|carbonate|calcium[- ]based "
        r"(?:binders?|tablets?|pills?)|phoslo|tums|calcichew|renacet|phosex|osvaren|calcium binder)",
        r"(?:sevelamer(?: \w+ate)?|renvela|renagel|lanthanum(?: carbonate)?|fosrenol|sucroferric(?: oxyhydroxide)?|"
        r"velphoro|ferric citrate|tenapanor|(?:a )?non[- ]?calcium(?:[- ]based)?(?: (?:one|binders?))?|nothing)",
    ),
}
_SWAPS: Final = r"(?:swap|switch|chang|replac|exchang|trad|substitut|sub)(?:e|s|es|ing|ping)?"
_FOR: Final = r"(?:for|to|with|by|over to|into|onto|out for|->|→)"
_INSTEAD: Final = r"(?:instead(?: of)?|in place of|rather than|not|in lieu of)"
_SET: Final = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|now|then|well|right|also|just|let'?s|can you|could you)\W+)*"
    r"(?:make|put|set|try|call|at|\+)\W+(?:(?:the|my|his|her|that|this|it|a|an)\W+)*"
    r"(?P<name>(?!(?:at|to|of)\b)[a-z][\w]*)?\W*(?:(?:at|to|of)\W+|=\W*)*(?P<number>\d{1,5}(?:[.,]\d{1,3})?)"
    r"(?P<unit>\s*(?:[mµunp]?(?:mol|g)\s*/\s*[md]?l))?" + _TAIL,
    re.I,
)
_WITHOUT_IT: Final = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|what if|what about|how about|n)\W+)*"
    r"(?:(?:he|she|i|they)(?:'s|'m|'re)? )?(?:was |is |were )?"
    r"(?:without|off|minus|not on)\W+(?:it|that|this|one)(?: (?:at all|altogether|completely))?" + _TAIL,
    re.I,
)
_TOLD: Final = re.compile(  # "they put him on apixaban instead" is news
    r"^(?!.*(?:\?|\bif\b|\bsuppos|\bsay\b))\W*(?:(?:and|but|so|now|well|sorry)\W+)*"
    r"(?:i|we|he|she|they|mum|mom|dad|(?:my|the|his|her) \w+)\b",
    re.I,
)
_TELLS: Final = re.compile(  # "now on apixaban instead", "taking sevelamer instead of caco3": it is so
    r"^(?!.*(?:\?|\bif\b|\bsuppos|\bsay\b|\b(?:what|how) about\b)).*\b(?:on|onto|taking|now|currently|using|was|were|"
    r"is|are|am|had|has|have|been|got|since|already|last|yesterday|today|ago|weeks?|months?)\b",
    re.I,
)
_EXCHANGED: Final = re.compile(r"\b(?:instead|rather than|in place of|in lieu of)\b", re.I)
_ORDERED: Final = re.compile(r"\b(?:make|put|set)\b", re.I)
_POINTED: Final = re.compile(r"\b(?:it|that|this)\b|^\W*(?:and |so |ok )*at\b", re.I)
# The value that a page on a risk is about: what "it" is after "why does a low PTH count".
_ABOUT: Final = {
    "parathyroid_and_risk": "pth", "low_albumin": "albumin", "diabetes_and_obesity": "bmi",
    "low_phosphate_diet": "phosphate", "calcium_and_vitamin_d": "calcium",
}  # fmt: skip
_OF_ESTIMATE: Final = frozenset({"assess_risk", "explain_risk", "what_if"})
# The pages on what counts in the estimate: "why does a low PTH push it up" may lie in between.
_OF_RISK: Final = _OF_ESTIMATE.union(
    _ABOUT, ["risk_factors", "warfarin_risk", "dialysis_type", "calcium_phosphate_product", "target_levels", "thank"]
)


def swapped(text: str, context: DialogueContext) -> str | None:
    """The statement that is supposed; None for anything else, and where no estimate is made or the item is not told."""
    going_on = context.active_form or context.has_estimate
    if not going_on or context.label not in _OF_RISK or _TOLD.match(text):
        return None
    if context.has_estimate and context.label in _OF_ESTIMATE and (taken := _taken_away(text)):
        return None if context.active_form and context.asks_for == taken else f"no {_AWAY[taken][0]}"
    if _TELLS.match(text):
        return _set(text, context)
    if context.label == "warfarin_risk" and "warfarin" in context.known and _WITHOUT_IT.match(text):
        return "no warfarin"
    for statement, pattern in _PATTERNS.items():
        item = _ITEMS[statement]
        if item in context.known and pattern.match(text):
            return statement
    return _set(text, context)


def _taken_away(text: str) -> str | None:
    """ "Drop the warf", "minus the steroids": the item of the estimate that is to be left out of it."""
    return next((item for item, (_, pattern) in _AWAY.items() if pattern.match(text)), None)


def exchange_told(text: str) -> bool:
    """Whether one thing is told to be there instead of another: "now on apixaban instead" supposes nothing."""
    return bool(_EXCHANGED.search(text) and _TELLS.match(text))


def _set(text: str, context: DialogueContext) -> str | None:
    """ "Make it 300 then", "put the phosphate at 4.5", "+ BMI 30": a value that was told, with another number."""
    found = _SET.match(text)
    if found is None:
        return None
    if not found["name"]:  # the value that the page before is about, told or not; "call it 3.9" answers the question
        name = _ABOUT.get(context.label or "") if _POINTED.search(text) else None
        if name == context.asks_for and not _ORDERED.search(text):
            return None
        return f"{name} {found['number']}{found['unit'] or ''}" if name else None
    name = _called(found["name"])
    if name is None or name not in context.known or (context.active_form and name == context.asks_for):
        return None
    return f"{name} {found['number']}{found['unit'] or ''}"


def _called(word: str) -> str | None:
    return "bmi" if word.lower() == "bmi" else analyte_called(word)


def _patterns(old: str, new: str) -> re.Pattern[str]:
    """Swaps of `old` for `new`, `new` instead, `old` off."""
    return re.compile(
        rf"{_LEAD}(?:{_SWAPS}\W+{_OUR}{old}\W+{_FOR}\W+{_OUR}{new}|"
        rf"{_OUR}{new}\W+instead|{_OUR}{new}(?: (?:and )?{_INSTEAD})\W+{_OUR}{old}|"
        rf"instead of {_OUR}{old}\W+{_OUR}{new}|if {_OUR}{old} off)" + _TAIL,
        re.I,
    )


_PATTERNS: Final = {statement: _patterns(*names) for statement, names in _NAMES.items()}
_ITEMS: Final = {"no warfarin": "warfarin", "no calcium-based binders": "calcium_binder"}
_TAKE: Final = (
    r"(?:(?:and|so|ok(?:ay)?|now|then|but|just|let'?s|can you|could you|please)\W+)*(?:drop|lose|scrap|ditch|chuck|bin|"
    r"axe|minus|less|subtract|leave (?:out|off)|take (?:away|off|out)|strip (?:out|away)|cut out|knock off|remove)\W+"
    r"(?:(?:the|my|his|her|their|that|this|any|all)\W+)*"
)
_AWAY: Final = {
    item: (said, re.compile(rf"^\W*{_TAKE}{names}(?: (?:tablets?|pills?|bit|part|one))?{_TAIL}", re.I))
    for item, said, names in (
        ("warfarin", "warfarin", rf"(?:warfs?|warfie|vit(?:amin)? k antagonist|thinners?|{_NAMES['no warfarin'][0]})"),
        ("steroids", "steroids", r"(?:(?:cortico)?steroids?|preds?|prednis(?:ol)?one|cortisone|dexamethasone)"),
        ("diabetes", "diabetes", r"(?:diabetes|t[12]?dm|dm)"),
        ("calcium_binder", "calcium-based binders", _NAMES["no calcium-based binders"][0]),
    )
}
