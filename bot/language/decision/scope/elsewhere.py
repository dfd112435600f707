"""Words of ours about something else: "survival on dialysis", "vitamin K for bleeding", "dressings for bedsores"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.language.decision.model import Decision
from bot.language.decision.scope.outside import mentions_our_disease
from bot.language.dialogue import DialogueContext

__all__ = ["Elsewhere"]

_WITHOUT_OURS = re.compile(
    r"\b(?:without|no|not|apart from|other than|instead of|do(?:es)?n'?t have|do(?:es)? not have|never had|"
    r"un(?:related|connected) to) (?:having |got |related to )?(?:cal[cs]i?[fp]h?[iy]?l\w*|cua)\b",
    re.I,
)
_OF_OURS = re.compile(  # whoever speaks of "these patients" has the illness in mind
    r"\b(?:these|those|such|your) (?:patients?|people|cases|sufferers|wounds?|ulcers?|sores?|lesions?|plaques?)\b|"
    r"\bthis (?:disease|illness|condition|disorder|skin)\b|\b(?:my|his|her|our|mum'?s|dad'?s) risk\b(?! of)|"
    r"\brisk (?:go up|higher|worse|bigger)\b|\b(?:higher|bigger) (?:my|his|her) risk\b",
    re.I,
)
# "It looks like frostbite", "isn't thiosulfate for cyanide poisoning?": what else is named is held beside ours.
_LOOKS_LIKE = re.compile(
    r"(?<!would )(?<!'d )\b(?:like|as if|thought (?:it was|it is|of)|reminds? (?:me|us) of|resembl\w+|similar to) "
    r"(?:\w+ ){0,2}$",
    re.I,
)
# Only what people come across when they look up thiosulfate; "is it good for diving" asks of the other use.
_ANTIDOTE = re.compile(
    r"\b(?:is(?: ?n'?t|nt| not) (?:it|that|this|(?:sodium )?(?:thiosul\w+|sts))\b|it'?s|that'?s|thats|"
    r"(?:it|that|which) (?:is|was))"
    r"(?: (?:the|an?|same|stuff|antidote|drug|medicine|medication|thing|treatment|cure|one|what|they|people|doctors|"
    r"used?|gives?|given|really|actually|only|just|normally|usually|meant|for|against|in|to|treat))* $",
    re.I,
)
_LEANS = re.compile(
    r"^\W*(?:and|but|so|or|what about|how about|then|also)\b|\b(?:it|this|that|these|those|they)\b", re.I
)


@dataclass(frozen=True, slots=True)
class _Row:
    topics: frozenset[str]
    names: re.Pattern[str]
    also_ours: bool
    called: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The rows of `elsewhere` in `knowledge/scope.yml`.

    A row names topics of ours, and the words that make a question about them one about something else. `also_ours`:
    only with nothing before it, because after an answer of ours the same words ask about that.
    """

    rows: tuple[_Row, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Elsewhere:
        """Compile the rows."""
        return cls(
            tuple(
                _Row(
                    frozenset(row["topics"]),
                    re.compile(rf"\b(?P<x>{'|'.join(map(str, row['names']))})\b", re.I),
                    bool(row.get("also_ours")),
                    str(row.get("called") or ""),
                )
                for row in data.get("elsewhere") or ()
            )
        )

    def refused(self, decided: Decision, text: str, context: DialogueContext) -> Decision:
        """The decision, or a refusal that names what the question is about and keeps our topic at hand."""
        without = bool(_WITHOUT_OURS.search(text))
        if (
            decided.via not in ("classifier", "context")
            or decided.details
            or ((mentions_our_disease(text) or _OF_OURS.search(text)) and not without)
        ):
            return decided
        leans = bool(context.topic) and bool(_LEANS.search(text))
        for row in self.rows:
            found = row.names.search(text) if decided.label in row.topics else None
            found = None if found and _held_beside(text[: found.start()], found["x"]) else found
            if found and (without or not (leans or (row.also_ours and context.topic))):
                details = {"condition": row.called or found["x"].lower().strip(), "ours": decided.label}
                return Decision(
                    "out_of_scope_medical", "out_of_scope_medical", 0.7, "rejector",
                    alternatives=[(str(decided.label), decided.confidence)], details=details,
                )  # fmt: skip
        return decided


def _held_beside(before: str, name: str) -> bool:
    """Whether what else is named, after the words `before` it, only stands beside our own question."""
    return bool(_LOOKS_LIKE.search(before) or ("cyanide" in name.lower() and _ANTIDOTE.search(before)))
