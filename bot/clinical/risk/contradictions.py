"""Statements that cannot both be true of one person: nothing is computed from them until one is put right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.clinical.numbers import exact
from bot.clinical.risk.profile import Profile
from bot.errors import InputError

__all__ = ["contradictions"]

_REMEDY = "Correct one of them, or leave it out."
# Obesity is a body mass index of 30 or more (WHO); some countries set the limit lower, so 25 to 30 contradicts nothing.
_OBESE, _NOT_OBESE = 30, 25
_CALCIUM = exact("4.0078")  # mg/dL in 1 mmol/L
_Test = Callable[[Profile], bool]


def contradictions(profile: Profile) -> tuple[InputError, ...]:
    """Return one `InputError` (IN112) for each field of each pair that cannot both be true."""
    return tuple(
        InputError(f"{names[0]} and {names[1]}: {message}", code="IN112", field=name, remedy=_REMEDY)
        for names, (message, holds) in _PAIRS.items()
        if holds(profile)
        for name in names
    )


def _number(profile: Profile, name: str) -> float | None:
    value = profile.facts.get(name)
    return None if value is None else float(value)


def _weight(profile: Profile) -> bool:
    bmi, obese = _number(profile, "bmi"), profile.facts.get("obesity")
    return bmi is not None and ((obese is False and bmi >= _OBESE) or (obese is True and bmi < _NOT_OBESE))


def _years(profile: Profile) -> bool:
    age, years = _number(profile, "age"), _number(profile, "dialysis_years")
    return age is not None and years is not None and years >= age + 1


def _graft(profile: Profile) -> bool:
    return profile.facts.get("dialysis") == "transplant" and profile.facts.get("transplant") is False


def _ionized(profile: Profile) -> bool:
    part, whole = profile.lab("ionized_calcium"), profile.lab("calcium")
    if part is None or whole is None or not (part.usable and whole.usable):
        return False
    return exact(part.canonical_value or 0) * _CALCIUM >= exact(whole.canonical_value or 0)


def _pregnant(profile: Profile) -> bool:
    return profile.facts.get("sex") == "male" and profile.facts.get("pregnancy") is True


_PAIRS: Mapping[tuple[str, str], tuple[str, _Test]] = MappingProxyType(
    {
        ("bmi", "obesity"): ("obesity is a body mass index of 30 or more.", _weight),
        ("age", "dialysis_years"): ("nobody has been on dialysis for longer than their age.", _years),
        ("dialysis", "transplant"): ("a working transplant cannot go with no transplant.", _graft),
        ("sex", "pregnancy"): ("the sources count by the sex recorded at birth, which cannot be male here.", _pregnant),
        ("calcium", "ionized_calcium"): ("the ionized part cannot be as much as the total.", _ionized),
    }
)
