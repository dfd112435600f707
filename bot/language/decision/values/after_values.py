"""What follows on values just looked at: a limit of the product, the same test with another number, what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.language.decision.model import SUMS, Decision
from bot.language.decision.values.removal import analyte_called
from bot.language.dialogue import DialogueContext

__all__ = ["after_values"]

_PRODUCT: Final = "calcium_phosphate_product"
_GRAVEST: Final = "potassium"  # told or asked, the new number is looked at: the one before may calm wrongly
_PAIR: Final = frozenset({"calcium", "phosphate"})
_LONGEST: Final = 12  # words; a longer message brings its subject along
_LEAD: Final = r"^\W*(?:(?:and|but|so|ok(?:ay)?|oh|hm+|right|now|then|well|sorry|please|pls|thanks?|also|or|plus)\W+)*"
_TAIL: Final = (
    r"(?:\W+(?:then|now|today|too|also|as well|still|already|though|please|pls|at all|or not|instead|doc))*\W*$"
)
_NAMES: Final = re.compile(r"(?<![\w/])(?<!\d )[a-z][\w+]*", re.I)  # no units: mg is magnesium
_UNIT: Final = r"(?:\s*(?:[mµunp]?(?:mol|g)\s*(?:/|per)\s*[md]?l)?)"
_SAID: Final = (
    r"(?:\d{1,3}(?:[.,]\d)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_BAD: Final = (
    r"(?:bad|worse|dangerous|danger|ok(?:ay)?|all right|alright|fine|safe|worrying|worrisome|concerning|serious|risky|"
    r"normal|good|better|high|low|harmful|deadly|acceptable|trouble|a (?:problem|worry|concern|risk|danger)|much)"
)
_BEYOND: Final = (
    r"(?:above|over|beyond|past|under|below|>|<|(?:more|less|greater|higher|lower|bigger|smaller) than|up to)"
)
# "Is above 70 bad?", "so under 55 is fine": asked of the limits of a product, and of no value of one's own.
_LIMIT: Final = re.compile(
    rf"{_LEAD}(?:(?:is|are|was|would|does|do|isn'?t|anything|a|any|the|product|number|value|being|going|it|result)\W+)*"
    rf"{_BEYOND}\W*{_SAID}(?:\s*m(?:g|mol)\W*2?\W*d?l?\W*2?)?"
    rf"\W+(?:(?:be|is|are|mean|always|considered|really|so|very|too|that|already|a bit|still)\W+)*{_BAD}{_TAIL}",
    re.I,
)
_SUPPOSED: Final = re.compile(  # "and 1200?", "and if it were 40?", "is 4 better?"
    rf"{_LEAD}(?P<lead>(?:(?:what|how|about|if|it|that|this|mine|is|was|were|be|been|had|would|say|suppose|supposing|"
    r"with|of|an?|my|the|one|value|level|result|came|went|goes|go|gets?|got|drops?|dropped|falls?|fell|rises?|rose|to|"
    r"back|down|up|around|about|only|just)\W+)*)"
    rf"(?P<number>\d{{1,4}}(?:[.,]\d{{1,3}})?)(?![.,]?\d)(?P<unit>{_UNIT})"
    rf"(?:\W+(?:would|be|is|was|it|that|really|so|very|too|still|any))*(?:\W+{_BAD})?{_TAIL}",
    re.I,
)
# "It was 5.5", "now 5.5" tell a result; "is 4 better", "and 1200" ask.
_ASKED: Final = re.compile(
    r"\?|^\W*(?:and|but|so|or|ok(?:ay)?|well|hm+|then|now|\W)*(?:what|how|if|suppose|supposing|say|would|is|was)\b|"
    r"^\W*(?:and|or) \d",
    re.I,
)
_TELLS: Final = re.compile(r"^(?!.*(?:\?|\bif\b|\bwould\b)).*\b(?:now|sorry|was|came|it is|it's)\b", re.I)
_WHY_BAD: Final = re.compile(  # "why is low bad too", "what's wrong with too low a one"
    rf"{_LEAD}(?:(?:why|how|what(?:'?s)?|is|are|was|would|can|could|does|do|be|come|wrong|with|having|an?|the|too|very|"
    r"so|it|one|that|level|being)\W+)*(?P<way>low|high|little|much)\b"
    r"(?:\W+(?:an?|one|level|value|pth|number|be|is|also|equally|just as|as|too|so|really))*"
    rf"(?:\W+(?:bad|harmful|dangerous|wrong|a (?:problem|worry|risk|danger|concern)|matters?|not good|worrying|risky))?"
    rf"{_TAIL}",
    re.I,
)
_ASKS_WHY: Final = re.compile(
    r"\b(?:why|how come|wrong|bad|harmful|dangerous|problem|worry|risk|danger|matters?)\b", re.I
)
_PAGES: Final = {"pth": "parathyroid_and_risk", "albumin": "low_albumin"}
_KIDNEYS: Final = re.compile(
    rf"{_LEAD}(?:(?:so|does|do|is|are|that|this|it|mean|means|meaning|say|says|tell|tells|you|me|us|can|i|we|he|she|"
    r"would|could|think|how|how well|sure|good news)\W+)*(?:my|his|her|the|our|their|both|mum'?s|dad'?s) "
    r"(?:own |two )?(?:kidneys?|renal function)(?: function)?\W+"
    r"(?:(?:is|are|must|be|do|does|still|all|quite|really|just|not|isn'?t|aren'?t|doing|working|works?|function\w*|so|"
    r"too|in|looks?|seems?)\W*)*"
    r"(?:fine|ok(?:ay)?|good|great|normal(?:ly)?|healthy|alright|all right|well|properly|bad|bust|failing|gone|damaged|"
    rf"working|work|trouble|danger)?(?:\W+(?:right|isn'?t it|aren'?t they|yes|no|or))*{_TAIL}",
    re.I,
)
_OF_KIDNEYS: Final = frozenset({"creatinine", "urea", "egfr"})
_RISK: Final = re.compile(r"\b(?:risk|risky|chances?|likelihood|odds|probability)\b", re.I)
_RISK_PLAIN: Final = frozenset(
    "a all an and any are at based be between but by calciphylaxis calc cua dad dads estimate figures for from get "
    "getting given go has have having he her high him his how i in is it labs bloods likely likelihood lot mine mum "
    "mums my now number numbers odds of ok okay on out own patient patients please pls probability put result "
    "results right risk risky chance chances s she so such tests that the their them then these they this those to "
    "using values was we what whats with work would you your do does mean means there puts".split()
)
_A_RISK: Final = re.compile(
    r"\brisk means?\b|\b(?:is|are|be) (?:it|that|this|these|they|those) (?:a |an? \w+ )?(?:risk|risky)\b", re.I
)
_TIMES: Final = re.compile(
    r"\bca(?:lcium)?\W?(?:x|×|\*|times|-)\W?p(?:o4|hos\w*)?\b|\b(?:ca|calcium)[- ](?:p|phos\w*)[- ]prod\w*|"
    r"\bproduct\b|\bmultipl\w+|\btimes (?:each other|the two)\b",
    re.I,
)
_OF_THE_WORD: Final = re.compile(
    r"\b(?:why|mean\w*|normal|target|limit|range|should|matters?|use[ds]?|when|good for)\b", re.I
)


def after_values(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """What a short message asks of the values or of the sum before it; None where it stands for itself."""
    text = str(turn.get("text") or "")
    if context.active_form or turn.get("limit") or len(text.split()) > _LONGEST:
        return None
    if turn.get("labs"):
        return _product_beside(turn, text, context)
    if context.asks_for or turn.get("pending"):
        return None
    asked = (
        _limit_of_product(text, context)
        or _another_number(text, context)
        or _other_way(text, context)
        or _of_the_kidneys(text, context)
    )
    return asked or _risk(text, context)


def _product_beside(turn: Mapping[str, Any], text: str, context: DialogueContext) -> Decision | None:
    """ "And ca x p, phos was 6.2": the product, with one of its values told here and the other before."""
    told = {lab["contract"]["analyte"] for lab in turn["labs"]}
    complete = told <= _PAIR and (told | context.known) >= _PAIR and context.asks_for not in _PAIR
    if context.label not in SUMS or not complete or not _TIMES.search(text) or _OF_THE_WORD.search(text):
        return None
    return _step("compute_product")


def _limit_of_product(text: str, context: DialogueContext) -> Decision | None:
    after = context.label == "compute_product" or context.label == context.topic == _PRODUCT
    if not after or not _LIMIT.match(text) or any(analyte_called(word) for word in _NAMES.findall(text)):
        return None
    return _step(_PRODUCT)


def _another_number(text: str, context: DialogueContext) -> Decision | None:
    """The one value explained before, with another number: looked at for once, and not kept."""
    found = _SUPPOSED.match(text) if context.label == "interpret_labs" and len(context.about) == 1 else None
    if found is None or context.about[0] not in context.known:
        return None
    if context.about[0] != _GRAVEST and (not _ASKED.search(text) or _TELLS.search(text)):
        return None
    as_if = f"{context.about[0]} {found['number']}{found['unit']}".strip()
    return _step("interpret_labs", {"as_if": as_if})


def _other_way(text: str, context: DialogueContext) -> Decision | None:
    """ "Why is low bad too" after a high PTH: the page that says so."""
    if context.label != "interpret_labs" or len(context.about) != 1:
        return None
    page, found = _PAGES.get(context.about[0]), _WHY_BAD.match(text)
    if page is None or found is None or not _ASKS_WHY.search(text):
        return None
    low = found["way"].lower() in ("low", "little")
    return _step(page) if low or context.about[0] == "pth" else None  # of a high albumin nothing is said


def _of_the_kidneys(text: str, context: DialogueContext) -> Decision | None:
    """ "So my kidneys are fine then?" after a creatinine: the creatinine against its range."""
    of = sorted(_OF_KIDNEYS & context.known & {*context.about, context.last or ""})
    if context.label not in ("convert_units", "interpret_labs") or not of or not _KIDNEYS.match(text):
        return None
    return _step("interpret_labs", {"judge": True, "of": of})


def _risk(text: str, context: DialogueContext) -> Decision | None:
    """ "Risk with that lot?": an estimate that goes on with the values told."""
    if context.has_estimate:
        return None
    words = set(re.findall(r"[a-z]+", text.lower()))
    asked = _RISK.search(text) and not words - _RISK_PLAIN and not _A_RISK.search(text)
    return _step("assess_risk") if asked and context.label in SUMS and context.values else None


def _step(label: str, details: dict[str, Any] | None = None) -> Decision:
    return Decision(label, label, 0.85, "context", details=details or {})
