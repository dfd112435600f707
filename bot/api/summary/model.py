"""The `summary` object of the turn envelope, checked: it comes back from a browser, so nothing in it is trusted."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, FiniteFloat, StringConstraints

__all__ = ["Discussed", "Estimate", "LabRow", "Point", "Risk", "Said", "Summary"]

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def _printable(value: Any) -> Any:
    """Drop control and direction marks, which could hide or reorder words on paper."""
    return _CONTROL.sub("", value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_printable), StringConstraints(max_length=2000, strip_whitespace=True)]
Short = Annotated[str, BeforeValidator(_printable), StringConstraints(max_length=200, strip_whitespace=True)]
Name = Annotated[
    str, BeforeValidator(_printable), StringConstraints(min_length=1, max_length=200, strip_whitespace=True)
]
Words = Annotated[
    str, BeforeValidator(_printable), StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)
]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Limits(_Part):
    """A range in the unit in which it is stated."""

    low: FiniteFloat | None = None
    high: FiniteFloat | None = None
    unit: Short


class LabRow(_Part):
    """A row of `lab_table`: `value`, `low`, `high` in the canonical `unit`; `typed` and `range` as they were stated."""

    analyte: Short
    label: Short
    typed: Short
    value: FiniteFloat | None = None
    unit: Short | None = None
    low: FiniteFloat | None = None
    high: FiniteFloat | None = None
    range: Limits | None = None
    status: Literal["ok", "ambiguous", "implausible"] = "ok"
    position: Literal["below", "within", "above"] | None = None
    taken: Day | None = None


class Point(_Part):
    """One value of a series, in the canonical `unit`."""

    value: FiniteFloat
    unit: Short
    taken: Day | None = None
    typed: Short = ""


class Said(_Part):
    """One thing the person said about themselves, in words."""

    label: Name
    value: Short


class Discussed(_Part):
    """A topic that was talked about."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,60}$")]
    title: Short


class _Warning(_Part):
    code: Short
    text: Words


class _Contribution(_Part):
    factor: Short
    value: bool | FiniteFloat | Short | None = None
    relative_effect: Annotated[FiniteFloat, Field(ge=0)]
    interval: tuple[FiniteFloat, FiniteFloat]
    source: Short = ""


class Risk(_Part):
    """The part of the contract's `risk` object that is printed; per cent per year."""

    model: Short
    estimate: Annotated[FiniteFloat, Field(ge=0, le=100)]
    interval: tuple[Annotated[FiniteFloat, Field(ge=0, le=100)], Annotated[FiniteFloat, Field(ge=0, le=100)]]
    multiplier: Annotated[FiniteFloat, Field(ge=0)]
    category: Literal["well_below", "around", "above", "well_above"]
    warnings: Annotated[list[_Warning], Field(max_length=40)] = []
    contributions: Annotated[list[_Contribution], Field(max_length=40)] = []


class Estimate(_Part):
    """The estimate in words, with its figures when they were shown in the conversation."""

    words: Text
    risk: Risk | None = None
    disclaimer: Text = ""


class Summary(_Part):
    """Everything that may stand in a summary; each list may be empty, not all of them."""

    title: Short = ""
    audience: Literal["patient", "clinician"] = "patient"
    labs: Annotated[list[LabRow], Field(max_length=60)] = []
    series: Annotated[dict[Short, Annotated[list[Point], Field(max_length=200)]], Field(max_length=40)] = {}
    history: Annotated[list[Said], Field(max_length=60)] = []
    discussed: Annotated[list[Discussed], Field(max_length=100)] = []
    estimate: Estimate | None = None
    questions: Annotated[list[Text], Field(max_length=40)] = []

    @property
    def empty(self) -> bool:
        """Whether there is nothing to print."""
        return not (self.labs or self.history or self.discussed or self.questions or self.estimate)
