"""The analytes: names, codes, units, ranges and reading rules, as immutable data loaded from `labs.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.clinical.records import (
    Analyte,
    Anchor,
    BareRule,
    Bound,
    Correction,
    Derived,
    Limit,
    Loinc,
    Minerals,
    Offer,
    Row,
    UnitRule,
    UsualSpan,
)
from bot.clinical.rows import analyte_of, derived_of, limits, minerals_of
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
    "UsualSpan",
    "limits",
]


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
                analytes[row["id"]] = analyte_of(row)
            except (KeyError, ValueError, ArithmeticError, TypeError) as fault:
                raise ContentError(
                    f"The analyte cannot be read: {fault!r}.",
                    code="CL101",
                    field=str(row.get("id", "analytes")),
                    remedy="Correct the entry in knowledge/labs.yml.",
                ) from fault
        profiles = {name: MappingProxyType(dict(units)) for name, units in data["profiles"].items()}
        return cls(analytes, MappingProxyType(profiles), minerals_of(data["minerals"]), derived_of(data["derived"]))
