"""Check the content: `python -m bot.library.validate [paths] [--strict] [--unused]`.

Prints one line a fault (file, line, code, field, message, remedy); exit status 1 when there is an error.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.library import (
    checks_documents,
    checks_glossary,
    checks_helplines,
    checks_links,
    checks_required,
    checks_sources,
    checks_wording,
    readability,
    reading,
)
from bot.library.content import Content, load_content
from bot.library.faults import Fault
from bot.library.paths import content_dir

__all__ = ["check", "main", "report", "validate"]


def check(content: Content, today: dt.date) -> list[Fault]:
    """Return every fault of the content, those of reading it included, in order of file and line."""
    return sorted({*content.faults, *_checks(content, today)})


def validate(root: Path | None = None, today: dt.date | None = None) -> list[Fault]:
    """Read and check the content directory `root` (default: the project's)."""
    return check(load_content(root or content_dir()), today or dt.date.today())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return the exit status."""
    options = _options(arguments)
    root = options.root or content_dir()
    content = load_content(root)
    if options.unused:
        for item in checks_sources.unused_sources(content):
            print(f"{item.document.name}:{item.document.line(item.loc)}: {item.source.id}")
        return 0
    return report(content, options.paths, strict=options.strict)


def report(content: Content, paths: Sequence[Path], *, strict: bool = False) -> int:
    """Print the faults of these files and folders (all without any); return the exit status."""
    faults = list(_under(check(content, dt.date.today()), paths, content.root))
    for found in faults:
        print(found)
    errors = sum(item.severity == "error" or strict for item in faults)
    scope = f"{len(content.topics)} topics, {len(content.sources)} sources"
    if not readability.available():
        print("textstat is not installed: reading grades were not measured", file=sys.stderr)
    print(f"{scope}: {errors} errors, {len(faults) - errors} warnings", file=sys.stderr)
    return 1 if errors else 0


def _checks(content: Content, today: dt.date) -> Iterator[Fault]:
    yield from checks_links.check_statement_sources(content)
    yield from checks_links.check_links(content)
    yield from checks_links.check_statement_ids(content)
    yield from checks_links.check_keywords(content)
    yield from checks_links.check_dates(content, today)
    yield from checks_links.check_coverage(content)
    yield from checks_wording.check_lengths(content)
    yield from checks_wording.check_sentences(content)
    yield from checks_wording.check_banned(content)
    yield from checks_wording.check_shown_documents(content)
    yield from checks_wording.check_figures(content)
    yield from checks_wording.check_duplicates(content)
    yield from checks_sources.check_sources(content)
    yield from checks_sources.check_unused(content)
    yield from checks_sources.check_document_sources(content)
    yield from checks_documents.check_documents(content)
    yield from checks_glossary.check_glossary(content)
    yield from checks_helplines.check_helplines(content, today)
    yield from checks_required.check_required(content)
    yield from reading.check_readers(content)
    yield from readability.check_grades(content)


def _under(faults: Iterable[Fault], paths: Sequence[Path], root: Path) -> Iterator[Fault]:
    wanted = [path.resolve() for path in paths]
    for item in faults:
        place = (root.parent / item.file).resolve()
        if not wanted or any(place == path or path in place.parents for path in wanted):
            yield item


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.library.validate", description="Check the content.")
    parser.add_argument("paths", nargs="*", type=Path, help="show only the faults of these files or folders")
    parser.add_argument("--root", type=Path, help="content directory (default: knowledge/)")
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument("--unused", action="store_true", help="only list the sources that nothing names")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
