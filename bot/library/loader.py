"""YAML files → plain data and typed models, with the line of every fault.

Reading is done with the plain (fast) constructor; lines are looked up only for a file that has a fault.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from bot.library.faults import Fault, fault

__all__ = ["Document", "Loc", "parse", "plain", "read_document"]

Loc = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)

_DEEPEST = 60  # levels of lists and mappings
_PYDANTIC_CODES = {"missing": "CX102", "extra_forbidden": "CX103"}


@dataclass(slots=True)
class Document:
    """One YAML file: its text, its data, and where in the text each part stands."""

    name: str
    text: str
    data: Any
    _root: Node | None = field(default=None, repr=False)

    def line(self, loc: Loc = ()) -> int:
        """Return the line (from 1) of the part at `loc`, or of its nearest existing parent."""
        if self._root is None:
            self._root = _compose(self.text)
        node, line = self._root, 1
        for step in loc:
            found = _child(node, step)
            if found is None:
                # pydantic puts names of union members into a location: they are no part of the file
                continue
            node, line = found
        return line

    def fault(self, code: str, loc: Loc = (), *, message: str = "", remedy: str = "") -> Fault:
        """Make a fault of this file at `loc`."""
        return fault(code, self.name, self.line(loc), field=_dotted(loc), message=message, remedy=remedy)


def read_document(path: Path, name: str) -> tuple[Document | None, list[Fault]]:
    """Read one file. Return the document, or the faults that kept it from being read.

    Args:
        path: the file.
        name: how faults call it, usually its path relative to the content directory.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return None, [fault("CX106", name, message=type(error).__name__)]
    try:
        data = _load(text)
    except DuplicateKeyError as error:
        return None, [_yaml_fault("CX105", name, error)]
    except MarkedYAMLError as error:
        return None, [_yaml_fault("CX101", name, error)]
    except (YAMLError, ValueError, RecursionError) as error:
        return None, [fault("CX101", name, message=str(error).split("\n", maxsplit=1)[0])]
    return Document(name, text, data), []


def _load(text: str) -> Any:
    """Read with the parser in C, ten times as fast. It knows YAML 1.1: what it refuses, the other one decides on."""
    try:
        data = YAML(typ="safe").load(text)
    except MarkedYAMLError:
        data = YAML(typ="safe", pure=True).load(text)
    if _depth(data) > _DEEPEST:
        raise RecursionError(f"nested deeper than {_DEEPEST} levels: recursion without end")
    return data


def _depth(data: Any) -> int:
    """How many lists and mappings stand in each other; what anchors make endless counts as too many."""
    depth, level = 0, [data]
    while level and depth <= _DEEPEST:
        inner = [list(part.values()) if isinstance(part, dict) else part for part in level]
        found = [part for parts in inner if isinstance(parts, list) for part in parts if isinstance(part, dict | list)]
        level = list({id(part): part for part in found}.values())  # anchors may name one part a thousand times
        depth += 1
    return depth


def _compose(text: str) -> Node | None:
    try:
        root: Node | None = YAML(typ="safe").compose(io.StringIO(text))
    except MarkedYAMLError:
        root = YAML(typ="safe", pure=True).compose(io.StringIO(text))
    return root


def parse(model: type[M], document: Document, data: Any, at: Loc = ()) -> tuple[M | None, list[Fault]]:
    """Check `data`, which stands at `at` in the document, against `model`."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_schema_fault(document, at, dict(item)) for item in error.errors(include_url=False)]


def plain(value: Any) -> Any:
    """Return YAML data as JSON-ready data: dates as ISO text, keys as text."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else value


def _child(node: Node | None, step: str | int) -> tuple[Node, int] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    elif isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        item = node.value[step]
        return item, item.start_mark.line + 1
    return None


def _yaml_fault(code: str, name: str, error: MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    problem = str(error.problem or error.context or "").split("\n", maxsplit=1)[0]
    return fault(code, name, mark.line + 1 if mark else 0, message=problem)


def _schema_fault(document: Document, at: Loc, item: dict[str, Any]) -> Fault:
    code = _PYDANTIC_CODES.get(item["type"], "CX104")
    message = str(item["msg"]).removeprefix("Value error, ")
    if "needs at least one source" in message:
        code = "CX201"
    elif "makes no clinical claim" in message:
        code = "CX207"
    loc = (*at, *item["loc"])
    shown = "" if code in {"CX102", "CX103"} else message
    if code == "CX104" and isinstance(item.get("input"), str | int | float):
        shown = f"{message} (found {str(item['input'])[:60]!r})"
    return document.fault(code, loc, message=shown)


def _dotted(loc: Sequence[str | int]) -> str:
    return ".".join(str(step) for step in loc)
