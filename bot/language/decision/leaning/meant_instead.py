""" "Sorry, I meant vitamin D", "no, the scan", "not the biopsy, the scan": the words for what was meant instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.dialogue import DialogueContext

__all__ = ["Instead", "bare_subject", "meant_instead", "named_instead"]

_LEAD = (
    r"^\W*(?:(?:no+|nope|nah|sorry|oops|whoops|wait|hang on|hold on|actually|hm+|um+|oh|ah|but|and|ok(?:ay)?|well|"
    r"please|my (?:mistake|bad)|typo|apologies|pardon|excuse me|wrong(?: (?:one|topic|thing|question|answer))?)\W+)*"
)
_THAT = r"(?:(?:that|this|it)(?:'?s| is| was| isn'?t| wasn'?t)?|what)"
_NOT_ASKED = (
    rf"(?:{_THAT} (?:is |was )?not (?:what|the one|the thing) (?:that )?i (?:meant|asked|wanted|said|"
    r"was asking|am asking|was after|need(?:ed)?)(?: (?:for|about|to know))*|"
    r"(?:that|this|it)(?:'?s| is| was) (?:the )?wrong(?: \w+)?|"
    r"(?:you|u) (?:misunderstood|got (?:me|it|that) wrong|misread)(?: me| that)?|not (?:that|this|it)(?: one)?|"
    r"i (?:did not|didn'?t|don'?t|do not|wasn'?t) (?:mean|meaning|ask(?:ing)?|want)(?: (?:for|about))? "
    r"(?:that|this|it)(?: one)?|"
    r"(?:that|this|it)(?:'?s| is| was)? not (?:it|right|the one|correct)|(?:that|this|it) isn'?t (?:it|right|the one))"
)
_I_MEANT = (
    r"(?:(?:what )?(?:i|we)(?:'?m| am| was|'?d| had)? ?(?:really |actually |just |only |rather )*"
    r"(?:me?ant|mean|asked|asking|ask|wanted|want|was after|said|typed)"
    r"(?: (?:to (?:say|ask|write|type|know|put|read|see|hear)|for|about|was|is|that|say))*|"
    r"meant(?: to (?:say|ask|write|type))?)"
)
_MEANT = re.compile(rf"{_LEAD}(?:{_NOT_ASKED}\W+)?(?:but )?{_I_MEANT}\b[\s,:–-]*(?P<x>\S.*)$", re.I | re.S)
_NOT_THAT = re.compile(rf"{_LEAD}{_NOT_ASKED}\W+(?:but |rather |just )*(?P<x>\S.*)$", re.I | re.S)
_NO = re.compile(
    r"^\W*(?:(?:sorry|oh|but|wait|oops)\W+)*(?:no+|nope|nah|wrong|oops|sorry)\W+(?:(?:sorry|wait|actually|rather|"
    r"not that|i mean)\W+)*(?P<x>(?:the|about|on|what about|how about|just) \S.*)$",
    re.I | re.S,
)
_BARE = re.compile(
    r"^\W*(?:(?:no+|nope|nah|sorry|oops|whoops|wrong|typo|actually|i mean)(?:\W+no+)*\W*[,.:;!–-]\W*)+"
    r"(?P<x>[\w' -]{3,40}?)(?=\W*(?:\b(?:not|instead of|rather than)\b|$))",
    re.I,
)
_TELLS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|hurts?|feels?|got|gets|came|comes|went|keeps?|won'?t)\b", re.I
)
_NOT_BUT = re.compile(
    rf"{_LEAD}not (?:about )?(?:the |a |an |my )?(?P<not>[\w' -]{{2,40}}?)\s*(?:[,;:.–-]\s*(?:but |rather )?|"
    r"\s(?:but|rather) )"
    r"(?P<x>\S.*)$",
    re.I | re.S,
)
_WITHOUT = re.compile(
    r"\W*(?:,|;|\band\b|\bbut\b|-|\s)\s*(?:not|instead of|rather than) (?:about )?(?P<not>[^,;.?!]{2,60})(?=[,;.?!]|$)",
    re.I,
)
_OTHER = re.compile(
    r"^\W*(?:the |that )?(?:other|first|second|previous|last|next)(?: one| thing| topic| answer)?\W*$", re.I
)
_FIRST = re.compile(r"^(?:(?:the|a|an|about|on|for|what about|how about|just|rather|to|my)\s+)+", re.I)
_POLITE = re.compile(r"(?:\W+(?:please|pls|plz|instead|thanks?|thank you|sorry|actually|rather|then|lol))+\W*$", re.I)
_LONGEST = 25  # words; a longer message tells something
# Words after "I want", "I said" that make it no correction.
_NOT_A_SUBJECT = re.compile(
    r"^\W*(?:to|you|it|that|this|so|help|nothing|what (?:i|you|we)|yes|no|die|be|go|stop|live|home|out|my mum|"
    r"everything|all|him|her|them|he|she|they|i)\b(?! (?:estimate|risk|side|other))",
    re.I,
)
_SAYS_SO = re.compile(
    rf"{_LEAD}(?:{_NOT_ASKED}\W+)?(?:but )?(?:what )?(?:i|we)?(?:'?m| am| was)? ?(?:really |actually )*mea?nt?\b", re.I
)
_OPENS = re.compile(
    r"^\W*(?:no+|nope|nah|sorry|oops|whoops|wait|hang on|hold on|actually|not|wrong|"
    r"my (?:mistake|bad)|typo|that|this|you|it)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Instead:
    """`words`: what was meant, as it was typed; None for "the other one", which has to be asked."""

    words: str | None


def meant_instead(text: str, context: DialogueContext) -> Instead | None:
    """What a message puts in the place of what was understood; None where it corrects nothing.

    Values and facts have corrections of their own, in the form and after values.
    """
    if len(text.split()) > _LONGEST or not (context.topic or context.label or context.offered):
        return None
    found = _MEANT.match(text)
    if found and not (_SAYS_SO.match(text) or _OPENS.match(text)):
        found = None  # "I want the summary", "I asked for help": nothing is corrected
    found = found or _NOT_THAT.match(text) or _plain_no(text) or _NOT_BUT.match(text)
    if not found:
        return None
    words = _POLITE.sub("", _WITHOUT.sub("", f" {found['x']}")).strip(" ,;:-–")
    if _OTHER.match(words):
        return Instead(None)
    if not re.search(r"\w{2}", words) or _NOT_A_SUBJECT.match(words) or re.search(r"\d", words):
        return None
    return Instead(words)


def _plain_no(text: str) -> re.Match[str] | None:
    """ "No, the scan"; not "no, the pain is worse", which tells something."""
    found = _NO.match(text)
    return found if found and ("?" in text or not _TELLS.search(found["x"])) else None


def named_instead(text: str) -> str | None:
    """A few words behind "no," or "sorry -", which correct something only if they are a name of ours."""
    found = _BARE.match(text)
    return found["x"].strip() if found else None


def bare_subject(words: str) -> str:
    """The words without article and lead: "about the scan" is the scan."""
    return _FIRST.sub("", words)
