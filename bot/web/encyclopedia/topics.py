"""What the topic page, the index and the search show, gathered from the knowledge base."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from bot.language.safety.gate import SafetyGate
from bot.library.model import Hit, Statement, Topic
from bot.library.store import KnowledgeBase
from bot.web.encyclopedia.references import References
from bot.web.encyclopedia.rendering import picture
from bot.web.encyclopedia.words import GROUPS, TASKS

__all__ = ["Figure", "SearchResult", "Successor", "TopicPage", "groups", "search", "topic_page"]

VOICES = ("patient", "clinician")
_QUERY_CHARS = 300
_RESULTS = 20
# below this a hit is a guess and is shown as one (docs/knowledge.md, "The compiled file")
_SURE = 0.5
_FIRST_STEPS = ("definition", "symptoms", "early_signs", "treatment_overview", "questions_for_doctor")
_DESC = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Successor:
    """What replaced a dated finding, and the topic that says so."""

    statement: Statement
    topic: Topic


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its title and its telling in words (each line a paragraph)."""

    name: str
    title: str
    lines: tuple[str, ...]
    svg: Markup


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic as one page. `voice` is the one that was asked for, or None for both."""

    topic: Topic
    voice: str | None
    references: References
    successors: dict[str, Successor]
    related: tuple[Topic, ...]
    next_topics: tuple[Topic, ...]
    next_tasks: tuple[str, ...]
    figure: Figure | None
    overdue: bool

    @property
    def voices(self) -> tuple[str, ...]:
        """Return the voices that the page tells."""
        return (self.voice,) if self.voice else VOICES


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found: topics of that name, sure hits, guesses, and where to go when there is nothing."""

    query: str
    named: tuple[Topic, ...]
    sure: tuple[Hit, ...]
    guesses: tuple[Hit, ...]
    suggestions: tuple[Topic, ...]
    alarm: str | None


def groups(base: KnowledgeBase) -> dict[str, tuple[Topic, ...]]:
    """Return the topics of each group, groups in reading order."""
    topics = base.topics()
    order = [*GROUPS, *dict.fromkeys(topic.group for topic in topics if topic.group not in GROUPS)]
    found = {name: tuple(topic for topic in topics if topic.group == name) for name in order}
    return {name: members for name, members in found.items() if members}


def topic_page(base: KnowledgeBase, topic: Topic, voice: str | None) -> TopicPage:
    """Gather the page of a topic; a voice that does not exist counts as both."""
    chosen = voice if voice in VOICES else None
    shown = list(_shown(topic, chosen))
    return TopicPage(
        topic=topic,
        voice=chosen,
        references=References(base, (item.sources for item in shown)),
        successors=dict(_successors(base, shown)),
        related=_topics(base, topic.related),
        next_topics=_topics(base, topic.suggest),
        next_tasks=tuple(TASKS[name] for name in topic.suggest if name in TASKS),
        figure=figure(base, topic.figure) if topic.figure else None,
        overdue=topic.review_by < dt.date.today().isoformat(),
    )


def figure(base: KnowledgeBase, name: str) -> Figure | None:
    """Return a figure of the knowledge base, or None when it is not drawn."""
    svg = base.figure(name)
    if svg is None:
        return None
    title, words = _first(_TITLE, svg) or name, _first(_DESC, svg) or ""
    lines = tuple(" ".join(line.split()) for line in words.split("\n") if line.strip())
    return Figure(name, title, lines, picture(svg))


def search(base: KnowledgeBase, text: str, voice: str | None) -> SearchResult:
    """Search both voices, or one. Any text is safe; more than 300 characters are cut."""
    query = " ".join(text[:_QUERY_CHARS].split())
    hits = base.search(query, voice if voice in VOICES else None, _RESULTS) if query else ()
    sure = tuple(hit for hit in hits if hit.score >= _SURE)
    guesses = tuple(hit for hit in hits if hit.score < _SURE)[: 0 if len(sure) > 5 else 5]
    verdict = _gate(base).check(query) if query else None
    suggestions = () if hits else _topics(base, _FIRST_STEPS)
    return SearchResult(query, _named(base, query), sure, guesses, suggestions, verdict.label if verdict else None)


def _named(base: KnowledgeBase, query: str) -> tuple[Topic, ...]:
    """Return the topics that bear the very words of the query as a name: a reader often looks up a name."""
    asked = _words(query)
    named = [topic for topic in base.topics() if asked and asked in (_words(topic.title), _words(topic.id))]
    if named:
        return tuple(named)
    return tuple(topic for topic in base.topics() if asked and asked in map(_words, topic.keywords))[:3]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


@lru_cache(maxsize=2)
def _gate(base: KnowledgeBase) -> SafetyGate:
    """A search box is also where somebody in danger may type: the same rules as in the chat."""
    return SafetyGate.from_dict(base.document("red_flags"))


def _shown(topic: Topic, voice: str | None) -> Iterator[Statement]:
    """Yield the statements of the page in reading order: references are numbered by it."""
    if voice != "clinician":
        yield topic.patient.gist
        for part in (topic.patient.body, topic.patient.call_team, topic.patient.simpler, topic.patient.more):
            yield from part
    if voice != "patient":
        yield topic.clinician.gist
        for part in (topic.clinician.body, topic.clinician.more, topic.clinician.unknown):
            yield from part
    for item in topic.disagreements:
        yield from item.positions
        if item.reading is not None:
            yield item.reading


def _successors(base: KnowledgeBase, shown: Iterable[Statement]) -> Iterator[tuple[str, Successor]]:
    for item in shown:
        newer = base.statement(item.superseded_by) if item.superseded_by else None
        topic = base.topic(newer.topic) if newer else None
        if newer is not None and topic is not None:
            yield item.id, Successor(newer, topic)


def _topics(base: KnowledgeBase, ids: Iterable[str]) -> tuple[Topic, ...]:
    return tuple(topic for name in ids if (topic := base.topic(name)) is not None)


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return Markup(match.group(1)).unescape().strip() if match else None
