"""What is known about one analyte, as immutable records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bot.clinical.units import unit_key

__all__ = [
    "Analyte",
    "Anchor",
    "BareRule",
    "Bound",
    "Correction",
    "Derived",
    "Limit",
    "Loinc",
    "Minerals",
    "Offer",
    "Row",
    "UnitRule",
    "UsualSpan",
]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class UnitRule:
    """One unit of an analyte: canonical value = typed value × `factor` + `offset`. `typed` are further spellings."""

    ucum: str
    factor: Fraction
    typed: tuple[str, ...] = ()
    inexact: bool = False
    offset: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Offer:
    """A reading offered when a bare number is unclear: its unit, perhaps another analyte, perhaps a tenth of it."""

    unit: str
    analyte: str | None = None
    divide: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class BareRule:
    """What a number without a unit means between `low` and `high` as typed (inclusive): infer `unit`, or ask.

    `word` restricts the rule to one way of naming the analyte (urea: `bun`), `bound` to one comparator (`CRP <5`).
    """

    low: Decimal
    high: Decimal
    infer: str | None = None
    reason: str | None = None
    offers: tuple[Offer, ...] = ()
    word: str | None = None
    bound: str | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """A usual range in `unit`; `sex`, `population`, `specimen` say whose, `sources` where it stands."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    sources: tuple[str, ...]
    sex: str | None = None
    population: str | None = None
    specimen: str | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """One side of a laboratory's telephone limit: `value operator limit` is critical. `not_for` names an exception."""

    operator: str
    value: Decimal
    unit: str
    sources: tuple[str, ...]
    not_for: str | None = None


@dataclass(frozen=True, slots=True)
class Loinc:
    """A LOINC code of an analyte. `calculated` results are no measurements."""

    code: str
    name: str
    unit: str
    sources: tuple[str, ...]
    import_only: bool = False
    calculated: bool = False


@dataclass(frozen=True, slots=True)
class UsualSpan:
    """A usual range expressed in one more unit of the analyte, to recognise printed ranges. `size` is the same for
    units of equal size (pg/mL, ng/L)."""

    ucum: str
    size: tuple[Fraction, Fraction]
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Analyte:
    """One laboratory analyte. Bounds are in the canonical unit, inclusive; `raw` keeps the rest of the entry."""

    id: str
    display: str
    patient_words: str
    aliases: tuple[str, ...]
    misspellings: tuple[str, ...]
    confirm: tuple[str, ...]
    never: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    loinc: tuple[Loinc, ...]
    canonical_unit: str
    decimals: int
    units: tuple[UnitRule, ...]
    other_units: Mapping[str, str]
    reference: tuple[Bound, ...]
    critical: tuple[Limit, ...]
    hard: tuple[Decimal, Decimal]
    warn: tuple[Decimal, Decimal]
    anchored: tuple[Decimal, Decimal]
    bare: tuple[BareRule, ...]
    spans: tuple[UsualSpan, ...]
    raw: Row = field(repr=False, compare=False, default_factory=dict)
    spellings: Mapping[str, str] = field(repr=False, compare=False, default_factory=dict)

    def unit(self, ucum: str) -> UnitRule | None:
        """Return the rule of a UCUM unit of this analyte, or None."""
        return next((rule for rule in self.units if rule.ucum == ucum), None)

    def normalise_unit(self, text: str) -> str | None:
        """Return the UCUM unit that `text` spells for this analyte, or None."""
        return self.spellings.get(unit_key(text))


@dataclass(frozen=True, slots=True)
class Anchor:
    """A bare number of `analyte` between `low` and `high` tells the unit system of a message."""

    analyte: str
    low: Decimal
    high: Decimal
    system: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """Corrected calcium = calcium + `slope` × (`reference` − albumin), in the given units."""

    slope: Fraction
    reference: Fraction
    unit: str
    albumin_unit: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What is computed from several analytes: the albumin corrections by calcium unit, codes of corrected calcium."""

    corrections: Mapping[str, Correction]
    corrected_loinc: Mapping[str, str]
    raw: Row = field(repr=False, compare=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class Minerals:
    """The only analytes whose unit may be taken from a neighbour: members, the unit of each system, the anchors."""

    members: frozenset[str]
    units: Mapping[str, str]
    anchors: tuple[Anchor, ...]
    weak_with_calcium: frozenset[str]
