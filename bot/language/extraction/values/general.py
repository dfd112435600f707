"""Numbers in a question about people at large: `does a phosphate over 5.5 count as high for someone on dialysis`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.language.extraction.values.found import Material
from bot.language.extraction.values.quantities import Quantity
from bot.language.extraction.words.tokens import Token

__all__ = ["asked_at_large", "is_year", "told_as_own"]

_ANYBODY: Final = (
    r"(?:someone|somebody|anyone|anybody|people|patients|persons|a (?:normal |healthy |grown )?(?:person|human|adult)|"
    r"adults|humans|the (?:human )?body|everyone|everybody|most people|us humans)"
)
_OPENS: Final = re.compile(
    r"^(?:(?:so|and|but|ok|hi|hello|hey|just|quick question|question|please|tell me|can you tell me) ?[,:]? ?)*"
    r"(?:what|whats|does|do|is|are|would|how|can|could|should|at what|when|why|will|might|may|which)\b"
)
_AT_LARGE: Final = re.compile(
    rf"\b(?:for|to|in|of|with|on) (?:most |all |other )?(?:[a-z]+ )?{_ANYBODY}\b(?! like)"
    r"|\b(?:do|can|would) (?:most |all )?(?:people|patients)\b"
)
#: `What's a normal calcium, 8.5 to 10.2?`: a range that is asked about.
_RANGE: Final = re.compile(
    r"^(?:so |and |ok |hi |hello |please )*(?:what|whats|which)\b(?: is| 's| are| s| was)?(?: considered| classed "
    r"as| counted as)? ?"
    r"(?:a |an |the )?(?:normal|healthy|usual|good|ideal|target|safe|reference|acceptable|right)\b.*"
    r"\d+(?:\.\d+)? ?(?:to|-|–|and|or) ?\d"
)
#: `Does anyone know if a PTH of 900 is bad, it's mine`: what was supposed is the writer's result.
_MINE: Final = re.compile(
    r"\b(?:its|it 's|it is|thats|that 's|that is|this is|which is|and is) (?:actually |what )?(?:mine|my (?:own|"
    r"result|value|number|"
    r"level|latest|last|blood)|what (?:i|ive) (?:have|had|got|was told))\b|\b(?:thats|that 's|that is|its|it 's) "
    r"what (?:mine|my [a-z]+) (?:is|was|"
    r"came)\b|[,;.-] (?:as )?mine is (?:that|this|exactly that)\b"
)
#: `Do they treat potassium at 5.5 or wait till 6`, `at which CRP do they worry, 50, 100`: what others go by.
_THEY: Final = (
    r"(?:they|you|ye|yous|youse|ya|u|yer lot|your lot|the (?:doctors?|nurses?|units?|team|hospital|renal team|"
    r"kidney doctors?|guidelines?)|doctors|nurses|"
    r"nephrologists|units|guidelines|hospitals|dialysis units|dietitians)"
)
_GO_BY: Final = (
    r"(?:aim|want|like|worry|panic|treat|act|stop|start|hold|give|accept|allow|tolerate|consider|count|"
    r"recommend|prefer|"
    r"get worried|get nervous|send|operate|bother|care|wait|expect)"
)
_GOES_BY: Final = re.compile(
    rf"\b(?:do|does|would|did) {_THEY} (?:usually |normally |really |generally |only |even |start to |"
    rf"start |tend to |actually )*{_GO_BY}\b"
)
#: `Is potassium above 6 the dangerous one or is it 7`: two limits, of which one is asked for.
_LIMITS: Final = re.compile(
    r"\b(?:above|over|under|below|beyond|past|from|at|than|>|<) ?(?:about |around )?\d+(?:\.\d+)?\b[^.?!]{0,40}"
    r"\bor\b(?: (?:is it|is that|wait|only|more|rather|just|not|til|till|until|above|over|under|below|at|from|even|"
    r"about|already))* ?\d|\bor is it (?:only |already |more like )?(?:(?:above|over|under|below|from|at|>|<) )?\d"
)
#: Without a bound or a second number it may be the one number that somebody has: `do they treat a K of 6.9?`
_BOUNDED: Final = re.compile(
    r"\b(?:above|over|under|below|beyond|past|up to|between|until|till|til|>|<) ?(?:about |around )?\d"
    r"|\d ?(?:to|-|–|or|,|and) ?(?:[a-z]+ ){0,4}\d"
)
#: `What's the cut-off for calcium, 10.2?`, `what number is it supposed to stay under, 10.2?`
_LIMIT_ASKED: Final = re.compile(
    r"\b(?:what|whats|which|wheres?|how (?:low|high))\b[^?\d]{0,40}?\b(?:cut ?off|limit|threshold|ceiling|maximum|max|"
    r"target|goal|supposed to|meant to|needs? to be|have to be|has to be|should|ought to|aim|"
    r"aiming)\b[^?\d]{0,50}?[,:–-] ?(?:(?:is it|is that|like|about|around|maybe|or|over|"
    r"under|below|above|at|"
    r"between) )*\d+(?:\.\d+)?(?: ?(?:to|-|–|and|or) ?\d+(?:\.\d+)?)?(?: ?[a-zµ]+ ?/ ?[a-z]+)? ?\?$"
)
#: `Is a phosphate under 1.5 what you're aiming for`
_AIMED_AT: Final = re.compile(
    r"^(?:(?:so|and|but|ok|hi|hello) ?,? ?)*(?:is|are|would)\b(?![^?]{0,60}\b(?:my|mine|his|her|"
    r"that|today|yesterday|tonight|now|after|before|this)\b)[^?,;.]{0,30}\b(?:under|over|above|below|between|up to|"
    r"more than|less than|than|<|>) ?[^?,;.]{0,10}\d(?:\.\d+)?"
    r"[^?,;.\d]{0,16} what (?:youre|were|theyre|(?:the )?(?:doctors|nurses|team)|we|you|they|ye|yous|(?:you|we|"
    r"they) 're)(?: all| are| should|"
    r" do)* (?:aim|aiming|want|wanting|like|looking|after|going)\b"
)
#: `Is the limit for phosphate 5.5?`, `is 2.5 the limit for calcium or is it 2.6`
_IS_LIMIT: Final = re.compile(
    r"^(?:(?:so|and|but|ok|hi|hello) ?,? ?)*(?:(?:is|are|does) (?:the|a) (?:\w+ )?(?:limit|cut ?off|threshold|"
    r"target|goal)"
    r"(?: level| value| range)? (?:for|of) [^?\d,;]{2,30}\d+(?:\.\d+)? ?[^?\d]{0,10}\?$"
    r"|is \d+(?:\.\d+)? [^?\d,;]{0,12}the (?:\w+ )?(?:limit|cut ?off|threshold|target|goal)\b)"
)
_HAS_IT: Final = re.compile(
    r"\b(?:mine|ours|his|hers) (?:is|was)\b|\b(?:got|is now|was|came|today|yesterday|"
    r"tonight|now|after|with|my|before (?:i|we|he|she)|this (?:morning|evening|week)|i (?:worry|panic|call))\b"
)
_NUMBER: Final = re.compile(r"(?<![\d.])\d")
_IN_GENERAL: Final = re.compile(r"\b(?:in general|generally speaking|as a rule|in principle|theoretically|in theory)\b")
_HAS_ANYONE: Final = re.compile(
    r"^(?:(?:so|and|but|ok|hi|hello|hey|just|question|please) ?[,:]? ?)*(?:has|have|did|does|is) (?:there )?"
    r"(?:anyone|anybody|somebody|someone|any of you|one of you)\b"
)
#: Without one of these no message asks so.
_SIGNS: Final = frozenset(
    """someone somebody anyone anybody people patients persons person human humans adult adults body everyone everybody
    not nobody need needs has have limit cutoff cut threshold target goal supposed meant should ought aim aiming
    want wanting after looking going maximum max ceiling normal healthy usual ideal safe reference acceptable
    they or general generally rule principle theory theoretically doctors doctor nurses nurse units unit team
    guidelines guideline hospital nephrologists dietitians you ye yous youse ya u""".split()
)
_OWN: Final = frozenset(
    """i im ive id me my mine myself we our us he hes his him she shes her hers pt dad mum mom husband wife mother
    father son daughter got""".split()
)
#: Said behind the question: the number is out of something read.
_READ: Final = re.compile(
    r"\b(?:not (?:me|mine|my (?:own|result|value|number|level|bloods?)|about me)|nobody i know|no one i know)\b.*"
    r"\b(?:read|saw|seen|leaflet|book|website|internet|article|magazine|telly|tv|forum|curious|wondering|asking|exam|"
    r"general)\b"
)
_PAST_CA: Final = re.compile(
    r"\b(?:prev|previous|prior|past|old|h ?/ ?o|hx(?: of)?|history of|pmhx?(?: of)?|breast|lung|colon|bowel|renal|"
    r"prostate|skin|ovarian|cervical|thyroid|bladder|gastric|endometrial|oral|rectal) :? ?ca(?: [(])?(?: in| of)?$"
)
_FIRST_YEAR, _LAST_YEAR = 1950, 2039


def asked_at_large(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the sentences whose numbers are nobody's: they ask about anybody, or of a thing read, `not me`."""
    if not any(token.norm in _SIGNS for token in tokens):
        return frozenset()
    sentences: dict[int, list[str]] = {}
    for token in tokens:
        sentences.setdefault(token.sentence, []).append(token.norm)
    found = set()
    for number, words in sentences.items():
        text = " ".join(words).strip()
        if _asks_limit(text) or _AIMED_AT.search(text) or _IS_LIMIT.search(text):
            found.add(number)
            continue
        anyone = _HAS_ANYONE.match(text) is not None
        if not (anyone or _OPENS.match(text)) or not _OWN.isdisjoint(words):
            continue
        bounded = _BOUNDED.search(text) is not None
        if (bounded and (anyone or _GOES_BY.search(text) or _LIMITS.search(text))) or _IN_GENERAL.search(text):
            found.add(number)
        behind = " ".join(word for later, rest in sentences.items() if later > number for word in rest)
        if _AT_LARGE.search(text) or _RANGE.match(text) or _READ.search(behind):
            found.add(number)
    return frozenset(found)


def _asks_limit(text: str) -> bool:
    """Whether a sentence asks what the limit is and names it, with no result beside it."""
    asked = _LIMIT_ASKED.search(text) if text.endswith("?") else None
    return asked is not None and _HAS_IT.search(text) is None and not _NUMBER.search(text[: asked.start()])


def told_as_own(plain: str) -> bool:
    """Whether the value that the message (its normal forms) supposes is called the writer's own."""
    return ("mine" in plain or "my " in plain or "what i" in plain) and _MINE.search(plain) is not None


def is_year(material: Material, quantity: Quantity) -> bool:
    """Whether the number is the year of an illness, as in `prev ca 2015`, where `ca` is no calcium."""
    if not _FIRST_YEAR <= quantity.value <= _LAST_YEAR or quantity.unit is not None:
        return False
    before = " ".join(material.norms(quantity.first - 5, quantity.first - 1))
    return _PAST_CA.search(before) is not None
