"""A topic in both voices, in the terminal: as it stands in its file, also while it is being written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from bot.errors import InputError
from bot.library.current import knowledge
from bot.library.model import Statement, Voice
from bot.library.paths import content_dir

__all__ = ["show"]

_PARTS = ("gist", "body", "call_team", "simpler", "unknown", "more")
_Row = Mapping[str, Any]
_Voice = Mapping[str, Sequence[_Row]]
_Shown = tuple[str, dict[str, _Voice], int, _Row]  # title, voices, number of faults, what stands beside the text
_BESIDE = ("ask", "keywords", "suggest", "related", "figure", "reviewed", "review_by")


def show(topic_id: str) -> None:
    """Print both voices with evidence and sources; `InputError` for an unknown topic or a file that is no YAML."""
    title, voices, faults, head = _of_file(topic_id) or _of_base(topic_id)
    console = Console()
    for name, voice in voices.items():
        console.print(Panel(_text(voice), title=f"{escape(title)} · {name}"))
    console.print(Panel("\n".join(_around(head, voices)), title="beside the text"))
    if faults:
        console.print(f"{faults} things are still to be mended: calci topic check {topic_id}")


def _of_file(topic_id: str) -> _Shown | None:
    """Return title, voices and number of faults as the file has them now; None when there is no file."""
    path = next(content_dir().glob(f"topics/*/{topic_id}.yml"), None) if topic_id.isidentifier() else None
    if path is None:
        return None
    from bot.library.loader import parse, read_document  # pydantic and ruamel.yaml come with them
    from bot.library.schema import Topic

    document, faults = read_document(path, path.name)
    if document is None or not isinstance(document.data, dict):
        told = str(faults[0]) if faults else "The file is not a topic."
        raise InputError(told, code="IN203", field=topic_id, remedy=f"calci topic check {topic_id}")
    data = document.data
    _, faults = parse(Topic, document, data)
    disputed = _disputed(data.get("disagreements"))
    voices: dict[str, _Voice] = {name: {**_voice_of(data.get(name)), **disputed} for name in ("patient", "clinician")}
    return str(data.get("title") or topic_id), voices, len(faults), data


def _disputed(data: Any) -> _Voice:
    """What sources disagree on, as both voices show it: the issue, who found what, and how it is read."""
    rows = [row for row in data if isinstance(row, dict)] if isinstance(data, list) else []
    return {
        f"disputed: {row.get('issue')}": [
            each for each in (*(row.get("positions") or ()), row.get("reading")) if isinstance(each, dict)
        ]
        for row in rows
    }


def _voice_of(data: Any) -> _Voice:
    """Return the statements of a voice by part; what has another shape is left out here and named by the check."""
    parts = {name: data.get(name) for name in _PARTS} if isinstance(data, dict) else {}
    rows = {name: value if isinstance(value, list) else [value] for name, value in parts.items() if value}
    return {name: [row for row in listed if isinstance(row, dict)] for name, listed in rows.items()}


def _of_base(topic_id: str) -> _Shown:
    topic = knowledge().topic(topic_id)
    if topic is None:
        raise InputError("There is no such topic.", code="IN202", field=topic_id, remedy="See knowledge/topics/.")
    disputed = {
        f"disputed: {each.issue}": _rows((*each.positions, *((each.reading,) if each.reading else ())))
        for each in topic.disagreements
    }
    voices: dict[str, _Voice] = {
        name: {**_voice(voice), **disputed}
        for name, voice in (("patient", topic.patient), ("clinician", topic.clinician))
    }
    return topic.title, voices, 0, {name: getattr(topic, name, None) for name in _BESIDE}


def _voice(voice: Voice) -> _Voice:
    parts: dict[str, tuple[Statement, ...]] = {"gist": (voice.gist,)}
    parts |= {name: getattr(voice, name) for name in _PARTS[1:]}
    return {name: _rows(statements) for name, statements in parts.items()}


def _rows(statements: tuple[Statement, ...]) -> list[_Row]:
    return [{"text": s.text, "evidence": s.evidence, "sources": s.sources, "support": s.support} for s in statements]


def _around(head: _Row, voices: Mapping[str, _Voice]) -> Iterator[str]:
    """The question on the button, what is offered next, and the references as they are printed."""
    for name in _BESIDE:
        value = head.get(name)
        shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
        if shown:
            yield f"[bold]{name}[/bold] {escape(str(shown))}"
    cited = [name for voice in voices.values() for rows in voice.values() for row in rows for name in _sources(row)]
    for name in dict.fromkeys(cited):
        known = knowledge().source(name)
        printed = known.citation if known else "is not in knowledge/sources as it was last built"
        yield f"[dim]{escape(name)}[/dim] {escape(printed)}"


def _sources(row: _Row) -> list[str]:
    return [str(name) for name in row.get("sources") or ()]


def _text(voice: _Voice) -> str:
    lines: list[str] = []
    for part, rows in voice.items():
        shown = [_line(row) for row in rows]
        if shown and part != "gist":
            lines += ["", f"[bold]{part.replace('_', ' ')}[/bold]"]
        lines += shown
    return "\n".join(lines)


def _line(row: _Row) -> str:
    if row.get("support"):
        return f"{escape(str(row.get('text')))} [dim](support)[/dim]"
    sources = ", ".join(map(str, row.get("sources") or ())) or "no source yet"
    behind = f"{row.get('evidence')}; {sources}"
    return f"{escape(str(row.get('text')))} [dim]({escape(behind)})[/dim]"
