"""How people ask whether something can wait: no treatment is chosen by it, and the rules of when to call answer it."""

from __future__ import annotations

import re

__all__ = [
    "asks_to_wake",
    "asks_what_to_do",
    "asks_what_to_give",
    "asks_what_to_tell",
    "asks_when_to_call",
    "only_a_time",
    "wants_help",
]

_SOMEBODY = (
    r"(?:him|her|them|mum|mom|mam|dad|nan|gran\w*|my \w+|the (?:patient|old (?:man|lady))|someone|somebody|anyone|"
    r"us|me)"
)
_WHERE = (
    r"(?:(?:the |a |an |our |my |local |nearest )*(?:hospital|a ?& ?e|a and e|e\.?r\b\.?|e\.?d\b\.?|emergency\w*"
    r"(?: room| department| services)?|casualty|urgent care|walk.?in(?: centre| center| clinic)?|out of hours|"
    r"ambulance|paramedics|on.?call(?: doctor| nurse| team| number| reg\w*)?|111|999|911|112))"
)
_WHOM = (
    rf"(?:{_WHERE}|(?:the |my |our |his |her |a )*(?:(?:dialysis |kidney |renal )?(?:unit|team|ward|clinic)|doctor|"
    r"gp|nurse|wound nurse|surgery)|someone|somebody|anyone|anybody|them|it in|for help)"
)
_ACT = (
    rf"(?:(?:go|going|come|head|drive|be taken|get) (?:straight |back |down |over )*(?:in\b(?! (?:the|a|my)\b)|"
    rf"(?:in)?to {_WHERE})|"
    rf"(?:call|ring|phone|bother|disturb|alert|contact) {_WHOM}|go in|go now|"
    r"(?:call|ring|phone)(?=\W*$|\W+(?:now|tonight|today|straight|right away|first|or|in)\b|[^\w\s])|"
    rf"(?:take|bring|get|drive|rush|send|admit) {_SOMEBODY} (?:in\b|(?:in)?to {_WHERE}|there|seen|checked)|"
    r"(?:get|have) (?:it|this|that|her|him|mum|dad|my \w+|the \w+) (?:seen|looked at|checked)|"
    rf"be seen|see {_WHOM}|seek help|get help|wake {_SOMEBODY}|wake up)"
)
_LATER = (
    r"(?:tomorrow|tonight|morning|the morning|the night|(?:next |on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:the |after the |over the )?weekend|(?:the |my |his |her |our )*(?:next |own )*(?:session|dialysis|clinic|"
    r"visit|appointment|check.?up|week|run|treatment day)|the nurse|she wakes|he wakes|they open|it opens|office hours|"
    r"(?:a |one |two |a few |few |another |couple of )+(?:days?|hours?|nights?|weeks?)|a bit|a while|later|then)"
)
_WAIT = (
    rf"(?:wait(?: and see| it out)?|hold on|hang on|leave (?:it|this|that|her|him|them)|let (?:it|this|her|him) (?:be|"
    rf"sleep)|sit (?:it out|tight)|stay (?:home|put|at home)|sleep on it|see how (?:it|she|he|things) \w+|give it)"
    rf"(?:(?: until| till| 'til| til| for| to| over)? {_LATER})?"
)
_MUST = (
    r"(?:should|shall|must|ought|do|does|would|is it|are we|am i|can|could|may|might|better|best|whether|if)\b"
    r"(?:\W+(?:i|we|he|she|they|you|mum|mom|dad|my \w+|it|to|be|better|best|really|just|still|now|need|have|ok(?:ay)?|"
    r"safe|fine|alright|all right|enough|rather|also|even|not|or))*"
)
_OR_WAIT = re.compile(
    rf"\b{_MUST}\W+(?:{_ACT})\b[^.!?]{{0,60}}\bor\b[^.!?]{{0,25}}\b(?:{_WAIT}|can (?:it|this) wait|is it (?:ok\w*|safe|"
    rf"fine)|not)\b|\b{_MUST}\W+{_WAIT}\b[^.!?]{{0,40}}\bor\b[^.!?]{{0,25}}\b(?:{_ACT}|call|ring|go)\b|"
    rf"(?:^|[,.;:!?]\s*|\band )(?:{_ACT})\b[^.!?,]{{0,25}} or {_WAIT}",
    re.I,
)
_HOSPITAL = re.compile(
    rf"\b{_MUST}\W+(?:(?:go|going|come|head|drive|get) (?:straight |back |down |over )*(?:in)?to {_WHERE}|"
    rf"(?:take|bring|get|drive|rush|send|admit) {_SOMEBODY} (?:in)?to {_WHERE}|"
    rf"(?:call|ring|phone|need|get) (?:for )?{_WHERE}|"
    rf"(?:call|ring|phone|bother|disturb) {_WHOM} (?:now|tonight|today|at night|at this hour|this late|out of hours|"
    rf"straight away|right away|over (?:this|that|it)))",
    re.I,
)
_NO_ILLNESS = (  # "can the results wait until Monday?"
    r"(?!(?:the|my|his|her|this|that) (?:\w+ )?(?:results?|reports?|letters?|forms?|paperwork|bills?|bloods?|tests?|"
    r"appointments?|referrals?|checks?|call|phone call|shopping|questions?|visit|shower|bath|dinner|meal)\b)"
)
_CAN_WAIT = re.compile(
    rf"\b(?:(?:can|could|will|would|should|shall|may|might|does|do) (?:i|we|he|she|it|this|that|they|these|you|"
    rf"{_NO_ILLNESS}(?:the|my|his|her|this|that) (?:\w+ ){{0,1}}\w+)|"
    r"is it (?:ok(?:ay)?|safe|fine|all ?right)(?: for \w+)? to|"
    rf"(?:ok(?:ay)?|safe|all ?right|fine) (?:to|if (?:i|we|it)))\W+(?:just |safely |really |have to |be )*"
    rf"(?:(?:wait|waits|hold on|hang on|keep|be left|leave (?:it|this|that)|left) (?:until|till|'?til|for|over|to|"
    rf"another)\b ?(?:{_LATER})|sleep on it (?:until|till|and (?:call|ring|see|go)|first)\b|wait\W*$|wait\W*(?=[?!.]))",
    re.I,
)
_URGENT = re.compile(
    r"\b(?:is|are) (?:it|this|that|these|they) (?:really |very |an? |that )*(?:urgent|emergency|something (?:to|for) "
    r"(?:worry|call|ring|a&e|tonight|hospital)\w*)\b|\bhow urgent\b|"
    r"\b(?:does|do) (?:it|this|that|these|they|i|we|he|she) need (?:to be seen|seeing|looking at|to be looked at|"
    rf"to go in|{_WHERE}|a doctor (?:now|today|tonight))|\bwhen (?:should|do|must|would) (?:i|we) (?:worry|panic)\b",
    re.I,
)
# What is decided about is a treatment: "should we have the operation now or wait" stays what it is.
_TREATMENT = re.compile(
    r"\b(?:operat\w*|surg(?:ery|eon)|biops\w*|amputat\w*|debrid\w*|transplant\w*|thiosul\w*|sts|warfarin|thinners?|"
    r"steroids?|parathyroid\w*|glands?|graft|hyperbaric|chamber|hospice|trial|binders?|medicines?|medications?|meds|"
    r"tablets?|pills?|antibiotics?|insulin|patch off|dose|stop|start|switch|refuse|skip|miss|cancel|sign|consent|"
    r"take (?:it|the|my|another|more|off)|(?:go|come) to (?:dialysis|my session)|treatment|thera\w+|scan|mri|jab|"
    r"vaccine|holiday|fly|travel|work|wedding|second opinion|specialist|expert\w*|"
    r"(?<!wait )(?<!on )for (?:my|his|her|our|the|a|an|this) (?:\w+ )?(?:dialysis|sessions?|infusions?|injections?|"
    r"check.?ups?|appointments?|follow.?ups?|clinic|tests?|bloods|training|review|dressings?|visit)|(?:do|"
    r"have) (?:it|this|that|"
    r"dialysis) at home|dialysis at home)\b",
    re.I,
)
# "Is it ok to take another one, how long do I wait": the time between two doses
_DOSE = (
    r"(?:dos(?:e|es)|tablets?|pills?|capsules?|oxy\w*|morph\w*|tramadol|codeine|paracetamol|painkillers?|gabapentin|"
    r"pregabalin|insulin|ibuprofen|oramorph|fentanyl|hydromorph\w*)"
)
_NEXT_DOSE = re.compile(
    rf"\b(?:tak\w*|have|had|give\w*|use)\b.{{0,15}}\b(?:another|more|next|extra|second)\b.{{0,12}}\b{_DOSE}\b.{{0,60}}"
    r"\b(?:wait\w*|how (?:long|soon)|until|till)\b|"
    rf"\b(?:wait\w*|how (?:long|soon))\b.{{0,40}}\b(?:before|between|until|till|for)\b.{{0,20}}"
    rf"(?:\b(?:another|next|more|second)\b.{{0,12}})?\b{_DOSE}\b",
    re.I,
)
_OR = re.compile(r"\bor\W*$", re.I)
_IN_GENERAL = re.compile(r"\b(?:which|what) (?:\w+ )?(?:signs?|symptoms?|things?)\b", re.I)
_ITS_TIME = re.compile(r"\b(?:time for|due|dose|tablets?|pills?|medicine)\b", re.I)  # waking somebody to take something
_WHAT_DO = re.compile(
    r"\bwhat (?:(?:should|shall|do|must|can|would) (?:i|we|he|she)|to) do\b(?! (?:you|for a living))|"
    r"\bwho (?:should|shall|do|must|can|would) (?:i|we) (?:call|ring|phone|contact|tell|turn to)\b|"
    r"\bwhat (?:now|next)\b|\bwhat should happen\b|\bdo i need to (?:do|worry)\b|\bshould (?:i|we) (?:be )?worr\w+",
    re.I,
)
_COMING = re.compile(
    r"\b(?:ambulance|paramedics?|crew|medics?|999|911|112|a ?& ?e|emergency (?:room|department|doctors?)|casualty|"
    r"dispatcher|operator)\b|\bthey(?:'?re| are) (?:coming|on (?:the|their) way|here)\b",
    re.I,
)
_ASK = (
    r"\bwhat (?:(?:do|should|shall|must|can|could|would|will|may|am|are) (?:i|we)|to|else (?:do|can|should) (?:i|we))"
)
_TELL = re.compile(
    rf"{_ASK} (?:supposed to |meant to |need to |have to )?(?:tell|say|report|mention|show)\b(?P<whom>.*)", re.I
)
# Whoever comes or answers the call; what to say to a daughter is another question.
_THOSE_WHO_COME = re.compile(
    r"^(?: to)?\W*(?:$|(?:them|they|those|someone|somebody|when|once|if|first|now|on the phone|then|and|"
    r"about (?:it|him|her|this|mum|dad|my \w+))\b|(?:(?:the|an|a|my|our|his|her) )?(?:\w+ )?(?:ambulance|paramedics?|"
    r"crew|medics?|999|911|112|a ?& ?e|emergency|hospital|dispatcher|operator|doctors?|nurses?|team|unit|clinic|"
    r"gp|er\b|casualty|helpline))",
    re.I,
)
_GIVE = re.compile(
    rf"{_ASK} (?:supposed to |meant to |need to |have to )?(?:give|feed|offer)\b|"
    r"\b(?:can|could|should|shall|may|must|do) (?:i|we) (?:just |still )?(?:give|feed|offer) (?:him|her|them|mum|"
    r"mom|dad|"
    r"nan|gran\w*|my \w+)\b",
    re.I,
)
_TIME = re.compile(
    r"^\W*(?:(?:it(?:'?s| has| is)|been|started|began|only|just|about|since|for|from|like this|came(?: up)?)\W+)*"
    r"(?:(?:since|for|from|on|last|this|over|about|the|a|an|one|two|three|four|five|six|seven|\d+|few|couple|of)\W+)*"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)?(?:day|days|yesterday|today|morning|night|week|weeks|weekend|month|"
    r"months|hours?|evening|afternoon)(?:\W+(?:now|ago|already|morning|night|evening|or so|back))*\W*$",
    re.I,
)
_HELP = re.compile(r"^\W*(?:please\W+|oh\W+|god\W+)*(?:help|sos|help me|i need help|need help|can you help(?: me)?)\W*"
                   r"(?:please|me|now|us)?\W*$", re.I)  # fmt: skip


def asks_when_to_call(text: str, *, told: bool, spoken_of: bool) -> bool:
    """Whether the message asks if something must be seen now or can wait.

    `told`: signs of illness are told in it or were just before; `spoken_of`: a topic was, of which "it" may be said.
    """
    plain = " ".join(text.split())
    if _NEXT_DOSE.search(plain):
        return False
    found = _OR_WAIT.search(plain) or _HOSPITAL.search(plain)
    if not found and (told or not spoken_of):
        found = _CAN_WAIT.search(plain) or (_URGENT.search(plain) if told else None)
    if found is None or _IN_GENERAL.search(plain[: found.end()]) or (asks_to_wake(plain) and _ITS_TIME.search(plain)):
        return False
    return not _TREATMENT.search(_clause(plain, found.start()))


def _clause(text: str, start: int) -> str:
    """The words from `start` to the end of the sentence: what is asked, without what was told before.

    Of "should I have it or should I wait" both halves are asked.
    """
    before = re.split(r"[.!?]", text[:start])[-1]
    asked = before if _OR.search(before) else ""
    return asked + re.split(r"[.!?]", text[start:], maxsplit=1)[0]


def asks_to_wake(text: str) -> bool:
    """ "Should I wake her or wait until morning?"."""
    return bool(
        re.search(rf"\b(?:wake|waking|rouse) (?:up )?{_SOMEBODY}\b|\blet (?:him|her|them|mum|dad) sleep\b", text, re.I)
    )


def asks_what_to_do(text: str) -> bool:
    """ "What do I do now?": beside signs of illness it asks whom to call."""
    found = _WHAT_DO.search(text)
    return found is not None and not _TREATMENT.search(_clause(text, found.start()))


def asks_what_to_tell(text: str, *, alarmed: bool) -> bool:
    """ "They are coming, what do I tell them": after an alarm, or where it names who is coming."""
    found = _TELL.search(text)
    if found is None or not _THOSE_WHO_COME.match(found["whom"]):
        return False
    return alarmed or bool(_COMING.search(text))


def asks_what_to_give(text: str) -> bool:
    """ "What can I give him?": of somebody who is in danger."""
    return bool(_GIVE.search(text))


def only_a_time(text: str) -> bool:
    """ "Since Monday", and nothing else."""
    return len(text.split()) <= 6 and bool(_TIME.match(text))


def wants_help(text: str) -> bool:
    """ "Help", and nothing else."""
    return bool(_HELP.match(text))
