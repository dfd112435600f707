"""Signs, symptoms and circumstances for the differential, and other diseases that are named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.language.extraction.history.statements import Standing, Statements
from bot.language.extraction.model import Finding, FindingStatus
from bot.language.extraction.words.phrases import PhraseBook

__all__ = ["FindingReader"]

_STATUS: Final[Mapping[Standing, FindingStatus | None]] = {
    "stated": "present",
    "bare": "present",
    "negated": "absent",
    "past": "past",
    "open": "uncertain",
    "other": None,
}


class FindingReader:
    """Reads the `findings` and `conditions` parts of the lexicon in messages."""

    def __init__(self, findings: Mapping[str, Any], conditions: Mapping[str, Any], book: PhraseBook) -> None:
        for key, phrases in findings.items():
            book.add("finding", key, phrases)
        for key, phrases in conditions.items():
            book.add("condition", key, phrases)

    def findings(self, statements: Statements) -> list[Finding]:
        """Return one finding an id: the first, or the first that is present if there are several."""
        best: dict[str, Finding] = {}
        for hit in statements.of("finding"):
            status = _STATUS[statements.standing(hit)]
            if status is None:
                continue
            start, end = statements.tokens[hit.first].start, statements.tokens[hit.last].end
            old = best.get(hit.key)
            if old is None or (old.status != "present" and status == "present"):
                best[hit.key] = Finding(hit.key, status, start, end)
        return list(best.values())

    def conditions(self, statements: Statements) -> list[str]:
        """Return the ids of the diseases named, in order, whatever is said of them."""
        return list(dict.fromkeys(hit.key for hit in statements.of("condition")))
