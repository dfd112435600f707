"""The limits of the assistant: treatment decisions, doses, reaching a person, privacy, other diseases."""

from __future__ import annotations

from actions.answering import canned, topic_reply
from actions.base import CalciAction
from actions.helplines import bare_numbers, numbers
from actions.nearby import covered
from actions.reply import Reply
from actions.resources import knowledge
from actions.turn import Turn
from actions.wording import buttons, source_entries

__all__ = ["DeclineDecision", "ExplainScope", "ReplySafely"]


class DeclineDecision(CalciAction):
    """Decline, say why, and give what can be given: facts to a clinician, questions to ask to a patient."""

    action = "action_limit"

    def answer(self, turn: Turn) -> Reply:
        reply = canned(turn.label, turn, **numbers())
        reply.health = True
        found = knowledge().reply(turn.label, turn.audience)
        reply.part = {"sources": source_entries(found.sources if found else ())}
        near = next((a["label"] for a in turn.parse.get("alternatives") or [] if knowledge().topic(a["label"])), None)
        if near and turn.is_clinician:
            facts = topic_reply(near, turn)
            reply.texts = [reply.texts[0], *facts.texts]
            reply.part |= facts.part | {"also_answered": [near]}
            reply.slots |= facts.slots | {"label": turn.label}
        if near:  # "and what is usual then?" is about this
            reply.slots |= {"topic": near}
        reply.buttons = buttons(
            [*([near] if near else []), "questions_for_doctor", "care_team", "human_handoff"], limit=3
        )
        return reply


class ReplySafely(CalciAction):
    action = "action_safety_reply"

    def answer(self, turn: Turn) -> Reply:
        reply = canned(turn.label, turn, **numbers())
        reply.buttons = reply.buttons or buttons(["help", "support_organisations"])
        return reply


class ExplainScope(CalciAction):
    """Another disease, by its name where it is known, or something else altogether."""

    action = "action_out_of_scope"

    def answer(self, turn: Turn) -> Reply:
        language = str(turn.details.get("reply") or "")
        if knowledge().reply(language, turn.audience):  # a message in another language is answered in it
            return canned(language, turn, **bare_numbers())
        condition = str(turn.details.get("condition") or "")
        reply = canned(turn.label, turn, condition=condition or "that")
        fallback = [] if reply.buttons else ["definition", "symptoms", "differential_diagnosis", "help"]
        reply.buttons = [*buttons([*covered(turn), *fallback]), *reply.buttons][:4]
        return reply
