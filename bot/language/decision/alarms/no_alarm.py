"""Messages whose words say what they are, so that the second reader needs near certainty to hear an alarm in them.

A role, an attempt in the past history, a medicine that was stopped, a wound that smells, a note that all is as usual:
the classifier knows such words from alarms. The rules have read the message before, and what they hear stays heard.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.language.decision.model import Decision, Rank, Ranking
from bot.language.decision.word_lists import has_word

__all__ = ["calmer", "cut_who", "past_attempt", "with_check", "wound_only"]

_ROLE: Final = re.compile(
    r"\b(?:i'?m|i am|im|this is|it'?s) (?:(?:the|an?|your|just|only|on[ -]?call|night|day|weekend|cover(?:ing)?|duty|"
    r"ward|renal|surgical|medical|new|junior|senior|dialysis|wound|derm\w*) )*"
    r"(?:sho|registrar|reg|spr|resident|fellow|f[12]|fy[12]|ct[123]|st[1-8]|intern|house officer|hca|"
    r"cns|acp|anp|np|pa|"
    r"doctor|doc|nurse|matron|consultant|physio\w*|pharmacist|student|gp|medic|paramedic|attending)\b",
    re.IGNORECASE,
)
_ATTEMPT: Final = (
    r"(?:suicid\w*(?: attempts?)?|(?:suicidal )?attempts?|overdoses?|o\.?d\.?|dsh|self.?harm\w*|parasuicide)"
)
_LONG_AGO: Final = r"(?:19[5-9]\d|20[01]\d|202[0-4])"
_PAST_ATTEMPT: Final = re.compile(
    rf"\b(?:suicid\w*|overdoses?|od|dsh|self.?harm\w*|parasuicide)\b(?: attempts?)?[^.;?!]{{0,20}}\b{_LONG_AGO}\b|"
    rf"\b{_LONG_AGO}\b[^.;,?!]{{0,12}}\b(?:suicid\w*|overdose|od|dsh|self.?harm\w*|parasuicide)\b|"
    rf"\b(?:pmhx?|phx?|psych hx|past (?:medical |psychiatric )?history|h/o|hx(?: of)?|history of|"
    rf"previous|prev|prior|past|"
    rf"remote|old|historic)\b[^.?!]{{0,60}}?\b{_ATTEMPT}\b|"
    rf"\b{_ATTEMPT}\b[^.?!]{{0,20}}\b(?:in (?:the )?(?:pmhx?|past|history)|years ago|in (?:his|her|their) (?:teens|"
    r"twenties|thirties|youth))\b",
    re.IGNORECASE,
)
_AT_PRESENT: Final = re.compile(
    r"\b(?:thoughts?|intent\w*|plans?|planning|ideation|wants?|wish\w*|voic\w+|hopeless\w*|tearful|low mood|mood low|"
    r"again|recurr\w*|back|threat\w*|stockpil\w*|hoard\w*|note|goodbye|rope|knife|die|dying|dead|"
    r"burden|give up|no point|took|taken|swallow\w*|cut(?:s|ting)|jump\w*|giv(?:es|ing) away|tonight|"
    r"active(?:ly)?|currently|suicidal(?! attempts?)|last (?:week|night|month)|yesterday|today'?s attempt)\b(?<!plan:)",
    re.IGNORECASE,
)
_STOPPED: Final = (
    r"(?:(?:i'?m|i am|i've|i have|i|he|she|we|mum|mom|dad|my \w+)(?:'s| is| has| have|'ve)?(?: now| just| also)? "
    r"(?:not taking|no longer taking|not going to take|stopp(?:ed|ing)(?: taking)?|"
    r"given up(?: taking)?|gave up|come off|"
    r"came off|quit(?: taking)?|don'?t take|won'?t take|skipp(?:ed|ing)|refus(?:e|ed|ing)|left off))"
)
_THING: Final = (
    r"(?:(?:phosphate )?binders?|thiosul(?:f|ph)ate|sts|sevelamer|renvela|fosrenol|lanthanum|"
    r"velphoro|calcium acetate|"
    r"calcium (?:tablets?|carbonate)|cinacalcet|sensipar|mimpara|etelcalcetide|parsabiv|calcitriol|alfacalcidol|"
    r"vitamins?(?: ?[a-z]\d?)?|vit \w|statins?|iron|antibiotics?|cream|gabapentin|pregabalin|drip|infusions?)"
)
_STOPS: Final = re.compile(
    rf"\b{_STOPPED}(?: (?:with|the|my|his|her|those|these|any|all the|all my))* {_THING}\b", re.I
)
_STOPS_IT: Final = re.compile(
    r"^\W*(?:(?:then|so|well|ok(?:ay)?|no|and|right)\W+)*(?:i'?m|i am|she'?s|he'?s) (?:not|"
    r"never) (?:taking|having|using) "
    r"(?:it|that|them|this|those|any)(?: any ?more| again| then)?\W*$",
    re.IGNORECASE,
)
_ONE_MEDICINE: Final = (
    r"(?:(?:the|my|his|her|this|that|mum'?s|dad'?s) )?(?:warf\w*n|coumadin|sintrom|acitrom|marcumar|phenprocoumon|"
    r"(?:blood )?thinners?|apixaban|eliquis|steroids?|pred\w*|calcium tablets?|calcichew|one-?alfa|one-?alpha|"
    rf"{_THING})"
)
# "Would I be better just stopping the warfarin myself?": a decision, about one medicine or one session.
_BETTER_WITHOUT: Final = re.compile(
    r"\b(?:would|wid|wud|should|might|could|will|am|is)(?:n'?t)? (?:i|he|she|we|it|mum|mom|dad)(?: (?:no|not))? "
    r"(?:be |do )?(?:\w+ )?(?:better|safer|best|wiser|ok(?:ay)?|fine|al+ ?right|awright|sensible|safe|bad)"
    r"(?: (?:off|just|simply|to|tae|by|if (?:i|he|she|we)|for (?:me|him|her)))*(?: just)? "
    rf"(?:stop(?:s|ped|ping)?|com(?:e|ing) off|cutting out|leav(?:e|ing) off|dropp?(?:ing)?|quit(?:ting)?|"
    rf"skip(?:ping)?|"
    rf"miss(?:ing)?) (?:{_ONE_MEDICINE}|(?:the |this |that |a |one |just )*(?:mon|tues|wednes|thurs|fri|satur|"
    rf"sun)day\w*|"
    r"(?:the |this |that |a |one |just )*(?:session|tablet|dose|turn))\b"
    r"(?:\W+(?:session|dialysis|one|yin|then|now|today|tomorrow|myself|meself|himself|herself|or not|or what|please|"
    r"d'?(?:ye|you) think|do you think|though|instead))*\W*$",  # "… and not coming back" asks of more than one session
    re.IGNORECASE,
)
_UNDONE: Final = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?)\W+)*what (?:happens|will happen|would happen|if|else happens)(?: if)? "
    r"(?:i|we|he|she|they|you|one)(?:'d)? (?:just )?(?:(?:(?:do(?:es)?|did)(?:n'?t| not) )?"
    r"(?:do|treat|have|accept|get) "
    r"(?:anything|nothing|it|that|this|any of (?:it|this|that)|treat\w+|treated|the \w+)|"
    r"leave (?:it|this|that)(?: alone)?|ignore (?:it|this|that))\b[^.;!]{0,30}\W*$",
    re.IGNORECASE,
)
_WOUND: Final = (
    r"(?:wounds?|sores?|ulcers?|lesions?|dressings?|bandages?|leg|legs|foot|heel|calf|thigh|toe|shin|it|stump|scab|"
    r"biops\w+(?: site)?|skin)"
)
_CHANGED: Final = (
    r"(?:smell\w*|stink\w*|pong\w*|weep\w*|ooz\w*|leak\w*|drain\w*|discharg\w*|"
    r"look\w* (?:\w+ )?(?:worse|bad|angry|nasty|"
    r"wet|bigger|different)|(?:is|'?s|got|getting|gone) (?:\w+ )?(?:worse|bigger|wetter|smelly|"
    r"smellier|yellow|green|sloughy|"
    r"red|redder|sticky|pus\w*)|pus|hurts? more|itch\w*)"
)
_WOUND_TOLD: Final = re.compile(rf"\b{_WOUND}\b(?: \w+){{0,3}}? ?{_CHANGED}\b|\bit'?s weeping\b", re.IGNORECASE)
_WOUND_WORSE: Final = re.compile(
    rf"\b{_WOUND}\b(?: \w+){{0,3}}? ?(?!itch|hurt){_CHANGED}\b|\bit'?s weeping\b|\b(?:black bit|black part)\b",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(r"^\W*(?:what|which|why|how|does|do|is|are|can|could|should i use|will)\b", re.IGNORECASE)
_SHAKES: Final = re.compile(r"\b(?:shak\w+|trembl\w+|shiver\w+|quiver\w+|jitter\w+)\b", re.IGNORECASE)
_FEAR: Final = re.compile(
    r"\b(?:scared|afraid|nervous|anxious|anxiety|terrified|frightened|fear\w*|panick?\w*|nerves|"
    r"worr\w+|upset|dread\w*|"
    r"cry\w*|stress\w*)\b",
    re.IGNORECASE,
)
_SKIN_TOLD: Final = re.compile(
    r"\b(?:bruis\w+|lumps?|patch(?:es)?|spots?|plaques?|knots?|marks?|bumps?|blotch\w*|nodules?)\b", re.IGNORECASE
)
_SORE: Final = re.compile(
    r"\b(?:pain\w*|sore|tender|hurt\w*|hard|purple|aches?|aching|burns?|stings?)\b", re.IGNORECASE
)
_WHO: Final = re.compile(
    r"^\W*(?:(?:pt|patient|re|case|hx)\W+)?(?:an? )?\d{1,3}\s*(?:y/?o|yrs?|years?(?:[ -]old)?|-year-old)?\s*"
    r"(?:[mf]|male|female|man|woman|lady|gentleman)\b(?:[\s,]*(?:(?:on|with|and) )?(?:hd|pd|capd|apd|"
    r"esrd|eskd|esrf|ckd\s?5?d?|"
    r"dialysis|ha?emodialysis|peritoneal dialysis|dm|t[12]dm|(?:x|for)? ?\d+ ?y(?:ears?|"
    r"rs?)?)\b)*\s*[,;:.–-]*\s+(?=\w)",
    re.IGNORECASE,
)
_DENIALS: Final = re.compile(
    r"\b(?:no|nil|denies|without|not) (?!(?:wak|rous|respond|right|himself|herself|eating|drinking|"
    r"passing|moving|talking|"
    r"pulse|response|output|thrill|breath|urine|with it))\w+(?:(?:,|/| or| and|"
    r" nor) (?:no )?(?:fever|rigors?|pus|smell|"
    r"bleeding|redness|sob|cp|pain|chills)\b)*",
    re.IGNORECASE,
)
_LONGEST, _SHORT = 40, 18  # words
_REST_ALARMS: Final = 0.25  # the alarms together, read of a note without whom it is about: below, it is no alarm


def calmer(turn: Mapping[str, Any], topic: str | None = None) -> dict[str, Any]:
    """The turn with the alarms that its words speak against added to those of the rules (`calm`)."""
    text = str(turn.get("text") or "")
    if len(text.split()) > _LONGEST:
        return dict(turn)
    found = [*(turn.get("calm") or ())]
    found += ["crisis"] if "crisis" not in found and _no_crisis(text, topic) else []
    found += ["emergency"] if "emergency" not in found and _no_emergency(text) else []
    return dict(turn) | {"calm": found}


def past_attempt(text: str) -> bool:
    """Whether a suicide attempt stands in a history, long ago, and nothing says that it is so again."""
    return bool(_PAST_ATTEMPT.search(text)) and not _AT_PRESENT.search(text)


def with_check(decided: Decision, text: str) -> Decision:
    """What is answered, with a careful sentence in front where the words may yet be of a danger."""
    if decided.label in ("crisis", "emergency") or len(text.split()) > _LONGEST or decided.details.get("ask_if_safe"):
        return decided
    if past_attempt(text):
        return replace(decided, details=decided.details | {"past_attempt": True})
    if len(text.split()) <= _SHORT and _SHAKES.search(text) and _FEAR.search(text):
        return replace(decided, details=decided.details | {"ask_if_shivering": True})
    told = _WOUND_WORSE.search(text) and not _ASKS.search(text) and len(text.split()) <= _SHORT
    return replace(decided, details=decided.details | {"see_wound": True}) if told else decided


def _no_crisis(text: str, topic: str | None) -> bool:
    if past_attempt(text):
        return True
    if has_word(text, "gloom") or len(text.split()) > _SHORT:
        return False
    of_medicine = bool(topic and _STOPS_IT.match(text))  # "it" is what was spoken of
    told = (_ROLE, _STOPS, _BETTER_WITHOUT, _UNDONE, _WOUND_TOLD)
    return of_medicine or any(pattern.search(text) for pattern in told)


def wound_only(text: str) -> bool:
    """Whether a few words tell of a wound that changes and of no other sign: to be seen today, as `with_check` says."""
    if len(text.split()) > _SHORT or has_word(text, "gloom") or not _WOUND_WORSE.search(text):
        return False
    return not has_word(_WOUND_WORSE.sub(" ", _DENIALS.sub(" ", text)), "acute_signs")


def _no_emergency(text: str) -> bool:
    """Whether a note has a settled sign and no acute one, or skin is told that is to be seen today and not now."""
    if has_word(_SHAKES.sub(" ", _FEAR.sub(" ", _DENIALS.sub(" ", text))), "acute_signs"):
        return False
    short = len(text.split()) <= _SHORT
    if short and _FEAR.search(text) and _SHAKES.search(text):
        return True
    skin = _SKIN_TOLD.search(text) and _SORE.search(text)
    return (short and bool(skin or _WOUND_TOLD.search(text))) or has_word(text, "settled_signs")


def cut_who(turn: Mapping[str, Any], ranking: Ranking, rank: Rank | None) -> Ranking:
    """The ranking of a note without whom it is about where only that made it an alarm: "55M on HD, mouth ulcers"."""
    text = str(turn.get("text") or "")
    found = _WHO.match(text)
    if found is None or rank is None or len(text[found.end() :].split()) < 2:  # one word may be the sign itself
        return ranking
    rest = rank(text[found.end() :])
    alarms = sum(chance for label, chance in rest if label in ("crisis", "emergency"))
    return rest if alarms < _REST_ALARMS and not has_word(_DENIALS.sub(" ", text), "acute_signs") else ranking
