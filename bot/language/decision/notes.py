"""Notes: values and facts in shorthand that ask nothing. Numbers in them make no request for a dose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.model import SUMS, Decision, Ranking
from bot.language.decision.scope.outside import mentions_our_disease
from bot.language.dialogue import DialogueContext
from bot.language.intents.scope import OUTSIDE

__all__ = ["noted"]

_DOSE = "dosing_request"
_ASKS = re.compile(
    r"\?|^\W*(?:is|are|was|were|do|does|did|will|has|have|am)\b|\b(?:dos(?:e|es|ed|ing|age)|how|what|which|when|"
    r"why|who|should|shall|can|could|may|would|need(?:s|ed)?|want(?:s|ed)?|give|giving|advi[cs]e|calculate|"
    r"work out|tell|help|please|pls|recommend|prescribe|titrat\w*|increas\w*|reduc\w*|doubl\w*|halv\w*|convert\w*|"
    r"switch\w*|start(?:ing)?|begin|regimen|amount|too (?:much|little|many)|enough|plenty|extra|vs|versus|or|"
    r"evidence|risks?|prognos\w*|outlook|options?|treat\w*|manag\w*|stop(?:ping)?|miss(?:ed)?|took|take|taking|"
    r"ran out|leave|load(?:ing)?|top.?ups?|bolus|maintenance|strength|quantity|kindly (?!not)\w+|"
    # "the right microgram": which amount it is to be
    r"(?:correct|right|exact|proper|suitable|best|usual|starting|appropriate|required|safe|ideal)"
    r"(?: \w+)?? (?:m?g|mcg|µg|ug|units?|micro ?gram\w*|milli ?gram\w*|gram\w*|tab(?:let)?s?|drops?|number of))\b",
    re.I,
)
_AMOUNT = re.compile(
    r"\d ?(?:mg|g|gm|mcg|µg|ug|iu|units?|tab(?:let)?s?|caps(?:ules)?|ml|mls|patch(?:es)?|puffs?)\b", re.I
)
_OF_A_LEVEL = re.compile(r"\d ?(?:[mµunp]?g|g|gm|iu|units?) ?(?:/|per|%)", re.I)  # of what was measured
_NEXT = re.compile(r"\bwhat (?:next|now)\b|\b(?:next step|thoughts|plan|advice)\W*\?", re.I)
_ASKED_DOSE = re.compile(
    r"\bdos(?:e|es|ing|age)\b|\bhow (?:much|many)\b|\bmax(?:imum)?\b|\btoo (?:much|high|low)\b", re.I
)
_UNSURE, _HINTED = 0.6, 0.1
_SURELY_DOSE = 0.8
_LONGEST = 40  # words; a longer text tells a story, and is read for what it asks
_SKIN = ("plaques", "ulcers")
_SEVERAL = 2  # facts that a note tells, as a sentence on something else hardly does
_GOING_ON = frozenset(
    {"prognosis", "estimate_prognosis", "plaques_vs_ulcers", "differential", "assess_risk", "explain_risk", "what_if"}
)
_TASKS = frozenset({"interpret_labs", "assess_risk"})
# "61M HD, prednisone stopped 2020" tells of a man, and asks nothing about steroids
_PERSON = re.compile(
    r"^\W*(?:(?:pt|patient|an?|this)\W+)?(?:"
    r"\d{2,3}\W?(?:y/?o|yrs?|years?(?: old)?)?\W?(?:m|f|male|female|man|woman|lady|gentleman)\b|"
    r"(?:m|f|male|female)\W?\d{2,3}\b|"
    r"(?:dob\W*)?\d{1,2}[-/ .](?:\d{1,2}|[a-z]{3,9})[-/ .](?:19|20)\d\d\b)",
    re.I,
)
_OF_FACTS = frozenset(
    "steroids dialysis_type dialysis_changes diabetes_and_obesity warfarin_risk stopping_warfarin other_medicines_risk "
    "transplant_and_risk kidney_transplant_treatment calcium_and_vitamin_d phosphate_binders parathyroidectomy "
    "parathyroid_and_risk target_levels uremic_vs_nonuremic low_albumin calcimimetics "
    "personal_treatment_decision".split()
)


def noted(turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext) -> Decision | None:
    """What is done with a note that the classifier takes for a dose, or for nothing clear; None for all else.

    Values are looked at, findings on the skin compared, other facts taken over for an estimate. "AG 22 on 25 g, what
    next?" asks for a decision and for no amount.
    """
    text = str(turn.get("text") or "")
    if not ranking or turn.get("limit") == "personal_treatment_decision" or context.active_form or context.asks_for:
        return None
    if context.label in SUMS and turn.get("labs"):  # "sorry, phos was 5.7": the sum is made again
        return None
    best, chance = ranking[0]
    values, facts = bool(turn.get("labs")), turn.get("history") or {}
    if best == _DOSE and values and _NEXT.search(text) and not _ASKED_DOSE.search(text):
        return _step("personal_treatment_decision", ranking)
    if turn.get("limit") or _ASKS.search(text) or len(text.split()) > _LONGEST or not (values or facts):
        return None
    if values and (best == _DOSE or (chance < _UNSURE and dict(ranking[:4]).get("interpret_labs", 0.0) >= _HINTED)):
        return _step("interpret_labs", ranking)
    if best == _DOSE and chance >= _SURELY_DOSE and len(facts) < _SEVERAL and not _PERSON.match(text):
        return None  # "gabapentin mg after haemodialysis" is no note
    unclear = len(facts) >= _SEVERAL and chance < _UNSURE and (best in OUTSIDE or best in _TASKS)
    person = bool(_PERSON.match(text)) and best in _OF_FACTS and not mentions_our_disease(text)
    going_on = context.label in _GOING_ON  # what is told there belongs to that
    if not (best == _DOSE or ((unclear or person) and not going_on)) or _AMOUNT.search(_OF_A_LEVEL.sub(" ", text)):
        return None
    return _step("differential" if facts.get("lesions") in _SKIN else "assess_risk", ranking)


def _step(label: str, ranking: Ranking) -> Decision:
    return Decision(label, label, 0.7, "context", alternatives=[row for row in ranking[:4] if row[0] != label])
