"""Conversations that are written to no disk: how they are marked, and how a person asks for it."""

from __future__ import annotations

import re

__all__ = ["UNKEPT", "WEB", "asks_not_to_store", "is_unkept"]

WEB = "web-"  # the beginning of every conversation's key that the server issues to a browser
UNKEPT = f"{WEB}unkept-"  # the beginning of a conversation's key; the server issues it, nobody chooses it
_STORE = r"(?:stor(?:e|ing)|sav(?:e|ing)|record(?:ing)?|log(?:ging)?)"
_KEEP = rf"(?:{_STORE}|keep(?:ing)?|retain(?:ing)?)"  # not "remember": who remembers nothing may be confused
_TALK = (
    r"(?:messages?|chats?|conversations?|data|session|(?:personal )?info(?:rmation)?|history|texts?|words|"
    r"what i(?:'m| am)? \w+|things i \w+|(?:any ?thing|every ?thing) (?:i|that i)(?:'m| am)? \w+)"
)
_OBJECT = (
    rf"(?:(?:any|all|none|a record|a copy|logs?) of )?(?:any of )?(?:(?:my|our|this|these|the|that|any)\s+)?{_TALK}"
)
_BARE = r"(?:any ?thing|this|it|any of (?:it|this)|a thing)"  # stored or saved only: "not keeping anything" is illness
_ASIDE = r"(?:please|pls|ok(?:ay)?|hi|hello|and|also|but|so|no)[,.!]?\s+"
_WISH = (
    r"(?:(?:can|could|would|will) you|i(?:'d| would)? (?:want|like|prefer|rather|ask)(?: for)? you(?: to)?|"
    r"you (?:must|should))\s+"
)
_NOT = r"(?:do(?: not|n['’]?t)|never|not(?: to)?|stop|quit|refrain from)"
_END = r"(?:,? (?:please|pls|thanks|thank you|at all|anywhere|here|on (?:your|the) (?:server|computer|disk)))*\W*$"
_ASKED = re.compile(
    rf"^\W*(?:{_ASIDE})*(?:{_WISH})?(?:please\s+)?{_NOT}\s+(?:please\s+)?(?:to\s+)?"
    rf"(?:{_KEEP}\s+{_OBJECT}|{_STORE}\s+{_BARE}){_END}|"
    rf"\bwithout (?:you )?{_KEEP}\s+{_OBJECT}{_END}|"
    r"^\W*(?:(?:turn on|switch on|use|enable|go)\s+)?(?:the\s+)?"
    r"(?:['\"“]?do not store['\"”]?|no[- ]storage|incognito|private)(?:\s+mode)(?:\s+please)?\W*$",
    re.I,
)


def is_unkept(sender: str) -> bool:
    """Whether a conversation lives in memory only."""
    return sender.startswith(UNKEPT)


def asks_not_to_store(text: str) -> bool:
    """Whether a message says in plain words that what is said here must not be stored, and nothing else."""
    return len(text) <= 200 and bool(_ASKED.search(text))
