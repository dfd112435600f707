"""Words without which a short remark is hardly an alarm: "nurse comes at 9", "its 3am", "he's 80" have none."""

from __future__ import annotations

import re

__all__ = ["names_despair", "plain_remark"]

_DESPAIR = (
    r"di(?:e|ed|es|ing)|dying|deaths?|dead|ded|kill\w*|kms|suicid\w*|end(?:s|ed|ing|it)?|liv(?:e|es|ing)|life|alive|"
    r"exist\w*|point|worth\w*|hope\w*|hopeless|bye|goodbye|farewell|pills?|tab(?:let)?s?|meds?|medicines?|overdos\w*|"
    r"od(?:'?d)?|took|taken|take|swallow\w*|cut\w*|slit|jump\w*|hang\w*|rope|noose|knife|razor|blades?|guns?|shoot|"
    r"rifle|bridge|trains?|rails?|drown\w*|harm\w*|hurt\w*|burden|better|without me|no more|enough|give up|giving up|"
    r"done|over|gone|any ?more|alone|leave|disappear\w*|vanish\w*|sleep forever|forever|peace|rest|"
    r"sorry|funeral|will|"
    r"notes?|letters?|plans?|ready|tonight|suffer\w*|can'?t|cannot|cant|unbearable|"
    r"want(?:ed)? (?:out|to)|wish\w*|wana|"
    r"attempt\w*|nearly|quick\w*|next|given up|pointless|decided|last|free|unaliv\w*|useless|"
    r"nothing|nobody|no one|tired of|fed up|lonely|trapped|hate|"
    r"water|river|sea|lake|cliff|roof|balcony|road|lorry|track|tower|dark\w*"
)
_DANGER = (
    r"blood\w*|bleed\w*|bled|breath\w*|breth|chest|faint\w*|collaps\w*|pass(?:ed|ing|es)? out|black(?:ed|ing)? out|"
    r"unconscious|wak(?:e|es|ing|en)|woke|respon\w*|shak\w*|shiver\w*|rigors?|fever\w*|temp\w*|burning|confus\w*|"
    r"nonsense|seiz\w*|fit(?:s|ting)?|convuls\w*|strokes?|face|droop\w*|slur\w*|speech|speak\w*|talk\w*|numb\w*|"
    r"weak\w*|limp|paraly\w*|swell\w*|swollen|throat|tongue|lips?|hives|rash|black\w*|pus|smell\w*|stink\w*|stank|"
    r"spread\w*|red|cold|clammy|sweat\w*|gr[ea]y|blue|pale|mottled|purple|sleepy|drows\w*|floppy|pain\w*|agony|"
    r"scream\w*|emergency|999|911|112|ambulance|help|potassium|vomit\w*|throw\w*|sick|dizz\w*|heart|pulse|palpit\w*|"
    r"rac(?:es|ing)|beat\w*|chok\w*|move|see|burst|pour\w*|gush\w*|spurt\w*|squirt\w*|leak\w*|line|fistula|graft|"
    r"needle|catheter|bp|sats|saturation|pressure|belly|tummy|stomach|bag|cloudy|reaction|cramp\w*|tingl\w*|spasm\w*|"
    r"twitch\w*|"
    r"eyes?|vision|blind|heads?|fell|fall\w*|worse|danger\w*|urgent\w*|gangren\w*|infect\w*|wounds?|sores?|ulcers?|"
    r"dosed?|too (?:much|many)|double|morphine|oxy\w*|fentanyl|opioid\w*|insulin|patch\w*|unwell|ill|poorly|bad"
)
_ALARMING = re.compile(rf"\b(?:{_DESPAIR}|{_DANGER})\b", re.I)
_DESPAIRING = re.compile(rf"\b(?:{_DESPAIR})\b", re.I)
_SHORT = 7  # words; what is longer tells more than a list of words can judge


def plain_remark(text: str) -> bool:
    """Whether a message is short and has no word that an alarm of so few words would have."""
    return len(text.split()) <= _SHORT and not _ALARMING.search(text)


def names_despair(text: str) -> bool:
    """Whether a message has a word that somebody in despair may use, in whatever sense."""
    return bool(_DESPAIRING.search(text))
