"""The calibration plot: does confidence mean what it says?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = ["bins", "draw"]

_COLOURS = ("#0b5a60", "#b3541e", "#5b4a9c")
_LEAST = 3  # a bin of fewer answers says nothing


def bins(rows: Sequence[Mapping[str, Any]], count: int = 10) -> list[tuple[float, float, int]]:
    """Mean confidence, share right and number of answers of each bin that has enough; asked back is left out."""
    given = [row for row in rows if row["said"] is not None]
    found = []
    for place in range(count):
        inside = [row for row in given if place / count < row["confidence"] <= (place + 1) / count]
        if len(inside) >= _LEAST:
            mean = sum(row["confidence"] for row in inside) / len(inside)
            found.append((mean, sum(row["right"] for row in inside) / len(inside), len(inside)))
    return found


def draw(sets: Mapping[str, Sequence[Mapping[str, Any]]], target: Path) -> None:
    """Write the plot as SVG, one colour a set, the area of a dot after its number of answers."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "calci"
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(4.5, 4.5))
    axes.plot([0, 1], [0, 1], "--", color="0.6", label="perfect")
    for colour, (name, rows) in zip(_COLOURS, sets.items(), strict=False):
        dots = bins(rows)
        sizes = [4 * n**0.7 + 10 for _, _, n in dots]
        axes.scatter([x for x, _, _ in dots], [y for _, y, _ in dots], s=sizes, color=colour, alpha=0.75, label=name)
    axes.set(xlabel="confidence", ylabel="share right", xlim=(0, 1.02), ylim=(0, 1.05), title="Confidence and truth")
    axes.legend(loc="upper left")
    target.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(target, format="svg", metadata={"Date": None})
    plt.close(figure)
