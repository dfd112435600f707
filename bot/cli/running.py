"""`calci serve` and `calci train`."""

from __future__ import annotations

import typer

__all__ = ["add"]


def add(app: typer.Typer) -> None:
    app.command("serve")(serve)
    app.command("train")(train)


def serve() -> None:
    """Build what is stale, then serve the page, the chat and the APIs on http://localhost:5005 (PORT overrides)."""
    from bot.settings import Settings

    settings = Settings.from_environment()
    _prepare()
    from bot.engine.server import serve as listen

    shown = "localhost" if settings.on_loopback else settings.host
    typer.echo(f"  Ready in a moment: http://{shown}:{settings.port}  (Ctrl+C stops it)")
    listen(settings)


def train(force: bool = typer.Option(False, help="Train even when nothing changed.")) -> None:
    """Build the knowledge base and the language model, only when something changed."""
    from bot.settings import Settings

    if force:
        Settings.from_environment().model.unlink(missing_ok=True)
    _prepare()


def _prepare() -> None:
    """Show the steps as they happen: knowledge base, encoder, model."""
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from bot.engine.model import ensure_model
    from bot.language.encoder.build import ensure_encoder
    from bot.library.paths import ensure_built
    from bot.settings import Settings

    settings = Settings.from_environment()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), TimeElapsedColumn())
    with Progress(*columns) as bar:
        task = bar.add_task("Knowledge base", total=3)

        def building(step: str, _done: int, _total: int) -> None:
            bar.update(task, description=f"Knowledge base: {step}")

        ensure_built(building)
        bar.update(task, advance=1, description="Sentence encoder")
        ensure_encoder(settings.home)
        bar.update(task, advance=1, description="Language model")
        ensure_model(settings, lambda text: bar.update(task, description=text))
        bar.update(task, advance=1, description="Everything is up to date")
