"""`calci evaluate FILE`: how well questions are understood."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["add"]

_SHOWN = {
    "n": "n",
    "accuracy": "accuracy",
    "right_or_offered": "right or offered",
    "in_first_three": "in first three",
    "macro_f1": "macro f1",
    "clarified": "asked back",
    "right_among_offered": "asked back: right among the offered",
    "out_of_scope_recall": "out of scope recall",
    "false_refusals": "false refusals",
    "calibration_error": "calibration error",
}


def add(app: typer.Typer) -> None:
    app.command("evaluate")(evaluate)


def evaluate(
    file: Annotated[Path, typer.Argument(help='Lines of {"text", "label", "also_ok"?}.', exists=True, dir_okay=False)],
    as_json: bool = typer.Option(False, "--json", help="Print every figure as JSON."),
    errors: bool = typer.Option(False, "--errors", help="Print each question that was not understood."),
) -> None:
    """Accuracy, macro-F1, out-of-scope recall and confusion on labelled questions."""
    from bot.cli.conversation import ready_agent
    from bot.engine.evaluate import evaluate as run
    from bot.engine.evaluate import read_examples, taken_for

    examples = read_examples(file)
    report = run(ready_agent(), examples)
    figures = report.as_dict()
    if as_json:
        typer.echo(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    _print(figures)
    if errors:
        for row in report.rows:
            if not row["right"]:
                offered = f" ({', '.join(row['clarify'])})" if row["clarify"] and not row["said"] else ""
                typer.echo(f"{row['label']} → {taken_for(row)}{offered}: {row['text'][:150]}")


def _print(figures: Mapping[str, Any]) -> None:
    """The figures as tables; styles only where the file names any."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table("Figure", "Value")
    for name, title in _SHOWN.items():
        table.add_row(title, _value(figures[name]))
    console.print(table)
    styles = {style: share for style, share in figures["by_style"].items() if style}
    if styles:
        table = Table("Style", "Right")
        for style, share in styles.items():
            table.add_row(style.replace("_", " "), _value(share))
        console.print(table)
    table = Table("Label", "Asked", "Right")
    for label, counts in figures["by_label"].items():
        table.add_row(label, str(counts["n"]), _value(counts["right"]))
    console.print(table)
    table = Table("Label", "Taken for", "Times")
    for row in figures["confused"][:25]:
        table.add_row(row["label"], row["said"], str(row["n"]))
    console.print(table)


def _value(figure: float | None) -> str:
    return "–" if figure is None else str(figure)
