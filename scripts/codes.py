"""Write docs/codes.md: every code of a fault or an error with what it says and what to do. `python -m scripts.codes`"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from bot.library.faults import CODES
from bot.settings import ROOT

__all__ = ["OUT", "Code", "codes", "written"]

OUT: Final = ROOT / "docs" / "codes.md"
_CODE: Final = re.compile(r"[A-Z]{2}\d{3}")
_HEAD: Final = """# Codes

Every fault of the content and every error that is raised on purpose has a code that keeps its meaning. This page is
written from the code by `python -m scripts.codes`. "…" stands for what is known only when it happens.

| letters | about |
| --- | --- |
| CX | the content (`calci topic check`; warnings stop nothing) |
| SF, CL | the safety rules and the clinical tables, when they are read |
| IN, IM | what a person, a file or a client sent |
| CF | settings |
| ST | storage and the compiled knowledge base |
| EN | model, server, engine |
"""


class Code(NamedTuple):
    """One code; `place` is the module that raises it."""

    code: str
    says: str
    do: str
    place: str


def codes() -> list[Code]:
    """All codes, in their order; one that several places raise stands with each different sentence."""
    content = {Code(code, row.meaning, row.remedy, f"content, {row.severity}") for code, row in CODES.items()}
    return sorted(content | set(_raised()))


def written() -> str:
    """The whole page."""
    rows = [f"| {row.code} | {_cell(row.says)} | {_cell(row.do)} | {row.place} |" for row in codes()]
    return "\n".join([_HEAD, "| code | what it says | what to do | where |", "| --- | --- | --- | --- |", *rows, ""])


def _raised() -> Iterator[Code]:
    for folder in ("bot", "actions"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "node_modules" not in path.parts:
                yield from _of(path)


def _of(path: Path) -> Iterator[Code]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        told = {keyword.arg: keyword.value for keyword in node.keywords}
        code = told.get("code")
        if isinstance(code, ast.Constant) and _CODE.fullmatch(str(code.value)):
            says = _text(node.args[0]) if node.args else _text(told.get("message"))
            yield Code(str(code.value), says, _text(told.get("remedy")), f"`{path.relative_to(ROOT).as_posix()}`")


def _text(node: ast.expr | None) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return "" if node is None else "…"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


if __name__ == "__main__":
    OUT.write_text(written(), encoding="utf-8")
