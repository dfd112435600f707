"""The summary for a visit on paper and for systems: HTML, PDF, Markdown and a FHIR Bundle of the same facts."""

from __future__ import annotations

from bot.api.summary.model import Summary
from bot.api.summary.render import KINDS, render

__all__ = ["KINDS", "Summary", "render"]
