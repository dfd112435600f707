"""The very statements that answer what was asked of the answer before: "why?", "who should not have it?"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from actions.answering import ASIDES, remembered
from actions.pinpoint import nearest
from actions.reply import Reply
from actions.resources import knowledge, phrases
from actions.turn import Turn
from actions.wording import Citations, buttons, cited
from bot.library.current import document
from bot.library.model import Statement, Topic

__all__ = ["next_answer"]

_NEAR = 0.5  # from which a clinicians' statement says what the patients' one says
_WHY, _NO_REASON = "why", "nearest"
_REASON = "mechanism"


def next_answer(turn: Turn) -> Reply | None:
    """What `knowledge/next_answers.yml` holds for this question after this topic; None where it holds nothing.

    A question for the reason is always answered: where no source gives one, that is said.
    """
    asked, topic = str(turn.details.get("asked") or ""), knowledge().topic(turn.label)
    if not asked or topic is None:
        return None
    found = _answers().get(asked, {}).get(topic.id) or ()
    if asked == _WHY and not found:
        found = _answers()[_NO_REASON].get(topic.id) or ()
        asked = "no_reason_but" if found else "no_reason"
    elif not found:
        return None
    return _said(turn, topic, found, phrases()["next_answers"].get(asked, {}).get(turn.audience, ""))


@lru_cache(maxsize=1)
def _answers() -> dict[str, Any]:
    return document("next_answers")


def _said(turn: Turn, topic: Topic, ids: Iterable[str], lead: str) -> Reply:
    citations = Citations()
    lines = [cited(statement, turn, citations) for statement in _statements(ids, turn)]
    told = [lead, *(f"• {line}" for line in lines)] if turn.is_clinician else [lead, " ".join(lines)]
    step = _REASON if turn.details["asked"] == _WHY and topic.id != _REASON else topic.id
    aside = topic.id in ASIDES and turn.slot("topic")  # "and does it hurt?" is still about what was spoken of before
    return Reply(
        texts=["\n".join(part for part in told if part)],
        buttons=buttons([step, *topic.suggest[:2], "more_detail"]),
        part={"sources": citations.entries()},
        slots=remembered(topic.id, None if aside else topic.id, citations.ids, citations.levels),
        health=True,
    )


def _statements(ids: Iterable[str], turn: Turn) -> list[Statement]:
    """The statements named; for a clinician what the clinicians' page of the same topic says to it, where it does."""
    named = [statement for each in ids if (statement := knowledge().statement(each))]
    if not turn.is_clinician:
        return named
    return list(dict.fromkeys(_clinical(statement) for statement in named))


def _clinical(statement: Statement) -> Statement:
    """What the clinicians' page says to the same from the same source, beyond its first sentence."""
    topic = knowledge().topic(statement.topic)
    near = nearest(topic, "clinician", statement.text) if topic else []
    alike = [n for n in near if n.score >= _NEAR and n.statement.role != "gist"]
    same = [n.statement for n in alike if set(n.statement.sources) & set(statement.sources)]
    return same[0] if same else statement
