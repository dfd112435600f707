"""Checks of the shape of the other documents: replies, synonyms, allowed terms, the teaching case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.library.content import Content
from bot.library.faults import Fault, fault
from bot.library.ids import NON_TOPIC_IDS
from bot.library.loader import Document, Loc, parse
from bot.library.schema import Id, Line, SourceId, Statement, Text

__all__ = ["check_documents"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _SynonymGroup(_Model):
    names: Annotated[list[Line], Field(min_length=2)]


class _AllowedTerm(_Model):
    term: Line
    plain: Line
    why: Literal["disease", "drug", "body", "treatment", "test", "team", "name"]


class _ReplyLine(_Model):
    text: Text
    sources: list[SourceId] = Field(default_factory=list)


_ReplyLines = Annotated[list[Line | _ReplyLine | Text], Field(min_length=1)]


class _Reply(BaseModel):
    # a reply may say more than this (translations, placeholders): whoever reads that checks it
    model_config = ConfigDict(extra="allow", frozen=True)

    patient: _ReplyLines
    clinician: _ReplyLines
    suggest: list[Line] = Field(default_factory=list, max_length=6)
    sources: list[SourceId] = Field(default_factory=list)


class _CaseOption(_Model):
    text: Text
    correct: bool
    feedback: Text
    sources: Annotated[list[SourceId], Field(min_length=1)]


class _CaseStep(_Model):
    id: Id
    title: Line
    text: Annotated[list[Statement], Field(min_length=1)]
    question: Line | None = None
    options: list[_CaseOption] = Field(default_factory=list)

    @model_validator(mode="after")
    def _question_can_be_answered(self) -> Self:
        if (self.question is None) != (not self.options):
            raise ValueError("a question needs options, and options a question")
        if self.options and not any(option.correct for option in self.options):
            raise ValueError("no option of the question is correct")
        return self


_Pattern = Annotated[str, Field(min_length=1)]


class _ShortAnswer(_Model):
    id: Id
    asks: _Pattern
    unless: _Pattern | None = None
    knows: _Pattern | None = None
    past: bool = False
    after: list[Id] = Field(default_factory=list)
    after_ever: list[Id] = Field(default_factory=list)
    after_topic: list[Id] = Field(default_factory=list)
    limit: bool = False
    always: bool = False
    label: Line | None = None
    first: Text | None = None
    beside: Text | None = None
    says: Annotated[list[Annotated[list[Statement], Field(min_length=1)]], Field(min_length=1)]
    suggest: Annotated[list[Line], Field(min_length=1, max_length=4)]
    tried: list[Line] = Field(default_factory=list)
    left: list[Line] = Field(default_factory=list)


_SHORT: Final = ("feelings", "everyday")
_LISTS: Final[Mapping[str, type[BaseModel]]] = {
    "synonyms": _SynonymGroup,
    "allowed_terms": _AllowedTerm,
    "case": _CaseStep,
}


def check_documents(content: Content) -> Iterator[Fault]:
    """Check each document against its shape, and the suggestions of the replies."""
    for stem, model in _LISTS.items():
        document = content.documents.get(stem)
        if document is not None:
            yield from _each(model, document)
    document = content.documents.get("replies")
    if document is not None:
        yield from _replies(content, document)
    for stem in _SHORT:
        document = content.documents.get(stem)
        if document is not None:
            yield from _short_answers(content, document)


def _short_answers(content: Content, document: Document) -> Iterator[Fault]:
    """Each rule by its shape; what it counts as and offers is a topic or a task."""
    data: Any = document.data
    if not isinstance(data, dict) or not isinstance(data.get("rules"), list):
        yield fault("CX104", document.name, 1, message="expected phrases and rules")
        return
    for index, entry in enumerate(data["rules"]):
        rule, faults = parse(_ShortAnswer, document, entry, ("rules", index))
        yield from faults
        for target in (*rule.suggest, *rule.after_topic, rule.label or "help") if rule else ():
            if target not in content.topics and target not in NON_TOPIC_IDS:
                yield document.fault("CX401", ("rules", index), message=target)


def _each(model: type[BaseModel], document: Document) -> Iterator[Fault]:
    if not isinstance(document.data, list):
        yield fault("CX104", document.name, 1, message="expected a list")
        return
    for index, entry in enumerate(document.data):
        yield from parse(model, document, entry, (index,))[1]


def _replies(content: Content, document: Document) -> Iterator[Fault]:
    data: Any = document.data
    if not isinstance(data, dict):
        yield fault("CX104", document.name, 1, message="expected a mapping from reply id to reply")
        return
    for name, entry in data.items():
        reply, faults = parse(_Reply, document, entry, (name,))
        yield from faults
        for index, target in enumerate(reply.suggest if reply else ()):
            if target not in content.topics and target not in NON_TOPIC_IDS:
                loc: Loc = (name, "suggest", index)
                yield document.fault("CX401", loc, message=target)
