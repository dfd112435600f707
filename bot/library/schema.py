"""The shape of the content: topics, statements and sources, as pydantic models.

Shapes are those of docs/architecture.md ("Content"); unknown fields are refused, so that a typing error never
hides content. Import this module only where content is built or checked: at run time the compiled file is read.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

__all__ = [
    "EVIDENCE_LEVELS",
    "ClinicianVoice",
    "CslDate",
    "CslName",
    "Disagreement",
    "Evidence",
    "PatientVoice",
    "Source",
    "SourceCustom",
    "Statement",
    "Topic",
]

Evidence = Literal["high", "moderate", "low", "very-low", "expert-opinion"]
EVIDENCE_LEVELS: tuple[Evidence, ...] = ("high", "moderate", "low", "very-low", "expert-opinion")

UNWRITTEN = "the text is still to be written"
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
SourceId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.\-]*$", max_length=64)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=1200)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Statement(_Model):
    """One claim in our own words, with its evidence level and sources.

    `support: true` marks a line that makes no clinical claim (an offer, a kind word): no digits, no source needed.
    `dated: true` marks an old finding kept for the record; `superseded_by` names the statement that replaced it.
    """

    text: Text
    sources: list[SourceId] = Field(default_factory=list)
    evidence: Evidence | None = None
    id: Id | None = None
    support: bool = False
    dated: bool = False
    superseded_by: Id | None = None

    @model_validator(mode="after")
    def _sourced_unless_support(self) -> Self:
        if self.support:
            if self.text.startswith("…"):
                raise ValueError(UNWRITTEN)
            if re.search(r"\d", self.text):
                raise ValueError("a support line makes no clinical claim and has no digits")
            return self
        missing = [] if self.sources else ["a statement needs at least one source (or support: true for no claim)"]
        missing += [] if self.evidence else ["a statement needs an evidence level: " + ", ".join(EVIDENCE_LEVELS)]
        missing += [UNWRITTEN] if self.text.startswith("…") else []
        if missing:
            raise ValueError("; ".join(missing))
        return self


Statements = Annotated[list[Statement], Field(min_length=1)]


class PatientVoice(_Model):
    """The answer in plain words: gist and body together 60–160 words, `simpler` at most 60."""

    gist: Statement
    body: Statements
    call_team: Statements
    simpler: Statements
    more: list[Statement] = Field(default_factory=list)


class ClinicianVoice(_Model):
    """The answer with figures: estimates, intervals, n, design, population, year, and what is unknown."""

    gist: Statement
    body: Statements
    unknown: list[Statement] = Field(default_factory=list)
    more: list[Statement] = Field(default_factory=list)


class Disagreement(_Model):
    """Where sources differ: who found what, when, in whom, and how we read it."""

    issue: Text
    positions: Annotated[list[Statement], Field(min_length=2)]
    reading: Statement | None = None


class Topic(_Model):
    """One topic: the same knowledge told to a patient and to a clinician."""

    id: Id
    group: Id
    title: Line
    ask: Line
    keywords: list[Line] = Field(default_factory=list)
    patient: PatientVoice
    clinician: ClinicianVoice
    disagreements: list[Disagreement] = Field(default_factory=list)
    related: list[Id] = Field(default_factory=list)
    suggest: Annotated[list[Id], Field(min_length=2, max_length=4)]
    figure: Id | None = None
    reviewed: dt.date
    review_by: dt.date


class CslName(_Model):
    """A person (`family`, `given`) or a body (`literal`)."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if not (self.family or self.literal):
            raise ValueError("a name needs `family` or `literal`")
        return self


class CslDate(_Model):
    """CSL date: `date-parts: [[2018, 5, 3]]`."""

    date_parts: Annotated[list[list[int]], Field(min_length=1, max_length=2, alias="date-parts")]


CslType = Literal[
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "chapter",
    "dataset",
    "document",
    "entry-encyclopedia",
    "legislation",
    "paper-conference",
    "pamphlet",
    "post-weblog",
    "report",
    "software",
    "thesis",
    "webpage",
]
SourceKind = Literal[
    "case-control",
    "case-series",
    "cohort",
    "consensus",
    "crossover",
    "encyclopedia",
    "expert-opinion",
    "guideline",
    "laboratory",
    "meta-analysis",
    "narrative-review",
    "news",
    "patient-information",
    "pharmacokinetic",
    "rct",
    "reference-data",
    "registry",
    "regulatory",
    "systematic-review",
    "teaching-file",
    "trial-registration",
]


class SourceCustom(_Model):
    """Our own notes on a source: its kind, whom it studied, how much of it was read."""

    kind: SourceKind
    seen: Literal["full", "abstract", "page", "secondary"]
    population: str | None = None
    note: str | None = None


class Source(_Model):
    """A bibliographic entry in CSL-JSON fields, with our notes under `custom`."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: SourceId
    type: CslType
    title: Text
    author: list[CslName] = Field(default_factory=list)
    container_title: str | None = Field(default=None, alias="container-title")
    publisher: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    number: str | None = None
    language: str | None = None
    issued: CslDate | None = None
    accessed: CslDate | None = None
    doi: str | None = Field(default=None, alias="DOI", pattern=r"^10\.\d{4,9}/\S+$")
    pmid: str | None = Field(default=None, alias="PMID", pattern=r"^\d{1,8}$")
    pmcid: str | None = Field(default=None, alias="PMCID", pattern=r"^PMC\d{4,9}$")
    url: str | None = Field(default=None, alias="URL", pattern=r"^https?://\S+$")
    custom: SourceCustom

    @field_validator("volume", "issue", "page", "number", "pmid", mode="before")
    @classmethod
    def _number_as_text(cls, value: Any) -> Any:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    def csl(self) -> dict[str, Any]:
        """Return the CSL-JSON item, without our own notes."""
        return self.model_dump(by_alias=True, exclude_none=True, exclude={"custom"}, mode="json")
