"""Pasted text, read as the conversation reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from bot.api.imports.left_over import left_over
from bot.api.imports.result import CORRECTED, Imported, TooLarge
from bot.api.imports.strict_json import decode
from bot.clinical.analytes import Catalogue
from bot.clinical.facts import FACTS, Fact
from bot.clinical.labs import LabReading
from bot.errors import InputError
from bot.language.text import MAX_CHARACTERS

__all__ = ["read_text"]


def read_text(body: bytes, catalogue: Catalogue) -> Imported:
    """Return the laboratory values and facts that the text states; raises `TooLarge`, `NotParsed` (not UTF-8),
    `InputError` IM113 for the results of more than one person.

    Values whose unit is open come back as `ambiguous`, impossible ones as `implausible`, as in the conversation.
    """
    text = decode(body)
    if len(text) > MAX_CHARACTERS:
        message = f"The text is longer than {MAX_CHARACTERS} characters."
        raise TooLarge(message, code="IM131", remedy="Paste only the results.")
    # spaCy is only loaded when text is really read: `calci risk FILE` stays fast for FHIR and tables.
    from bot.language.extraction import shared_extractor

    found = shared_extractor().extract(text)
    if found.several_people:
        raise InputError(
            "The text holds results of more than one person, so none was read.",
            code="IM113",
            field="text",
            remedy="Send one text for each person.",
        )
    # the laboratory's own correction stands apart, so that it is not corrected again
    corrected = next((replace(each, analyte=CORRECTED) for each in found.labs if each.corrected), None)
    labs = tuple(each for each in found.labs if not each.corrected)
    facts = {name: cast("Fact", value) for name, value in found.history.items() if name in FACTS}
    unread, beside = left_over(text, labs, facts, catalogue)
    return Imported(
        labs=labs, corrected=corrected, facts=facts, not_recognised=unread, notes=(*_notes(labs, catalogue), *beside)
    )


def _notes(labs: tuple[LabReading, ...], catalogue: Catalogue) -> list[str]:
    notes = []
    for reading in labs:
        name = catalogue[reading.analyte].display
        if reading.status == "implausible" and reading.value is None:
            notes.append(f"{name}: what stands there is not a number and was not used. Write it in digits.")
        elif reading.status == "implausible":
            notes.append(f"{name}: the value cannot be right and was not used. Check the number and its unit.")
        elif reading.status == "ambiguous":
            notes.append(f"{name}: it is not clear which value or unit is meant.")
        elif reading.unit_source in ("inferred", "panel"):
            notes.append(f"{name}: the unit was inferred; check it.")
    return notes or ([] if labs else ["No laboratory value was found in the text."])
