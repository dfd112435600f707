"""The visit summary as text: one message a section, empty sections left out."""

from __future__ import annotations

from typing import Any

from bot.clinical.risk.display import decimals, effect, percent

__all__ = ["summary_texts"]


def summary_texts(words: dict[str, str], summary: dict[str, Any]) -> list[str]:
    """Sections in the order of the page; `words` holds their headings in the register of the reader."""
    estimate = summary["estimate"]
    sections = {
        "history": [f"{row['label']}: {row['value']}" for row in summary["history"]],
        "labs": [_lab(row, summary["series"].get(row["analyte"], []), words) for row in summary["labs"]],
        "estimate": [estimate["words"], *_figures(estimate["risk"], words), estimate["disclaimer"]] if estimate else [],
        "discussed": [row["title"] for row in summary["discussed"]],
        "questions": summary["questions"],
        "sources": [source["citation"] for source in summary["sources"]],
    }
    texts = [f"{words['title']}\n{words['intro']}"]
    return texts + ["\n".join([words[key], *(f"• {row}" for row in rows)]) for key, rows in sections.items() if rows]


def _lab(row: dict[str, Any], series: list[dict[str, Any]], words: dict[str, str]) -> str:
    """One value with its date, and the older ones of the conversation, newest first."""
    older = [each["typed"] for each in series if each["typed"] != row["typed"] or each["taken"] != row["taken"]]
    told = [row["taken"] or "", words["earlier"].format(values=", ".join(reversed(older))) if older else ""]
    behind = "; ".join(each for each in told if each)
    return f"{row['label']}: {row['typed']}" + (f" ({behind})" if behind else "")


def _figures(risk: dict[str, Any] | None, words: dict[str, str]) -> list[str]:
    """The figures, where this reader has seen them: interval first, no more digits than they deserve."""
    if not risk or risk.get("interval") is None:
        return []
    places = decimals((risk["interval"][0], risk["interval"][1]))
    low, high = (percent(float(each), places) for each in risk["interval"])
    capped = any(each["code"] == "rate_cap_reached" for each in risk.get("warnings") or ())
    return [
        words["number"].format(
            interval=f"{low}–{high}" + (" or more" if capped else ""),
            median=percent(float(risk["estimate"]), places),
            multiplier=effect(float(risk["multiplier"])),
        )
    ]
