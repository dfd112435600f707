"""Published outcome figures by group and era. Selection only: nothing is computed, nothing is personal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.errors import ContentError

__all__ = ["GROUPS", "Prognosis", "PrognosisTable", "Statement", "Stratum"]

GROUPS = (
    "all",
    "dialysis",
    "plaques",
    "ulcers",
    "progression",
    "non_uraemic",
    "location",
    "transplant",
    "warfarin",
    "era",
)
_DEFAULT = ("all", "plaques", "ulcers", "progression", "non_uraemic")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stratum:
    """One published figure. `percent` is None where the source gives a rate or a span instead (`figure` has its words).

    `interval_from` is `own` for a Wilson interval worked out from the counts, `source` when printed there.
    `dated` marks old or unreviewed figures that are kept for the record.
    """

    id: str
    groups: tuple[str, ...]
    label: str
    outcome: Literal["death", "disease_death"]
    horizon: str
    percent: float | None
    qualifier: str | None
    interval: tuple[float, float] | None
    interval_from: str | None
    n: int | None
    years: str
    source: str
    note: str
    figure: str
    dated: bool
    site: str | None = None

    def as_contract(self) -> dict[str, Any]:
        """Return the stratum as JSON; `one_year_mortality` only for deaths from any cause within one year."""
        yearly = self.horizon == "1 year" and self.outcome == "death" and self.qualifier is None
        return {
            "id": self.id,
            "label": self.label,
            "outcome": self.outcome,
            "horizon": self.horizon,
            "figure": self.figure,
            "value": self.percent,
            "unit": "%",
            "qualifier": self.qualifier,
            "one_year_mortality": self.percent if yearly else None,
            "interval": list(self.interval) if self.interval else None,
            "interval_from": self.interval_from,
            "n": self.n,
            "years": self.years,
            "source": self.source,
            "note": self.note,
            "dated": self.dated,
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """A sourced sentence to stand beside the figures. `unless`: what makes it not fit a person."""

    text: str
    sources: tuple[str, ...]
    evidence: str | None = None
    unless: str | None = None

    def as_contract(self) -> dict[str, Any]:
        """Return the statement as JSON."""
        return {"text": self.text, "sources": list(self.sources)}


@dataclass(frozen=True, slots=True)
class Prognosis:
    """The figures that answer one question, with what belongs beside them."""

    strata: tuple[Stratum, ...]
    hopeful: tuple[Statement, ...]
    palliative: tuple[Statement, ...]
    why_they_differ: Statement
    not_personal: str

    def as_contract(self) -> dict[str, Any]:
        """Return the `prognosis` object of the turn envelope."""
        return {
            "strata": [stratum.as_contract() for stratum in self.strata],
            "hopeful": [statement.as_contract() for statement in self.hopeful],
            "palliative": [statement.as_contract() for statement in self.palliative],
            "why_they_differ": self.why_they_differ.as_contract(),
            "not_personal": True,
            "text": self.not_personal,
        }

    def sources(self) -> tuple[str, ...]:
        """Return every source id once, in order of first use."""
        spoken = (*self.hopeful, *self.palliative, self.why_they_differ)
        ids = [stratum.source for stratum in self.strata] + [each for said in spoken for each in said.sources]
        return tuple(dict.fromkeys(ids))


@dataclass(frozen=True, slots=True)
class PrognosisTable:
    """All strata and statements of `prognosis.yml`. `tends`: what goes with a better outlook, by what is described."""

    strata: tuple[Stratum, ...]
    hopeful: tuple[Statement, ...]
    palliative: tuple[Statement, ...]
    why_they_differ: Statement
    not_personal: Mapping[str, str]
    tends: Mapping[str, Statement] = field(default_factory=dict)
    context: tuple[Statement, ...] = ()

    @classmethod
    def from_dict(cls, data: Row) -> PrognosisTable:
        """Build the table; `ContentError` (CL103) names the faulty stratum."""
        return cls(
            strata=tuple(_checked(row) for row in data["strata"]),
            hopeful=tuple(_statement(row) for row in data["hopeful"]),
            palliative=tuple(_statement(row) for row in data["palliative"]),
            why_they_differ=_statement(data["why_they_differ"]),
            not_personal={voice: row["text"] for voice, row in data["not_personal"].items()},
            tends={name: _statement(row) for name, row in data["tends"].items()},
            context=tuple(_statement(row) for row in data["context"]),
        )

    def select(
        self,
        groups: Iterable[str] = (),
        voice: Literal["patient", "clinician"] = "patient",
        *,
        sites: Collection[str] = (),
        but: Collection[str] = (),
    ) -> Prognosis:
        """Return the strata of the groups asked for (see `GROUPS`), newest material first; unknown groups are ignored.

        Without groups: everybody, plaques, ulcers, plaques that ulcerate, without kidney failure. Where `sites` are
        given, figures of other sites are left out, and theirs come first. `but` names what makes a line not fit.
        """
        wanted = set(groups) & set(GROUPS) or set(_DEFAULT)
        chosen = [stratum for stratum in self.strata if wanted & set(stratum.groups)]
        if sites:
            chosen = [stratum for stratum in chosen if stratum.site is None or stratum.site in sites]
        chosen.sort(key=lambda stratum: (bool(sites) and stratum.site is None, stratum.dated))
        hopeful = tuple(said for said in self.hopeful if said.unless not in but)
        beside = hopeful if voice == "patient" else self.context
        return Prognosis(tuple(chosen), beside, self.palliative, self.why_they_differ, self.not_personal[voice])


def _checked(row: Row) -> Stratum:
    try:
        return _stratum(row)
    except (KeyError, TypeError, ValueError) as fault:
        raise ContentError(
            f"The stratum cannot be read: {fault!r}.",
            code="CL103",
            field=str(row.get("id", "strata")),
            remedy="Correct knowledge/prognosis.yml.",
        ) from fault


def _stratum(row: Row) -> Stratum:
    groups = tuple(row["groups"])
    if not groups or set(groups) - set(GROUPS):
        raise ValueError(f"unknown groups {groups}")
    percent = None if row["percent"] is None else float(row["percent"])
    low, high = row.get("interval") or (None, None)
    return Stratum(
        id=row["id"],
        groups=groups,
        label=row["label"],
        outcome=row["outcome"],
        horizon=row["horizon"],
        percent=percent,
        qualifier=row.get("qualifier"),
        interval=None if low is None or high is None else (float(low), float(high)),
        interval_from=row.get("interval_from"),
        n=row["n"],
        years=row["years"],
        source=row["source"],
        note=row["note"],
        figure=_figure(row, percent),
        dated=bool(row.get("dated", False)),
        site=row.get("site"),
    )


def _figure(row: Row, percent: float | None) -> str:
    if percent is None:
        return str(row["rate"]) if "rate" in row else f"{row['range']} %"
    return f"{'more than ' if row.get('qualifier') == '>' else ''}{percent:g} %"


def _statement(row: Row) -> Statement:
    return Statement(row["text"], tuple(row["sources"]), row.get("evidence"), row.get("unless"))
