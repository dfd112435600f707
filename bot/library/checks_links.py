"""Checks that hold content together: sources, links, ids, dates."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from bot.library.content import Content, LoadedTopic
from bot.library.faults import Fault, fault
from bot.library.ids import DOCUMENTS, GROUPS, NON_TOPIC_IDS, REQUIRED_TOPICS
from bot.library.loader import Loc

__all__ = [
    "check_coverage",
    "check_dates",
    "check_keywords",
    "check_links",
    "check_statement_ids",
    "check_statement_sources",
    "shared_keywords",
]

_AHEAD: Final = dt.timedelta(days=60)  # how long before its end a review is asked for
_ZONES: Final = dt.timedelta(days=1)  # where it is written it may be tomorrow already
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def check_statement_sources(content: Content) -> Iterator[Fault]:
    """Each source a statement cites exists, under the name it has now."""
    for item in content.topics.values():
        for placed in item.statements():
            for index, name in enumerate(placed.statement.sources):
                loc: Loc = (*placed.loc, "sources", index)
                target = content.source_id(name)
                if target is None:
                    yield item.document.fault("CX202", loc, message=name)
                elif target != name:
                    yield item.document.fault("CX205", loc, message=f"{name} is now {target}")


def check_links(content: Content) -> Iterator[Fault]:
    """`related`, `suggest`, `figure` and `superseded_by` lead somewhere."""
    statements = {placed.statement.id for item in content.topics.values() for placed in item.statements()}
    drawn = {path.stem for path in (content.root / "figures").glob("*.svg")}
    for item in content.topics.values():
        yield from _topic_links(content, item, drawn)
        for placed in item.statements():
            target = placed.statement.superseded_by
            if target is None:
                continue
            if target not in statements:
                yield item.document.fault("CX401", (*placed.loc, "superseded_by"), message=target)
            if not placed.statement.dated:
                yield item.document.fault("CX405", (*placed.loc, "superseded_by"))


def _topic_links(content: Content, item: LoadedTopic, drawn: set[str]) -> Iterator[Fault]:
    topic = item.topic
    for field, names in (("related", topic.related), ("suggest", topic.suggest)):
        allowed_more = NON_TOPIC_IDS if field == "suggest" else frozenset()
        for index, name in enumerate(names):
            if name == topic.id or (name not in content.topics and name not in allowed_more):
                pending = name in REQUIRED_TOPICS and name != topic.id
                yield item.document.fault("CX406" if pending else "CX401", (field, index), message=name)
    if topic.figure is not None and topic.figure not in drawn:
        yield item.document.fault("CX407", ("figure",), message=topic.figure)


def check_keywords(content: Content) -> Iterator[Fault]:
    """A keyword of an added topic leads to it alone; those of the contract are also learned from examples."""
    for name, item in content.topics.items():
        shared = [] if name in REQUIRED_TOPICS else shared_keywords(content, name)
        if shared:
            message = "; ".join(f"{keyword}: {', '.join(others)}" for keyword, others in shared)
            yield item.document.fault("CX409", ("keywords",), message=message)


def shared_keywords(content: Content, topic_id: str) -> list[tuple[str, list[str]]]:
    """The keywords of a topic that others have as well; what is its own title or id finds it all the same."""
    heads = {name: {*map(_folded, (*item.topic.keywords, *_names(item)))} for name, item in content.topics.items()}
    own = set(map(_folded, _names(content.topics[topic_id])))
    found = [
        (keyword, [name for name, words in heads.items() if name != topic_id and _folded(keyword) in words])
        for keyword in content.topics[topic_id].topic.keywords
        if _folded(keyword) not in own
    ]
    return [(keyword, others) for keyword, others in found if others]


def _names(item: LoadedTopic) -> tuple[str, str]:
    return item.topic.title, item.topic.id.replace("_", " ")


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def check_statement_ids(content: Content) -> Iterator[Fault]:
    """Statement ids are unique in the whole knowledge base."""
    seen: dict[str, str] = {}
    for item in content.topics.values():
        for placed in item.statements():
            name = placed.statement.id
            if name is None:
                continue
            if name in seen:
                yield item.document.fault("CX108", (*placed.loc, "id"), message=f"{name}, first in {seen[name]}")
            seen.setdefault(name, item.document.name)


def check_dates(content: Content, today: dt.date) -> Iterator[Fault]:
    """Reviews have not expired; old findings name their year."""
    for item in content.topics.values():
        topic = item.topic
        if topic.review_by < today:
            yield item.document.fault("CX402", ("review_by",), message=topic.review_by.isoformat())
        elif topic.review_by < today + _AHEAD:
            yield item.document.fault("CX410", ("review_by",), message=topic.review_by.isoformat())
        if topic.review_by <= topic.reviewed or topic.reviewed > today + _ZONES:
            yield item.document.fault("CX403", ("reviewed",))
        for placed in item.statements():
            if placed.statement.dated and not _YEAR.search(placed.statement.text):
                yield item.document.fault("CX404", (*placed.loc, "text"))


def check_coverage(content: Content) -> Iterator[Fault]:
    """Each topic and document that is needed is there, in a group there is; no topic takes the name of a task."""
    unreadable = Counter(item.file.rsplit("/", 1)[-1].removesuffix(".yml") for item in content.faults)
    for name in REQUIRED_TOPICS:
        if name not in content.topics and name not in unreadable:
            yield fault("CX109", f"{content.root.name}/topics", message=name)
    for name in sorted(DOCUMENTS - content.documents.keys()):
        if name not in unreadable:
            yield fault("CX110", f"{content.root.name}/{name}.yml")
    for name, item in content.topics.items():
        if item.topic.group not in GROUPS:
            message = f"{item.topic.group}; there are {', '.join(GROUPS)}"
            yield item.document.fault("CX113", ("group",), message=message)
        if name in NON_TOPIC_IDS:
            yield item.document.fault("CX108", ("id",), message=f"{name} is a task, social or safety id")
