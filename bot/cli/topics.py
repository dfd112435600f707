"""`calci topic new|check|preview ID`: write a topic, check it, see it in both voices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.errors import InputError

if TYPE_CHECKING:
    from bot.library.content import Content

__all__ = ["add"]


def add(app: typer.Typer) -> None:
    group = typer.Typer(help="Author a topic of the knowledge base.", no_args_is_help=True)
    group.command("new")(new)
    group.command("check")(check)
    group.command("preview")(preview)
    app.add_typer(group, name="topic")


def new(topic_id: str, group: str = typer.Option("", help="Folder under knowledge/topics; must be given.")) -> None:
    """Scaffold knowledge/topics/<group>/<id>.yml with every field explained."""
    from bot.library.paths import content_dir
    from bot.library.scaffold import new_topic

    path = new_topic(content_dir(), topic_id, group or None)
    typer.echo(f"Wrote {path}. Fill it in, then: calci topic check {topic_id}")


def check(topic_id: str = typer.Argument("", help="A topic id; without it, all content.")) -> None:
    """Validate: schema, sources, reading grade, wording, links. Exit status 1 when something must be mended.

    For one topic it also says what is still to be done in other files.
    """
    from bot.library.content import load_content
    from bot.library.paths import content_dir
    from bot.library.validate import report

    if not topic_id:
        raise typer.Exit(report(load_content(content_dir()), [content_dir()]))
    found = sorted(content_dir().glob(f"topics/*/{topic_id}.yml")) if topic_id.isidentifier() else []
    if not found:
        known = f"calci topic new {topic_id}" if topic_id.isidentifier() else "Name the id alone, as in larval_therapy."
        raise InputError("There is no such topic.", code="IN202", field=topic_id, remedy=known)
    content = load_content(content_dir())
    status = report(content, found)
    for line in _elsewhere(content, topic_id):
        typer.echo(line)
    raise typer.Exit(status)


def _elsewhere(content: Content, topic_id: str) -> list[str]:
    from bot.library.checklist import still_to_do
    from bot.library.paths import repository_root

    left = [f"  - {line}" for line in still_to_do(content, topic_id, repository_root())]
    return ["Elsewhere (docs/knowledge.md, Adding a topic):", *left] if left else []


def preview(topic_id: str) -> None:
    """Show a topic as a patient and as a clinician would see it."""
    from bot.cli.topic_view import show

    show(topic_id)
