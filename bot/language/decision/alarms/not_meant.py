"""The way back after an alarm that was none: "no, I mean for the pain", "I didn't mean it like that"."""

from __future__ import annotations

import re

from bot.language.decision.map import TopicMap
from bot.language.decision.model import Decision, Rank
from bot.language.dialogue import DialogueContext

__all__ = ["OF_DEATH", "meant_it", "not_meant"]

_ALARMS = frozenset({"crisis", "emergency"})
_OPENS = r"^\W*(?:(?:no|nope|oh|sorry|hey|wait|god|heavens|but|please|ok(?:ay)?|nah|lol|haha)\W+)*"
_TAKES_BACK = re.compile(
    _OPENS + r"(?:(?:i )?(?:didn'?t|did not|don'?t|do not|wasn'?t|was not|never) (?:\w+ )?"
    r"(?:mean|meant|saying|meaning|thinking)(?: (?:it|that|this|to))?(?: (?:like|in) (?:that|this)(?: way)?|"
    r" that| so| (?:suicide|dying|anything))?|"
    r"not (?:like )?(?:that|in that (?:way|sense)|what i (?:mean|meant|said|asked))|(?:that'?s|that is|"
    r"it'?s) not what i (?:mean|meant|said|asked|am asking)|"
    r"(?:you(?:'ve)?|u) (?:have )?(?:mis(?:understood|read|heard)|got (?:me|that|it) wrong|took (?:it|"
    r"that) wrong)(?: me)?|(?:it was |i was |just )*(?:a )?(?:jok\w+|figure of speech|exaggerat\w+|saying|venting)|"
    r"i'?m not (?:suicidal|in danger|going to (?:kill|harm|hurt) myself|in an emergency)|(?:it'?s|this is|"
    r"that'?s) (?:not|no) (?:an )?emergency|"
    r"i (?:only|just|simply) (?:mean|meant|want(?:ed)? to know|ask(?:ed)?|am asking|was asking)|i'?m (?:just|"
    r"only) asking|(?:that|it) (?:came|went|sounded|read) (?:out )?(?:all )?wrong(?:ly)?|"
    r"i (?:said|put|worded|phrased) (?:that|it) (?:all )?(?:wrong|badly)(?:ly)?|(?:bad|poor|"
    r"wrong) (?:choice of )?words?|"
    r"i mea?nt? (?=(?:for|about|the|my|his|her|in|with|when|if|what|how|whether|only|just)\b))"
    r"\b\W*(?P<rest>.*)$",
    re.I | re.S,
)
_ALL_THE_SAME = re.compile(
    r"\b(?:die|dead|kill|suicid\w*|end (?:it|my)|not (?:want to )?(?:live|be here)|"
    r"burden|overdos\w*|harm myself|hurt myself)\b",
    re.I,
)
_NOT_SAFE = re.compile(
    _OPENS + r"(?:no+|nope|nah|not (?:really|safe|at all|sure|now|any ?more)|i'?m not(?: safe)?|"
    r"i don'?t (?:know|think so)|idk|maybe(?: not)?|unsure|never)?"
    r"(?:\W+(?:i'?m|i am|really|not(?: safe)?|sure|sorry|no))*\W*$",
    re.I,
)
_SAFE = re.compile(
    _OPENS + r"(?:yes|yeah|yep|ok(?:ay)?|i(?:'?m| am) (?:ok(?:ay)?|fine|safe|alright|all right)|safe|fine)"
    r"(?:\W+(?:i(?:'?m| am)|ok(?:ay)?|safe|fine|now|thanks?|thank you|here|for now|yes|at home))*\W*$",
    re.I,
)
# "I wouldn't do anything, I just miss him"; "I only mean the medicine, not my life"
_NEVER_WOULD = re.compile(
    _OPENS + r"(?:i ?(?:would ?n'?t|would not|would never|won'?t|will not|am not going to|'?m not going to|could never|"
    r"couldn'?t) (?:ever )?(?:do|try) (?:any(?:thing)?|some(?:thing)?|that|it)\b|"
    r"(?:it'?s |that'?s )?(?:nothing like that|not like that|not in that way)\b|"
    r"(?:i )?(?:only |just )*(?:mea?nt?|talk(?:ing)? about|said) (?:\w+,? ){1,4}not "
    r"(?:my(?:self)? ?(?:life|living)?|me|living|dying|dead|death|killing myself)\b)",
    re.I,
)
_YET = re.compile(r"\b(?:but|yet|until|unless|tonight|though|except|promise)\b", re.I)
_STILL = re.compile(  # what makes a denial none: "I won't do it today", "… I only want to be with him"
    r"\b(?:pills?|tablets?|knife|rope|gun|overdos\w*|goodbye|funeral|note|letter|better off|burden|no point|pointless|"
    r"nothing (?:left|to live)|be with (?:him|her|them)|join (?:him|her|them)|(?:want|wish|like) to (?:be dead|die|"
    r"not be)|not wake up|sleep forever|can'?t go on|end it|today|if|before|any ?more)\b",
    re.I,
)
_MEANS_IT = re.compile(
    r"\bi (?:really |do |did |truly |actually )*mea?nt? (?:it|that|what i s\w+)\b(?! (?:as|like|different\w*|in))|"
    r"\bi(?:'?m| am) (?:dead |very |quite |being )?serious\b|"
    r"\b(?:not|isn'?t|no) (?:a )?(?:jok\w+|kidding)\b|\bfor real\b",
    re.I,
)
_DOES = re.compile(
    _OPENS + r"(?:yes|yeah|yep|i (?:do|am)|sometimes|i (?:have|do have|am having) (?:them|those|such thoughts))"
    r"(?:\W+(?:i (?:do|am|have)|sometimes|really|a bit|a lot|often|always|honestly|such thoughts))*\W*$",
    re.I,
)
_OF_DEATH = re.compile(r"\b(?:dying|deaths?|surviv\w*|mortal\w*|outlook|prognos\w*|how long)\b", re.I)
_CALM = 0.35  # the alarms together, read of what was meant …
_CALM_IF_CLEAR = 0.6  # … and where it was taken back in so many words: what is told besides may still be an alarm
_CALM_IF_ASKED = 0.98  # … and where what follows says itself that it only asks
_ASKING = re.compile(r"^(?:i'?m|i am|i was) (?:only |just )?asking about\b", re.I)
_SURE = 0.3
OF_DEATH = frozenset(
    {
        "prognosis",
        "estimate_prognosis",
        "plaques_vs_ulcers",
        "complications",
        "sepsis",
        "withdrawing_dialysis",
        "amputation",
    }
)


def meant_it(text: str, context: DialogueContext) -> Decision | None:
    """After the words for a crisis: "no" to "are you safe?", "I mean it", "I'm serious" are the same alarm again."""
    if context.label == "crisis" and (_SAFE.match(text) or _never_would(text)):
        return Decision("thank", "thank", 0.9, "context", details={"reply": "safe_now"})
    asked = context.expects_yes == "crisis"  # whether half a sentence spoke of the wish to die
    if asked and _DOES.match(text):
        return _crisis()
    if context.label != "crisis" or not (_NOT_SAFE.match(text) or _MEANS_IT.search(text)):
        return None
    return _crisis()


def _never_would(text: str) -> bool:
    """Whether the wish to die is denied in so many words, and nothing is held back."""
    held_back = _YET.search(text) or _MEANS_IT.search(text) or _STILL.search(text)
    return bool(_NEVER_WOULD.match(text)) and not held_back


def _crisis() -> Decision:
    details = {"label": "crisis", "rule": "second_reader", "reply": "crisis"}
    return Decision("crisis", "crisis", 0.9, "second_reader", details=details)


def not_meant(text: str, context: DialogueContext, rank: Rank | None, topics: TopicMap) -> Decision | None:
    """Thanks for saying so, and the topic that was meant where the message names one; None for anything else.

    The safety gate is asked before: what it hears stays an alarm. So does a rest that speaks of dying.
    """
    asked = context.label in _ALARMS or context.expects_yes == "crisis"
    if not asked or rank is None or len(text.split()) > _LONGEST:
        return None
    found = _TAKES_BACK.match(text)
    if found is None:
        return None
    rest = found["rest"].strip()
    readings = rank(rest) if len(rest.split()) > 1 else []
    alarmed = sum(chance for label, chance in readings if label in _ALARMS)
    taken_back = text[: found.start("rest")]
    bar = _CALM_IF_ASKED if _ASKING.match(rest) else _CALM_IF_CLEAR if _CLEAR.search(taken_back) else _CALM
    if _ALL_THE_SAME.search(rest) or alarmed >= bar:
        return None
    best, chance = readings[0] if readings else ("", 0.0)
    grave = bool(_OF_DEATH.search(rest))  # no figures on dying at this moment, and no guess either
    then = best if not grave and chance >= _SURE and topics.is_topic(best) and best not in OF_DEATH else None
    return Decision("thank", then or "thank", 0.9, "context", details={"reply": "not_meant", "then": then})


_CLEAR = re.compile(r"\bnot\b|n't\b|\b(?:did|do|was)nt\b|\bmis|\bwrong\b|\bjok|\bfigure|\bexagg|\bnever\b", re.I)
_LONGEST = 25
