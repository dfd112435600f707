"""What is declined: a decision for a person or a dose, by the words of a rule or by what the classifier sees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.clinical import FOR_CARERS
from bot.language.decision.model import LIMITS, Decision, Ranking, outsideness
from bot.language.intents.scope import OUTSIDE

__all__ = ["leans_to_limit", "limit"]

_FIRM = 0.85  # a topic this certain is not overruled by the rules for decisions and doses …
_HINT = 0.05  # … unless the classifier sees at least this much of them itself
_NO_HINT = 0.03  # … and below this any likely topic stands: the words of the rule meant something else
_LIKELY = 0.3
_ASKED_FOR = 0.6  # from which a decision or a dose is declined although no rule saw it, outside the subject too …
_CERTAIN = 0.97  # "so do I tell them no?": half a sentence that is hardly anything else
_LEANING = 0.2  # … and from which that is safer than to answer something else …
_SHARE = 0.75  # … but not while a topic is clearly likelier
_ELSEWHERE = 5.0  # "a lower dose of feed for my houseplant": as far outside the subject as this is no dose of ours
_OF_A_PATIENT = re.compile(
    r"\b(?:my|this|our) (?:\w+ ){0,3}(?:patient|pt)\b", re.I
)  # a decision for somebody, whatever else
_DOES = (  # what is done to a treatment; "is it ok if she sleeps all day" decides nothing
    r"(?:stop|skip|miss|tak|leav|drop|doubl|halv|cut|swap|switch|chang|quit|com(?:e|es|ing) off|cancel|refus|us|"
    r"put off|postpon|delay|start|increas|lower|reduc|giv)(?:e|es|s|ed|p?ing|ping|ting)?"
)
_OF_ONESELF = re.compile(  # "can I double it tonight?": half a sentence, and yet what somebody is about to do
    r"\b(?:can|could|should|may|shall|must|do|ought) (?:i|we|he|she|they|mum|mom|dad)\b(?! (?:get|have|catch|die|"
    r"live|tell|know|expect))|"
    r"^\W*(?:so|then|and)\b.{0,8}\bi (?:tell (?:him|her|them) (?:no|yes)|say (?:no|yes)|refuse|agree|take it|"
    r"skip it)\b|"
    r"\b(?:would(?:n'?t)?|wud|wid|will|is|was) it (?:(?:be|so|really|that|too|very|still|no|not) )*(?:ok(?:ay)?|"
    r"al+ ?right|awright|fine|safe|bad|wrong|terrible|a problem) (?:to|tae|if (?:i|we|he|she|they|mum|mom|dad))"
    rf"(?: (?:just|only|now|simply))? {_DOES}\b|"
    r"(?:,|\band\b|\bor\b)\W*(?:just )?(?:double|halve|raise|increase|up|lower) (?:the|my|his|her) dose\W*$|"
    r"^\W*(?:on or off|off or on)\W*$",
    re.I,
)

_SOMEBODY = re.compile(r"\b(?:i|we|he|she|they|my|his|her|mum'?s?|mom'?s?|dad'?s?)\b", re.I)


def limit(turn: Mapping[str, Any], ranking: Ranking, goes_on: bool) -> Decision | None:
    """Return the decision or dose that the message asks for, or None; `goes_on`: it leans on the answer before."""
    limit = turn.get("limit")
    if not limit:  # "by how much?" alone looks like a dose; after an answer it asks about that answer
        if not goes_on:
            return _declined(turn, ranking, _ASKED_FOR)
        text = str(turn.get("text") or "")
        if _OF_ONESELF.search(text):
            return _declined(turn, ranking, _LEANING)
        return _declined(turn, ranking, _CERTAIN) if _SOMEBODY.search(text) else None
    elsewhere = outsideness(turn) > _ELSEWHERE and _hinted(ranking) < _ASKED_FOR and not turn.get("labs")
    # "this pt" makes a colleague's question look like a carer's
    misread = bool(turn.get("clinical")) and bool(ranking) and ranking[0][0] in FOR_CARERS | OUTSIDE
    of_a_patient = bool(_OF_A_PATIENT.search(str(turn.get("text") or "")))
    if elsewhere or (not misread and not of_a_patient and _meant_otherwise(limit, ranking)):
        return None
    heard = ranking[0][0] if ranking and ranking[0][0] in LIMITS and ranking[0][1] >= _FIRM else limit
    return Decision(heard, heard, 0.95, "limit", alternatives=ranking[:3])


def leans_to_limit(turn: Mapping[str, Any], ranking: Ranking) -> Decision | None:
    """A decision or a dose where the classifier only leans to it: safer than to answer something else."""
    return _declined(turn, ranking, _LEANING)


def _meant_otherwise(limit: str, ranking: Ranking) -> bool:
    """Whether the classifier is sure enough of something else to overrule the wording rule."""
    if not ranking or ranking[0][0] in LIMITS:
        return False
    (_, chance), *_ = ranking
    hinted = _hinted(ranking)
    firm = chance >= _FIRM and limit == "personal_treatment_decision" and hinted < _HINT
    return firm or (chance >= _LIKELY and hinted < _NO_HINT)


def _hinted(ranking: Ranking) -> float:
    """How much of the classifier's belief goes to decisions and doses together."""
    return sum(chance for label, chance in ranking if label in LIMITS)


def _declined(turn: Mapping[str, Any], ranking: Ranking, bar: float) -> Decision | None:
    """A decision or a dose that the classifier sees by itself: both count together, the likelier one is named."""
    hinted = _hinted(ranking)
    likelier = next((chance for label, chance in ranking if label not in LIMITS), 0.0)
    if hinted < bar or hinted < _SHARE * likelier:
        return None
    label = next(label for label, _ in ranking if label in LIMITS)
    if label in (turn.get("calm") or ()):  # what was published, how doctors decide: facts are wanted
        return None
    return Decision(label, label, hinted, "classifier", alternatives=[r for r in ranking[:4] if r[0] != label])
