"""Which analyte a cell names: a LOINC code, a contract id, or a whole name as laboratories print it. Never a guess."""

from __future__ import annotations

import re

from bot.clinical.analytes import Analyte, Catalogue

__all__ = ["Names"]

_LOINC = re.compile(r"(?:loinc[:\s]*)?(\d{1,5}-\d)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_SPECIMEN = re.compile(r"^(?:serum|plasma|s|p|blood)[\s,-]+|[\s,-]+(?:serum|plasma|blood)$")


class Names:
    """The names of the analytes that mean one of them only; names that must be confirmed are left out."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        found: dict[str, set[str]] = {}
        for analyte in catalogue.values():
            for name in (analyte.id, analyte.display, *analyte.aliases, *analyte.misspellings):
                found.setdefault(_plain(name), set()).add(analyte.id)
        excluded = {_plain(name) for analyte in catalogue.values() for name in analyte.confirm}
        self._ids = {name: min(ids) for name, ids in found.items() if len(ids) == 1 and name not in excluded}

    def find(self, text: str) -> Analyte | None:
        """Return the analyte that the whole of `text` names, or None.

        Words in brackets and the words serum, plasma and blood may stand beside the name; anything else must not.
        """
        code = _LOINC.fullmatch(text.strip())
        if code:
            return self._catalogue.by_loinc(code[1])
        bare = _plain(_BRACKETED.sub("", text[:200]))
        names = (self._ids.get(form) for form in (_plain(text), bare, _SPECIMEN.sub("", bare)))
        return next((self._catalogue[name] for name in names if name), None)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())[:80]
