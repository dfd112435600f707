"""Stopping dialysis for good: whoever speaks of it, and whatever follows on it, is answered about just that."""

from __future__ import annotations

import re

from bot.language.decision.elliptic import is_elliptic
from bot.language.decision.map import TopicMap
from bot.language.decision.model import Decision, Ranking
from bot.language.dialogue import DialogueContext
from bot.language.intents.scope import OUTSIDE

__all__ = ["LEAVING", "called_suicide", "leaving_dialysis"]

LEAVING = "withdrawing_dialysis"
_DIALYSIS = (
    r"(?:(?:the|her|his|their|my|your|any|more|all|with|from|on|having|going to|haemo|hemo|peritoneal) )*"
    r"(?:dialys\w*|haemodialys\w*|hemodialys\w*|hd\b|pd\b|renal replacement|(?:kidney |dialysis )?machine)"
)
_STOP = (
    r"(?:stop(?:s|ped|ping)?|quit(?:s|ting)?|end(?:s|ed|ing)?|com(?:e|es|ing) off|came off|giv(?:e|es|ing) up|"
    r"gave up|refus\w+|declin\w+|"
    r"withdr[ae]w\w*(?: (?:from|of))?|discontinu\w+|cessation of|forego\w*|forgo\w*|(?:go(?:es|ing)?|"
    r"went) without|had enough of|tired of|"
    r"turn(?:s|ed|ing)? (?:off|down)|no more|no longer wants?|(?:not|never|doesn'?t|don'?t|"
    r"won'?t) (?:want|go to)(?: any| to have| to go to)?(?: more)?)"
)
_ASKED = re.compile(
    rf"\b{_STOP} {_DIALYSIS}|{_DIALYSIS} (?:is |was |gets? |be |has been |being |were |are )?(?:stopp\w+|"
    rf"withdrawal|withdrawn|discontinued|cessation|switched off|turned off)|"
    rf"\b(?:live|survive|last|life|die|left|dying|end|survival|death)\b.{{0,40}}\b(?:without|off|after) {_DIALYSIS}|"
    rf"\bwithout {_DIALYSIS}.{{0,40}}\b(?:live|survive|last|left|die|long)\b|\bconservative (?:kidney )?(?:care|"
    rf"management)\b.{{0,30}}\bdialys",
    re.I,
)
_NOT_MEANT = re.compile(
    r"\b(?:should|shall|must|ought|would you|do you think|recommend|advise|is it (?:time|right|better|ok(?:ay)?|"
    r"safe))\b|"
    r"\b(?:transplant\w*|recover\w*|come back|session|today|tomorrow|early|short\w*|minutes?|hours?|weeks? off|"
    r"holiday|miss\w*|skip\w*|"
    r"switch|instead|change to|pd to hd|thiosulf\w*|warfarin|bleed\w*|cramp\w*|half ?way)\b",
    re.I,
)
_LAST_THINGS = re.compile(
    r"\b(?:die[sd]?|dying|death|dead|end of life|last (?:days?|hours?|weeks?)|hospice|palliat\w*|pain\w*|"
    r"suffer\w*|hurt\w*|comfort\w*|home|"
    r"how long|what happens|what (?:then|next)|after(?:wards?)?|stages?|signs?|grie\w+|mourn\w*|bereave\w*|"
    r"funeral|family|children|kids|"
    r"tell (?:the|her|his|my|our|them)|say goodbye|dnr|dnar|resus\w*|breath\w*|sleep\w*|awake|conscious|eat|"
    r"drink|thirst\w*|fluid\w*|"
    r"change (?:her|his|my|your|their|the) mind|mind|choose|choice|decide[sd]?|peaceful\w*|quick\w*|slow\w*|"
    r"morphine|medicines?|nurses?|alone|"
    r"where|who|religio\w*|priest|sin|suicide|allowed|legal|guilt\w*|wrong|give up|giving up|cope|scared|afraid|"
    r"fear)\b",
    re.I,
)
_NEAR = frozenset(
    "palliative_care prognosis estimate_prognosis healing_time pain pain_management complications caregivers "
    "emotional_support "
    "curable dialysis_changes analgesia_in_kidney_failure symptoms recurrence care_team treatment_overview "
    "plaques_vs_ulcers "
    "more_detail what_if personal_treatment_decision dialysis_type self_care exercise_and_work support_organisations "
    "nutrition_treatment sepsis ulcers".split()
)
_CALLED_SUICIDE = re.compile(
    r"^\W*(?:(?:but|so|and|ok(?:ay)?|then|hmm|oh|sorry)\W+)*(?:is|isn'?t|was|wasn'?t|would|wouldn'?t|does|doesn'?t) "
    r"(?:that|it|this|stopping(?: it| dialysis)?|doing (?:that|so)|he|she|they)"
    r"(?: (?:not|then|really|just|be|count|classed|considered|seen|regarded|called|as|like|the|same|a|an|kind|form|"
    r"sort|of|legally|basically|committing|assisted))* "
    r"(?:suicide|euthanasia|killing (?:him|her|your|one)self|a sin)(?: (?:then|though|really|legally|or not))*\W*$",
    re.I,
)
_FEW, _ITSELF, _ELSEWHERE = 14, 0.5, 0.9
_SURE = 0.8


def called_suicide(text: str, context: DialogueContext) -> Decision | None:
    """ "Is that suicide?" after the page on stopping dialysis asks about the choice, and is no crisis."""
    asked = context.topic in (LEAVING, "palliative_care") and _CALLED_SUICIDE.match(text)
    return Decision(LEAVING, LEAVING, 0.85, "context") if asked else None


def leaving_dialysis(
    text: str, ranking: Ranking, context: DialogueContext, topics: TopicMap, *, limit: bool
) -> Decision | None:
    """The topic on stopping dialysis: asked for by its words, or gone on with; None where it is not meant."""
    if context.active_form:
        return None
    best, chance = ranking[0] if ranking else ("", 0.0)
    elsewhere = (
        topics.is_topic(best) and best not in _NEAR and chance >= _SURE
    )  # "off the machine since the new kidney"
    if _ASKED.search(text) and not _NOT_MEANT.search(text) and not elsewhere:
        return Decision(LEAVING, LEAVING, 0.85, "context", alternatives=ranking[:3])
    if context.topic != LEAVING or context.label not in (LEAVING, "more_detail", "simpler", "show_sources") or limit:
        return None
    named = topics.named(text) - {LEAVING, "palliative_care"}
    bar = _ELSEWHERE if best in OUTSIDE else _ITSELF  # "how many days" names nothing, and looks like anything
    if not topics.is_topic(best) and best not in _NEAR and ranking and ranking[0][1] >= bar:
        return None  # thanks, a wish for plainer words, values
    leans = is_elliptic(text) and not (named and best in named and best not in _NEAR)
    speaks = bool(_LAST_THINGS.search(text)) and len(text.split()) <= _FEW and best in _NEAR
    stays = leans or speaks
    return Decision(LEAVING, LEAVING, 0.8, "context", alternatives=ranking[:3]) if stays else None
