"""The summary as PDF, with the disclaimer, the version and the page number on every page."""

from __future__ import annotations

import importlib.util
import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.api.summary.view import View

__all__ = ["as_pdf"]

_FILES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
_FOOTER_MM = 24
logging.getLogger("fontTools").setLevel(logging.ERROR)  # it reports every step of making a subset
logging.getLogger("fpdf").setLevel(logging.CRITICAL)  # it reports letters that a font lacks: those of the person


def as_pdf(page: View) -> bytes:
    """Return the page as PDF (A4). A letter that the font lacks is shown as its placeholder."""
    document = _document(page)
    document.add_page()
    document.heading(page.title, 15)
    document.text_block(page.intro)
    document.text_block(f"Made on {page.made}", 8.5)
    if page.results:
        document.heading(page.headings["labs"])
        rows = [(r.name, r.value, r.day, " ".join(filter(None, (r.range, r.position))), r.trend) for r in page.results]
        document.grid(("Test", "Result", "Date", "Range", "Trend"), rows)
    document.bullets(page.headings["history"], [f"{label}: {value}" for label, value in page.history])
    if page.estimate:
        document.heading(page.headings["estimate"])
        for line in page.estimate:
            document.text_block(line)
    if page.effects:
        document.heading(page.headings["effects"], 10.5)
        cells = [(e.factor, e.effect, e.interval, e.source) for e in page.effects]
        document.grid(("Factor", "Relative effect", "Interval", "Source"), cells)
    document.bullets(page.headings["questions"], page.questions)
    document.bullets(page.headings["discussed"], page.discussed)
    document.bullets(page.headings["sources"], page.sources)
    return bytes(document.output())


@lru_cache(maxsize=1)
def _fonts() -> dict[str, Path]:
    """Return the font files that matplotlib ships (found without importing it), or nothing when they are not there."""
    found = importlib.util.find_spec("matplotlib")
    folder = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" if found and found.origin else Path()
    files = {style: folder / name for style, name in _FILES.items()}
    return files if all(path.is_file() for path in files.values()) else {}


def _document(page: View) -> Any:
    # fpdf2 loads an imaging library and takes a second or two, so it is loaded for the first PDF only.
    from bot.api.summary.pdf_document import Document

    return Document(page.title, f"{page.disclaimer} {page.version}", _fonts(), _FOOTER_MM)
