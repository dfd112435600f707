"""Check of the numbers to call (`knowledge/helplines.yml`): shape, aliases, and when somebody last looked them up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.library.content import Content
from bot.library.faults import Fault
from bot.library.loader import Loc, parse
from bot.library.schema import Line

__all__ = ["check_helplines"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Phone(_Model):
    label: Line
    number: Annotated[str, Field(pattern=r"^\d{3,12}$")]
    kind: Literal["emergency", "crisis", "urgent"]


class _Link(_Model):
    label: Line
    url: Annotated[str, Field(pattern=r"^https://\S+$")]
    kind: Literal["emergency", "crisis", "urgent"]


class _Short(_Model):
    emergency_number: Line
    crisis_line: Line


class _Row(_Model):
    name: Line
    emergency_number: Line
    crisis_line: Line
    short: _Short
    phones: Annotated[list[_Phone], Field(min_length=2)]
    links: list[_Link] = Field(default_factory=list)
    status: Literal["read", "memory"]
    checked_on: dt.date | None
    source: Line


class _Helplines(_Model):
    warn_after_days: Annotated[int, Field(ge=1)]
    default: _Row
    aliases: dict[str, str] = Field(default_factory=dict)
    locales: dict[str, _Row]


def check_helplines(content: Content, today: dt.date) -> Iterator[Fault]:
    """The rows can be read, each alias leads to one, and somebody looked the numbers up not long ago."""
    document = content.documents.get("helplines")
    if document is None:
        return
    read, faults = parse(_Helplines, document, document.data, ())
    yield from faults
    if read is None:
        return
    for alias, name in read.aliases.items():
        if name not in read.locales or alias in read.locales:
            yield document.fault("CX401", ("aliases", alias), message=f"{alias}: {name}")
    rows: dict[Loc, _Row] = {("default",): read.default} | {
        ("locales", name): row for name, row in read.locales.items()
    }
    never = [(loc, row.name) for loc, row in rows.items() if row.checked_on is None]
    if never:  # one line for all: what is always the same is soon read over
        names = ", ".join(name for _, name in never)
        yield document.fault("CX408", (*never[0][0], "checked_on"), message=f"{names}: never looked up")
    for loc, row in rows.items():
        if row.checked_on and (age := (today - row.checked_on).days) > read.warn_after_days:
            yield document.fault("CX408", (*loc, "checked_on"), message=f"{row.name}, looked up {age} days ago")
