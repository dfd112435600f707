"""What the knowledge base holds: `python -m bot.library.report [--plot FILE.svg] [--json]`.

Prints coverage, evidence, reading grades, age and the weakest evidence; draws the same as a plot.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.library.content import load_content
from bot.library.metrics import BaseFigures, figures_of
from bot.library.paths import content_dir
from bot.library.schema import EVIDENCE_LEVELS

__all__ = ["draw", "main", "tables"]

# from strong to weak; distinguishable with impaired colour vision and in grey
_COLOURS = {
    "high": "#00429d",
    "moderate": "#4771b2",
    "low": "#73a2c6",
    "very-low": "#a5d5d8",
    "expert-opinion": "#d9d9d9",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bot.library.report", description="Figures of the knowledge base.")
    parser.add_argument("--root", type=Path, help="content directory (default: knowledge/)")
    parser.add_argument("--plot", type=Path, help="also draw the figures into this file (.svg or .png)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON instead of tables")
    options = parser.parse_args(arguments)
    figures = figures_of(load_content(options.root or content_dir()), dt.date.today())
    if options.json:
        print(json.dumps(figures.as_dict(), indent=1))
    else:
        console = Console()
        for table in tables(figures):
            console.print(table)
    if options.plot:
        draw(figures, options.plot)
    return 0


def tables(figures: BaseFigures) -> Iterable[Table]:
    """Return the tables of the report."""
    yield _summary(figures)
    rows = [(group, f"{done}/{all_}", further or "") for group, (done, all_, further) in figures.coverage().items()]
    yield _table("Topics", ("group", "written", "further"), rows)
    total = sum(figures.evidence.values()) or 1
    levels = [(level, count, f"{count / total:.0%}") for level, count in figures.evidence.items()]
    yield _table("Statements by evidence", ("level", "statements", "share"), levels)
    weakest = [
        (item.id, f"{item.strength:.1f}", item.statements, item.newest or "–", _or_dash(item.hardest_grade))
        for item in figures.weakest()
    ]
    yield _table(
        "Weakest evidence (0 expert opinion … 4 high)", ("topic", "mean", "claims", "newest", "grade"), weakest
    )
    due = sorted(figures.topics, key=lambda item: item.days_to_review)[:5]
    yield _table("Next reviews", ("topic", "days left"), [(item.id, item.days_to_review) for item in due])


def draw(figures: BaseFigures, target: Path) -> None:
    """Draw evidence by group, reading grades and the age of the sources into `target` (.svg or .png)."""
    import matplotlib as mpl

    mpl.use("Agg")
    # a fixed salt and no date: the same content draws the same bytes
    mpl.rcParams["svg.hashsalt"] = "calci"
    from matplotlib import pyplot as plt

    figure, (left, middle, right) = plt.subplots(1, 3, figsize=(15, 4.8), layout="constrained")
    _draw_evidence(left, figures)
    _draw_grades(middle, figures)
    right.hist(figures.source_years, bins=range(1995, 2028, 2), color=_COLOURS["moderate"])
    right.set(title="Year of the sources in use", xlabel="year", ylabel="sources")
    target.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(target, metadata={"Date": None} if target.suffix == ".svg" else None)
    plt.close(figure)


def _draw_evidence(axes: Any, figures: BaseFigures) -> None:
    groups = list(dict.fromkeys(item.group for item in figures.topics))
    starts = [0] * len(groups)
    for level in EVIDENCE_LEVELS:
        counts = [sum(item.evidence[level] for item in figures.topics if item.group == group) for group in groups]
        axes.barh(groups, counts, left=starts, label=level, color=_COLOURS[level], edgecolor="white")
        starts = [start + count for start, count in zip(starts, counts, strict=True)]
    axes.invert_yaxis()
    axes.legend(fontsize="small")
    axes.set(title="Statements by evidence level", xlabel="statements")


def _draw_grades(axes: Any, figures: BaseFigures) -> None:
    if figures.grades:
        axes.hist(list(figures.grades.values()), bins=range(13), label=list(figures.grades), stacked=True)
        axes.axvline(9, linestyle="--", color="black", label="limit")
        axes.legend(fontsize="small")
    axes.set(title="Reading grade of the patient texts", xlabel="US school grade (Flesch–Kincaid)", ylabel="texts")


def _summary(figures: BaseFigures) -> Table:
    data = figures.as_dict()
    table = Table(title="Knowledge base", show_header=False)
    for name in ("topics", "disagreements", "dated_statements", "sources", "unused_sources", "median_source_year"):
        table.add_row(name.replace("_", " "), str(data[name]))
    table.add_row("statements", f"{sum(figures.evidence.values())} {dict(figures.statements)}")
    for name, parts in (("reading grade", data["grades"]), ("the same, no term replaced", data["grades_as_written"])):
        shown = [f"{part}: median {got['median']:.1f}, highest {got['highest']:.1f}" for part, got in parts.items()]
        table.add_row(name, "; ".join(shown) or "not measured: textstat is not installed")
    table.add_row("missing topics", ", ".join(figures.missing) or "none")
    return table


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    table = Table(title=title)
    for head in heads:
        table.add_column(head)
    for row in rows:
        table.add_row(*map(str, row))
    return table


def _or_dash(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


if __name__ == "__main__":
    raise SystemExit(main())
