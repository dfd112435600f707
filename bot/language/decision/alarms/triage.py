"""Whom to call, and when: whether something can wait, a picture told in pieces, sleepiness on strong painkillers.

None of this is a treatment decision, and none of it is an alarm by itself: what alarms was heard before. The signs are
those of `knowledge/triage.yml`, of this message and of the last ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.language.decision.alarms.triage_words import (
    asks_to_wake,
    asks_what_to_do,
    asks_what_to_give,
    asks_what_to_tell,
    asks_when_to_call,
    only_a_time,
    wants_help,
)
from bot.language.decision.map import TopicMap
from bot.language.decision.model import LIMITS, Decision, Ranking
from bot.language.dialogue import DialogueContext

__all__ = [
    "of_an_opioid",
    "only_when_to_call",
    "to_the_signs",
    "triage",
    "what_to_give",
    "what_to_tell",
    "with_first_words",
]

_CALLS: Final = "emergency_department"  # what is reported where the rules of calling are the answer
_SKIN: Final = frozenset({"black", "blackening", "purple", "hard", "opened", "pain"})
_CHANGE: Final = frozenset({"opened", "blackening", "growing", "worse", "smell", "pus", "red", "fever", "unseen"})
_TOLD: Final = (_SKIN | _CHANGE) - {"unseen"}
_DULLED: Final = frozenset({"sleepy", "asleep"})
_MAKES_SLEEPY: Final = frozenset({"opioid", "painkiller"})
_NOT_BY_OPIOIDS: Final = frozenset({"calcium", "confused"})  # tingling, denosumab, confusion: these alarms stay theirs
_INFECTED: Final = frozenset({"black", "blackening", "growing", "smell", "pus", "red"})
_ALARMS: Final = frozenset({"emergency", "crisis"})
_FEW, _SEVERAL = 3, 2
_UNSURE = 0.5  # below which a picture of signs is answered instead of the page guessed
_SURE = 0.8
# Where the words about today stand in front of the answer; what thiosulfate is may be asked with a sore on the leg.
_ABOUT_SKIN: Final = frozenset(
    "early_signs lesion_appearance lesion_sites symptoms ulcers pain differential differential_diagnosis definition "
    "diagnosis_overview skin_biopsy biopsy_risk which_specialist wound_care self_care skin_trauma plaques_vs_ulcers "
    "infection_antibiotics healing_time complications debridement caregivers emotional_support interpret_labs "
    "more_detail personal_treatment_decision".split()
)
_BREATHING: Final = re.compile(
    r"\b(?:breath\w*|resp\w*|rr|pupils?|gcs|narcan|naloxone|too (?:much|many)|extra|double\w*|twice|wrong|two patches|"
    r"both patches|heat\w*|hot|fit|fits|fitting|seiz\w*|convuls\w*|floppy|limp)\b",
    re.I,
)
_TAKEN_FOR_CALCIUM: Final = frozenset({"seizure_or_tetany", "low_calcium_signs", "confusion"})
_OUTSIDE: Final = frozenset({"out_of_scope_medical", "out_of_scope_other"})


def triage(turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, topics: TopicMap) -> Decision | None:
    """The whole answer of when to call; None for all that is read as usual."""
    text, now = str(turn.get("text") or ""), _told(turn)
    if turn.get("limit") == "dosing_request" or turn.get("labs"):
        return None
    told = now | context.signs
    if asks_when_to_call(text, told=bool(told & _TOLD), spoken_of=bool(context.topic)):
        return _answer("wake" if asks_to_wake(text) else "when_to_call", _CALLS, told)
    if _for_clinicians(turn, context) or context.active_form or context.asks_for:
        return None
    return _dulled(turn, now, context) or _picture(turn, now, context, ranking, topics.is_topic)


def only_when_to_call(turn: Mapping[str, Any]) -> bool:
    """Whether what is asked beside an alarm is answered by it: "should I go to hospital or wait"."""
    return asks_when_to_call(str(turn.get("text") or ""), told=True, spoken_of=False)


def what_to_tell(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """ "They are coming, what do I tell them?"."""
    asked = asks_what_to_tell(str(turn.get("text") or ""), alarmed=context.alarmed and context.label != "crisis")
    return Decision(_CALLS, _CALLS, 0.85, "context") if asked else None


def what_to_give(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """ "What can I give her?" after an alarm: the alarm again, and nothing but what those who help say."""
    if not context.alarmed or context.label == "crisis" or _for_clinicians(turn, context):
        return None
    return _alarm("emergency_give") if asks_what_to_give(str(turn.get("text") or "")) else None


def with_first_words(decided: Decision, turn: Mapping[str, Any], context: DialogueContext) -> Decision:
    """The decision, with what must be said before its answer: check how awake somebody is, have this seen today."""
    if decided.label in _ALARMS or decided.via == "button" or "triage" in decided.details or context.active_form:
        return decided
    now, lesions = _told(turn), (turn.get("history") or {}).get("lesions") in ("plaques", "ulcers")
    if lesions and decided.label == "interpret_labs" and not turn.get("labs"):  # else only noted
        return _said_first(decided, "same_day_first", now)
    if _for_clinicians(turn, context):
        return decided
    if decided.label in LIMITS and now & _DULLED and _MAKES_SLEEPY & (now | context.signs):
        return _said_first(decided, "drowsy_check", now)
    if not _alarming(now, context.signs) or (context.triaged and now <= context.signs):
        return decided
    guessed = decided.label is None or decided.confidence < _UNSURE or decided.label in _OUTSIDE
    if guessed and decided.label not in LIMITS:
        reply = "one_more" if context.triaged else "same_day"
        return _answer(reply, "ulcers" if "opened" in now else "early_signs", now | context.signs)
    return _said_first(decided, "same_day_first", now) if decided.label in _ABOUT_SKIN else decided


def of_an_opioid(safety: Mapping[str, Any], turn: Mapping[str, Any], context: DialogueContext) -> dict[str, Any]:
    """The gate's verdict; twitching and seeing things on an opioid are told as its effect, not as low calcium.

    Where tingling, an injection for the bones or confusion is told as well, the alarm keeps its own words.
    """
    now = _told(turn)
    told = now | context.signs
    meant = "nerves" in now and "opioid" in told and not now & _DULLED and not told & _NOT_BY_OPIOIDS
    breathes = not _BREATHING.search(str(turn.get("text") or ""))
    rules = _TAKEN_FOR_CALCIUM | ({"opioid_toxicity"} if breathes else set())
    if not meant or safety["rule"] not in rules:
        return dict(safety)
    return dict(safety) | {"reply": "emergency_opioid_nerves"}


def to_the_signs(decided: Decision, turn: Mapping[str, Any], context: DialogueContext) -> Decision:
    """An emergency that only the statistical reader heard, in the words for the signs that were told."""
    if decided.label != "emergency" or decided.details.get("reply") != "emergency":
        return decided
    now = _told(turn)
    told = now | context.signs
    only_skin = now & _INFECTED and not now & (_DULLED | _NOT_BY_OPIOIDS | {"nerves"})
    reply = "emergency_infection" if only_skin else ""
    if now & _DULLED and told & _MAKES_SLEEPY:
        reply = "emergency_opioid"
    elif "nerves" in now and "opioid" in told and not told & _NOT_BY_OPIOIDS:
        reply = "emergency_opioid_nerves"
    return replace(decided, details=decided.details | {"reply": reply}) if reply else decided


def _dulled(turn: Mapping[str, Any], now: frozenset[str], context: DialogueContext) -> Decision | None:
    """Sleepiness, twitching or seeing things on a strong painkiller; more of it than a moment ago is an emergency.

    After an alarm any sleepiness is one, whatever was taken.
    """
    told = now | context.signs
    if turn.get("limit") or not now & (_DULLED | {"nerves"}):
        return None
    sleepy_on_it = bool(now & _DULLED and told & _MAKES_SLEEPY)
    if now & _DULLED and (context.alarmed or ("asleep" in now and context.signs & _DULLED and sleepy_on_it)):
        return _alarm("emergency_opioid" if sleepy_on_it else "emergency")
    if sleepy_on_it or "opioid" in told:
        return _answer("drowsy_check", "pain_management", told)
    return None


def _alarm(reply: str) -> Decision:
    details = {"label": "emergency", "rule": "second_reader", "reply": reply}
    return Decision("emergency", "emergency", 0.9, "second_reader", details=details)


def _picture(
    turn: Mapping[str, Any],
    now: frozenset[str],
    context: DialogueContext,
    ranking: Ranking,
    is_topic: Callable[[str], bool],
) -> Decision | None:
    text, before = str(turn.get("text") or ""), context.signs & _TOLD
    if before and wants_help(text):
        return _answer("help_now", "help", before)
    if context.triaged and before and only_a_time(text):
        return _answer("since_when", context.topic or _CALLS, before)
    if asks_what_to_do(text) and (_alarming(now, context.signs) or (now & _SKIN) or (context.triaged and before)):
        return _answer("when_to_call", _CALLS, now | before)
    fragment = len(text.split()) <= _FEW and "?" not in text and bool(now & _TOLD)
    if not fragment or now <= before or len((now | before) & _TOLD) < _SEVERAL:
        return None
    best, chance = ranking[0] if ranking else ("", 0.0)
    label = best if is_topic(best) and chance >= _UNSURE else context.topic or "early_signs"
    return _answer("one_more" if context.triaged else "same_day", label, now | before)


def _alarming(now: frozenset[str], before: frozenset[str]) -> bool:
    """Whether signs make a reason to be seen today: skin that changes, two changes, or two signs that nobody treats."""
    if not now & _TOLD:
        return False
    told = now | (before & _TOLD)
    return bool(told & _CHANGE and told & _SKIN and len(told) >= _SEVERAL) or len(now & _SKIN) >= _SEVERAL


def _told(turn: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(turn.get("signs") or ())


def _for_clinicians(turn: Mapping[str, Any], context: DialogueContext) -> bool:
    return context.audience == "clinician" or bool(turn.get("clinical"))


def _answer(reply: str, label: str, told: frozenset[str]) -> Decision:
    return Decision(label, label, _SURE, "context", details={"triage": reply, "signs": sorted(told)})


def _said_first(decided: Decision, reply: str, told: frozenset[str]) -> Decision:
    return replace(decided, details=decided.details | {"first": reply, "signs": sorted(told)})
