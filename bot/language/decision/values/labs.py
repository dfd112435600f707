"""Messages that carry laboratory values: the person wants them looked at, not a page about the test."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.model import Decision, Ranking

__all__ = ["asks_to_convert", "decide_values_alone", "decide_with_values", "only_values", "without_guessed_units"]

_CONVERT = re.compile(
    r"conver|(?:→|->|=>|>>)\s*(?:[mµunp]?mol|[mµunp]?g|si|us)\b|\bunits?\b|\b(?:in|to|into|as|->|=)\s*(?:si\b|us\b|american|european|british|mmol|mg|pmol|pg|u?mol|µmol|g/|ng|nmol)|"
    r"\b(?:american|european|british|us|si|metric|international|other|old|new)\s+(?:way|units?|system|numbers?|style)\b|"
    r"\b(?:american|european|british|us|si|metric)\s+(?:ones?|figures?|version|value)\b|"
    r"(?:mmol|pmol|nmol).*\b[mpnuµ]?g\b|\b[mpnuµ]?g\b.*(?:mmol|pmol|nmol)|\bhow (?:much|many) (?:is|are) (?:that|it)\b",
    re.I,
)
_VALUE = re.compile(r"\d\s*(?:[mµunp]?mol|[mµunp]?g|m?eq|iu|u)\s*/\s*[dm]?l\b", re.I)
_LAB_TASKS = frozenset(
    {"interpret_labs", "compute_product", "correct_calcium", "convert_units", "assess_risk", "what_if", "differential"}
)
_ABOUT_VALUES = frozenset(
    "target_levels lab_tests calcium_phosphate_product parathyroid_and_risk low_albumin "
    "calcium_and_vitamin_d monitoring low_phosphate_diet diagnosis_overview phosphate_binders".split()
)


_SAYS_NOTHING = re.compile(
    r"\b(?:my|his|her|their|the|a|is|are|was|were|it|it's|its|has|have|came|come|back|at|of|in|to|and|level|value|"
    r"results?|reading|bloods?|serum|plasma|today|yesterday|now|this|morning|mum|mom|dad|[mpnuµ]?mol|[mpnuµ]?g|m?eq|"
    r"[md]?l|iu|u|k|potassium|ca|calcium|p|po|phos|phosphate|phosphorus|alb|albumin|pth|na|sodium|mg|magnesium|inr|"
    r"creat|creatinine|urea|glucose|sugar|hb|haemoglobin|hemoglobin|crp|alp)\b|[^a-zA-Z]+"
)
_PRINTED = re.compile(  # what stands beside the numbers of a printed report
    r"\b(?:prev(?:ious)?|prior|last|ref(?:erence)?|range|normal|h|l|high|low|corr(?:ected)?|adj(?:usted)?|total|free|"
    r"ioni[sz]ed|ica|i?pth|wbc|ferritin|vit(?:amin)?|d|oh|hco|bicarb(?:onate)?|lactate|hba|c|alk|cl|chloride|labs?|"
    r"tests?|fasting|random|repeat|date)\b",
    re.I,
)

_PLAINLY = 0.9
_FORM = re.compile(
    r"\b(?:as|into|in|to|ours|yours|theirs|express|change|equals?|equivalent|over (?:here|there)|kind|percent\w*|"
    r"need it|other|reads?)\b|[→>]",
    re.I,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# Another unit than that of a number: `10 mg/dL to mmol/L`, `10 mg/dL mmol/L`.
_OTHER_UNIT = re.compile(
    r"conver|(?:→|->|=>|>>|=|\b(?:in|to|into|as)\b)\s*(?:[mµunp]?mol|[mµunp]?g)\b|"
    r"(?<![\d.,])(?<![\d.,] )\b(?:[mµunp]?mol|[mµunp]?g)\s*/",
    re.I,
)


def asks_to_convert(text: str) -> bool:
    """Whether a message has words for other units; without them a value is there to be looked at."""
    return bool(_CONVERT.search(text))


def without_guessed_units(turn: Mapping[str, Any], ranking: Ranking) -> Ranking:
    """A value and no word for another unit is there to be looked at, as far as it was taken for a conversion.

    Where hardly anything else can be meant ("urea 24 mmol/L as BUN", "9.4, what's that in ours"), and a word tells of
    another form, it is a conversion.
    """
    text = str(turn.get("text") or "")
    plainly = dict(ranking).get("convert_units", 0.0) >= _PLAINLY and bool(_FORM.search(text))
    if plainly or asks_to_convert(text) or not (_values(turn) or _VALUE.search(text)):
        return ranking
    chances = dict(ranking)
    chances["interpret_labs"] = chances.get("interpret_labs", 0.0) + chances.pop("convert_units", 0.0)
    return sorted(chances.items(), key=lambda row: -row[1])


def decide_with_values(turn: Mapping[str, Any], ranking: Ranking) -> Decision | None:
    """Prefer a task that uses the values over a topic about them; None when the message carries none."""
    if not _values(turn) or not ranking or ranking[0][0] not in _ABOUT_VALUES:
        return None
    tasks = [row for row in ranking if row[0] in _LAB_TASKS and row[0] != "convert_units"]
    best, chance = tasks[0] if tasks and tasks[0][1] >= 0.1 else ("interpret_labs", 0.3)
    if ranking[0][1] - chance > 0.6:
        return None
    return Decision(best, best, max(chance, 0.5), "values", alternatives=[row for row in ranking[:4] if row[0] != best])


_MULTIPLIED = re.compile(r"\d\s*(?:[a-z/²]+\s*)?(?:[×*x]|times|multiplied by)\s*(?:[a-z]|\d)", re.I)
_TO_CORRECT = re.compile(r"^\W*(?:adj\w*|corr\w*)\b", re.I)  # "corr Ca 8.4, alb 2.2": two values to be used


def only_values(turn: Mapping[str, Any]) -> bool:
    """ "My potassium is 5.5": no word besides the name of what was measured."""
    return not _SAYS_NOTHING.sub(" ", str(turn.get("text") or "").lower()).strip()


def decide_values_alone(turn: Mapping[str, Any], going_on: str | None) -> Decision | None:
    """Results and nothing else are there to be looked at, unless a sum or an estimate is going on with them.

    Results of two people are nobody's: they are not looked at, and said to be so.
    """
    analytes = {lab["contract"]["analyte"] for lab in turn.get("labs") or []}
    wanted = analytes == {"calcium", "albumin"} and _TO_CORRECT.match(str(turn.get("text") or ""))
    if wanted and not turn.get("corrected_calcium"):
        return Decision("correct_calcium", "correct_calcium", 0.9, "values")
    if analytes == {"calcium", "phosphate"} and _MULTIPLIED.search(str(turn.get("text") or "")):
        return Decision("compute_product", "compute_product", 0.9, "values")
    looked_at = Decision("interpret_labs", "interpret_labs", 0.9, "values")
    if turn.get("several_people"):
        return looked_at
    text = str(turn.get("text") or "")
    if going_on in _LAB_TASKS - {"interpret_labs"} or not _values(turn) or "?" in text or _OTHER_UNIT.search(text):
        return None
    return looked_at if only_values({"text": _PRINTED.sub(" ", _NUMBER.sub(" ", text))}) else None


def _values(turn: Mapping[str, Any]) -> bool:
    """Whether a value was read, or several of which one is to be chosen."""
    return any(lab["contract"]["value"] is not None or lab["reading"].get("choices") for lab in turn.get("labs") or [])
