"""Which `except` handlers no test ever entered: `python -m scripts.handlers build/coverage.json` (docs/operations.md).

A handler that nothing enters is a promise that nobody checked: give it a fault, or delete it.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ROOT

__all__ = ["Handler", "handlers", "main", "never_entered"]

_FOLDERS = ("bot", "actions")


@dataclass(frozen=True, slots=True)
class Handler:
    """One `except`: its file (relative to the root), its line, the lines of its body, and how it is written."""

    file: str
    line: int
    body: range
    text: str


def handlers(file: str, source: str) -> Iterator[Handler]:
    """Every handler in a source text, in order. `SyntaxError` when it is no Python."""
    lines = source.splitlines()
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ExceptHandler)]
    for node in sorted(found, key=lambda node: node.lineno):
        body = range(node.body[0].lineno, (node.body[-1].end_lineno or node.body[-1].lineno) + 1)
        yield Handler(file, node.lineno, body, lines[node.lineno - 1].strip())


def never_entered(found: Iterable[Handler], executed: Mapping[str, Collection[int]]) -> list[Handler]:
    """The handlers of which no line ran; `executed` has the lines that ran, by file."""
    return [each for each in found if not set(each.body).intersection(executed.get(each.file, ()))]


def main(given: Sequence[str] | None = None) -> int:
    """Print them. 0 when every handler was entered, 1 when some were not, 2 when there is nothing to go by."""
    arguments = argparse.ArgumentParser(prog="python -m scripts.handlers", description=__doc__)
    arguments.add_argument("coverage", type=Path, help="what `coverage json` wrote")
    arguments.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    chosen = arguments.parse_args(given)
    try:
        executed = _executed(chosen.coverage, chosen.root)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"{chosen.coverage} is not what `coverage json` writes ({type(error).__name__}).", file=sys.stderr)
        return 2
    every = [each for path in _sources(chosen.root) for each in _in_file(path, chosen.root)]
    missed = never_entered(every, executed)
    for each in missed:
        print(f"{each.file}:{each.line}: {each.text}")
    print(f"{len(every) - len(missed)} of {len(every)} handlers were entered.")
    return int(bool(missed))


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
