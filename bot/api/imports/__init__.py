"""Reading laboratory values that others wrote: FHIR R4, CSV and pasted text. Free of Sanic and Rasa.

`read_fhir`, `read_csv`, `read_text` → `Imported`; `read_file` → the flat object of contract ids for `calci risk`.
"""

from __future__ import annotations

from bot.api.imports.csv_table import read_csv
from bot.api.imports.fhir import read_fhir
from bot.api.imports.files import import_file, read_file, unusable
from bot.api.imports.pasted import read_text
from bot.api.imports.result import Fault, Imported, NotParsed, NotRecognised, TooLarge, WrongType

__all__ = [
    "Fault",
    "Imported",
    "NotParsed",
    "NotRecognised",
    "TooLarge",
    "WrongType",
    "import_file",
    "read_csv",
    "read_fhir",
    "read_file",
    "read_text",
    "unusable",
]
