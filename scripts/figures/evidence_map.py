"""The evidence map: treatments by how sure the statements about them are, counted from the knowledge base.

A level says how sure a statement is, also a statement that something does not help; the drawing says so, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from bot.library.model import Topic

__all__ = ["LEVELS", "Row", "draw", "rows"]

# from weak to strong, as the eye expects on an axis
LEVELS = ("expert-opinion", "very-low", "low", "moderate", "high")
_NAMES = ("Opinion", "Very low", "Low", "Moderate", "High")
# of the treatment group, but not a treatment
_NOT_TREATMENTS = frozenset(
    {"treatment_overview", "care_team", "curable", "sodium_thiosulfate_side_effects", "withdrawing_dialysis"}
)
_WIDTH, _LEFT, _STEP, _TOP, _ROW = 400, 180, 44, 92, 40
_INK, _SOFT, _TEAL, _PAPER, _LINE = "#15323a", "#47606a", "#0b5d66", "#fffdf8", "#cfc8b8"


@dataclass(frozen=True, slots=True)
class Row:
    """A treatment: the level of its main answer for clinicians, and how many statements have each level."""

    title: str
    main: str
    counts: tuple[int, ...]

    @property
    def words(self) -> str:
        """Return the row as a sentence."""
        parts = [f"{name.lower()} {count}" for name, count in zip(_NAMES, self.counts, strict=True) if count]
        return f"{self.title}: main answer {_NAMES[LEVELS.index(self.main)].lower()}; statements: {', '.join(parts)}."


def rows(topics: Iterable[Topic]) -> tuple[Row, ...]:
    """Return the treatments, those whose main answer is surest first."""
    treatments = [topic for topic in topics if topic.group == "treatment" and topic.id not in _NOT_TREATMENTS]
    found = [row for topic in treatments if (row := _row(topic)) is not None]
    return tuple(sorted(found, key=lambda row: (-LEVELS.index(row.main), -_strength(row), row.title)))


def draw(topics: Iterable[Topic]) -> str:
    """Return the map as SVG text."""
    shown = rows(topics)
    height = _TOP + len(shown) * _ROW + 112
    body = "\n".join(f"  {line}" for line in (*_head(len(shown)), *_lines(shown), *_legend(height)))
    words = "\n".join(escape(row.words) for row in shown)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        'role="img" aria-labelledby="evidence-map-title" aria-describedby="evidence-map-desc" '
        "font-family=\"'Segoe UI', 'DejaVu Sans', sans-serif\" font-size=\"14\">\n"
        '  <title id="evidence-map-title">How sure the statements on each treatment are</title>\n'
        '  <desc id="evidence-map-desc">For each treatment: how sure the main answer is, and how many statements for '
        "clinicians have each level. A level says how sure a statement is, also a statement that something does not "
        f"help.\n{words}</desc>\n"
        f'  <rect class="panel" width="{_WIDTH}" height="{height}" rx="10" fill="{_PAPER}"/>\n{body}\n</svg>\n'
    )


def _row(topic: Topic) -> Row | None:
    levels = Counter(item.evidence for item in topic.clinician.statements() if item.evidence)
    main = topic.clinician.gist.evidence
    title = re.sub(r"\s*\(.*\)", "", topic.title)
    return Row(title, main, tuple(levels[level] for level in LEVELS)) if main else None


def _strength(row: Row) -> float:
    return sum(level * count for level, count in enumerate(row.counts)) / sum(row.counts)


def _head(count: int) -> Iterator[str]:
    for index, name in enumerate(_NAMES):
        x = _x(index)
        yield (
            f'<text class="ink" transform="translate({x - 4} {_TOP - 14}) rotate(-50)" fill="{_INK}" '
            f'font-weight="600">{name}</text>'
        )
        end = _TOP + count * _ROW - 4
        yield f'<path class="thin" d="M{x} {_TOP - 6}V{end}" stroke="{_LINE}" stroke-width="1"/>'


def _lines(shown: Sequence[Row]) -> Iterator[str]:
    for index, row in enumerate(shown):
        y = _TOP + index * _ROW + 14
        label = wrap(row.title, 22)
        for number, part in enumerate(label):
            shift = 5 + 17 * number - 8 * (len(label) - 1)
            yield f'<text class="ink" x="12" y="{y + shift}" fill="{_INK}">{escape(part)}</text>'
        for level, count in enumerate(row.counts):
            yield from _mark(_x(level), y, count, LEVELS[level] == row.main)


def _mark(x: int, y: int, count: int, main: bool) -> Iterator[str]:
    """A dot whose area grows with the count; the main answer's is filled and ringed."""
    if not count:
        return
    radius = min(17.0, 8 + 3 * (count - 1) ** 0.5)
    dot = f'cx="{x}" cy="{y}" r="{radius:.1f}"'
    if main:
        yield f'<circle class="accent" {dot} fill="{_TEAL}"/>'
    else:
        yield f'<circle class="node accent-line" {dot} fill="#e2eeec" stroke="{_TEAL}" stroke-width="1"/>'
    kind, colour = ("on-accent", _PAPER) if main else ("ink", _INK)
    weight = ' font-weight="600"' if main else ""
    yield f'<text class="{kind}" x="{x}" y="{y + 5}" text-anchor="middle" fill="{colour}"{weight}>{count}</text>'


def _legend(height: int) -> Iterator[str]:
    y = height - 92
    yield f'<circle class="accent" cx="22" cy="{y}" r="9" fill="{_TEAL}"/>'
    yield f'<text class="ink" x="40" y="{y + 5}" fill="{_INK}">level of the main answer</text>'
    yield f'<circle class="node accent-line" cx="22" cy="{y + 26}" r="9" fill="#e2eeec" stroke="{_TEAL}"/>'
    yield f'<text class="ink" x="40" y="{y + 31}" fill="{_INK}">number of statements at a level</text>'
    note = ("A level says how sure a statement is, also one that", "says a treatment does not help.")
    for number, line in enumerate(note):
        yield f'<text class="soft" x="12" y="{y + 60 + 18 * number}" fill="{_SOFT}">{line}</text>'


def _x(level: int) -> int:
    return _LEFT + 22 + level * _STEP
