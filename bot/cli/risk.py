"""`calci risk`: the estimate with its explanation, in a fraction of a second and without Rasa."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["add"]

_LABS = (
    "calcium ionized_calcium albumin phosphate pth alkaline_phosphatase vitamin_d_25oh creatinine urea bicarbonate "
    "inr crp wbc haemoglobin ferritin glucose hba1c magnesium potassium lactate"
).split()
_FACTS = (
    "age sex dialysis dialysis_years diabetes warfarin bmi obesity calcium_binder vitamin_d steroids parathyroidectomy "
    "transplant liver_disease autoimmune cancer recent_weight_loss injections pregnancy acute_kidney_injury "
    "past_calciphylaxis lesions location"
).split()


def add(app: typer.Typer) -> None:
    app.command("risk")(_with_options(_risk))


def _with_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a function of `**values` one option for each analyte and history id of the contract, `_` written `-`."""
    kinds: dict[str, tuple[Any, Any, Any]] = {
        "file": (Path | None, typer.Argument(help="A FHIR Bundle (JSON) or a CSV file."), None),
        "as_json": (bool, typer.Option("--json", help="Print the contract's `risk` object."), False),
    }
    for name in (*_FACTS, *_LABS):
        text = "A result with its unit." if name in _LABS else "A fact: yes, no, unknown, or a value."
        kinds[name] = (str | None, typer.Option(f"--{name.replace('_', '-')}", help=text, metavar="VALUE"), None)
    parameters = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option])
        for name, (kind, option, default) in kinds.items()
    ]
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    function.__annotations__ = {p.name: p.annotation for p in parameters}
    function.__name__ = "risk"
    return function


def _risk(**values: Any) -> None:
    """Estimate the one-year risk for someone on dialysis without skin changes. Educational; not validated."""
    file, as_json = values.pop("file"), values.pop("as_json")
    _run(values, file, as_json)


def _run(values: dict[str, Any], file: Path | None, as_json: bool) -> None:
    from bot.api.critical import critical_texts
    from bot.clinical.analytes import Catalogue
    from bot.clinical.facts import left_open
    from bot.clinical.risk import contradictions, estimate, read_profile
    from bot.library.current import document, risk_model

    catalogue = Catalogue.from_dict(document("labs"))
    found, faults = _from_file(file, catalogue)
    given = found | {name: value for name, value in values.items() if value is not None}
    profile, wrong = read_profile(given, catalogue)
    wrong = (*wrong, *contradictions(profile))
    for line in (*faults, *wrong, *left_open(given), *critical_texts(profile.labs.values(), profile.facts, catalogue)):
        typer.echo(f"calci: {line}", err=True)
    if wrong:  # as over HTTP: nothing is computed without what was just typed
        typer.echo("calci: No estimate is given until this is put right.", err=True)
        raise typer.Exit(2)
    if faults:
        typer.echo("calci: The estimate is made without the entries named above.", err=True)
    result = estimate(profile, risk_model())
    if as_json:
        typer.echo(json.dumps(result.as_contract(), ensure_ascii=False, indent=2))
    else:
        from bot.cli.risk_view import show

        show(result)
    if faults:
        raise typer.Exit(2)


def _from_file(file: Path | None, catalogue: Any) -> tuple[dict[str, Any], list[Any]]:
    """What the file gives, and what of it cannot be used: the values that can are kept."""
    if file is None:
        return {}, []
    from bot.api.imports import import_file, unusable
    from bot.errors import InputError

    found = import_file(file, catalogue)
    for each in found.not_recognised:
        typer.echo(f"calci: {each.where}: {each.display or each.code} is {each.reason}.", err=True)
    faults = [*found.faults, *unusable(found, catalogue)]
    named = {fault.message.partition(":")[0] for fault in faults}  # said once, as what went wrong
    for note in found.notes:
        if note.partition(":")[0] not in named:
            typer.echo(f"calci: {note}", err=True)
    return found.flat(), [InputError(f.message, code="IM140", field=f.field, remedy=f.remedy) for f in faults]
