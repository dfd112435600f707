"""UCUM units as systems send them: annotations dropped, metric prefixes followed (mmol/L of creatinine: umol/L)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.clinical.analytes import Analyte

__all__ = ["Unit", "unit_of"]

_ANNOTATION = re.compile(r"\{[^{}]*\}")
_METRIC = re.compile(r"(?P<above>[kdcmunpf]?)(?P<what>mol|g)/(?P<below>[dcmun]?)L")
_POWER = {"k": 3, "": 0, "d": -1, "c": -2, "m": -3, "u": -6, "n": -9, "p": -12, "f": -15}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of an analyte (UCUM), and by what a number in the stated unit is multiplied to be in it."""

    ucum: str
    factor: Decimal = Decimal(1)

    def of(self, value: Decimal) -> Decimal:
        """Return the number in this unit, exactly."""
        return value if self.factor == 1 else Decimal(f"{(value * self.factor).normalize():f}")


def unit_of(analyte: Analyte, stated: str) -> Unit | None:
    """Return the analyte's unit that `stated` means, or None when the analyte is not measured in it."""
    bare = _ANNOTATION.sub("", stated).strip() or "1"
    known = analyte.normalise_unit(stated) or analyte.normalise_unit(bare)
    return Unit(known) if known else _scaled(analyte, bare)


def _scaled(analyte: Analyte, stated: str) -> Unit | None:
    """Follow metric prefixes. Upper and lower case differ here, as in UCUM, so that nothing is guessed."""
    one = _METRIC.fullmatch(stated)
    for rule in analyte.units if one else ():
        two = _METRIC.fullmatch(rule.ucum)
        if one and two and one["what"] == two["what"]:
            powers = (_POWER[one["above"]], _POWER[one["below"]], _POWER[two["above"]], _POWER[two["below"]])
            return Unit(rule.ucum, Decimal(1).scaleb(powers[0] - powers[1] - powers[2] + powers[3]))
    return None
