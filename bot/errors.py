"""The one exception tree of the project.

CalciError
├── ContentError   something in knowledge/ is wrong: names file, line and field
├── InputError     something a person or a client sent is not acceptable: names the field
├── ModelError     the trained model is missing, corrupt or not ours
├── StoreError     a database cannot be read or written
└── ConfigError    a setting of the deployment cannot be used
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CalciError", "ConfigError", "ContentError", "InputError", "ModelError", "StoreError"]


class CalciError(Exception):
    """Base of every error this project raises on purpose.

    `code` is stable (`CX101`, `IN203` …); `remedy` says what to do about it.
    """

    def __init__(self, message: str, *, code: str, field: str | None = None, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.field = field
        self.remedy = remedy

    def __str__(self) -> str:
        place = f" [{self.field}]" if self.field else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{self.code}{place}: {self.message}{remedy}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the content something stands. `line` counts from 1."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


class ContentError(CalciError):
    """Content in knowledge/ cannot be used as it is written."""

    def __init__(
        self,
        message: str,
        *,
        code: str,
        place: Place | None = None,
        field: str | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(message, code=code, field=field, remedy=remedy)
        self.place = place

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return where + super().__str__()


class InputError(CalciError):
    """What was sent is not acceptable; `field` names the part."""


class ModelError(CalciError):
    """The trained model is missing, corrupt, or not the one that was built here."""


class StoreError(CalciError):
    """A database cannot be opened, read or written."""


class ConfigError(CalciError):
    """A setting of the deployment cannot be used."""
