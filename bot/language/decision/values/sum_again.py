"""After a sum: the same in the other unit ("in mmol then") or with another value, and a product brought along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.model import Decision
from bot.language.decision.values.removal import analyte_called
from bot.language.decision.values.units_told import system_called
from bot.language.dialogue import DialogueContext

__all__ = ["USED", "product_told", "sum_in_unit", "sum_supposed"]

_SUMS = frozenset({"compute_product", "correct_calcium", "convert_units"})
USED = {"compute_product": {"calcium", "phosphate"}, "correct_calcium": {"calcium", "albumin"}}  # what a sum is made of
_SUPPOSED = re.compile(
    r"\b(?:if|suppos\w+|imagin\w+|assum\w+|what about|how about|becomes?|became|(?:goes|went|comes|came|go|come) "
    r"(?:up|down|back)|rises?|rose|falls?|fell|drops?|dropped|were)\b.*?\d|^\W*(?:and\W+)?(?:with|say|at)\b.*?\d",
    re.I,
)
_NAMES = re.compile(r"(?<![\w/])(?<!\d )[a-z][\w+]*", re.I)  # no units: mg is magnesium
# The number right behind the name, and nothing that is swallowed, rinsed with or counted: "phosphate drops to 4.5".
_MOVES = (
    r"(?:of|at|is|was|were|be|to|up|down|back|say|it|only|just|about|around|becom\w*|became|goes|go|went|comes?|came|"
    r"climbs?|climbed|rises?|rose|falls?|fell|drops?|dropped|instead|level|=)"
)
_VALUE_BEHIND = re.compile(
    rf"^\W*(?:{_MOVES}\W+)*\d+(?:[.,]\d+)?(?![\d.,]*\d)(?!\s*(?:m?g\b(?!\s*/)|mcg|times|days?|weeks?|months?|years?|"
    rf"hours?|"
    r"a day|per day|daily|or\b|x\b))",
    re.I,
)
_SWALLOWED = re.compile(
    r"\b(?:tab(?:let)?s?|pills?|capsules?|binders?|dialysate|bath|milk|acetate|carbonate|citrate|diet|food|glass\w*|"
    r"tak\w+|"
    r"took|eat\w*|drink\w*|stop\w*|doses?|days?|weeks?|months?)\b",
    re.I,
)
_LONGEST = 12  # words; a longer message brings its subject along
_REDONE = re.compile(
    r"\b(?:re-?(?:done|did|peat(?:ed)?|check(?:ed)?|test(?:ed)?|taken|run)|again|new|newest|latest|now|today|"
    r"just (?:back|in|got))\b",
    re.I,
)
_ONLY_MEASURED = re.compile(  # a value told anew and nothing else: no question, no complaint, nobody else's
    r"^(?!\W*(?:is|are|was|has|what|which|if|in|at|as|to|from)\b)\W*(?:(?:ok(?:ay)?|oh|and|so|but|now|we|they|i|my|the|"
    r"his|her|their|our|got|have|had|just|it|it'?s|was|were|has|been|is|came|come|back|in|at|as|to|this|time|today|"
    r"morning|latest|new|newest|again|value|level|result|number|bloods?|labs?|"
    r"re-?(?:done|did|peat(?:ed)?|check(?:ed)?|test(?:ed)?|taken|run)|"
    r"phos\w*|po4|p|ca|calcium|m?mol|mg|dl|l|\d+(?:[.,]\d+)?)\b\W*)+$",
    re.I,
)
_THE_SAME = re.compile(r"\b(?:same|again|product|result)\b", re.I)
_SQUARE = r"\s*(?:2|²|\^\s?2|sq(?:uared?)?)"
_PER = r"(?:\s*(?:/|per)\s*d?l)"
_UNIT = rf"(?P<unit>(?P<kind>mg|mmols?)(?P<square>{_SQUARE})?{_PER}?(?:{_SQUARE})?)"
_SYSTEM = (
    r"(?P<system>s\.?i\.?|metric|us|u\.s\.|american|british|uk|european|conventional)"
    r"(?: (?:units?|system|style|way|ones?))?"
)
_OTHER = r"(?:the |an?)?(?P<other>other|second|different)(?: (?:units?|one|way|system|version))"
_LEAD = (
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|right|now|then|sorry|please|pls|i|we|you|can|could|would|like|need|want|get|"
    r"have|give|show|tell|say|do|me|us|it|that|this|the|result|answer|sum|number|product|what(?:'?s| is)?|be|same|"
    r"again)\W+)*"
)
_TAIL = r"(?:\W+(?:please|pls|plz|then|now|thanks?|too|as well|instead|again|units?|version))*\W*$"
_IN_UNIT = re.compile(rf"{_LEAD}(?:in|as|into|with)\W+(?:the )?(?:{_UNIT}|{_SYSTEM}|{_OTHER}){_TAIL}", re.I)
_TOLD_WHY = re.compile(  # "…, our teacher wants so"
    rf"{_LEAD}(?:in|as|into)\W+(?:the )?{_UNIT}\s*[,;.–-]\W*(?:(?:because )?(?:our|my|his|her|the) \w+ "
    r"(?:wants?|needs?|likes?|asks?|asked|uses?|prefers?)\b|that(?:'s| is) what|for (?:the|my|our) \w+)[^?]{0,30}$",
    re.I,
)
_SQUARED = re.compile(rf"{_LEAD}{_UNIT}{_TAIL}", re.I)  # `mg²/dL²?` is of a product and of nothing else
_MINE = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|well|hm+|oh|then|now)\W+)*"
    r"(?:(?:my|his|her|our|their|the|mum'?s|dad'?s) (?:own )?(?:product|one|number|figure|result|ca ?[x×*] ?p\w*)|mine|"
    r"his|hers|ours|i|we|he|she|it|that)"
    r"(?:'?s|'?ve| is| are| was| has| have| had| got| came| comes| worked| works| out| back| about| around| at| as| to|"
    r" of| a| an)*\s+(?P<number>\d{1,3}(?:[.,]\d{1,2})?)(?![.,]?\d)(?P<rest>(?!\s*(?:%|per cent|percent|years?|"
    r"months?|weeks?|days?|hours?|times)).{0,40})$",
    re.I,
)
_AS_UNIT = re.compile(
    rf"^\W*(?:\(?(?:in|as|with)?\W*(?:the )?(?:{_UNIT}|{_SYSTEM})(?: (?:version|units?|one|way|kind))?\)?)?"
    r"(?:\W+(?:is (?:that|it) (?:\w+ ?){1,3}|last \w+|today|yesterday|what (?:does|is) that.*|though|so))*\W*$",
    re.I,
)
_LARGEST_MOLAR, _SMALLEST_MASS = 14, 18  # no product lies between: 14 mmol²/L² are 174 mg²/dL², 18 mg²/dL² are 1.4
_BOUNDS = {"mmol": (0.8, _LARGEST_MOLAR), "mg": (10, 180)}


def sum_in_unit(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """The sum before once more, with the unit first that is asked for; None where no sum stands before it."""
    text = str(turn.get("text") or "")
    # "is that too high?" between two wishes is looked at, and the sum goes on: "same in mmol"
    label = context.task if context.label == "interpret_labs" and _THE_SAME.search(text) else context.label
    if label not in _SUMS or context.active_form or context.asks_for or turn.get("labs") or turn.get("limit"):
        return None
    found, squared = _IN_UNIT.match(text) or _TOLD_WHY.match(text), _SQUARED.match(text)
    if found is None and (squared is None or not squared["square"]):
        return None
    to = _wanted(found or squared)
    if label == "convert_units" and to in ("si", "us", "other"):
        to = None if to == "other" else to
    return Decision(str(label), str(label), 0.9, "context", details={"to": to})


def _measured_again(turn: Mapping[str, Any], text: str, context: DialogueContext) -> Decision | None:
    """ "Phos redone, it's 1.7 now" after a product and what was said of it: the product again."""
    about = context.label in ("compute_product", "calcium_phosphate_product")
    known = context.task == "compute_product" and {"calcium", "phosphate"} <= context.known
    told = {lab["contract"]["analyte"] for lab in turn.get("labs") or []}
    if not (about and known) or context.active_form or context.asks_for or turn.get("limit") or "?" in text:
        return None
    anew = _REDONE.search(text) and _ONLY_MEASURED.match(text) and len(text.split()) <= _LONGEST
    again = told <= {"calcium", "phosphate"} and anew
    return Decision("compute_product", "compute_product", 0.85, "context") if told and again else None


def sum_supposed(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """ "What if the albumin becomes 3.5" after a corrected calcium: the sum again, with that value for once."""
    text = str(turn.get("text") or "")
    again = _measured_again(turn, text, context)
    if again:
        return again
    task = context.task if context.label == "interpret_labs" else context.label
    if task not in USED or context.active_form or context.asks_for or turn.get("limit") or context.has_estimate:
        return None
    if len(text.split()) > _LONGEST or not _SUPPOSED.search(text) or _SWALLOWED.search(text):
        return None
    found = [
        (analyte, text[word.end() :]) for word in _NAMES.finditer(text) if (analyte := analyte_called(word.group()))
    ]
    told = any(_VALUE_BEHIND.match(behind) for _, behind in found)
    return (
        Decision(str(task), str(task), 0.85, "context") if told and {a for a, _ in found} <= USED[str(task)] else None
    )


def product_told(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """ "Mine was 61" after the page on the product, or after one: it is held against the figures told of it."""
    text = str(turn.get("text") or "")
    after = context.topic == "calcium_phosphate_product" and context.label in (
        "calcium_phosphate_product",
        "compute_product",
    )
    found = _MINE.match(text) if after and not context.active_form and not turn.get("labs") else None
    rest = _AS_UNIT.match(found["rest"]) if found else None
    if found is None or rest is None or context.asks_for:
        return None
    value = float(found["number"].replace(",", "."))
    kind = _wanted(rest) or ("mmol" if value <= _LARGEST_MOLAR else "mg" if value >= _SMALLEST_MASS else None)
    kind = {"si": "mmol", "us": "mg"}.get(str(kind), kind)
    if kind not in _BOUNDS or not _BOUNDS[kind][0] <= value <= _BOUNDS[kind][1]:
        return None
    product = {"value": found["number"].replace(",", "."), "kind": kind}
    return Decision("interpret_labs", "interpret_labs", 0.85, "context", details={"product": product})


def _wanted(found: re.Match[str] | None) -> str | None:
    """`mg`, `mmol`, `si`, `us` or `other`."""
    if found is None:
        return None
    groups = found.groupdict()
    if groups.get("kind"):
        return "mg" if groups["kind"].lower() == "mg" else "mmol"
    if groups.get("system"):
        return system_called(groups["system"])
    return "other" if groups.get("other") else None
