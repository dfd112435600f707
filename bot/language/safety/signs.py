"""Signs of illness that somebody tells of: no alarm by themselves, but a picture when they are put together.

They are read like the findings of the gate, with its spelling and its context, so that what is denied, past, asked in
general or told of others is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from bot.language.safety.canonical import Canonical
from bot.language.safety.gate import SafetyGate
from bot.language.safety.patterns import Hit, PatternIndex, Vocabulary
from bot.language.safety.shared import gate
from bot.library.current import document

__all__ = ["SignReader", "sign_reader"]

_ONLY_ASKED: Final = frozenset({"asked", "general"})  # "she is so sleepy, is that normal": told all the same
_OPINION: Final = re.compile(
    r"\b(?:should|shall|must|ought|do|can|could|may|would|is|are|what|how|when|who)\b"
    r"(?: (?:it|this|that|he|she|we|i|they|there|do|should|normal|ok(?:ay)?|bad|serious|dangerous|usual|something|"
    r"anything|urgent|an|a|emergency|wait|go|call|ring|to))\b[^.!?]*[.!?]*\s*$",
    re.I,
)
_GENERAL: Final = re.compile(
    r"^\W*(?:what|why|how|which|when|where|who|does|do|did|can|could|is|are|will|would|may|might|tell me|explain)\b|"
    r"\b(?:patients|(?:in|for|most|many|some|other|dialysis) people|people (?:with|who|on)|someone|somebody|"
    r"generally|usually|typically|in calciphylaxis|with calciphylaxis)\b",
    re.I,
)
_ON: Final = re.compile(r" (?:on|in|under|over|around) (?:my|his|her|our|mums|dads) ")


@dataclass(frozen=True, slots=True)
class SignReader:
    """`told` returns the signs of one message, in the order of the file.

    `instead` holds the words, by sign, within which its patterns mean something else.
    """

    gate: SafetyGate
    patterns: PatternIndex[str]
    instead: PatternIndex[str]

    @classmethod
    def from_dict(cls, content: Mapping[str, Any], rules: Mapping[str, Any], safety: SafetyGate) -> SignReader:
        """Compile knowledge/triage.yml with the lists and the spelling of the gate's rules.

        Raises:
            ContentError: SF101, SF102: a pattern that cannot be read.
        """
        words = {wrong: right for right, wrongs in rules["spelling"]["variants"].items() for wrong in wrongs}
        vocabulary = Vocabulary({**rules["lists"], **content["lists"]}, words)
        signs = content["signs"].items()
        tagged = [(name, pattern) for name, row in signs for pattern in row["patterns"]]
        instead = [(name, pattern) for name, row in signs for pattern in row.get("unless") or ()]
        return cls(safety, PatternIndex.of(tagged, vocabulary), PatternIndex.of(instead, vocabulary))

    def told(self, text: str) -> tuple[str, ...]:
        """Return the signs that are told of somebody now; a question in general tells none."""
        statement = _OPINION.sub("", text).strip() or text
        message = self.gate.speller.read(statement)
        hits = self._hits(message)
        if not hits or (_GENERAL.search(statement) and not self._of_somebody(message)):
            return ()
        around = self.gate.context.around(message)
        kinds = ((hit.tag, None if hit.always else around.kind_of(hit.tag, hit.start, hit.end)) for hit in hits)
        held = {name for name, kind in kinds if kind is None or kind in _ONLY_ASKED}
        return tuple(dict.fromkeys(hit.tag for hit in hits if hit.tag in held))

    def _hits(self, message: Canonical) -> list[Hit[str]]:
        """Where a sign is named, less what stands in words that mean something else."""
        hits = self.patterns.hits(message)
        other = self.instead.hits(message) if hits else []
        return [hit for hit in hits if not any(o.tag == hit.tag and _meet(o, hit) for o in other)]

    def _of_somebody(self, message: Canonical) -> bool:
        """Whether somebody has it: "what do I do about a black spot on my leg" asks of no illness in general."""
        context = self.gate.context
        return context.tells(message) or bool(context.owners.spans(message)) or bool(_ON.search(message.text))


def _meet(one: Hit[str], other: Hit[str]) -> bool:
    return one.start < other.end and other.start < one.end


@lru_cache(maxsize=1)
def sign_reader() -> SignReader:
    """The signs of `knowledge/triage.yml`. Once made it reads no file and no database."""
    return SignReader.from_dict(document("triage"), document("red_flags"), gate())
