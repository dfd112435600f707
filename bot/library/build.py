"""Compile knowledge/ into one SQLite file, written beside its place and then moved there in one step."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import sqlite_utils

from bot.errors import ContentError, Place, StoreError
from bot.library.checks_documents import check_documents
from bot.library.checks_helplines import check_helplines
from bot.library.checks_links import check_statement_ids, check_statement_sources
from bot.library.checks_required import check_required
from bot.library.citations import STYLE, format_citations
from bot.library.content import Content, LoadedTopic, load_content
from bot.library.digest import SCHEMA_VERSION, content_digest, file_digests
from bot.library.faults import Fault
from bot.library.loader import plain
from bot.library.reading import check_readers
from bot.library.wordsplit import index_words

__all__ = ["Progress", "build", "compile_content"]

Progress = Callable[[str, int, int], None]
_STEPS: Final = ("reading", "checking", "printing references", "writing", "indexing")
_REPLY_FILES: Final = ("replies", "safety_replies")
_UNCOMPILED: Final = frozenset({"allowed_terms"})
_Row = dict[str, Any]


def build(root: Path, target: Path, progress: Progress | None = None, *, complete: bool = False) -> str:
    """Read the content under `root`, compile it into `target` and return the content digest.

    `complete`: what there is now lacks nothing that the assistant needs, and must not be replaced by what does.

    Raises:
        ContentError: the content cannot be compiled; names file, line, field and what to do.
        StoreError: the file cannot be written.
    """
    tell = progress or (lambda _step, _done, _total: None)
    tell(_STEPS[0], 0, len(_STEPS))
    files = file_digests(root)
    content = load_content(root)
    tell(_STEPS[1], 1, len(_STEPS))
    _refuse([*content.faults, *_unusable(content), *(check_required(content) if complete else ())])
    if not (root / STYLE).is_file():
        raise ContentError("The style of the references is missing.", code="CX106", place=Place(f"{root.name}/{STYLE}"))
    if not content.topics:
        raise ContentError("There is no topic to compile.", code="CX109", place=Place(f"{root.name}/topics"))
    digest = content_digest(files)
    try:
        with _beside(target) as temporary:
            compile_content(content, files, digest, temporary, tell)
            temporary.replace(target)
    except OSError as error:
        raise StoreError(
            f"The knowledge base cannot be written to {target.parent}: {error.strerror or error}.",
            code="ST101",
            remedy="Free space there, or set CALCI_HOME to a directory that can be written.",
        ) from error
    tell("ready", len(_STEPS), len(_STEPS))
    return digest


def compile_content(content: Content, files: dict[str, str], digest: str, target: Path, tell: Progress) -> None:
    """Write the content into a new SQLite file at `target`."""
    tell(_STEPS[2], 2, len(_STEPS))
    citations = format_citations((item.source for item in content.sources.values()), content.root / STYLE)
    tell(_STEPS[3], 3, len(_STEPS))
    base = sqlite_utils.Database(target)
    try:
        for table, (columns, key) in _TABLES.items():
            base.table(table).create(columns, pk=key)
        for table, rows in _rows(content, files, digest, citations):
            base.table(table).insert_all(rows)
        base.table("statements").create_index(["topic", "position"])
        tell(_STEPS[4], 4, len(_STEPS))
        _index(base, content)
        base.conn.commit()
        base.conn.execute("VACUUM")
    finally:
        base.conn.close()


_TABLES: Final[dict[str, tuple[dict[str, type], str | tuple[str, ...]]]] = {
    "meta": ({"key": str, "value": str}, "key"),
    "digest": ({"path": str, "sha256": str}, "path"),
    "audiences": ({"id": str, "label": str}, "id"),
    "sources": (
        {"id": str, "title": str, "citation": str, "year": int, "url": str, "kind": str, "seen": str}
        | {"doi": str, "pmid": str, "csl": str},
        "id",
    ),
    "aliases": ({"alias": str, "source": str}, "alias"),
    "topics": (
        {"id": str, "position": int, "group_id": str, "title": str, "ask": str, "keywords": str, "related": str}
        | {"suggest": str, "issues": str, "figure": str, "reviewed": str, "review_by": str},
        "id",
    ),
    "statements": (
        {"id": str, "topic": str, "position": int, "audience": str, "role": str, "issue": int, "text": str}
        | {"evidence": str, "support": int, "dated": int, "superseded_by": str},
        "id",
    ),
    "statement_sources": ({"statement": str, "position": int, "source": str}, ("statement", "position")),
    "documents": ({"name": str, "data": str}, "name"),
    "replies": ({"id": str, "data": str}, "id"),
    "figures": ({"name": str, "svg": str}, "name"),
    "words": ({"word": str}, "word"),
}


def _rows(
    content: Content, files: dict[str, str], digest: str, citations: dict[str, str]
) -> Iterator[tuple[str, Iterable[_Row]]]:
    yield "meta", _meta_rows(content, digest)
    yield "digest", ({"path": name, "sha256": sha} for name, sha in files.items())
    yield "audiences", _AUDIENCES
    yield "sources", _source_rows(content, citations)
    yield "aliases", ({"alias": alias, "source": source} for alias, source in content.aliases.items())
    yield "topics", _topic_rows(content)
    yield "statements", _statement_rows(content)
    yield "statement_sources", _citing_rows(content)
    yield "documents", _document_rows(content)
    yield "replies", _reply_rows(content)
    yield "figures", _figure_rows(content)


_AUDIENCES: Final = (
    {"id": "patient", "label": "for patients and carers"},
    {"id": "clinician", "label": "for clinicians"},
    {"id": "both", "label": "where sources disagree"},
)


def _unusable(content: Content) -> Iterator[Fault]:
    """What would make the compiled file useless to whoever reads it; wording and dates stop no start."""
    yield from check_statement_sources(content)
    yield from check_statement_ids(content)
    yield from check_documents(content)
    yield from check_helplines(content, dt.date.today())
    yield from check_readers(content)


def _refuse(faults: list[Fault]) -> None:
    errors = sorted(item for item in faults if item.severity == "error")
    if not errors:
        return
    first = errors[0].error()
    if len(errors) > 1:
        first.remedy = f"{first.remedy} ({len(errors) - 1} further faults: python -m bot.library.validate)"
    raise first


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _meta_rows(content: Content, digest: str) -> list[_Row]:
    values = {
        "schema_version": str(SCHEMA_VERSION),
        "digest": digest,
        "built_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "topics": str(len(content.topics)),
        "sources": str(len(content.sources)),
    }
    return [{"key": key, "value": value} for key, value in values.items()]


def _source_rows(content: Content, citations: dict[str, str]) -> Iterator[_Row]:
    for name, item in content.sources.items():
        source = item.source
        yield {
            "id": name,
            "title": source.title,
            "citation": citations[name],
            "year": source.issued.date_parts[0][0] if source.issued else None,
            "url": f"https://doi.org/{source.doi}" if source.doi else source.url,
            "kind": source.custom.kind,
            "seen": source.custom.seen,
            "doi": source.doi,
            "pmid": source.pmid,
            "csl": json.dumps(source.csl(), ensure_ascii=False),
        }


def _topic_rows(content: Content) -> Iterator[_Row]:
    for position, (name, item) in enumerate(content.topics.items()):
        topic = item.topic
        yield {
            "id": name,
            "position": position,
            "group_id": topic.group,
            "title": topic.title,
            "ask": topic.ask,
            "keywords": json.dumps(topic.keywords, ensure_ascii=False),
            "related": json.dumps(topic.related),
            "suggest": json.dumps(topic.suggest),
            "issues": json.dumps([entry.issue for entry in topic.disagreements], ensure_ascii=False),
            "figure": topic.figure,
            "reviewed": topic.reviewed.isoformat(),
            "review_by": topic.review_by.isoformat(),
        }


def _numbered(item: LoadedTopic) -> Iterator[tuple[str, int, Any]]:
    """Yield (statement id, position, placed statement); statements without an id are numbered in their topic."""
    for position, placed in enumerate(item.statements()):
        yield placed.statement.id or f"{item.topic.id}#{position}", position, placed


def _statement_rows(content: Content) -> Iterator[_Row]:
    for name, item in content.topics.items():
        for statement_id, position, placed in _numbered(item):
            statement = placed.statement
            yield {
                "id": statement_id,
                "topic": name,
                "position": position,
                "audience": placed.audience,
                "role": placed.role,
                "issue": placed.loc[1] if placed.audience == "both" else None,
                "text": statement.text,
                "evidence": statement.evidence,
                "support": int(statement.support),
                "dated": int(statement.dated),
                "superseded_by": statement.superseded_by,
            }


def _citing_rows(content: Content) -> Iterator[_Row]:
    for item in content.topics.values():
        for statement_id, _position, placed in _numbered(item):
            for position, source in enumerate(placed.statement.sources):
                yield {"statement": statement_id, "position": position, "source": content.source_id(source)}


def _document_rows(content: Content) -> list[_Row]:
    return [
        {"name": name, "data": json.dumps(plain(document.data), ensure_ascii=False)}
        for name, document in content.documents.items()
        if name not in _UNCOMPILED
    ]


def _reply_rows(content: Content) -> list[_Row]:
    return [
        {"id": str(name), "data": json.dumps(plain(entry), ensure_ascii=False)}
        for stem in _REPLY_FILES
        for name, entry in (content.data(stem) or {}).items()
        if isinstance(entry, dict) and ("patient" in entry or "clinician" in entry)
    ]


def _figure_rows(content: Content) -> list[_Row]:
    return [
        {"name": path.stem, "svg": path.read_text(encoding="utf-8")}
        for path in sorted((content.root / "figures").glob("*.svg"))
    ]


def _index(base: Any, content: Content) -> None:
    """Build the full-text index (one row a statement) and the list of words it holds, for spelling."""
    base.conn.execute(
        "CREATE VIRTUAL TABLE search USING fts5(title, ask, keywords, text, statement UNINDEXED, audience UNINDEXED,"
        " topic UNINDEXED, tokenize='porter unicode61 remove_diacritics 2', prefix='3 4 5')"
    )
    words: set[str] = set()
    for name, item in content.topics.items():
        topic = item.topic
        head = (topic.title, topic.ask, " ; ".join([*topic.keywords, name.replace("_", " ")]))
        words.update(index_words(" ".join(head)))
        for statement_id, _position, placed in _numbered(item):
            if placed.statement.support:
                continue
            text = placed.statement.text
            words.update(index_words(text))
            row = (*head, text, statement_id, placed.audience, name)
            base.conn.execute("INSERT INTO search VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    base.table("words").insert_all({"word": word} for word in sorted(words) if len(word) > 3)
