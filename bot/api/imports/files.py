"""`calci risk FILE`: a file on disk as the flat object of contract ids."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.api.imports.csv_table import read_csv
from bot.api.imports.fhir import read_fhir
from bot.api.imports.pasted import read_text
from bot.api.imports.result import CORRECTED, MAX_BYTES, Fault, Imported, TooLarge, WrongType
from bot.clinical.analytes import Catalogue
from bot.errors import InputError

__all__ = ["import_file", "read_file", "unusable"]


def read_file(path: Path, catalogue: Catalogue) -> dict[str, Any]:
    """Return the results (with their units) and facts of a FHIR JSON, CSV or text file.

    Raises `InputError`: as `import_file`, and IM140 naming every entry that cannot be used, also an unclear one.
    """
    found = import_file(path, catalogue)
    faults = [*found.faults, *unusable(found, catalogue)]
    if faults:
        told = " ".join(f"{each.field}: {each.message}" for each in faults)
        raise InputError(told, code="IM140", field=path.name, remedy="Correct or remove these entries.")
    return found.flat()


def import_file(path: Path, catalogue: Catalogue) -> Imported:
    """Read a file by its ending (.json, .csv, .tsv, .txt) or, without one, by its first character.

    Raises `InputError` IM141 when it cannot be opened, IM142 for another ending, `TooLarge`, and as the readers.
    """
    try:
        size = path.stat().st_size
        body = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        message = f"{path.name} cannot be read ({error.strerror})."
        raise InputError(message, code="IM141", field=path.name, remedy="Check the path.") from error
    if size > MAX_BYTES:
        raise TooLarge(
            f"{path.name} is larger than 1 MB.", code="IM101", field=path.name, remedy="Send less at a time."
        )
    ending = path.suffix.lower() or (".json" if body.lstrip()[:1] in (b"{", b"<") else ".csv")
    if ending == ".json":
        return read_fhir(body, catalogue)
    if ending in (".csv", ".tsv"):
        return read_csv(body, catalogue)
    if ending == ".txt":
        return read_text(body, catalogue)
    message = f"Files of the kind {ending} are not read."
    raise WrongType(message, code="IM142", field=path.name, remedy="Use FHIR JSON (.json), .csv or .txt.")


def unusable(found: Imported, catalogue: Catalogue) -> list[Fault]:
    """Return the readings that were understood but have no certain value: nothing is computed without them silently."""
    return [
        Fault(
            reading.analyte,
            f"{_name(reading.analyte, catalogue)}: {reading.status} in the file.",
            "Check the number and its unit.",
        )
        for reading in found.readings()
        if reading.status != "ok"
    ]


def _name(analyte: str, catalogue: Catalogue) -> str:
    return "Calcium corrected for albumin" if analyte == CORRECTED else catalogue[analyte].display
