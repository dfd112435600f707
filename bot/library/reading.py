"""Each document is read by its real readers before it is compiled: whatever they refuse is a fault of the file.

The gate, the extraction, the decision and the actions live above this package. So they are only named here, and are
imported when there is content to check: a process that opens a finished knowledge base knows nothing of theirs.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from bot.clinical.analytes import Catalogue
from bot.clinical.risk.parameters import RiskModel
from bot.errors import CalciError
from bot.library.content import Content
from bot.library.faults import Fault
from bot.library.loader import Document, Loc, plain

__all__ = ["MODULES", "Names", "Reader", "Wrong", "check_readers", "readers"]

#: Modules with a tuple `READERS`.
MODULES: Final = ("bot.language.readers", "actions.readers")
_REFUSALS: Final = (CalciError, re.error, LookupError, TypeError, ValueError, ArithmeticError, AttributeError)


class Wrong(NamedTuple):
    """What is wrong in a document, and where. `told`: of a rule's own example, not of its shape."""

    loc: Loc
    what: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The ids that a document may point at."""

    topics: frozenset[str]
    statements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reader:
    """How one part of the program reads its documents.

    `read` gets the documents as plain data, in this order, and the names there are. It raises on what it cannot
    read, or yields what is wrong in the first of them.
    """

    documents: tuple[str, ...]
    read: Callable[..., Iterable[Wrong]]


def _labs(data: Any, _: Names) -> Iterator[Wrong]:
    Catalogue.from_dict(data)
    yield from ()


def _risk_model(data: Any, _: Names) -> Iterator[Wrong]:
    RiskModel.from_dict(data)
    yield from ()


_CLINICAL: Final = (Reader(("labs",), _labs), Reader(("risk_model",), _risk_model))


def readers() -> tuple[Reader, ...]:
    """Every reader of a document: what others lean on comes first."""
    return (*_CLINICAL, *(reader for name in MODULES for reader in importlib.import_module(name).READERS))


def check_readers(content: Content) -> Iterator[Fault]:
    """Let each reader read what there is for it, unless another reader has refused what it leans on."""
    names = Names(frozenset(content.topics), frozenset(_statement_ids(content)))
    faulty: set[str] = set()
    for reader in readers():
        documents = [content.documents[name] for name in reader.documents if name in content.documents]
        if len(documents) < len(reader.documents) or not faulty.isdisjoint(reader.documents[1:]):
            continue
        found = list(_read(reader, documents, names))
        faulty |= {reader.documents[0]} if found else set()
        yield from found


def _refused(document: Document, error: Exception) -> tuple[Loc, str]:
    """Where in a document an exception of its reader points, as far as it tells, and what it says."""
    if isinstance(error, KeyError):
        return (), f"there is no {error.args[0]!r}" if error.args else "a key is missing"
    culprit = error.field if isinstance(error, CalciError) else getattr(error, "pattern", None)
    said = f"{error.code}: {error.message}" if isinstance(error, CalciError) else f"{type(error).__name__}: {error}"
    return _place_of(document.data, str(culprit)) if culprit else (), said


def _read(reader: Reader, documents: list[Document], names: Names) -> Iterator[Fault]:
    first = documents[0]
    try:
        for wrong in reader.read(*(plain(document.data) for document in documents), names):
            yield first.fault("CX112" if wrong.told else "CX111", wrong.loc, message=wrong.what)
    except _REFUSALS as error:
        loc, what = _refused(first, error)
        yield first.fault("CX111", loc, message=what)


def _statement_ids(content: Content) -> Iterator[str]:
    for name, item in content.topics.items():
        for position, placed in enumerate(item.statements()):
            yield placed.statement.id or f"{name}#{position}"


def _place_of(data: Any, words: str) -> Loc:
    """Where the words stand in a document: as a whole text first, then as a name, then within a text."""
    leaves = list(_leaves(data, ()))
    tests: tuple[Callable[[Loc, str], bool], ...] = (
        lambda _, text: text == words,
        lambda loc, _: words in loc,
        lambda _, text: words in text,
    )
    found = (loc for test in tests for loc, text in leaves if test(loc, text))
    return next(found, ())


def _leaves(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*loc, str(key)))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*loc, index))
    else:
        yield loc, str(value)
