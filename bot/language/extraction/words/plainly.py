"""Everyday ways of telling a thing, written in the words by which it is known: `washing her blood with the machine`."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["plainly_said"]

#: Whose blood it is may be open: `the sister of mine`, `that is my friend`, `I am not on dialysis`.
_ANOTHER: Final = re.compile(
    r"\b(?:of (?:mine|ours|his|hers)|friends?|neighbou?rs?|colleagues?|bleach|nosebleeds?|"
    r"(?:not|never|isn['’]?t|no) (?:on |having |been on )?(?:any )?(?:dialysis|ha?emo\w*|hd)|i(?: a|['’])?m fine)\b"
)
_WASHES: Final = r"(?:wash(?:es|ing)?|clean(?:s|ing)?|filter(?:s|ing)?)"
#: Whoever tells `to wash the blood` may only explain it.
_WASHED: Final = re.compile(
    rf"(?<!to )\b{_WASHES} (?P<whose>my|his|her) blood (?:with|by|on|in|through|using) (?:the|a|that|this) "
    rf"(?:(?:dialysis|kidney|renal|hospital|big|special) )?machine\b",
    re.I,
)
_MACHINE: Final = re.compile(
    r"\b(?:the|that|a) machine (?:is |was )?(?:wash(?:es|ing)|clean(?:s|ing)|filter(?:s|ing)) (?P<whose>my|his|her) "
    r"blood\b",
    re.I,
)
_AT_UNIT: Final = r"(?= (?:at|in) (?:the |my |his |her |our )?(?:\w+ )?(?:hospital|unit|centre|center|clinic)\b)"
_CLEANED: Final = re.compile(rf"(?<!to )\b{_WASHES} (?P<whose>my|his|her) blood{_AT_UNIT}", re.I)
_STAFF: Final = re.compile(r"\b(?:my job|technicians?|as a|lab(?:oratory)?|i (?:clean|wash|filter)\w*)\b")
_HAS_CLEANED: Final = re.compile(
    rf"\b(?:having|have|has|get|gets|getting) (?:my|his|her) blood (?:cleaned|washed|filtered){_AT_UNIT}", re.I
)
_GOES_IN: Final = re.compile(
    r"\b(?P<goes>(?:going|goin|goes|go|comes|come|coming|brought|taken) (?:(?:back|up|down|over|in|into) "
    r")?(?:to |into )?"
    r"(?:the|my|our|his|her|a)? ?(?:\w+ )?(?:unit|hospital|centre|center|ward|clinic) for) (?:the |my |his |her |me )?"
    r"dialysis\b(?! (?:training|nurs\w+|machines?|course|talk|open|tour|education|meeting|access|catheter|job|"
    r"shift|info|with|to|as|alongside|beside|because|and|(?:on )?\w+days? to))",
    re.I,
)
_CLAUSE: Final = re.compile(r"[.,;!?\n]")
_UNTOLD: Final = re.compile(
    r"\b(?:used to|should|would|could|might|may|if|will|shall|won['’]?t|do|does|did|when|before|until|not|"
    r"never|no longer|"
    r"stopped|how|why|what|whether|gonna|hate the idea|is it|am i|is he|is she|are they|was)\b|n['’]t\b|['’]ll\b|\?",
    re.I,
)
#: Who works there is not dialysed, for however long.
_WORKS: Final = re.compile(
    r"\b(?P<who>i(?:['’]ve| have)?(?: been)?) (?:nurse|nursed|nursing|work|worked|working|volunteer|volunteered|clean|"
    r"cleaned|cleaning)(?: as an? (?:\w+ ){1,2}?)? ?(?:at|in|on|for) (?:(?:the|a|an|our|my|this) )?(?:\w+ )?"
    r"(?:dialysis|ha?emodialysis|ha?emo|hd|pd|renal) (?:unit|ward|centre|center|clinic|department)"
    r"(?P<long>,? (?:for |since |over |about |nearly |now )*\d{1,2} ?(?:years?|yrs?|months?)\b(?: now)?)",
    re.I,
)
_THINKING: Final = re.compile(r"\bthinking (?=(?:the )?(?:ha?emo\w*|hd|hhd|pd|capd|apd|transplant|dialysis)\b)", re.I)
#: `In the unit, 66 on HD with diabetes`: one person; with a second number it is a count.
_SEEN: Final = re.compile(
    r"^(?P<where>(?:seen )?(?:in|at|on) the (?:\w+ )?(?:unit|clinic|ward|hospital)),? ?(?<=[, ])(?<=, "
    r")(?P<age>[2-9]\d) on "
    r"(?=(?:hd|pd|capd|apd|ha?emo\w*|dialysis|peritoneal)\b)(?![^.\n]*(?:\b\d+ (?:on|with|of)\b|\b(?:were|are|"
    r"have|patients|people|total)\b))",
    re.I,
)
_KEEPS_CLEAN: Final = re.compile(
    r"\b(keep|keeps|kept|keeping|wash|get) (?:the |my |his |her |your )?skin (?=clean)", re.I
)
_CHECKED: Final = re.compile(
    r"\bskin (?:check|inspection|exam|examination|review|checked|inspected)(?: (?:was|is|today|came back|"
    r"done|all))* ?[:,=–-]? ?(?:all )?"
    r"(?:clean|clear|normal|fine|ok|okay|nad|unremarkable)\b",
    re.I,
)
_PART: Final = (
    r"(?:feet|foot|heels?|toes?|hands?|fingers?|legs?|ankles?|shins?|calves|sacrum|bum|belly|abdomen|tummy|"
    r"breasts?|hips?|"
    r"thighs?|buttocks?)"
)
#: A part of the body that is well, told beside sores elsewhere.
_WELL: Final = re.compile(
    rf"(?P<lead>^|[.,;\n(] ?|\band |\bbut )(?:(?:both|his|her|my|the) )*{_PART}(?: (?:is|are|look|looks|both|"
    rf"were|all))*"
    r" (?:ok|okay|fine|intact|clear|unaffected|spared|good|nad|healthy|normal)(?=\s*(?:$|[.,;\n)]|and\b|but\b))",
    re.I,
)
_SORE: Final = re.compile(
    r"\b(?:wounds?|ulcers?|sores?|plaques?|lumps?|eschars?|patch(?:es)?|nodules?|necrosis)\b", re.I
)
#: Water that a session takes off is no weight lost.
_SESSION: Final = re.compile(
    r"\b(?:lost|lose|loses|losing|took|take|takes|taken|pulls?|pulled|removed|remove)(?: about| around| over| off)? "
    r"[1-6](?:\.\d+)? ?(?:kgs?|kilos?|litres?|liters?|%(?: of)?(?: my| his| her)? body ?(?:weight|wt))"
    r"(?: (?:off|from) (?:me|him|her))? (?:in|at|on|during|with|by|every|each|per)"
    r"(?: (?:the|my|his|her|this|a|one|each|every|todays|today's|yesterdays|last))* "
    r"(?:session|machine|(?:dialysis|treatment|hd|ha?emo)(?= (?:session|today|yesterday|this (?:morning|"
    r"afternoon|evening)|"
    r"last night|each|every)\b))"
    r"(?! (?:since|over|for (?:\w+ )?(?:weeks|months)))"
    r"(?![^.;\n]{0,60}\b(?:overall|altogether|in all|in total|total|since|months?|weeks?)\b)",
    re.I,
)
#: The end of one session is no end of dialysis.
_SESSION_OVER: Final = re.compile(
    r"\b(?:(?:get|gets|getting|got|go|goes|going|come|comes|coming|came|is|am|are|i['’]?m|he['’]?s|she['’]?s) )"
    r"off (?:the )?(?:dialysis|machine) now\b(?=[^.;\n]{0,40}\b(?:hours?|hrs?|am|pm|o['’]?clock|session|until|till|"
    r"every|each|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b)",
    re.I,
)
_NANS: Final = re.compile(
    r"^(?P<who>(?:my )?(?:nan|gran|mam|mum|mom|dad|wife|husband|sister|brother))s (?=(?:1[89]|[2-9]\d)\s*(?:$|[.,;]))",
    re.I,
)
_HERE: Final = re.compile(r"^(?P<age>1[89]|[2-9]\d) here(?=\s*[.,;])", re.I)
_THE_PATIENT: Final = r"\b(?:the )?(?:pt|patient)"
_KIN: Final = (
    r"(?:mother|father|mum|mom|dad|brother|sister|uncle|aunt|son|daughter|cousin|wife|husband|grandmother|grandfather)"
)
_SELF_AGED: Final = re.compile(
    rf"{_THE_PATIENT} (?:himself|herself),?(?: is| aged?)? (?=[1-9]\d\b(?! ?(?:kg|%|years? (?:on|of))))", re.I
)
#: `Pt's father was on dialysis, pt himself never`
_SELF_NEVER: Final = re.compile(
    rf"{_THE_PATIENT}['’]?s {_KIN} (?P<verb>(?:was|is|has been|had been) on|took|takes|had|has) "
    rf"(?P<thing>[a-z][a-z ]{{1,28}}?)"
    rf" ?[,;.–-]+ ?(?:but |and )?{_THE_PATIENT} (?:himself|herself) (?:never|not|has not|hasn['’]t|is not)"
    r"(?: (?:was|did|has|had|been))?(?=\s*(?:$|[.,;\n)]))",
    re.I,
)
_ME: Final = re.compile(
    r"(?<!told )(?<!gave )(?<!asked )(?<!let )(?<!made )(?<!left )\bme (?=(?:mam|mum|ma|da|dad|nan|wife|"
    r"husband|sister|brother|auntie|uncle|gran)\b)",
    re.I,
)
#: `My mother's sister had it and she was diabetic`: still the same relative.
_OF_KIN: Final = re.compile(
    rf"(?P<kin>\bmy (?:{_KIN}|mam|gran|nan)['’]s {_KIN} [^.;?\n]{{2,50}}?,? and) (?:she|he) (?=(?:was|had|has|"
    rf"took|takes|is|"
    r"used)\b)",
    re.I,
)
#: `My sister keeps on at me to ask about steroids`: a question, of a thing that nobody takes yet.
_TO_ASK: Final = re.compile(
    rf"\b(?:my|the) (?:{_KIN}|doctor|nurse|gp|friend|neighbour|consultant|partner|mam|gran|nan) (?:keeps?|kept|"
    rf"is|was|has been) "
    r"(?:\w+ ){0,3}?me to ask(?: you)? about (?=(?!my\b|his\b|her\b|stopping\b|coming\b)\w)"
    r"(?![^.;?\n]{0,60}\b(?:i|i['’]?m|i['’]?ve|he|she|we|they|my|his|her)\b)",
    re.I,
)
#: Tired as well, and not dialysed as well.
_SO_AM_I: Final = re.compile(
    r"(?P<state>\b(?:worn out|tired|exhausted|fed up|knackered|shattered|scared|worried|frightened|upset|"
    r"confused|lost|drained|"
    r"desperate|anxious|stressed|heartbroken)),? (?:and )?so (?:am|are) (?:i|we)\b",
    re.I,
)
#: A torn or blurred print, or one that is somebody's own, is no article.
_SHEET: Final = re.compile(
    r"(?P<whose>\b(?:my|his|her|['’]s) )(?:lab |blood )?paper (?:says|shows|reads|has)\b(?! (?:that|\w+ "
    r"(?:over|above|under|below|of|should|is|are)))",
    re.I,
)
_THE_SHEET: Final = re.compile(
    r"\bthe (?:lab |blood )?paper (?:says|shows|reads)\b(?=[^?]{0,120}\b(?:torn|smudged|blurred|cut off|faded|"
    r"can(?:not|['’]t) (?:read|see)|ripped|missing)\b)",
    re.I,
)
_BANDS: Final = re.compile(
    r"(?<=\d) w ?/? ?(?=(?:\d{1,2} ?% )?(?:bands?|bandemia|left shift|blasts|toxic|neutro\w*)\b)", re.I
)
#: `Adj 2.55` where nothing else is called calcium.
_ADJUSTED: Final = re.compile(
    r"(?P<lead>^|[,;\n] ?)adj(?:usted|\.)? ?[:=]? ?(?=(?:[1-4]\.\d{1,2}|(?:[7-9]|1[0-5])\.\d)\b(?! ?(?:%|g\b|"
    r"mgs?\b(?! ?/ ?dl)|mcg|ug|units?|ml|tabs?|ng|pmol)))",
    re.I,
)
#: Another thing may be adjusted: a dose, or the albumin before it.
_NOT_CALCIUM: Final = re.compile(
    r"\b(?:dos(?:e|es|ed|ing)|insulin|units?)\b|\balb(?:umin)?\b[^.;\n]{0,16}[,;\n] ?adj", re.I
)
_CALCIUM: Final = re.compile(r"\b(?:ca|calcium|ica|caco3)\b", re.I)
#: `1.9 this month, was 2.4 last month`
_THIS_MONTH: Final = re.compile(
    r"(?<![\d.,])(?P<value>\d{1,5}(?:[.,]\d{1,3})?(?: ?[a-zµ]+/[a-z]+)?) this (?:month|week|time|year)"
    r"(?= ?,? ?(?:but |and )?(?:it )?(?:was|were|had been) \d{1,5}(?:\.\d{1,3})?(?: ?[a-zµ]+/[a-z]+)? (?:last|"
    r"the|in|a)\b)",
    re.I,
)


def plainly_said(text: str) -> str:
    """Return `text` with such turns in plain words; the same text if it has none."""
    low = text.lower()
    if "blood" in low and not _ANOTHER.search(low):
        text = _told(_WASHED, r"giving \g<whose> body haemodialysis", text)
        text = text if _STAFF.search(low) else _told(_CLEANED, r"giving \g<whose> body haemodialysis", text)
        text = _told(_HAS_CLEANED, "having haemodialysis", text)
        text = _told(_MACHINE, "on haemodialysis", text)
    if "dialysis" in low:
        text = _told(_GOES_IN, r"\g<goes> haemodialysis", text)
    text = _WORKS.sub(r"\g<who> work in a hospital", text)
    text = _THINKING.sub("thinking of ", text)
    text = _SEEN.sub(r"aged \g<age>, on ", text)
    if "skin" in low:
        text = _KEEPS_CLEAN.sub(r"\1 it ", _CHECKED.sub("skin clear", text))
    if _SORE.search(text):
        text = _WELL.sub(r"\g<lead>rest well", text)
    text = _HERE.sub(r"aged \g<age>", _NANS.sub(r"\g<who> is ", text))
    text = _SESSION_OVER.sub("finishing the session", text)
    text = _SESSION.sub("fluid in the session", text)
    return _results(_of_people(text, low), low)


def _told(pattern: re.Pattern[str], said: str, text: str) -> str:
    """Replace what is told as so; where it is asked, supposed, over or denied the words are left."""

    def replaced(match: re.Match[str]) -> str:
        clause = _CLAUSE.split(text[max(0, match.start() - 80) : match.start()])[-1]
        return match.group() if _UNTOLD.search(clause) else match.expand(said)

    return pattern.sub(replaced, text)


def _of_people(text: str, low: str) -> str:
    if "self" in low:
        text = _SELF_NEVER.sub(_never, text)
        text = _SELF_AGED.sub("patient aged ", text)
    text = _TO_ASK.sub("question about ", text) if " ask" in low else text
    text = _ME.sub("my ", text) if "me " in low else text
    text = _SO_AM_I.sub(r"\g<state>", text) if "so a" in low else text
    return _OF_KIN.sub(r"\g<kin>", text)


def _never(match: re.Match[str]) -> str:
    verb = match["verb"].lower()
    if verb.endswith(" on"):
        return f"patient never on {match['thing']}"
    return f"patient never {'took' if verb.startswith('t') else 'had'} {match['thing']}"


def _results(text: str, low: str) -> str:
    if "paper" in low:
        text = _THE_SHEET.sub("the results are", _SHEET.sub(r"\g<whose>results are", text))
    text = _BANDS.sub(" with ", text)
    if "adj" in low and not _CALCIUM.search(text) and not _NOT_CALCIUM.search(text):
        text = _ADJUSTED.sub(r"\g<lead>adjusted calcium ", text)
    return _THIS_MONTH.sub(r"\g<value> now", text)
