"""An estimate in the terminal: the interval first, what moves it, the scenarios, the warnings, the sources."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from bot.cli.names import factor_name, unit_shown, value_shown
from bot.cli.screen import console, write_chart
from bot.clinical.numbers import rounded
from bot.clinical.risk import RiskEstimate, Warned
from bot.clinical.risk.display import by_weight, effect, percent, shown
from bot.library.current import document, knowledge

__all__ = ["show"]


def show(result: RiskEstimate) -> None:
    """Print the estimate, or why there is none, and the disclaimer."""
    out, cited = console(), _Cited()
    seen = shown(result)
    if seen is None:
        out.print("[bold]No number is given.[/bold]")
    else:
        words = document("phrases")["risk"]["clinician"]
        out.print(f"[bold]{seen.interval} % in one year[/bold] (middle {seen.median} %). {words['first']}")
        out.print(words["category"][result.category])
        out.print(words["times"].format(multiplier=seen.multiplier, interval=seen.multiplier_interval))
        _effects(result, out, cited)
        write_chart(result.as_contract()["contributions"], "clinician", out)
        _scenarios(result, out, cited)
    _besides(result, out)
    for number, source in enumerate(cited.ids, 1):
        found = knowledge().source(source)
        out.print(f"[dim]\\[{number}] {escape(found.citation if found else source)}[/dim]")
    out.print(f"\n{document('phrases')['risk_disclaimer']['full']}")


class _Cited:
    """Numbers the sources in the order in which they are named."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def number(self, source: str) -> str:
        if source not in self.ids:
            self.ids.append(source)
        return f"\\[{self.ids.index(source) + 1}]"


def _effects(result: RiskEstimate, out: Console, cited: _Cited) -> None:
    out.print("\n[bold]Relative effect (95 % interval) and source[/bold]")
    for each in by_weight(result):
        name = f"{factor_name(each.factor)}: {value_shown(each.factor, each.value)}"
        span = f"{effect(each.relative_effect)} ({'–'.join(map(effect, each.interval))})"
        original = result.model.originals.get(each.source)
        told = f", a report of {cited.number(original)}" if original else ""
        out.print(f"  {escape(name)} → {span} {cited.number(each.source)}{told}")


def _scenarios(result: RiskEstimate, out: Console, cited: _Cited) -> None:
    out.print("\n[bold]Scenarios with published rates, % per year[/bold]")
    for each in result.scenarios:
        note = f" ({each.note})" if each.note else ""
        out.print(f"  {escape(each.label)}: {percent(each.value, 2)}{escape(note)} {cited.number(each.source)}")


def _besides(result: RiskEstimate, out: Console) -> None:
    """Derived values, what was given and not scored, and every warning."""
    places = document("phrases")["derived_shown"]
    out.print()
    for name, quantity in result.derived.items():
        if name in places:
            figure = rounded(quantity.value, places[name]["places"])
            label = factor_name(name.removesuffix("_si"))
            out.print(f"{label[:1].upper()}{label[1:]}: {figure} {unit_shown(quantity.unit)}".rstrip())
    for item in result.not_used:
        out.print(f"[dim]Not scored: {escape(factor_name(item.factor))} – {escape(item.text)}[/dim]")
    for text in dict.fromkeys(_warning(result, each) for each in result.warnings):
        out.print(f"! {escape(text)}")
    out.print()


def _warning(result: RiskEstimate, found: Warned) -> str:
    """The words of a warning with the names that this page uses."""
    filled = {
        key: ", ".join(factor_name(str(name)) for name in value) if isinstance(value, list | tuple) else value
        for key, value in found.details.items()
    }
    filled |= {key: factor_name(value) for key, value in filled.items() if isinstance(value, str) and key == "factor"}
    return result.model.messages[found.code].text("clinician", **filled)
