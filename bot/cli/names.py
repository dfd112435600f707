"""What factors and values are called in the terminal, without loading Rasa: `calci risk` answers at once."""

from __future__ import annotations

from typing import Any

from bot.clinical.analytes import Catalogue
from bot.library.current import document

__all__ = ["factor_name", "unit_shown", "value_shown"]

_POWERS = {"mg2/dL2": "mg²/dL²", "mmol2/L2": "mmol²/L²"}


def factor_name(factor: str, voice: str = "clinician") -> str:
    """Return the words for an analyte, a fact or a derived value: `dialysis` → "modality"."""
    words, labs = document("phrases"), _catalogue()
    short = words["items_clinician"].get(factor) if voice == "clinician" else None
    if short:
        return str(short)
    if factor in labs:
        return str(labs[factor].patient_words)
    return str(words["items"].get(factor) or words["derived"].get(factor) or factor.replace("_", " "))


def value_shown(factor: str, value: Any) -> str:
    """Return a value as it is read: `True` → "yes", 36.0 → "36", a result with its unit."""
    words: dict[str, str] = document("phrases")["values"]
    if value is None:
        return words["unknown"]
    text = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    unit = f" {_catalogue()[factor].canonical_unit}" if factor in _catalogue() else ""
    return words.get(text.lower(), text.replace("-", "–") if factor == "age" else text) + unit


def unit_shown(ucum: str) -> str:
    """Return a unit with its powers raised; nothing for a bare number."""
    return "" if ucum == "1" else _POWERS.get(ucum, ucum)


def _catalogue() -> Catalogue:
    return Catalogue.from_dict(document("labs"))
