"""A few prepared words for a feeling or an everyday question, others each time, and the page only on request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from actions.reply import Button, Reply
from actions.resources import knowledge, phrases, title
from actions.turn import Turn
from actions.wording import Citations, buttons, cited
from bot.language.decision.elliptic import asks
from bot.library.current import document
from bot.library.model import Statement

__all__ = ["brief", "short_answer", "told_again", "with_kind_word"]

_BRIEF, _FULL = "brief", "full"
_DOCUMENTS = ("feelings", "everyday")
_GENERAL, _FEELINGS = "general", "emotional_support"
_ALARMS = frozenset({"emergency", "crisis"})
_FRIGHTENED = "frightens"  # the rule of next_questions.yml that hears "that's a lot to take in"


def short_answer(turn: Turn, heard: str = "") -> Reply | None:
    """The words of the rule that was heard; those for any feeling where one is told that no rule names; else None."""
    rule = _rules().get(heard or str(turn.details.get("short") or "") or _told_feeling(turn))
    return _said(turn, rule) if rule else None


def told_again(turn: Turn, heard: str) -> Reply | None:
    """The same words that the rule was answered with last; None where there is no such rule."""
    rule = _rules().get(heard)
    return _said(turn, rule, back=1) if rule and heard in _told(turn) else None


def brief(turn: Turn) -> bool:
    """Whether short answers were wished for and the wish still holds; a chosen page is told whole."""
    wished = [told for told in _told(turn) if told in (_BRIEF, _FULL)]
    wished += [_BRIEF] if turn.details.get("kind_word") == _BRIEF else []
    return bool(wished) and wished[-1] == _BRIEF and not (turn.is_clinician or turn.chosen.get("whole"))


def with_kind_word(reply: Reply, turn: Turn) -> Reply:
    """The answer to what is asked, with a word in front for the feeling that came with it."""
    rule = _rules().get(str(turn.details.get("kind_word") or "")) or {}
    word = rule.get("first") or rule.get("beside")
    if not word or not reply.texts or turn.label in _ALARMS:
        return reply
    reply.texts = [word, *reply.texts]
    reply.slots |= {"short": [*_told(turn), rule["id"]]}
    return reply


def _told_feeling(turn: Turn) -> str:
    """Whether a feeling is told, and nothing asked that the page on feelings answers."""
    told = turn.label == _FEELINGS and not turn.chosen and not turn.is_clinician
    named = turn.details.get("asked") not in (None, _FRIGHTENED) or "?" in turn.text
    return _GENERAL if told and not named and not _asks_for_page(turn) else ""


def _asks_for_page(turn: Turn) -> bool:
    """ "How do people cope": a question; "that is too much" after another answer is none."""
    words = turn.question.split()
    return asks(turn.question) and bool(words) and words[0].lower() in _ASKING


_ASKING = frozenset("how what where which who whom is are can could do does did will would should tell explain".split())


def _said(turn: Turn, rule: Mapping[str, Any], *, back: int = 0) -> Reply:
    """The next words of a rule, or those `back` tellings before."""
    told, label = _told(turn), str(rule.get("label") or _FEELINGS)
    tellings = rule["says"]
    statements = _statements(tellings[(told.count(rule["id"]) - back) % len(tellings)], label)
    citations = Citations()
    lines = [cited(statement, turn, citations) for statement in statements]
    levels = dict(citations.levels)
    answered = {"label": label, "topic": label, "sources": citations.ids, "levels": levels}
    page = knowledge().topic(label)  # a feeling changes no subject: "does it hurt?" is still about the biopsy
    topic = {"topic": label} if page and not (label == _FEELINGS and turn.slot("topic")) else {}
    return Reply(
        texts=[" ".join(lines)],
        buttons=_next_steps(rule),
        part={"sources": citations.entries()},
        slots={"label": label, "answered": answered, "short": [*told, rule["id"]]} | topic,
        health=bool(citations.ids),
    )


def _next_steps(rule: Mapping[str, Any]) -> list[Button]:
    """The page that the words stand for is offered by its name, beside what else may help."""
    return [Button(_named(button.label), button.label) for button in buttons(rule["suggest"])]


def _named(label: str) -> str:
    topic = knowledge().topic(label)
    return (
        phrases()["buttons"]["whole_page"].format(title=topic.title) if topic and label == _FEELINGS else title(label)
    )


def _told(turn: Turn) -> list[str]:
    return list(turn.slot("short") or ())


def _statements(rows: Iterable[Mapping[str, Any]], topic: str) -> list[Statement]:
    return [
        Statement("", topic, "patient", "body", row["text"], row.get("evidence"), tuple(row.get("sources") or ()))
        for row in rows
    ]


@lru_cache(maxsize=1)
def _rules() -> dict[str, Mapping[str, Any]]:
    return {row["id"]: row for name in _DOCUMENTS for row in document(name)["rules"]}
