"""Starting over and erasing cannot be undone: they are never guessed, only understood from words that say so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.model import Decision, Ranking
from bot.language.unkept import asks_not_to_store

__all__ = ["NEVER_GUESSED", "begins_again", "guessed", "to_be_kept", "unstored"]

NEVER_GUESSED = frozenset({"restart", "delete_my_data"})
# So certain that misspelt or unusual words will do ("lets start ovr"). Erasing is asked about before it is done.
_CERTAIN = {"restart": 0.95, "delete_my_data": 0.85}
_ALL = (
    r"(?:every ?thing|all|it all|(?:all )?(?:of )?(?:that|this|it)|the (?:lot|chat|conversation|session|form|"
    r"slate|page|history)|"
    r"(?:what|anything|whatever) (?:i|we|you)\b|(?:my|the|those|these|our|your) (?:answers?|values?|results?|"
    r"data|info\w*|entries|"
    r"details|numbers?|chat|conversation|memory|record\w*|stuff|history|session|inputs?))"
)
_RESTART = re.compile(
    r"\bre-?(?:sta?r?t|set|boot|begin|wind)\w*|\brefresh\b|\bredo (?:everything|it all|all)\b|"
    r"\bwe'?(?:ve)? (?:had )?(?:just|never) met\b|"
    r"^\W*(?:go |back )*(?:to )?(?:the )?home\W*$|\b(?:main|start) menu\b|\bback to (?:the )?menu\b|"
    r"\b(?:home|first|opening|start) (?:screen|page|step|question)\b|"
    r"\b(?:start|st(?:ra|ar)t|begin|go|try|run)(?:ing)?\b(?: \w+){0,4}? (?:over|ag[ai]+i?n|agen|afresh|anew|"
    r"fresh|from (?:scratch|zero))\b|"
    r"\b(?:start|begin)(?:ing)? (?:an?other|a new)\b|"
    r"\b(?:from|to|in)(?: the)?(?: very)? (?:scratch|top|beg+in+ing|start|zero|0)\b|\bsqu?are? (?:one|1)\b|"
    r"\b(?:clean|blank|fresh|new) (?:slate|page|sheet|start|beginning|consultation|conversation|chat|session|"
    r"case|patient|person|subject|topic|round)\b|"
    r"\b(?:an?other|different|next) (?:conversation|chat|session|case|patient|person)\b|\b(?:do|all) over\b|"
    rf"\b(?:clear|forget|wipe|scrap|scratch|drop|ignore|disregard|reset|bin|ditch|erase|delete|discard|empty|"
    rf"toss|chuck|scrach)\b(?: \w+)?? {_ALL}|"
    r"\b(?:clear|zero) (?:chat|values|inputs|it)\b",
    re.I,
)
_OF_THE_ILLNESS = re.compile(
    r"\b(?:he|she|they|(?:my|our|his|her) \w+|mum|mom|dad)(?:'?s|'?ll|'?d| is| are| was| were| had| has| have| will|"
    r" may| might| could| would| should| can| wants?| wanted| needs?| needed| to)* (?:re-?)?(?:start|begin)|"
    r"\b(?:it|they|pain|sores?|wounds?|patch\w*|lumps?|ulcers?|disease|illness|calci\w*|dialysis|warfarin|"
    r"treatment|medicines?|"
    r"tablets?|infusions?)(?: \w+){0,2} (?:re-?)?(?:start|begin)|\b(?:re-?)?(?:start|begin)(?:ing)? (?:the |my |"
    r"his |her )?"
    r"(?:dialysis|warfarin|treatment|thiosulf\w*|medicines?|tablets?|infusions?|anticoag\w*|doac\w*|apixaban|"
    r"binders?)\b",
    re.I,
)
_ERASE = re.compile(
    r"\b(?:delet\w*|eras\w*|remov\w*|forg[eo]t\w*|wip\w*|clear\w*|destroy\w*|purg\w*|get rid|gdpr|scrub\w*|expung\w*|"
    r"(?:right to be )?forgotten|withdraw\w*|shred\w*|dump|bin|scrap|drop|leave no|nothing (?:of|about) me|"
    r"(?:not|don'?t|do not|stop|never) (?:\w+ ){0,2}?(?:keep\w*|stor\w*|sav\w*|record\w*|remember\w*|hold\w*|"
    r"retain\w*))",
    re.I,
)


_ERASING = r"(?:delet|eras|wip|remov|discard|destroy|clear|forget(?! to\b)|los[ei]|get(?:ting)? rid|throw)\w*"
# The wish that nothing be erased: never a reason to offer it, for a "yes" that follows would do it.
_TO_BE_KEPT = re.compile(
    rf"(?<!why )(?<!can )(?<!could )(?<!won't you )\b(?:do not|don['’]?t|dont|never|not|without|nobody|no one)\s+"
    rf"(?:(?:ever|want|wish|like|need|have|you|u|to|me|it|them|anyone|anybody|please|just|yet|should|may|is|be)\s+){{0,4}}"
    rf"{_ERASING}",
    re.I,
)
_OF_THE_CHAT = re.compile(
    r"\s+(?:(?:my|this|the|our|all|any|of|what|it|i)\s+){0,4}(?:(?:data|chat|conversation|messages?|told|said|wrote)\b|"
    r"(?:any|every)thing(?:\s+please)?\W*$)",
    re.I,
)
# Somebody else's erasing, told: "my nurse said she would delete my data".
_BY_OTHERS = re.compile(
    rf"\b(?:he|she|they|nurse|doctor|clinic|hospital|unit|team|practice)\s+"
    rf"(?:(?:has|have|had|would|will|might|may|can|could|should|did|already|just|going|to|is|was|wants?)\s+){{0,3}}{_ERASING}",
    re.I,
)

_ELSEWHERE = re.compile(  # "how do I delete insta for good"
    r"\b(?:insta|instagram|facebook|fb|whatsapp|tiktok|twitter|snapchat|gmail|icloud|netflix|amazon|linkedin|reddit|"
    r"youtube|spotify|tinder|paypal|outlook|apple id|google account)\b",
    re.I,
)


def to_be_kept(text: str) -> bool:
    """Whether a message wishes that nothing of this conversation be erased: "please don't delete what I told you"."""
    kept = _TO_BE_KEPT.search(text)
    return kept is not None and _OF_THE_CHAT.match(text, kept.end()) is not None


def guessed(text: str, label: str, chance: float) -> bool:
    """Whether a label of `NEVER_GUESSED` would be a guess: a message without plain words for it, and not certain."""
    if label not in NEVER_GUESSED:
        return False
    of_the_illness = bool(_OF_THE_ILLNESS.search(text))  # a new patch starts nothing over
    if label == "restart":
        said = bool(_RESTART.search(text)) or chance >= _CERTAIN[label]
        return not said or of_the_illness
    if _TO_BE_KEPT.search(text) or _BY_OTHERS.search(text) or _ELSEWHERE.search(text):
        return True
    return not _ERASE.search(text) and chance < _CERTAIN[label]


def begins_again(turn: Mapping[str, Any], ranking: Ranking) -> bool:
    """ "Leave it, let's begin again from scratch": its first words pass over a question, the whole is no answer."""
    told = turn.get("labs") or turn.get("history")
    return not told and bool(ranking) and ranking[0][0] == "restart" and ranking[0][1] >= _CERTAIN["restart"]


def unstored(text: str) -> Decision | None:
    """ "Do not store my messages": a wish about this chat, explained and granted where it can be. Who wants nothing
    erased is told what is stored."""
    if to_be_kept(text):
        return Decision("privacy", "privacy", 0.9, "context")
    if not asks_not_to_store(text):
        return None
    return Decision("privacy", "privacy", 0.95, "context", details={"reply": "do_not_store"})
