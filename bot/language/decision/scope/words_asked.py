"""The meaning of a word of letters and reports: the entries of `knowledge/glossary.yml`, asked for by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.language.decision.model import Decision
from bot.language.decision.scope.meaning import Asked, Names, names_of
from bot.language.dialogue import DialogueContext
from bot.language.safety.pointed import had
from bot.library.glossary import Glossary

__all__ = ["WordsAsked"]

_CERTAIN = 0.95
_WHEN_TO_CALL = "emergency_department"


@dataclass(frozen=True, slots=True)
class WordsAsked:
    """Which entries a message asks for."""

    glossary: Glossary = field(default_factory=Glossary)
    names: Names = field(default_factory=lambda: names_of(()))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> WordsAsked:
        """Read the glossary."""
        glossary = Glossary.from_dict(data)
        return cls(glossary, names_of((name, word.unlike) for word in glossary.words for name in word.names))

    def heard(self, text: str) -> tuple[tuple[str, ...], Asked] | None:
        """The ids of the entries, and how they are asked for; None where the message asks for no meaning."""
        asked = self.names.asked(text) if self.glossary.words else None
        if asked is None:
            return None
        return tuple(dict.fromkeys(self.glossary.by_name[name].id for name in asked.names)), asked

    def decided(self, turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
        """What the words mean; None where the message gives a value or an answer, or asks for anything else."""
        if turn.get("labs") or turn.get("limit"):
            return None
        text = str(turn.get("text") or "")
        if had(text) and not context.active_form:
            return self._had(context.word)
        found = self.heard(text) or self._with_a_finding(turn)
        if found is None or not _fits(found[1], turn, context):
            return None
        ids = found[0]
        label = self.glossary.by_id[ids[0]].label
        return Decision(label, label, _CERTAIN, "context", details={"words": list(ids)})

    def _had(self, word: str) -> Decision | None:
        """ "I have that now" after a word that tells of danger: what to do is said again, and when to call for help."""
        entry = self.glossary.by_id.get(word)
        if entry is None or not entry.urgent:
            return None
        details = {"words": [entry.id]}
        return Decision(entry.label, entry.label, _CERTAIN, "context", also=(_WHEN_TO_CALL,), details=details)

    def _with_a_finding(self, turn: Mapping[str, Any]) -> tuple[tuple[str, ...], Asked] | None:
        """ "What does gangrene mean? My toe is black": the word tells how soon such a finding is to be seen."""
        question, mark, finding = str(turn.get("text") or "").partition("?")
        tells = bool(finding.strip()) and "?" not in finding and (turn.get("history") or {}).get("lesions")
        found = self.heard(question + mark) if tells else None
        return found if found and all(self.glossary.by_id[word].urgent for word in found[0]) else None

    def after_another(self, turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
        """ "And slough?" right after a word: no page is called by that name."""
        return self.decided(turn, context) if context.word and not context.active_form else None


def _fits(asked: Asked, turn: Mapping[str, Any], context: DialogueContext) -> bool:
    """Whether a word without a question around it asks for its meaning here.

    In the form, after "did you mean …?" and where a value is waited for it is an answer; a health professional who
    types "eGFR" knows what it means; and "and thrombosis?" after a topic asks for it in that topic.
    """
    if asked.leans and asked.bare:
        return bool(context.word)
    if not asked.bare:
        return True
    answers = context.active_form or context.offered or context.asks_for
    tells = turn.get("history") and not asked.question
    professional = context.audience == "clinician" or turn.get("clinical") or turn.get("role")
    return not (answers or tells or professional)
