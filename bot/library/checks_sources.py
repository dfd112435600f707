"""Checks of the sources: complete, entered once, used somewhere; and of the sources that other documents name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from bot.library.content import Content, LoadedSource
from bot.library.faults import Fault, fault
from bot.library.loader import Loc
from bot.library.schema import Source

__all__ = ["check_document_sources", "check_sources", "check_unused", "unused_sources", "used_sources"]

# words that stand where a source would, when a value has none: the reader is told so
_NO_SOURCE: Final = frozenset({"assumption", "own", "none", "definition", "arithmetic", "project"})
_SOURCE_KEYS: Final = frozenset({"sources", "source", "src"})
_ID = re.compile(r"^[A-Za-z][A-Za-z0-9_.\-]*$")


def check_sources(content: Content) -> Iterator[Fault]:
    """Each source is complete and entered once; each alias leads to a source."""
    first: dict[tuple[str, str], str] = {}
    for name, item in content.sources.items():
        for missing in _missing(item.source):
            yield item.document.fault("CX203", item.loc, message=f"{name} has no {missing}")
        for mark in _marks(item.source):
            if mark in first:
                message = f"{name} and {first[mark]} have the same {mark[0]}"
                yield item.document.fault("CX206", item.loc, message=message)
            first.setdefault(mark, name)
    for alias, target in content.aliases.items():
        if target not in content.sources:
            yield fault("CX202", f"{content.root.name}/sources/aliases.yml", field=alias, message=target)
        if alias in content.sources:
            yield fault(
                "CX206", f"{content.root.name}/sources/aliases.yml", field=alias, message="an alias and an entry"
            )


def check_document_sources(content: Content) -> Iterator[Fault]:
    """Each source that labs, risk model, replies, the other documents and unfinished topics name exists."""
    for document in (*content.documents.values(), *content.drafts):
        for loc, name in _named_sources(document.data, ()):
            target = content.source_id(name)
            if target is None and name not in _NO_SOURCE:
                yield document.fault("CX202", loc, message=name)
            elif target not in (None, name):
                yield document.fault("CX205", loc, message=f"{name} is now {target}")


def used_sources(content: Content) -> set[str]:
    """Return the ids of the sources that a topic or another document names, directly or by an old name."""
    names = {
        name for item in content.topics.values() for placed in item.statements() for name in placed.statement.sources
    }
    for document in content.documents.values():
        names |= {text for text in _strings(document.data) if _ID.match(text)}
    return {target for name in names if (target := content.source_id(name)) is not None}


def unused_sources(content: Content) -> list[LoadedSource]:
    """Return the sources that nothing names."""
    used = used_sources(content)
    return [item for name, item in content.sources.items() if name not in used]


def check_unused(content: Content) -> Iterator[Fault]:
    """Warn of each source that nothing names."""
    for item in unused_sources(content):
        yield item.document.fault("CX204", item.loc, message=item.source.id)


def _missing(source: Source) -> Iterator[str]:
    """Yield what a printed reference of this source would lack."""
    if not (source.container_title or source.publisher):
        yield "container-title or publisher"
    if source.type == "article-journal" and not (source.issued or source.custom.note):
        yield "year (issued), or a note why there is none"
    if source.type in {"webpage", "post-weblog"} and not (source.issued or source.accessed or source.custom.note):
        yield "date (issued or accessed)"


def _marks(source: Source) -> Iterator[tuple[str, str]]:
    if source.doi:
        yield "DOI", source.doi.lower()
    if source.pmid:
        yield "PMID", source.pmid
    if source.url and not source.doi and not source.pmid:
        yield "title", re.sub(r"\W", "", f"{source.title}{source.url}".lower())


def _named_sources(data: Any, at: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in _SOURCE_KEYS:
                yield from _source_names(value, (*at, key))
            else:
                yield from _named_sources(value, (*at, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _named_sources(value, (*at, index))


def _source_names(value: Any, at: Loc) -> Iterator[tuple[Loc, str]]:
    """Yield the ids at a source key. A sentence or an address there is a description, not an id."""
    values = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
    for index, name in values:
        if isinstance(name, str) and _ID.match(name):
            yield (at if index is None else (*at, index)), name
        elif isinstance(name, dict | list):
            yield from _named_sources(name, at)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)
