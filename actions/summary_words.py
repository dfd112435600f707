"""The visit summary as text: one message a section, empty sections left out."""

from __future__ import annotations

from typing import Any

__all__ = ["summary_texts"]


def summary_texts(words: dict[str, str], summary: dict[str, Any]) -> list[str]:
    """Sections in the order of the page; `words` holds their headings in the register of the reader."""
    estimate = summary["estimate"]
    sections = {
        "history": [f"{row['label']}: {row['value']}" for row in summary["history"]],
        "labs": [_lab(row) for row in summary["labs"]],
        "estimate": [estimate["words"], estimate["disclaimer"]] if estimate else [],
        "discussed": [row["title"] for row in summary["discussed"]],
        "questions": summary["questions"],
    }
    texts = [f"{words['title']}\n{words['intro']}"]
    return texts + ["\n".join([words[key], *(f"• {row}" for row in rows)]) for key, rows in sections.items() if rows]


def _lab(row: dict[str, Any]) -> str:
    return f"{row['label']}: {row['typed']}" + (f" ({row['taken']})" if row["taken"] else "")
