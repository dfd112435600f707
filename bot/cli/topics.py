"""`calci topic new|check|preview ID`: write a topic, check it, see it in both voices."""

from __future__ import annotations

import typer

from bot.errors import InputError

__all__ = ["add"]


def add(app: typer.Typer) -> None:
    group = typer.Typer(help="Author a topic of the knowledge base.", no_args_is_help=True)
    group.command("new")(new)
    group.command("check")(check)
    group.command("preview")(preview)
    app.add_typer(group, name="topic")


def new(topic_id: str, group: str = typer.Option("basics", help="Folder under knowledge/topics.")) -> None:
    """Scaffold knowledge/topics/<group>/<id>.yml with every field explained."""
    from bot.library.paths import content_dir
    from bot.library.scaffold import new_topic

    typer.echo(f"Wrote {new_topic(content_dir(), topic_id, group)}. Fill it in, then: calci topic check {topic_id}")


def check(topic_id: str = typer.Argument("", help="A topic id; without it, all content.")) -> None:
    """Validate: schema, sources, reading grade, wording, links. Exit status 1 when something must be mended."""
    from bot.library.paths import content_dir
    from bot.library.validate import main

    found = sorted(content_dir().glob(f"topics/*/{topic_id}.yml")) if topic_id else [content_dir()]
    if not found:
        raise InputError("There is no such topic.", code="IN202", field=topic_id, remedy=f"calci topic new {topic_id}")
    raise typer.Exit(main([str(path) for path in found]))


def preview(topic_id: str) -> None:
    """Show a topic as a patient and as a clinician would see it."""
    from bot.cli.topic_view import show

    show(topic_id)
