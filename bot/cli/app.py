"""The `calci` command. Every subcommand imports what it needs only when it runs."""

from __future__ import annotations

import typer

from bot.cli import conversation, evaluation, risk, running, store, topics

__all__ = ["app"]

app = typer.Typer(
    name="calci",
    help="The calciphylaxis assistant: ask, estimate, author, serve. Educational; not medical advice.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
running.add(app)
conversation.add(app)
risk.add(app)
topics.add(app)
evaluation.add(app)
store.add(app)


@app.command("rasa", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def rasa() -> None:
    """Rasa's own command line, without TensorFlow: `calci rasa --help`."""
