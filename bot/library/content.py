"""The whole content directory in memory: topics, sources, aliases and the other documents, with their faults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.library.faults import Fault, fault
from bot.library.loader import Document, Loc, parse, read_document
from bot.library.schema import Source, Statement, Topic

__all__ = ["Content", "LoadedSource", "LoadedTopic", "Placed", "load_content", "topic_statements"]

ALIASES = "sources/aliases.yml"


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with where it stands: audience, role (gist, body, more …) and location in its file."""

    statement: Statement
    audience: str
    role: str
    loc: Loc


@dataclass(frozen=True, slots=True)
class LoadedTopic:
    """A valid topic and the file it came from."""

    topic: Topic
    document: Document

    def statements(self) -> Iterator[Placed]:
        """Yield every statement of the topic in reading order."""
        return topic_statements(self.topic)


@dataclass(frozen=True, slots=True)
class LoadedSource:
    """A valid source, the file it came from and where it stands there."""

    source: Source
    document: Document
    loc: Loc


@dataclass(slots=True)
class Content:
    """Everything read from the content directory. `faults` holds what could not be read or typed, `drafts` the
    files of topics that are not yet of the right shape.
    """

    root: Path
    topics: dict[str, LoadedTopic] = field(default_factory=dict)
    sources: dict[str, LoadedSource] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    drafts: list[Document] = field(default_factory=list)

    def source_id(self, name: str) -> str | None:
        """Return the id of the source called `name`, also by an old name; None when there is none."""
        target = name if name in self.sources else self.aliases.get(name)
        return target if target in self.sources else None

    def data(self, stem: str) -> Any:
        """Return the data of `<stem>.yml` in the content directory, or None."""
        document = self.documents.get(stem)
        return None if document is None else document.data


def topic_statements(topic: Topic) -> Iterator[Placed]:
    """Yield every statement of a topic with audience, role and location, in reading order."""
    patient, clinician = topic.patient, topic.clinician
    yield Placed(patient.gist, "patient", "gist", ("patient", "gist"))
    for role in ("body", "call_team", "simpler", "more"):
        yield from _many(getattr(patient, role), "patient", role, ("patient", role))
    yield Placed(clinician.gist, "clinician", "gist", ("clinician", "gist"))
    for role in ("body", "unknown", "more"):
        yield from _many(getattr(clinician, role), "clinician", role, ("clinician", role))
    for index, item in enumerate(topic.disagreements):
        at: Loc = ("disagreements", index)
        yield from _many(item.positions, "both", "position", (*at, "positions"))
        if item.reading is not None:
            yield Placed(item.reading, "both", "reading", (*at, "reading"))


def load_content(root: Path) -> Content:
    """Read every YAML file under `root`. Never raises on bad content: see `Content.faults`."""
    content = Content(root)
    for path in sorted(root.rglob("*.yml")):
        name = f"{root.name}/{path.relative_to(root).as_posix()}"
        document, faults = read_document(path, name)
        content.faults += faults
        if document is None:
            continue
        inside = path.relative_to(root)
        if inside.parts[0] == "topics":
            _add_topic(content, document, inside)
        elif inside.as_posix() == ALIASES:
            content.aliases = {str(key): str(value) for key, value in (document.data or {}).items()}
        elif inside.parts[0] == "sources":
            _add_sources(content, document)
        else:
            content.documents[inside.with_suffix("").as_posix()] = document
    return content


def _many(statements: list[Statement], audience: str, role: str, at: Loc) -> Iterator[Placed]:
    for index, statement in enumerate(statements):
        yield Placed(statement, audience, role, (*at, index))


def _add_topic(content: Content, document: Document, inside: Path) -> None:
    topic, faults = parse(Topic, document, document.data)
    content.faults += faults
    if topic is None:
        content.drafts.append(document)
        return
    expected = Path("topics", topic.group, f"{topic.id}.yml")
    if inside != expected:
        content.faults.append(document.fault("CX107", ("id",), message=f"expected {expected.as_posix()}"))
    if topic.id in content.topics:
        content.faults.append(document.fault("CX108", ("id",), message=topic.id))
        return
    content.topics[topic.id] = LoadedTopic(topic, document)


def _add_sources(content: Content, document: Document) -> None:
    entries: list[tuple[Loc, Any]]
    if isinstance(document.data, dict):
        entries = [
            ((key,), {"id": key, **value} if isinstance(value, dict) else value) for key, value in document.data.items()
        ]
    elif isinstance(document.data, list):
        entries = [((index,), value) for index, value in enumerate(document.data)]
    else:
        content.faults.append(fault("CX104", document.name, 1, message="expected a list of sources"))
        return
    for loc, entry in entries:
        source, faults = parse(Source, document, entry, loc)
        content.faults += faults
        if source is None:
            continue
        if source.id in content.sources:
            content.faults.append(document.fault("CX108", loc, message=source.id))
            continue
        content.sources[source.id] = LoadedSource(source, document, loc)
