"""Which `except` handlers no test ever entered: `make handlers`, `python -m scripts.handlers coverage.json`.

A handler that nothing enters is a promise that nobody checked: give it a fault, or delete it. Where neither can be
done, `deploy/handlers.toml` says why (docs/operations.md).
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ROOT

__all__ = ["Handler", "Known", "handlers", "known", "main", "never_entered", "project_handlers"]

_FOLDERS = ("bot", "actions")


@dataclass(frozen=True, slots=True)
class Handler:
    """One `except`: its file (relative to the root), its line, the lines of its body, how it is written, and the
    function or class that holds it (`Class.function`, empty at the top of a module).
    """

    file: str
    line: int
    body: range
    text: str
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A handler that no test enters, and why. `text` is how the `except` is written, without a comment."""

    file: str
    inside: str
    text: str
    why: str

    def means(self, handler: Handler) -> bool:
        return (self.file, self.inside, self.text) == (
            handler.file,
            handler.inside,
            handler.text.partition("#")[0].strip(),
        )


def handlers(file: str, source: str) -> Iterator[Handler]:
    """Every handler in a source text, in order. `SyntaxError` when it is no Python."""
    lines = source.splitlines()
    for node, inside in sorted(_handlers_in(ast.parse(source), ()), key=lambda found: found[0].lineno):
        body = range(node.body[0].lineno, (node.body[-1].end_lineno or node.body[-1].lineno) + 1)
        yield Handler(file, node.lineno, body, lines[node.lineno - 1].strip(), ".".join(inside))


def _handlers_in(node: ast.AST, inside: tuple[str, ...]) -> Iterator[tuple[ast.ExceptHandler, tuple[str, ...]]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ExceptHandler):
            yield child, inside
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from _handlers_in(child, (*inside, child.name))
        else:
            yield from _handlers_in(child, inside)


def known(path: Path) -> list[Known]:
    """The handlers that need not be entered. `ValueError` or `TypeError` for a list that cannot be used."""
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("known", []) if path.exists() else []
    return [Known(**row) for row in rows]


def project_handlers(root: Path = ROOT) -> list[Handler]:
    """Every handler of the project."""
    return [each for path in _sources(root) for each in _in_file(path, root)]


def never_entered(found: Iterable[Handler], executed: Mapping[str, Collection[int]]) -> list[Handler]:
    """The handlers of which no line ran; `executed` has the lines that ran, by file."""
    return [each for each in found if not set(each.body).intersection(executed.get(each.file, ()))]


def main(given: Sequence[str] | None = None) -> int:
    """Print them. 0 when every handler was entered or is known not to be, 1 when one was not or a known one was (or is
    gone), 2 when there is nothing to go by.
    """
    arguments = argparse.ArgumentParser(prog="python -m scripts.handlers", description=__doc__)
    arguments.add_argument("coverage", type=Path, help="what `coverage json` wrote")
    arguments.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    chosen = arguments.parse_args(given)
    try:
        executed = _executed(chosen.coverage, chosen.root)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"{chosen.coverage} is not what `coverage json` writes ({type(error).__name__}).", file=sys.stderr)
        return 2
    every = project_handlers(chosen.root)
    allowed = known(chosen.root / "deploy" / "handlers.toml")
    missed = never_entered(every, executed)
    wrong = [each for each in missed if not any(one.means(each) for one in allowed)]
    stale = [one for one in allowed if not any(one.means(each) for each in missed)]
    for each in wrong:
        print(f"{each.file}:{each.line}: {each.text}")
    for one in stale:
        print(f"{one.file}: {one.inside}: {one.text} was entered or is gone: take it out of deploy/handlers.toml")
    print(f"{len(every) - len(missed)} of {len(every)} handlers were entered.")
    return int(bool(wrong or stale))


def _executed(report: Path, root: Path) -> dict[str, set[int]]:
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    return {_relative(Path(name), root): set(file["executed_lines"]) for name, file in files.items()}


def _relative(path: Path, root: Path) -> str:
    return (path.relative_to(root) if path.is_absolute() and path.is_relative_to(root) else path).as_posix()


def _sources(root: Path) -> Iterator[Path]:
    for folder in _FOLDERS:
        yield from sorted((root / folder).rglob("*.py"))


def _in_file(path: Path, root: Path) -> Iterator[Handler]:
    return handlers(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
