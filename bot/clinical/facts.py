"""The history facts of the contract (docs/contract.md): what is accepted for each, and how it is written inside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from bot.clinical.numbers import typed_number
from bot.errors import InputError

__all__ = ["FACTS", "Fact", "left_open", "read_fact"]

Fact = bool | int | float | str
_UNKNOWN = frozenset({"", "unknown", "?", "not known", "don't know", "dont know", "do not know", "n/a", "na", "null"})
_YES_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_SEX = {"female": "female", "f": "female", "woman": "female", "male": "male", "m": "male", "man": "male"}
_DIALYSIS = {
    **dict.fromkeys(("haemodialysis", "hemodialysis", "hd", "hdf", "haemodiafiltration"), "haemodialysis"),
    **dict.fromkeys(("peritoneal", "peritoneal dialysis", "pd", "capd", "apd", "ccpd"), "peritoneal"),
    **dict.fromkeys(("none", "no", "not on dialysis"), "none"),
    **dict.fromkeys(("transplant", "kidney transplant", "functioning transplant"), "transplant"),
}
_LESIONS = {
    **dict.fromkeys(("none", "no"), "none"),
    **dict.fromkeys(("plaques", "plaque", "nodules", "nodule", "yes", "painful skin", "livedo"), "plaques"),
    **dict.fromkeys(("ulcers", "ulcer", "open sores", "wounds", "necrosis", "eschar"), "ulcers"),
}
_LOCATION = {"proximal": "proximal", "distal": "distal", "both": "both"}
_YES_NO_IDS = (
    "diabetes",
    "warfarin",
    "obesity",
    "calcium_binder",
    "vitamin_d",
    "steroids",
    "parathyroidectomy",
    "transplant",
    "liver_disease",
    "autoimmune",
    "cancer",
    "recent_weight_loss",
    "injections",
    "pregnancy",
    "acute_kidney_injury",
    "past_calciphylaxis",
    "statin",
    "thrombophilia",
    "cinacalcet",
)


@dataclass(frozen=True, slots=True)
class _Number:
    low: Decimal
    high: Decimal
    whole: bool = False

    def __call__(self, value: object, field: str) -> Fact:
        number = typed_number(value.replace(",", ".") if isinstance(value, str) else value, field)
        if not self.low <= number <= self.high:
            message = f"This must lie between {self.low} and {self.high}."
            raise InputError(message, code="IN108", field=field, remedy="Check the number.")
        return int(number) if self.whole else float(number)


@dataclass(frozen=True, slots=True)
class _Word:
    words: Mapping[str, Fact]
    lenient: bool = False

    def __call__(self, value: object, field: str) -> Fact | None:
        text = ("yes" if value else "no") if isinstance(value, bool) else value
        if not isinstance(text, str):
            raise InputError("This must be a word.", code="IN109", field=field, remedy=self._allowed())
        found = self.words.get(" ".join(text.lower().replace("_", " ").split()))
        if found is None and not self.lenient:
            raise InputError(f"{text[:40]!r} is not known here.", code="IN109", field=field, remedy=self._allowed())
        return found

    def _allowed(self) -> str:
        return "Use one of: " + ", ".join(dict.fromkeys(_written(word) for word in self.words.values())) + ", unknown."


def _written(value: Fact) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


FACTS: Mapping[str, Callable[[object, str], Fact | None]] = MappingProxyType(
    {
        "age": _Number(Decimal(0), Decimal(120), whole=True),
        # The source of the ratio has two groups; anything else counts as missing.
        "sex": _Word(_SEX, lenient=True),
        "dialysis": _Word(_DIALYSIS),
        "dialysis_years": _Number(Decimal(0), Decimal(80)),
        "bmi": _Number(Decimal(10), Decimal(100)),
        "lesions": _Word(_LESIONS),
        "location": _Word(_LOCATION),
        **{name: _Word(_YES_NO) for name in _YES_NO_IDS},
    }
)


def read_fact(name: str, value: object) -> Fact | None:
    """Return the fact as used inside, or None when it is unknown; `age` is rounded down to whole years.

    Raises `InputError` (IN101–IN104 for numbers, IN108 out of bounds, IN109 unknown word), `KeyError` for no fact.
    """
    if value is None or (isinstance(value, str) and _unknown(value)):
        return None
    return FACTS[name](value, name)


def left_open(data: Mapping[str, object]) -> tuple[str, ...]:
    """Return a sentence for each fact that was given, is accepted, and still counts as missing (a third sex)."""
    return tuple(
        f"{name}: {str(value)[:40]!r} counts as missing, because the sources have figures for "
        f"{' and '.join(dict.fromkeys(map(_written, words.words.values())))} only."
        for name, value in data.items()
        if isinstance(words := FACTS.get(name), _Word) and words.lenient and _given(name, value)
    )


def _given(name: str, value: object) -> bool:
    """Whether something other than "unknown" was sent, and nothing came of it."""
    if value is None or not isinstance(value, str | bool) or (isinstance(value, str) and _unknown(value)):
        return False
    return read_fact(name, value) is None


def _unknown(value: str) -> bool:
    return value.strip().lower() in _UNKNOWN
