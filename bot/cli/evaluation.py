"""`calci evaluate FILE`: how well questions are understood."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["add"]


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
    from bot.engine.evaluate import read_examples

    examples = read_examples(file)
    report = run(ready_agent(), examples)
    figures = report.as_dict()
    if as_json:
        typer.echo(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table("Figure", "Value")
    for name in (
        "n",
        "accuracy",
        "right_or_offered",
        "in_first_three",
        "macro_f1",
        "clarified",
        "out_of_scope_recall",
        "false_refusals",
        "calibration_error",
    ):
        table.add_row(name.replace("_", " "), str(figures[name]))
    console.print(table)
    confused = Table("Label", "Taken for", "Times")
    for row in figures["confused"][:25]:
        confused.add_row(row["label"], row["said"], str(row["n"]))
    console.print(confused)
    if errors:
        for row in report.rows:
            if not row["right"]:
                console.print(f"{row['label']} → {row['said'] or row['clarify']}: {row['text'][:150]}", markup=False)
