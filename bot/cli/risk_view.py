"""An estimate as tables in the terminal."""

from __future__ import annotations

from math import log

from rich.console import Console
from rich.table import Table

from bot.clinical.risk import RiskEstimate
from bot.clinical.risk.display import effect, percent, shown

__all__ = ["show"]


def show(result: RiskEstimate) -> None:
    """Print the interval first, then the word, the table, the warnings and what was not used."""
    console = Console()
    seen = shown(result)
    if seen is None:
        console.print("[bold]No number is given.[/bold]")
    else:
        console.print(f"[bold]{seen.interval} % in one year[/bold] (middle {seen.median} %). Not validated.")
        word = str(result.category).replace("_", " ")
        console.print(f"Multiplier {seen.multiplier} ({seen.multiplier_interval}): {word} average on haemodialysis.")
        table = Table("Factor", "Value", "Effect", "95 % interval", "Source")
        for c in sorted(result.contributions, key=lambda c: -abs(log(c.relative_effect))):
            table.add_row(
                c.label,
                "not known" if c.value is None else str(c.value),
                effect(c.relative_effect),
                "–".join(map(effect, c.interval)),
                c.source,
            )
        console.print(table)
        scenarios = Table("Scenario", "% per year", "Source", "Note")
        for s in result.scenarios:
            scenarios.add_row(s.label, percent(s.value, 2), s.source, s.note)
        console.print(scenarios)
    for name, quantity in result.derived.items():
        console.print(f"{name.replace('_', ' ')}: {float(quantity.value):.1f} {quantity.unit}")
    for item in result.not_used:
        console.print(f"[dim]Not scored: {item.factor.replace('_', ' ')} – {item.text}[/dim]", highlight=False)
    for code in dict.fromkeys(result.codes()):
        console.print(f"! {result.text(code)}", highlight=False)
