"""Checks of the glossary: shape, lengths, links, and that a name leads to one entry only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from bot.library.checks_wording import SENTENCE_WORDS
from bot.library.content import Content
from bot.library.faults import Fault, fault
from bot.library.glossary import folded
from bot.library.ids import REQUIRED_TOPICS
from bot.library.loader import Document, Loc, parse
from bot.library.schema import Id, Line, Statement
from bot.library.textmeasure import sentences, words

__all__ = ["check_glossary"]

_MOST_SENTENCES: Final = {"patient": 4, "clinician": 1}


class _Word(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id
    names: Annotated[list[Line], Field(min_length=1)]
    unlike: list[Line] = Field(default_factory=list)
    label: Id
    patient: Annotated[list[Statement], Field(min_length=1, max_length=2)]
    clinician: Statement
    see: Annotated[list[Id], Field(min_length=1, max_length=3)]
    urgent: bool = False


def check_glossary(content: Content) -> Iterator[Fault]:
    """Each entry is of its shape, short, sourced and linked; ids and names are its own."""
    document = content.documents.get("glossary")
    if document is None:
        return
    data: Any = document.data
    if not isinstance(data, dict) or not isinstance(data.get("words"), list):
        yield fault("CX104", document.name, 1, message="expected `words`, a list of entries")
        return
    seen: dict[str, str] = {}
    ids: set[str] = set()
    for index, entry in enumerate(data["words"]):
        loc: Loc = ("words", index)
        word, faults = parse(_Word, document, entry, loc)
        yield from faults
        if word is None:
            continue
        if word.id in ids:
            yield document.fault("CX108", (*loc, "id"), message=word.id)
        ids.add(word.id)
        yield from _names(document, word, loc, seen)
        yield from _links(document, word, loc, content)
        yield from _lengths(document, word, loc)


def _names(document: Document, word: _Word, loc: Loc, seen: dict[str, str]) -> Iterator[Fault]:
    for place, name in enumerate(word.names):
        key = folded(name)
        if not key or key in seen:
            message = f"{name!r}, also of {seen.get(key, 'nothing')}"
            yield document.fault("CX411", (*loc, "names", place), message=message)
        seen.setdefault(key, word.id)
    for place, name in enumerate(word.unlike):
        if of := seen.get(folded(name)):
            yield document.fault("CX411", (*loc, "unlike", place), message=f"{name!r} is a name of {of}")


def _links(document: Document, word: _Word, loc: Loc, content: Content) -> Iterator[Fault]:
    """The label is an id of the contract; what is offered besides is another page."""
    if word.label not in REQUIRED_TOPICS:
        yield document.fault("CX401", (*loc, "label"), message=word.label)
    for place, name in enumerate(word.see):
        if name not in content.topics or name == word.label:
            yield document.fault("CX401", (*loc, "see", place), message=name)


def _lengths(document: Document, word: _Word, loc: Loc) -> Iterator[Fault]:
    said = (("patient", word.patient), ("clinician", [word.clinician]))
    for voice, statements in said:
        parts = [part for statement in statements for part in sentences(statement.text)]
        longest = max((len(words(part)) for part in parts), default=0)
        if longest > SENTENCE_WORDS[voice]:
            yield document.fault("CX302", (*loc, voice), message=f"{longest} words, at most {SENTENCE_WORDS[voice]}")
        if len(parts) > _MOST_SENTENCES[voice]:
            message = f"{len(parts)} sentences, at most {_MOST_SENTENCES[voice]}"
            yield document.fault("CX302", (*loc, voice), message=message)
