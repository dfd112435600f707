"""Statements of a topic told in parts: a few at a time, and as sentences that stand by themselves."""

from __future__ import annotations

import re
from typing import Any

from actions import topics
from actions.reply import Reply
from actions.resources import knowledge
from actions.said import remembered
from actions.turn import Turn
from actions.wording import Citations, buttons, cited
from bot.library.model import Statement, Topic

__all__ = ["part_of", "retold"]

_AT_ONCE = {"patient": 5, "clinician": 8}  # statements: more of them nobody reads at once
# How a page sorts what it says; told in a row such a heading is no part of the sentence.
_HEADING = re.compile(r"^(?:Side effects|How often|Where it is done and by whom): (?P<rest>.+)$", re.DOTALL)
_ASKED = re.compile(r"^[A-Z][^.?!:]{3,60}\? ")  # "Does it hurt? No: …" begins a line of its own


def part_of(turn: Turn, topic: Topic, statements: tuple[Statement, ...]) -> Reply:
    """A few statements at a time, and the next few when more is asked for again; then that there is no more."""
    answered: dict[str, Any] = turn.slot("answered") or {}
    begun = int(answered.get("more") or 0) if answered.get("topic") == topic.id else 0
    at_once = _AT_ONCE[turn.audience]
    left = statements[begun:]
    told = left if len(left) <= at_once + 1 else left[:at_once]
    if not told:
        end = knowledge().reply("more_end", turn.audience)
        texts = [line.text for line in end.lines] if end else []
        return Reply(texts=texts, buttons=buttons(topic.suggest), slots={"answered": answered | {"more": 0}})
    reply = retold(turn, topic, told, numbered=turn.is_clinician)
    reply.slots["answered"] = reply.slots["answered"] | {"more": begun + len(told)}
    if begun + len(told) < len(statements):
        reply.buttons = buttons(["more_detail", *topic.suggest])
    return reply


def retold(turn: Turn, topic: Topic, statements: tuple[Statement, ...], *, numbered: bool) -> Reply:
    citations = Citations()
    if numbered:
        text = "\n".join(f"• {cited(statement, turn, citations)}" for statement in statements)
    else:
        topics.joined(statements, citations)
        text = "".join(_in_a_row(statement.text) for statement in statements).strip()
    answered = remembered(topic.id, topic.id, citations.ids, citations.levels)
    answered.pop("topic")  # told again, it is no new subject
    return Reply(
        texts=[text],
        buttons=buttons(topic.suggest),
        part={"sources": citations.entries()},
        slots=answered,
        health=True,
    )


def _in_a_row(text: str) -> str:
    """A statement as one of several: without its heading, and on a line of its own where it begins with a question."""
    heading = _HEADING.match(text)
    if heading:
        rest = heading["rest"]
        return f" {rest[0].upper()}{rest[1:]}"
    return f"\n{text}" if _ASKED.match(text) else f" {text}"
