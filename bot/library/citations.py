"""Printed references, made by citeproc from CSL data and the project's own style."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from bot.library.schema import Source

__all__ = ["STYLE", "format_citations"]

STYLE = "sources/references.csl"
_INITIALS = re.compile(r"^[^\W\d_a-z]{2,4}$")


def format_citations(sources: Iterable[Source], style: Path) -> dict[str, str]:
    """Return the printed reference of each source, by id.

    Args:
        sources: the sources, each with a unique id.
        style: the CSL style file.
    """
    with warnings.catch_warnings():
        # citeproc warns of CSL fields that it does not print (PMID, PMCID): nothing to do about them
        warnings.simplefilter("ignore")
        items = [_item(source) for source in sources]
        bibliography = CitationStylesBibliography(
            CitationStylesStyle(str(style), validate=False), CiteProcJSON(items), formatter.plain
        )
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        printed = [_tidy(str(entry)) for entry in bibliography.bibliography()]
    # citeproc lower-cases the keys and keeps the order in which they were registered
    return dict(zip((item["id"] for item in items), printed, strict=True))


def _item(source: Source) -> dict[str, Any]:
    item = source.csl()
    authors = item.get("author", [])
    if len(authors) == 1 and authors[0].get("literal") and item.get("publisher", "").startswith(authors[0]["literal"]):
        # a body that publishes its own page is named once
        del item["author"]
    for name in item.get("author", ()):
        # "SU" are two initials: citeproc shortens a word to its first letter
        if _INITIALS.match(name.get("given", "")):
            name["given"] = " ".join(name["given"])
    return item


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"([.?!])\.(?=\s|$)", r"\1", text).replace(";:", ":")
    return (
        text
        if re.search(r"(?:https?://|doi:)\S+(?: \(read [\d-]+\))?$", text) or text.endswith((".", "?", "!"))
        else f"{text}."
    )
