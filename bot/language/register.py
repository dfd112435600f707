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
    enough: Mapping[str, int]
    told: Mapping[str, re.Pattern[str]]
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
            enough=dict(data["enough"]),
            told={role: _told(words) for role, words in data["roles"].items()},
            of_oneself=compiled("of_oneself"),
        )

    def role_told(self, text: str) -> str | None:
        """The register that somebody claims in front of a question: "I am a nephrologist, what dose is published?"."""
        for role, told in self.told.items():
            found = told.match(text)
            if found and (role == "patient" or not self.of_oneself.search(found["rest"])):
                return role
        return None

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


def _told(words: str) -> re.Pattern[str]:
    """ "I'm a renal registrar in Leeds, …", "as a nurse: …", with something behind it."""
    return re.compile(
        r"^\W*(?:(?:hi|hello|hey|hiya|ok(?:ay)?|so|yes|good (?:morning|afternoon|evening)|thanks?|sorry)\W+)*"
        r"(?:i'?m|i am|im|we are|we're|speaking as|asking as|as|being|working as|this is)"
        rf" (?:an? |the )?(?:[\w-]+ ){{0,3}}?(?:{words})s?(?!'s|s'|\W+(?:wife|husband|daughter|son)\b)\b"
        r"(?: (?:here|by training|myself|(?:in|at|on|from|for|with|of) [^,.;:?!]{1,40}?))?"
        r"(?:\s*[,.;:!–-]+\s*|\s+)(?:(?:and|so|but) )?(?P<rest>(?:\S+\s+)+\S+)",
        re.IGNORECASE,
    )
