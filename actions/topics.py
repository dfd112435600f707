"""The answer to a topic, in the register of the person: gist, body, when to call, what is disputed, sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from actions.turn import Turn
from actions.wording import Citations, phrase
from bot.library.model import Statement, Topic, Voice

__all__ = ["card", "joined", "points", "texts"]


def texts(topic: Topic, turn: Turn, citations: Citations) -> list[str]:
    """What a person reads: one message for the answer, one for when to call, one for disagreement."""
    voice = topic.voice(turn.audience)
    shown = [_clinical(voice, citations, turn) if turn.is_clinician else _plain(voice, citations)]
    if voice.call_team and not turn.is_clinician:
        shown.append(phrase(turn, "call_team") + ": " + joined(voice.call_team, citations))
    if turn.is_clinician:
        shown.extend(_disagreements(topic, turn, citations))
    return shown


def card(topic: Topic, turn: Turn, citations: Citations) -> dict[str, Any]:
    """The envelope's `answer`: the same content in parts that a rich client can lay out."""
    voice = topic.voice(turn.audience)
    return {
        "topic": topic.id,
        "title": topic.title,
        "gist": _entry(voice.gist, citations),
        "body": [_entry(s, citations) for s in voice.body],
        "call_team": [_entry(s, citations) for s in voice.call_team],
        "more": [_entry(s, citations) for s in (*voice.more, *voice.unknown)],
        "unknown": [_entry(s, citations) for s in voice.unknown],
        "simpler": [_entry(s, citations) for s in topic.patient.simpler],
        "disagreements": [
            {"issue": d.issue, "positions": [_entry(s, citations) for s in d.positions]} for d in topic.disagreements
        ],
        "reviewed": topic.reviewed,
        "url": f"/topics/{topic.id}",
    }


def _entry(statement: Statement, citations: Citations) -> dict[str, Any]:
    return {
        "text": statement.text,
        "cites": citations.numbers(statement),
        "evidence": statement.evidence,
        "dated": statement.dated,
    }


def _plain(voice: Voice, citations: Citations) -> str:
    for statement in (voice.gist, *voice.body):
        citations.numbers(statement)
    return voice.gist.text + "\n\n" + " ".join(statement.text for statement in voice.body)


def _clinical(voice: Voice, citations: Citations, turn: Turn) -> str:
    lines = [_graded(voice.gist, citations), ""]
    lines += [points(voice.body, citations)]
    if voice.unknown:
        lines += ["", phrase(turn, "unknown") + ":"]
        lines += [points(voice.unknown, citations)]
    return "\n".join(lines)


def points(statements: Iterable[Statement], citations: Citations) -> str:
    """Statements as a clinician reads them, one a line."""
    return "\n".join(f"• {_graded(statement, citations)}" for statement in statements)


def _disagreements(topic: Topic, turn: Turn, citations: Citations) -> list[str]:
    shown = []
    for item in topic.disagreements:
        lines = [f"{phrase(turn, 'disagreement')}: {item.issue}"]
        lines += [points(item.positions, citations)]
        if item.reading is not None:
            lines.append("→ " + _graded(item.reading, citations))
        shown.append("\n".join(lines))
    return shown


def _graded(statement: Statement, citations: Citations) -> str:
    """A statement with the numbers of its sources and its own certainty."""
    return citations.text(statement) + (f" ({statement.evidence})" if statement.evidence else "")


def joined(statements: tuple[Statement, ...], citations: Citations) -> str:
    """Statements as one paragraph; their sources are noted, not shown."""
    for statement in statements:
        citations.numbers(statement)
    return " ".join(statement.text for statement in statements)
