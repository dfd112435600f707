"""When no honest number can be given: every reason that applies, in order of precedence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.clinical.risk.parameters import RiskModel
from bot.clinical.risk.profile import Profile

__all__ = ["REQUIRED", "missing_required", "refusals"]

REQUIRED = ("dialysis", "age", "sex")
_Test = Callable[[Profile, RiskModel], bool]


def refusals(profile: Profile, model: RiskModel) -> tuple[str, ...]:
    """Return the codes of all refusals that apply, the first to say in front; empty when a number may be given."""
    return tuple(code for code in model.refusal_order if _TESTS[code](profile, model))


def missing_required(profile: Profile) -> tuple[str, ...]:
    """Return the required facts that are not known."""
    return tuple(name for name in REQUIRED if name not in profile.facts)


def _yes(name: str) -> _Test:
    return lambda profile, _: profile.facts.get(name) is True


def _is(name: str, *values: str) -> _Test:
    return lambda profile, _: profile.facts.get(name) in values


def _too_young(profile: Profile, model: RiskModel) -> bool:
    age = profile.facts.get("age")
    return age is not None and float(age) < model.minimum_age


_TESTS: Mapping[str, _Test] = {
    "lesions_present": _is("lesions", "plaques", "ulcers"),
    "past_calciphylaxis": _yes("past_calciphylaxis"),
    "acute_kidney_injury": _yes("acute_kidney_injury"),
    "not_on_dialysis": _is("dialysis", "none"),
    "functioning_transplant": _is("dialysis", "transplant"),
    "pregnancy": _yes("pregnancy"),
    "age_below_support": _too_young,
    "missing_required": lambda profile, _: bool(missing_required(profile)),
}
