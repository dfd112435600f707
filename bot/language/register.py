"""Whether a message is put as health professionals put theirs: a patient of theirs, or several words of shorthand.

Evidence for how to answer one message, never for who somebody is: the words are those of `knowledge/clinicians.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Register"]


@dataclass(frozen=True, slots=True)
class Register:
    """How clinicians write."""

    theirs: re.Pattern[str]
    not_theirs: re.Pattern[str]
    shorthand: re.Pattern[str]
    shared: re.Pattern[str]
    oneself: re.Pattern[str]
    hints: re.Pattern[str]
    enough: Mapping[str, int]
    told: Mapping[str, re.Pattern[str]]
    alone: Mapping[str, re.Pattern[str]]
    of_oneself: re.Pattern[str]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Register:
        """Compile `knowledge/clinicians.yml`."""

        def compiled(key: str) -> re.Pattern[str]:
            return re.compile(re.sub(r"\|\s+", "|", str(data[key]).strip()), re.IGNORECASE)

        return cls(
            theirs=compiled("patient_of_theirs"),
            not_theirs=compiled("not_theirs"),
            shorthand=compiled("shorthand"),
            shared=compiled("shared"),
            oneself=compiled("oneself"),
            hints=compiled("hints"),
            enough=dict(data["enough"]),
            told={role: _told(words) for role, words in data["roles"].items()},
            alone={role: _alone(words) for role, words in data["roles"].items()},
            of_oneself=compiled("of_oneself"),
        )

    def role_told(self, text: str) -> str | None:
        """The register that somebody claims in front of a question: "I am a nephrologist, what dose is published?"."""
        for role, told in self.told.items():
            found = told.match(text)
            if found and (role == "patient" or not self.of_oneself.search(found["rest"])):
                return role
        return None

    def role_alone(self, text: str) -> str | None:
        """The register that a message claims which says nothing else: "ward pharmacist here"."""
        return next((role for role, alone in self.alone.items() if alone.match(text)), None)

    def clinical(self, text: str) -> bool:
        """Whether `text` is strong evidence of a health professional."""
        if self.not_theirs.search(text):
            return False
        if self.theirs.search(text):
            return True
        short = {word.lower() for word in self.shorthand.findall(text)}
        both = short | {word.lower() for word in self.shared.findall(text)}
        several = len(short) >= self.enough["shorthand"] or len(both) >= self.enough["both" if short else "shared"]
        return several and not self.oneself.search(text)

    def hinted(self, text: str) -> bool:
        """Whether `text` has some shorthand of health professionals: enough to offer their register, no more."""
        if self.not_theirs.search(text) or self.oneself.search(text):
            return False
        words = (*self.shorthand.findall(text), *self.shared.findall(text), *self.hints.findall(text))
        return len({word.lower() for word in words}) >= self.enough["hints"]


#: What may stand before the word for a role ("renal ward pharmacist"), never what makes it another's ("not a",
#: "seeing a").
_KIND = (
    r"(?:(?!(?:an?|the|my|our|his|her|their|your|no|not|never|with|to|for|of|by|on|under|at|from|about|just|only|\w+ing|"
    r"\w+ed)\b)[\w-]+ ){0,3}?"
)
_HELLO = r"^\W*(?:(?:hi|hello|hey|hiya|ok(?:ay)?|so|yes|good (?:morning|afternoon|evening)|thanks?|sorry)\W+)*"
_SAYS = r"(?:i'?m|i am|im|we are|we're|speaking as|asking as|as|being|working as|this is)"
_NOT_OTHER = (  # "a patient only, not a doctor, so tell accordingly"
    r"(?:\W+(?:and |but )?not (?:an? |any )?(?:doctor|dr|nurse|medic|clinician|professional|patient|relative|student)"
    r"(?:\W+so\b[^?]{0,20}\b(?:accordingly|simply|simple|plain|plainly|easy|like that))?)?"
)
_PLACE = r"(?:in|at|on|from|for|with|of) [^,.;:?!]{1,40}?"


def _told(words: str) -> re.Pattern[str]:
    """ "I'm a renal registrar in Leeds, …", "as a nurse: …", with something behind it."""
    return re.compile(
        rf"{_HELLO}{_SAYS}(?: (?:actually|also|only|just|myself))?"
        rf" (?:an? |the )?{_KIND}(?:{words})s?(?!'s|s'|\W+(?:wife|husband|daughter|son)\b)\b"
        rf"(?: (?:here|by training|myself|{_PLACE}))?"
        r"(?:\s*[,.;:!–-]+\s*|\s+)(?:(?:and|so|but) )?(?P<rest>(?:\S+\s+)+\S+)",
        re.IGNORECASE,
    )


def _alone(words: str) -> re.Pattern[str]:
    """ "I'm a dialysis nurse", "tissue viability CNS here": a role and nothing else."""
    role = rf"(?:an? |the )?{_KIND}(?:{words})s?"
    behind = rf"(?: (?:{_PLACE}|by training|myself))?"
    wish = r"(?:\W*(?:clinical|professional|technical|expert|medical)(?: \w+){1,2})"
    said = rf"(?:i'?m|i am|im|we are|we're|this is|speaking as) {role}{behind}(?: here| only)?{_NOT_OTHER}"
    signed = rf"{role}{behind} (?:here|speaking|asking|writing|on call)"
    wishing = rf"{role}{behind}\s*[,;:.–-]{wish}"  # "wound care RN, clinical detail pls"
    return re.compile(
        rf"{_HELLO}(?:(?:{said}|{signed}){wish}?|{wishing})(?:\W+(?:please|pls|thanks?))?\W*$", re.IGNORECASE
    )
