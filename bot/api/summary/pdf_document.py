"""An A4 document with headings, paragraphs, bullets and tables; falls back to a core font where DejaVu is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

__all__ = ["Document"]

_CORE = "Helvetica"
_FAMILY = "DejaVu"
_BODY = 9.5
_PLACEHOLDER = "\ufffd"


class Document(FPDF):
    """A page that grows. `fonts` maps a style (`""`, `"B"`) to a font file; empty means the core font (Latin-1)."""

    def __init__(self, title: str, footer: str, fonts: Mapping[str, Path], footer_mm: float) -> None:
        super().__init__(format="A4")
        self._unicode = bool(fonts)
        self._face = _FAMILY if fonts else _CORE
        for style, path in fonts.items():
            self.add_font(_FAMILY, style, str(path))
        faces = [set(font.cmap) for font in self.fonts.values() if isinstance(font, TTFFont)]
        self._letters = frozenset(set.intersection(*faces)) if faces else frozenset()
        self._foot = self.fit(footer)
        self.set_title(self.fit(title))
        self.set_lang("en-GB")
        self.set_margins(16, 16, 16)
        self.set_auto_page_break(True, footer_mm)
        self._footer_mm = footer_mm

    def fit(self, text: str) -> str:
        """Return the text as the fonts can write it: each letter that one of them lacks as a placeholder."""
        plain = " ".join(text.split())
        if not self._unicode:
            return plain.encode("latin-1", "replace").decode("latin-1")
        return "".join(letter if ord(letter) in self._letters else _PLACEHOLDER for letter in plain)

    def footer(self) -> None:
        """Write the disclaimer, the version and the page number; fpdf2 calls it for every page."""
        self.set_y(-self._footer_mm + 4)
        self.set_font(self._face, "", 7)
        self.multi_cell(
            0, 3.2, f"{self._foot} – {self.page_no()}" if self._unicode else f"{self._foot} - {self.page_no()}"
        )

    def heading(self, text: str, size: float = 12) -> None:
        """Write a heading that stays with what follows."""
        if self.will_page_break(18):
            self.add_page()
        self.ln(2.5)
        self._write(text, size, "B")

    def text_block(self, text: str, size: float = _BODY) -> None:
        """Write a paragraph."""
        self._write(text, size, "")

    def bullets(self, heading: str, rows: Sequence[str]) -> None:
        """Write a heading and a list, or nothing for an empty list."""
        if not rows:
            return
        self.heading(heading)
        for row in rows:
            self._write(f"{'•' if self._unicode else '-'} {row}", _BODY, "")

    def grid(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Write a table; its header is repeated after a page break."""
        self.set_font(self._face, "", 8.5)
        with self.table(line_height=4.6, text_align="LEFT") as table:
            for cells in (header, *rows):
                row = table.row()
                for cell in cells:
                    row.cell(self.fit(cell) or "-")

    def _write(self, text: str, size: float, style: str) -> None:
        self.set_font(self._face, style, size)
        self.multi_cell(0, size * 0.47, self.fit(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
        self.ln(0.8)
