"""Answers that several actions give: a topic, a canned reply, an honest "not covered"."""

from __future__ import annotations

import re
from functools import lru_cache

from actions import topics
from actions.asked_first import asked_first
from actions.nearby import closer
from actions.parts import part_of, retold
from actions.pinpoint import beyond_quoted, has_subject, to_the_point
from actions.pointed import Pointed, pointed
from actions.reply import Button, Reply
from actions.resources import knowledge, phrases
from actions.said import remembered
from actions.short import brief
from actions.turn import Turn
from actions.wording import Citations, buttons, cited, phrase
from bot.language.decision.elliptic import asks
from bot.language.decision.map import TopicMap
from bot.language.decision.scope.outside import mentions_our_disease
from bot.library.model import Topic

__all__ = [
    "ASIDES",
    "asked_word_for_word",
    "canned",
    "named_in",
    "not_covered",
    "points_reply",
    "remembered",
    "topic_reply",
    "whole_page",
    "with_also",
]


# What can be asked at any point and changes no subject: "is it dangerous?" afterwards means what was spoken of before.
ASIDES = frozenset({"questions_for_doctor", "support_organisations"})


def topic_reply(label: str, turn: Turn, citations: Citations | None = None) -> Reply:
    """The answer to a topic id; an honest line when the knowledge base does not hold it.

    `citations`: those of another answer of this turn, whose numbers go on here.
    """
    topic = knowledge().topic(label)
    if topic is None:
        return not_covered(label, turn)
    if _asked_further(label, turn):
        return _further(topic, turn)
    if _named_again(label, turn) or brief(turn):
        return _in_short(topic, turn)
    citations = citations or Citations()
    found = _pointed(topic, turn)
    if found and found.statements:
        return points_reply(topic, turn, found, citations)
    if not turn.chosen:
        topic = asked_first(topic, turn.audience, turn.question)
    texts = [*_missing(found, turn), *topics.texts(topic, turn, citations)]
    citations.said()
    shown = list(citations.ids)  # cited in what is read now; the card may cite more
    card = topics.card(topic, turn, citations)
    more = ["more_detail"] if topic.voice(turn.audience).more else []
    next_steps = list(dict.fromkeys([*closer(turn, label), *topic.suggest]))
    return Reply(
        texts=texts,
        buttons=buttons([*next_steps[: 4 - len(more)], *more]),
        part={"sources": citations.entries(), "answer": card},
        slots=remembered(label, label, shown, citations.levels, page=True)
        | ({"topic": turn.slot("topic")} if label in ASIDES and turn.slot("topic") else {})
        | {"discussed": list(dict.fromkeys([*(turn.slot("discussed") or []), label]))},
        health=True,
    )


def _pointed(topic: Topic, turn: Turn) -> Pointed | None:
    """What a health professional's specific question gets instead of the page."""
    if not turn.is_clinician or turn.chosen or _topic_map().asked(turn.text):
        return None
    return pointed(topic, turn.question)


def asked_word_for_word(text: str) -> bool:
    """Whether a text is the very question of a topic, which gets the page."""
    return _topic_map().asked(text) is not None


def named_in(text: str) -> frozenset[str]:
    """The topics that have a keyword in the text."""
    return _topic_map().named(text)


def _missing(found: Pointed | None, turn: Turn) -> list[str]:
    return [phrase(turn, "no_figure", figure=found.missing)] if found and found.missing else []


def points_reply(topic: Topic, turn: Turn, found: Pointed, citations: Citations, lead: str = "") -> Reply:
    """A few statements as points, each with its sources and certainty, and the whole page as the first button."""
    said = topics.points(found.statements, citations)
    return Reply(
        texts=["\n".join([*([lead] if lead else _missing(found, turn)), said])],
        buttons=[whole_page(topic), *buttons(topic.suggest[:2])],
        part={"sources": citations.entries()},
        slots=remembered(topic.id, topic.id, list(citations.ids), citations.levels)
        | {"discussed": list(dict.fromkeys([*(turn.slot("discussed") or []), topic.id]))},
        health=True,
    )


def whole_page(topic: Topic) -> Button:
    """The button that shows everything on a topic after single statements of it."""
    return Button(phrases()["buttons"]["whole_page"].format(title=topic.title), topic.id, {"whole": True})


def _asked_further(label: str, turn: Turn) -> bool:
    """Whether a question follows on the answer just given: the same eight lines again would be no answer to it.

    Whoever names the disease or nothing but the topic starts anew, and gets the whole.
    """
    before = (turn.slot("answered") or {}).get("label")
    anew = (
        bool(turn.chosen)
        or _corrected(turn)
        or mentions_our_disease(turn.text)
        or label in _topic_map().asked_for(turn.text)
    )
    return before == label == turn.label and not anew and (asks(turn.question) or _quotes(turn.question))


_YOU_SAID = re.compile(
    r"^\W*(?:(?:but|and|so|well|ok(?:ay)?)\W+)*you (?:just |also )?(?:said|told me|wrote|mentioned)\b", re.I
)
_THEN_ASKS = re.compile(
    r"[.,;:!?-]\W*(?:(?:and|but|so|then)\W+)*(?:what|which|how|why|who|is|are|does|do|can|will|where|when)\b", re.I
)


def _quotes(question: str) -> bool:
    """ "You said one in six heal. What about the others?": what was quoted is known, and is not what is asked."""
    return bool(_YOU_SAID.match(question)) and bool(_THEN_ASKS.search(question))


def _named_again(label: str, turn: Turn) -> bool:
    """ "What is PTH" straight after the page on it: the same page again would be no answer."""
    answered = turn.slot("answered") or {}
    before = answered.get("label") if answered.get("page") else None
    typed = not (turn.chosen or turn.is_clinician or _corrected(turn))
    return typed and before == label == turn.label and label in _topic_map().asked_for(turn.text)


def _corrected(turn: Turn) -> bool:
    """Whether a subject was named in place of another ("sorry, I meant vitamin D"): that is no further question."""
    return "question" in turn.details and "asked" not in turn.details


@lru_cache(maxsize=1)
def _topic_map() -> TopicMap:
    return TopicMap.read(knowledge())


def _in_short(topic: Topic, turn: Turn) -> Reply:
    """The simple words for what was just told at length, and the page behind its button."""
    reply = retold(turn, topic, topic.patient.simpler or (topic.patient.gist,), numbered=False)
    reply.buttons = [whole_page(topic), *buttons(topic.suggest[:2])]
    reply.slots |= {"topic": topic.id, "discussed": list(dict.fromkeys([*(turn.slot("discussed") or []), topic.id]))}
    return reply


def _further(topic: Topic, turn: Turn) -> Reply:
    """What the topic says to this very question; or, honestly, that it says nothing, and what comes nearest."""
    question, voice = turn.question, topic.voice(turn.audience)
    named = _pointed(topic, turn)
    if named and named.statements:
        return points_reply(topic, turn, named, Citations())
    found, fits = to_the_point(topic, turn.audience, question)
    if voice.more and not has_subject(question):
        return part_of(turn, topic, (*voice.more, *voice.unknown))
    if _quotes(question):
        found, fits = beyond_quoted(topic, turn.audience, question)
    citations = Citations()
    if turn.is_clinician and fits:
        lines, said = [], topics.points(found, citations)
    else:
        lines = [cited(statement, turn, citations) for statement in found]
        said = " ".join(lines)
    if not fits:
        said = phrase(turn, "nearest", text=" ".join(lines)) if lines else phrase(turn, "nothing_exact")
    known = citations.ids or list((turn.slot("answered") or {}).get("sources") or ())
    return Reply(
        texts=[said],
        buttons=buttons([topic.id, *topic.suggest[:2], *(["more_detail"] if voice.more else [])]),
        part={"sources": citations.entries()},
        slots=remembered(topic.id, topic.id, known, citations.levels),
        health=True,
    )


def not_covered(label: str, turn: Turn) -> Reply:
    """Say plainly that a topic is not written yet, and offer what is."""
    return Reply(
        texts=[phrase(turn, "not_covered")],
        buttons=buttons(["definition", "symptoms", "treatment_overview", "help"]),
        slots={"label": label},
    )


def canned(reply_id: str, turn: Turn, **values: str) -> Reply:
    """A reply of `replies.yml` or `safety_replies.yml`, with its placeholders filled."""
    found = knowledge().reply(reply_id, turn.audience)
    if found is None:
        return not_covered(reply_id, turn)
    texts = [line.text.format_map(_Blanks(values)) for line in found.lines]
    return Reply(texts=texts, buttons=buttons(found.suggest), slots={"label": turn.label or reply_id})


def with_also(reply: Reply, turn: Turn) -> Reply:
    """Answer a second question of the same message after the first."""
    for label in turn.also:
        if knowledge().topic(label) is None:
            continue
        second = topic_reply(label, turn, Citations.after(reply.part.get("sources") or ()))
        reply.texts = [*reply.texts, *([phrase(turn, "also")] if reply.texts else []), *second.texts]
        reply.buttons = reply.buttons or second.buttons
        reply.part.setdefault("also_answered", []).append(label)
        reply.part["sources"] = second.part["sources"]  # those of the first answer stand in front
        reply.slots |= {key: second.slots[key] for key in ("topic", "discussed")}
        reply.health = True
    return reply


class _Blanks(dict[str, str]):
    """A placeholder that nobody filled shows as nothing, never as an error."""

    def __missing__(self, _: str) -> str:
        return ""
