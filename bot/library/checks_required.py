"""Check that the documents and replies are written which code and the safety rules ask for by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.library.content import Content
from bot.library.faults import Fault, fault
from bot.library.loader import plain
from bot.library.required import gaps

__all__ = ["check_required"]


def check_required(content: Content) -> Iterator[Fault]:
    """No document or reply is missing that the assistant needs, and the words of an alarm name a number to call."""
    present = {name for name, document in content.documents.items() if document.data}
    for gap in gaps(present, *(_mapping(content, stem) for stem in ("replies", "safety_replies", "red_flags"))):
        yield fault(gap.code, f"{content.root.name}/{gap.file}.yml", field=gap.reply, message=gap.said)


def _mapping(content: Content, stem: str) -> dict[str, Any]:
    data = plain(content.data(stem))
    return data if isinstance(data, dict) else {}
