"""The calibration plot: does confidence mean what it says?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.quality.heldout import HeldOut

__all__ = ["answers", "bins", "draw"]

_LEAST = 3  # a bin of fewer answers says nothing
_COLUMNS = 3
_INK = "#0b5a60"  # every set has a panel of its own, so no colour has to be told from another


def answers(found: HeldOut) -> list[dict[str, Any]]:
    """The counted answers that the plot shows: those to questions and to safety messages."""
    return [*found.questions.rows, *found.safety.rows]


def bins(rows: Sequence[Mapping[str, Any]], count: int = 10) -> list[tuple[int, float, float, int]]:
    """Place (from 0), mean confidence, share right and number of answers of each bin that has enough of them.

    Messages that were asked back are left out.
    """
    given = [row for row in rows if row["said"] is not None]
    found = []
    for place in range(count):
        inside = [row for row in given if place / count < row["confidence"] <= (place + 1) / count]
        if len(inside) >= _LEAST:
            mean = sum(row["confidence"] for row in inside) / len(inside)
            found.append((place, mean, sum(row["right"] for row in inside) / len(inside), len(inside)))
    return found


def draw(sets: Mapping[str, Sequence[Mapping[str, Any]]], target: Path) -> None:
    """Write the plot as SVG, one small panel a set, the area of a dot after its number of answers."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "calci"
    matplotlib.rcParams["svg.fonttype"] = "none"  # text stays text: it can be searched and read aloud
    from matplotlib import pyplot as plt

    rows = -(-len(sets) // _COLUMNS)
    size = (2.3 * _COLUMNS, 2.3 * rows + 0.5)
    figure, grid = plt.subplots(rows, _COLUMNS, figsize=size, sharex=True, sharey=True, squeeze=False)
    panels = list(grid.flat)
    for empty in panels[len(sets) :]:
        empty.set_axis_off()
    for axes, (name, counted) in zip(panels[: len(sets)], sets.items(), strict=True):
        _panel(axes, name, counted)
    figure.suptitle("Confidence and truth")
    figure.supxlabel("confidence")
    figure.supylabel("share right")
    figure.tight_layout()
    target.parent.mkdir(parents=True, exist_ok=True)
    said = f"Share of right answers over confidence for {len(sets)} sets: {', '.join(sets)}."
    figure.savefig(target, format="svg", metadata={"Date": None, "Title": "Confidence and truth", "Description": said})
    plt.close(figure)


def _panel(axes: Any, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """One set: the dashed line is where confidence and truth agree."""
    dots = bins(rows)
    axes.plot([0, 1], [0, 1], "--", color="0.6", linewidth=1)
    axes.plot([x for _, x, _, _ in dots], [y for _, _, y, _ in dots], color=_INK, linewidth=1, alpha=0.6)
    axes.scatter(
        [x for _, x, _, _ in dots], [y for _, _, y, _ in dots], s=[2 * n**0.7 + 6 for *_, n in dots], color=_INK
    )
    axes.set(xlim=(0, 1.03), ylim=(0, 1.08))
    axes.set_title(name, fontsize=10)
