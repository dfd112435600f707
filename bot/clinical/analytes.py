"""The analytes: names, codes, units, ranges and reading rules, as immutable data loaded from `labs.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from bot.clinical.numbers import exact
from bot.clinical.units import unit_key
from bot.errors import ContentError

__all__ = [
    "Analyte",
    "Anchor",
    "BareRule",
    "Bound",
    "Catalogue",
    "Correction",
    "Derived",
    "Limit",
    "Loinc",
    "Minerals",
    "Offer",
    "UnitRule",
    "limits",
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

    `word` restricts the rule to one way of naming the analyte (urea: `bun`).
    """

    low: Decimal
    high: Decimal
    infer: str | None = None
    reason: str | None = None
    offers: tuple[Offer, ...] = ()
    word: str | None = None


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


class Catalogue(Mapping[str, Analyte]):
    """All analytes by id, with the declared unit profiles and the rule for minerals."""

    def __init__(
        self,
        analytes: Mapping[str, Analyte],
        profiles: Mapping[str, Mapping[str, str]],
        minerals: Minerals,
        derived: Derived,
    ) -> None:
        self._analytes = dict(analytes)
        self._loinc = {code.code: (analyte, code) for analyte in analytes.values() for code in analyte.loinc}
        self.profiles = profiles
        self.minerals = minerals
        self.derived = derived

    def __getitem__(self, key: str) -> Analyte:
        return self._analytes[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._analytes)

    def __len__(self) -> int:
        return len(self._analytes)

    def by_loinc(self, code: str) -> Analyte | None:
        """Return the analyte of a LOINC code, or None."""
        found = self._loinc.get(code)
        return found[0] if found else None

    def loinc(self, code: str) -> Loinc | None:
        """Return the entry of a LOINC code (name, unit, whether it is calculated), or None."""
        found = self._loinc.get(code)
        return found[1] if found else None

    @classmethod
    def from_dict(cls, data: Row) -> Catalogue:
        """Build the catalogue from the content of `labs.yml`; `ContentError` (CL101) names the faulty analyte."""
        analytes = {}
        for row in data["analytes"]:
            try:
                analytes[row["id"]] = _analyte(row)
            except (KeyError, ValueError, ArithmeticError, TypeError) as fault:
                raise ContentError(
                    f"The analyte cannot be read: {fault!r}.",
                    code="CL101",
                    field=str(row.get("id", "analytes")),
                    remedy="Correct the entry in knowledge/labs.yml.",
                ) from fault
        profiles = {name: MappingProxyType(dict(units)) for name, units in data["profiles"].items()}
        return cls(analytes, MappingProxyType(profiles), _minerals(data["minerals"]), _derived(data["derived"]))


def _analyte(row: Row) -> Analyte:
    units = tuple(_unit(unit) for unit in row["units"])
    analyte = Analyte(
        id=row["id"],
        display=row["display"],
        patient_words=row["patient_words"],
        aliases=_texts(row["aliases"]),
        misspellings=_texts(row["misspellings"]),
        confirm=_texts(row.get("confirm", ())),
        never=_texts(row["never"]),
        words=MappingProxyType({key: _texts(value) for key, value in row.get("words", {}).items()}),
        loinc=tuple(_loinc(code) for code in row["loinc"]),
        canonical_unit=row["canonical_unit"],
        decimals=int(row["decimals"]),
        units=units,
        other_units=MappingProxyType(
            {unit_key(typed): other["means"] for other in row.get("other_units", ()) for typed in other["typed"]}
        ),
        reference=tuple(_bound(bound) for bound in row["reference"]),
        critical=tuple(limit for critical in row["critical"] for limit in limits(critical)),
        hard=_pair(row["hard"]),
        warn=_pair(row["warn"]),
        anchored=_pair(row.get("anchored", row["warn"])),
        bare=tuple(_bare(rule) for rule in row["bare"]),
        raw=MappingProxyType(dict(row)),
        spellings=MappingProxyType(_spellings(units)),
    )
    if analyte.unit(analyte.canonical_unit) is None:
        raise ValueError(f"canonical unit {analyte.canonical_unit!r} is not among the units")
    return analyte


def _unit(row: Row) -> UnitRule:
    return UnitRule(
        row["ucum"],
        exact(row["factor"]),
        _texts(row["typed"]),
        bool(row.get("inexact", False)),
        exact(row.get("offset", 0)),
    )


def _spellings(units: tuple[UnitRule, ...]) -> dict[str, str]:
    known: dict[str, str] = {}
    for rule in units:
        known.setdefault(unit_key(rule.ucum), rule.ucum)
    for rule in units:
        for typed in rule.typed:
            known.setdefault(unit_key(typed), rule.ucum)
    return known


def _bare(row: Row) -> BareRule:
    return BareRule(
        low=Decimal(row["from"]),
        high=Decimal(row["to"]),
        infer=row["unit"] if row["do"] == "infer" else None,
        reason=row.get("reason"),
        offers=tuple(
            Offer(offer["unit"], offer.get("analyte"), exact(offer.get("divide", 1))) for offer in row.get("offer", ())
        ),
        word=row.get("word"),
    )


def _bound(row: Row) -> Bound:
    return Bound(
        low=_decimal(row.get("low")),
        high=_decimal(row.get("high")),
        unit=row["unit"],
        sources=_texts(row["src"]),
        sex=row.get("sex"),
        population=row.get("population"),
        specimen=row.get("specimen"),
    )


def limits(row: Row) -> Iterator[Limit]:
    """Return the sides of a critical row: `{low: "<=6.5", high: ">=13.0", unit, src}`."""
    for side in ("low", "high"):
        if side in row:
            text = str(row[side])
            operator = text.rstrip("0123456789.")
            yield Limit(
                operator, Decimal(text.removeprefix(operator)), row["unit"], _texts(row["src"]), row.get("not_for")
            )


def _loinc(row: Row) -> Loinc:
    return Loinc(
        str(row["code"]),
        row["name"],
        row["unit"],
        _texts(row["src"]),
        bool(row.get("import_only", False)),
        bool(row.get("calculated", False)),
    )


def _minerals(row: Row) -> Minerals:
    return Minerals(
        members=frozenset(row["members"]),
        units=MappingProxyType({"si": row["si"], "conventional": row["conventional"]}),
        anchors=tuple(
            Anchor(
                anchor["analyte"],
                Decimal(anchor["from"]),
                Decimal(anchor["to"]),
                anchor["system"],
                anchor.get("weak", False),
            )
            for anchor in row["anchors"]
        ),
        weak_with_calcium=frozenset(row["weak_with_calcium"]),
    )


def _derived(row: Row) -> Derived:
    calcium = row["corrected_calcium"]
    corrections = {
        each["unit"]: Correction(exact(each["slope"]), exact(each["reference"]), each["unit"], each["albumin_unit"])
        for each in calcium["corrections"]
    }
    codes = {str(code["code"]): code["unit"] for code in calcium["loinc"]}
    return Derived(MappingProxyType(corrections), MappingProxyType(codes), MappingProxyType(dict(row)))


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _pair(values: Any) -> tuple[Decimal, Decimal]:
    low, high = values
    return Decimal(low), Decimal(high)
