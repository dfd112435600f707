"""The machine form of a topic: the same statements, with their sources as CSL-JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.library.model import Source, Statement, Topic, Voice
from bot.library.store import KnowledgeBase
from bot.web.encyclopedia.rendering import anchor

__all__ = ["index_data", "topic_data"]

_PATIENT = ("body", "call_team", "simpler", "more")
_CLINICIAN = ("body", "more", "unknown")


def topic_data(base: KnowledgeBase, topic: Topic) -> dict[str, Any]:
    """Return a topic as JSON-ready data (`calci.topic/1`)."""
    figure = f"/topics/figures/{topic.figure}.svg" if topic.figure and base.figure(topic.figure) else None
    return {
        "schema": "calci.topic/1",
        "id": topic.id,
        "group": topic.group,
        "title": topic.title,
        "ask": topic.ask,
        "keywords": list(topic.keywords),
        "url": f"/topics/{topic.id}",
        "patient": _voice(topic.patient, _PATIENT),
        "clinician": _voice(topic.clinician, _CLINICIAN),
        "disagreements": [
            {
                "issue": item.issue,
                "positions": _statements(item.positions),
                "reading": _statement(item.reading) if item.reading else None,
            }
            for item in topic.disagreements
        ],
        "sources": [_source(source) for source in base.cited(topic.statements())],
        "related": list(topic.related),
        "suggest": list(topic.suggest),
        "figure": figure,
        "reviewed": topic.reviewed,
        "review_by": topic.review_by,
    }


def index_data(base: KnowledgeBase) -> dict[str, Any]:
    """Return the list of all topics (`calci.topics/1`)."""
    topics = [
        {"id": topic.id, "group": topic.group, "title": topic.title, "ask": topic.ask, "url": f"/topics/{topic.id}"}
        for topic in base.topics()
    ]
    return {"schema": "calci.topics/1", "content": base.digest, "topics": topics}


def _voice(voice: Voice, parts: Iterable[str]) -> dict[str, Any]:
    return {"gist": _statement(voice.gist)} | {name: _statements(getattr(voice, name)) for name in parts}


def _statements(items: Iterable[Statement]) -> list[dict[str, Any]]:
    return [_statement(item) for item in items]


def _statement(item: Statement) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": item.id,
        "anchor": anchor(item),
        "text": item.text,
        "evidence": item.evidence,
        "sources": list(item.sources),
    }
    extra = {"support": item.support, "dated": item.dated, "superseded_by": item.superseded_by}
    return data | {key: value for key, value in extra.items() if value}


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "citation": source.citation,
        "url": source.url,
        "doi": source.doi,
        "pmid": source.pmid,
        "year": source.year,
        "kind": source.kind,
        "seen": source.seen,
        "csl": dict(source.csl),
    }
