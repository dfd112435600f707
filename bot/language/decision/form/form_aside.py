"""What is said in the open form that ends it or answers another of its questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.dialogue import DialogueContext

__all__ = ["asks_of_told", "asks_source", "ends_it", "nothing_at_hand", "sex_alone"]

_NAME = r"(?:cal[cs]i?[fp]h?[iy]?l\w*|cua)\b(?! (?:patients?|cases?|people|clinic|team|centre|center))"
_BY_KIND = (  # "the illness in my kidneys" is another one
    r"(?:the|this) (?:disease|illness|condition)(?=\W*$|\s*[.,;!]|\s+(?:already|now|since|for|and|but|itself)\b)"
)
_DISEASE = rf"(?:{_NAME}|{_BY_KIND})"
_WHO = r"(?:i|we|he|she|they|my \w+|mum|mom|dad|the patient|pt)"
_HAS = r"(?:'?ve|'?s)?\s*(?:already|now|just|really|definitely)?\s*(?:has|have|had|got|been)?\s*(?:already|now|got)?"
_OTHERWISE = (
    r"mother|father|sister|brother|cousin|aunt|uncle|no[tr]?|never|if|whether|afraid|worried|might|"
    r"may (?:be|have|get)|could|think|suspect\w*|maybe|perhaps|possibl\w*|get|getting|risk|chance|what|how"
)
_TOLD = r"already|ha(?:s|ve)|'s got|'ve|got|diagnosed|confirmed|proven|known"  # "had it before" is another answer
# Those it is not about, and what was only read or heard.
_ELSEWHERE = (
    r"friends?|neighbou?rs?|colleagues?|mates?|someone|somebody|people|everyone|others?|(?:a|an|another|one|"
    r"the other|that) "
    r"(?:\w+ )?(?:man|woman|lady|guy|person|patient|girl|boy|gentleman)|(?:in|at|on) my (?:unit|ward|clinic|group)|"
    r"about|read|reading|heard|seen|watched|googled"
)
_WITH = r"(?:an?|the|this|known|confirmed|proven|biopsy|established|active|severe|mild|full|real|full-blown)"
_NAMED = re.compile(
    rf"^(?!.*(?:\?|\w+n['’]t\b|\b(?:do|does|did|is|are|has|have|had|was)nt\b|\b(?:{_OTHERWISE}|"
    rf"{_ELSEWHERE})\b))(?=.*(?:\b|(?<=\w))(?:{_TOLD})\b).*(?:"
    rf"\b{_WHO}{_HAS}\s+(?:{_WITH}[ -])*{_DISEASE}|\b(?:has|have|had|got|'s got|'ve got)\s+(?:{_WITH}[ -])*{_DISEASE}|"
    rf"\b(?:already|diagnosed|confirmed|proven|known|established)\b[^.!?]{{0,30}}\b{_DISEASE}|"
    rf"\b{_DISEASE}\b[^.!?]{{0,30}}\b(?:already|diagnosed|confirmed|proven|known|established)\b)",
    re.I,
)
_IT = re.compile(
    rf"^\W*(?:(?:but|well|no|oh|sorry|actually|and|so|wait)\W+)*{_WHO}{_HAS}\s+(?:it|this)"
    r"(?:\W+(?:already|now|though|since \w+|for \w+ \w+))*\W*$|"
    rf"^\W*(?:(?:but|well|no|oh|sorry|actually)\W+)*(?:{_WHO}|it)(?:'?ve|'?s)?\s*(?:has|have|was|were|is|been)?\s*"
    r"(?:already|just|been)*\s*(?:diagnosed|confirmed|proven)(?: (?:with it|by (?:a )?biopsy|already|last \w+))*\W*$",
    re.I,
)
_ALREADY = re.compile(r"\balready\b|\bdiagnosed\b|\bconfirmed\b|\bproven\b", re.I)
_YES_NO_OPEN = frozenset({"diabetes", "warfarin", "lesions"})  # there "she already has it" answers the question
_NO_MORE = re.compile(
    r"\b(?:(?:don'?t|do not|dont|rather not) (?:really )?(?:want|wish|like)? ?(?:to )?"
    r"(?:know|hear|see|find out|think about)(?: (?:about|of))?"
    r"(?: (?:this|it|that|any|the (?:number|result|answer|risk)))?(?: ?(?:any ?more|of this|now|at all))|"
    r"(?:^\W*(?:(?:sorry|no|oh|ok(?:ay)?|god|please|it'?s|it is|that'?s|that is)\W+)*|"
    r"\b(?:(?:all (?:of )?)?this|these|(?:these|the|your|so many) (?:questions?|numbers?))(?:'s| is| are| feels?)? )"
    r"(?:(?:all|just|getting|a bit|far|way|really) )*"
    r"too (?:much|scary|frightening|upsetting)(?: (?:for me|to go on|now))+|"
    r"can'?t (?:face|bear|do) (?:this|these|it|any) ?(?:questions?|any ?more|right now|now)?)\W*$",
    re.I,
)
_ASKS_WHETHER = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|then|well|hm+)\W+)*(?:can|could|would|should|do|does|did|will)(?:n'?t)?\W+"
    r"(?:they|we|i|he|she|it|one|doctors?|people|somebody|someone|the \w+|my \w+|warfarin|dialysis|diabetes)\b",
    re.I,
)
_ASKS_SOURCE = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|any|a|the|what'?s|give me|got)\W+)*"
    r"(?:refs?|references?|sources?|citations?|evidence|papers?|pmid|doi)\W+(?:for|on|behind|to)\b",
    re.I,
)
_MATE = (
    r"(?:mate|love|pal|doc|doctor|hun|hen|pet|dear|nurse|sir|ma'?am|sorry|bro|dude|lol|haha|now|right now|"
    r"at the moment|po|sha)"
)
_NO_IDEA = (
    r"(?:dunno|idk|no (?:idea|clue)|not sure|(?:i )?(?:don'?t|do not|dont|dinnae|cannae|can'?t) (?:know|ken|"
    r"remember|recall|say|"
    r"tell))"
)
# "Dunno mate, haven't got the letter on me": the open question is left out; nothing is said of notes or letters left.
_NOT_AT_HAND = re.compile(
    rf"^\W*(?:(?:{_NO_IDEA}|{_MATE}|oh|er+m*|hm+|well|no|nope|nah|actually|but|and|as|cos|because)\W+)*"
    r"(?:(?:i|we|she|he)\W+)?(?:have ?n[o']?t|haven?t|havnt|hasn'?t|don'?t|do not|dont|didn'?t|ain'?t|not|no|never|"
    r"lost|forgot)"
    r"(?: (?:got|get|have|brought|bring|kept|keep|find|seen))*\W+(?:(?:the|my|his|her|any|a|that|those|mum'?s|"
    r"dad'?s)\W+)*"
    r"(?:(?:blood|lab|hospital|clinic|last|latest|test)\W+)*(?:letters?|papers?|paperwork|sheets?|slips?|print.?outs?|"
    r"folders?|cards?|charts?|files?|app|portal|reports?|results?|numbers?|bloods|labs|values?)"
    rf"(?:\W+(?:on|with|to|in|at|here|hand|me|us|handy|front|of|by|home|yet|right|the|just|today|{_MATE}))*\W*$|"
    rf"^\W*(?:{_MATE}\W+)*{_NO_IDEA}(?: (?:it|that|this|that one|what (?:it|that) (?:is|was)))?(?:\W+{_MATE})+\W*$",
    re.I,
)
_SEX = {"m": "male", "f": "female"}


def ends_it(turn: Mapping[str, Any], text: str, context: DialogueContext) -> str | None:
    """Why the questions end here: `has_it` or `upset`; None where they go on."""
    if turn.get("limit"):  # "she already has it, should she stop warfarin?" asks for a decision
        return None
    if _has_it_already(text, context):
        return "has_it"
    return "upset" if _NO_MORE.search(text) and "?" not in text else None


def _has_it_already(text: str, context: DialogueContext) -> bool:
    """ "She already has it": no risk to be estimated; where a yes or no is awaited, "it" is what was asked about."""
    if _NAMED.search(text):
        return True
    return bool(_IT.match(text) and _ALREADY.search(text)) and context.asks_for not in _YES_NO_OPEN


def sex_alone(text: str, context: DialogueContext) -> dict[str, Any]:
    """ "M" to another question than that about the sex, as far as that is open."""
    said = _SEX.get(text.strip(" .!").lower())
    return {"sex": said} if said and "sex" not in context.known and context.asks_for != "sex" else {}


def nothing_at_hand(text: str) -> bool:
    """Whether a message says that what was asked is not known, or not at hand, and nothing else."""
    return bool(_NOT_AT_HAND.match(text))


def asks_source(text: str) -> bool:
    """Whether a message asks what something rests on: "ref for the warfarin effect" names a fact and tells none."""
    return bool(_ASKS_SOURCE.match(text))


def asks_of_told(turn: Mapping[str, Any], text: str, context: DialogueContext) -> bool:
    """ "Can they swap the coumadin for something": asks about what was told before, and tells nothing."""
    named = set(turn.get("history") or {})
    if asks_source(text):
        return not turn.get("labs")
    return bool(named) and named <= context.known and not turn.get("labs") and bool(_ASKS_WHETHER.match(text))
