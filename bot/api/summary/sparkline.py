"""A small line of a series as inline SVG: attributes only, no style, no script; its text stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

__all__ = ["sparkline"]

_WIDTH, _HEIGHT, _MARGIN = 96, 24, 3


def sparkline(values: Sequence[float], title: str) -> Markup:
    """Return an SVG of the finite values, oldest first; nothing for fewer than two. `title` says the same in words."""
    if len(values) < 2:
        return Markup("")
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    step = (_WIDTH - 2 * _MARGIN) / (len(values) - 1)
    places = [
        (_MARGIN + number * step, _HEIGHT - _MARGIN - (value - low) / span * (_HEIGHT - 2 * _MARGIN))
        for number, value in enumerate(values)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    x, y = places[-1]
    drawn = Markup(
        '<svg role="img" width="{w}" height="{h}" viewBox="0 0 {w} {h}" xmlns="http://www.w3.org/2000/svg">'
        '<title>{title}</title><polyline points="{line}" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        '<circle cx="{x}" cy="{y}" r="2.2" fill="currentColor"/></svg>'
    )
    return drawn.format(w=_WIDTH, h=_HEIGHT, title=title, line=line, x=f"{x:.1f}", y=f"{y:.1f}")
