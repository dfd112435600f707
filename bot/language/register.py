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
        )

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
