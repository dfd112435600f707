"""From a summary to the bytes of one format."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from bot.api.summary.fhir import as_bundle
from bot.api.summary.html import as_html, policy
from bot.api.summary.markdown import as_markdown
from bot.api.summary.model import Summary
from bot.api.summary.pdf import as_pdf
from bot.api.summary.view import view

__all__ = ["KINDS", "Rendered", "render"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document: its bytes, its media type, a file name without identifiers, and a policy for HTML."""

    body: bytes
    kind: str
    filename: str
    policy: str = ""


def render(summary: Summary, kind: str, now: datetime | None = None) -> Rendered:
    """Return the summary as `kind` (one of `KINDS`); `KeyError` for another."""
    return _MAKERS[kind](summary, now or datetime.now(UTC))


def _html(summary: Summary, now: datetime) -> Rendered:
    body = as_html(view(summary, now.date())).encode()
    return Rendered(body, "text/html; charset=utf-8", "visit-summary.html", policy())


def _pdf(summary: Summary, now: datetime) -> Rendered:
    return Rendered(as_pdf(view(summary, now.date())), "application/pdf", "visit-summary.pdf")


def _markdown(summary: Summary, now: datetime) -> Rendered:
    body = as_markdown(view(summary, now.date())).encode()
    return Rendered(body, "text/markdown; charset=utf-8", "visit-summary.md")


def _fhir(summary: Summary, now: datetime) -> Rendered:
    body = json.dumps(as_bundle(summary, now), ensure_ascii=False).encode()
    return Rendered(body, "application/fhir+json", "visit-summary.fhir.json")


_MAKERS: Mapping[str, Callable[[Summary, datetime], Rendered]] = MappingProxyType(
    {"text/html": _html, "application/pdf": _pdf, "text/markdown": _markdown, "application/fhir+json": _fhir}
)
KINDS = tuple(_MAKERS)
