"""What was given but is not scored, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from bot.clinical.risk.parameters import RiskModel
from bot.clinical.risk.profile import CORRECTED, Profile
from bot.clinical.risk.result import NotUsed

__all__ = ["not_used"]

_GATES = frozenset({"lesions", "past_calciphylaxis", "acute_kidney_injury", "pregnancy"})


def not_used(profile: Profile, model: RiskModel) -> tuple[NotUsed, ...]:
    """Return everything known about the person that does not enter the multiplier, with reasons."""
    return tuple(NotUsed(name, reason, *model.reasons[reason]) for name, reason in _reasons(profile, model))


def _reasons(profile: Profile, model: RiskModel) -> Iterator[tuple[str, str]]:
    scored = {factor.input for factor in model.factors} | {CORRECTED}
    for name, reading in profile.labs.items():
        if reading.status != "ok":
            continue
        if name in scored or _corrects(name, profile):
            if reading.comparator:
                yield name, "comparator"
        else:
            yield name, "comparator" if name == "albumin" and reading.comparator else _why(name, model)
    if "calcium_phosphate_product" in profile.derived:
        yield "calcium_phosphate_product", _why("calcium_phosphate_product", model)
    for name in profile.facts:
        if name not in scored | _GATES and not (name == "obesity" and "bmi" in profile.facts):
            yield name, _why(name, model)


def _corrects(name: str, profile: Profile) -> bool:
    """Whether albumin was used after all, to correct a calcium that the laboratory had not corrected itself."""
    own = profile.lab(CORRECTED)
    return name == "albumin" and profile.corrected is not None and not (own is not None and own.usable)


def _why(name: str, model: RiskModel) -> str:
    return model.not_used.get(name, "no_usable_ratio")
