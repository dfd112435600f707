"""When a sample was taken: FHIR dates, and dates as spreadsheets write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

__all__ = ["STALE_DAYS", "When", "fhir_when", "is_future", "is_stale", "table_when"]

STALE_DAYS = 90
_FHIR = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_NAMED = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d-%b-%Y", "%Y/%m/%d", "%Y%m%d")


@dataclass(frozen=True, slots=True)
class When:
    """The day of a sample, the instant where known, and whether the day had to be rounded (month or year only)."""

    day: date
    instant: datetime | None = None
    rounded: bool = False


def fhir_when(text: object) -> When | None:
    """Return the time of a FHIR date, dateTime or instant; None when there is none or it is no date."""
    match = _FHIR.fullmatch(text.strip()) if isinstance(text, str) and len(text) < 60 else None
    if match is None:
        return None
    year, month, day, clock = match.groups()
    try:
        taken = date(int(year), int(month or 1), int(day or 1))
        instant = _instant(f"{taken.isoformat()}{clock}") if clock else None
    except ValueError:
        return None
    return When(taken, instant, rounded=day is None)


def table_when(text: str) -> When | None:
    """Return the time in a table cell; None when it is none, or when day and month could be exchanged (03/04/2026)."""
    plain = text.strip()
    if not plain or len(plain) > 40:
        return None
    found = fhir_when(plain.replace(" ", "T", 1) if re.match(r"\d{4}-\d{2}-\d{2} \d", plain) else plain)
    if found and not found.rounded:
        return found
    taken = _numbered(plain) or _named(plain)
    return When(taken) if taken else None


def is_future(when: When, today: date) -> bool:
    """Whether the day lies ahead; one day of grace, because it may be tomorrow where the laboratory is."""
    return when.day > today + timedelta(days=1)


def is_stale(day: date, today: date) -> bool:
    """Whether a result is too old to speak of the present without saying so."""
    return (today - day).days > STALE_DAYS


def _instant(text: str) -> datetime:
    """Return an aware instant; a time without zone is taken as UTC, which only orders results of the same day."""
    parsed = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text))
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)


def _numbered(text: str) -> date | None:
    dotted = _DAY_FIRST.match(text)
    if dotted:
        return _day(*dotted.groups())
    slashed = _SLASHED.match(text)
    if slashed is None:
        return None
    one, two, year = slashed.groups()
    if int(one) > 12 or one.zfill(2) == two.zfill(2):
        return _day(one, two, year)
    return _day(two, one, year) if int(two) > 12 else None


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _named(text: str) -> date | None:
    plain = " ".join(text.replace(",", " ").split())
    for form in _NAMED:
        try:
            return datetime.strptime(plain, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None
