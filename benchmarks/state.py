"""Which state of the project a measurement was made with, and whether a page of figures is of the present state.

    python -m benchmarks.state          the present state, and which pages are older
    python -m benchmarks.state --mark   the same, and say so on the pages

A state is a digest that anybody can compute again from a checkout: SHA-256 over names and bytes of the training data,
the content, the configuration and the code of the language part with its encoder. (The identity that Rasa gives a model
is drawn at random at every training and says nothing.)
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bot.settings import ROOT

__all__ = ["MADE_OF", "PAGES", "commit", "marked", "named", "state", "state_line", "unmarked"]

MADE_OF = ("config.yml", "data", "domain.yml", "knowledge", "bot/language")
PAGES = ("docs/quality.md", "docs/comparison.md", "docs/decisions/0004-views.md", "docs/safety/soak.md")
_LENGTH = 12
_LINE = re.compile(r"^State .*$", re.MULTILINE)
_NAMED = re.compile(r"^State `([0-9a-f]+)`", re.MULTILINE)
_OLDER = " **Older than the present state `{}`**: data, content or code has changed since."
_MARK = re.compile(r" \*\*Older than the present state .*$")
_UNKNOWN = "State not recorded."


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the present state and how each page stands to it."""
    parser = argparse.ArgumentParser(description="The present state, and the pages that are older.")
    parser.add_argument("--mark", action="store_true", help="say on each page whether it is older")
    chosen = parser.parse_args(arguments)
    present = state()
    print(f"present state {present} at commit {commit()}")
    for name in PAGES:
        text = (ROOT / name).read_text(encoding="utf-8")
        print(f"{name}: {'of the present state' if named(text) == present else 'older'}")
        if chosen.mark:
            (ROOT / name).write_text(marked(text, present), encoding="utf-8")


def state(root: Path = ROOT) -> str:
    """The first twelve digits of the SHA-256 over everything in `MADE_OF` (names relative to `root`, and bytes)."""
    digest = hashlib.sha256()
    for name in MADE_OF:
        for path in _files(root / name):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:_LENGTH]


def commit() -> str:
    """The short name of the commit that is checked out, with a word when files differ from it; "none" without git."""
    found = _git("rev-parse", "--short=12", "HEAD")
    if found is None:
        return "none"
    return found + (" and changes not yet committed" if _git("status", "--porcelain", "--", *MADE_OF) else "")


def state_line(measured: str, at: str) -> str:
    """The line that a page of figures carries; `marked` changes its end."""
    return (
        f"State `{measured}`, commit {at}: a digest of data, content, configuration and code of the language part with "
        f"its encoder; `python -m benchmarks.state` says whether yours is the same."
    )


def named(page: str) -> str | None:
    """The state that a page names, None when it names none."""
    found = _NAMED.search(page)
    return found.group(1) if found else None


def marked(page: str, present: str) -> str:
    """The page with its line saying whether it is older than the present state; without a line it gets one."""
    if not _LINE.search(page):
        head, _, rest = page.partition("\n\n")
        page = f"{head}\n\n{_UNKNOWN}\n\n{rest}"
    older = "" if named(page) == present else _OLDER.format(present)
    return _LINE.sub(lambda found: found.group() + older, unmarked(page), count=1)


def unmarked(page: str) -> str:
    """The page as it was generated, without what `marked` has put to it."""
    return _LINE.sub(lambda found: _MARK.sub("", found.group()), page, count=1)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def _git(*arguments: str) -> str | None:
    asked = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    return asked.stdout.strip() if asked.returncode == 0 else None


if __name__ == "__main__":
    main()
