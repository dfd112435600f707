"""`calci serve` and `calci train`."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

__all__ = ["add", "prepare"]


def add(app: typer.Typer) -> None:
    app.command("serve")(serve)
    app.command("train")(train)


def serve() -> None:
    """Build what is stale, then serve the page, the chat and the APIs on http://localhost:5005 (PORT overrides)."""
    from bot.engine.port import check_port
    from bot.settings import Settings

    settings = Settings.from_environment()
    check_port(settings)
    if prepare(settings):
        # Training leaves its libraries and data in memory; the server starts in a process that never had them.
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "bot", "serve"])
    typer.echo("  Loading the language model …")
    gc.disable()  # nothing of what is imported now is ever thrown away; the server turns it on again
    from bot.engine.server import serve as listen

    listen(settings, lambda: typer.echo(f"  Ready: {_address(settings)}  (Ctrl+C stops it)"))


def train(force: bool = typer.Option(False, help="Train even when nothing changed.")) -> None:
    """Build the knowledge base and the language model, only when something changed."""
    from bot.settings import Settings

    settings = Settings.from_environment()
    if force:
        settings.model.unlink(missing_ok=True)
    prepare(settings)


def prepare(settings: Settings) -> bool:
    """Bring the knowledge base, encoder and model up to date, showing the steps; returns whether it trained."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from bot.engine.model import ensure_model
    from bot.language.encoder.build import ensure_encoder
    from bot.library.helplines import check_locale
    from bot.library.paths import ensure_built

    trained = False
    columns = (SpinnerColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))  # the time is never cut off
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("Knowledge base", total=3)

        def building(step: str, _done: int, _total: int) -> None:
            bar.update(task, description=f"Knowledge base: {step}")

        def training(text: str) -> None:
            nonlocal trained
            trained = True
            bar.console.print(text) if text.startswith("EN") else bar.update(task, description=text)

        ensure_built(building)
        check_locale(settings)  # before a minute of training, not after it
        bar.update(task, advance=1, description="Sentence encoder")
        ensure_encoder(settings.home)
        bar.update(task, advance=1, description="Language model")
        ensure_model(settings, training)
        bar.update(task, advance=1, description="Everything is up to date")
    return trained


def _address(settings: Settings) -> str:
    host = "localhost" if settings.on_loopback else settings.host
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
