"""The teaching case as steps: a question, options to pick, and what each teaches. The choice lives in the address."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.library.model import Statement
from bot.library.store import KnowledgeBase
from bot.web.encyclopedia.references import References

__all__ = ["Option", "Step", "steps"]


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that can be picked, and what it teaches."""

    text: str
    correct: bool
    feedback: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the case; the last one asks nothing."""

    id: str
    number: int
    title: str
    lines: tuple[Statement, ...]
    question: str | None
    options: tuple[Option, ...]

    @property
    def right(self) -> int:
        """Return how many options are right."""
        return sum(option.correct for option in self.options)

    def references(self, base: KnowledgeBase) -> References:
        """Number the sources of the step."""
        return References(base, [*(line.sources for line in self.lines), *(item.sources for item in self.options)])

    def verdict(self, picked: Collection[int]) -> str:
        """Return what to say of a choice, in words."""
        right = {number for number, option in enumerate(self.options) if option.correct}
        chosen = set(picked)
        if not chosen:
            return "All answers are explained below."
        if chosen == right:
            return "That is right."
        if chosen & right and not chosen - right:
            return f"Right so far. {len(right)} of the answers fit, and you picked {len(chosen)}."
        return "Partly right." if chosen & right else "Not quite. Here is why."


def steps(base: KnowledgeBase) -> tuple[Step, ...]:
    """Return the steps of `knowledge/case.yml`."""
    return tuple(
        Step(
            id=row["id"],
            number=number,
            title=row["title"],
            lines=tuple(_line(row["id"], index, line) for index, line in enumerate(row["text"], 1)),
            question=row.get("question"),
            options=tuple(
                Option(item["text"], bool(item["correct"]), item["feedback"], tuple(item["sources"]))
                for item in row.get("options", ())
            ),
        )
        for number, row in enumerate(base.document("case"), 1)
    )


def _line(step: str, index: int, row: dict[str, object]) -> Statement:
    sources = row["sources"]
    names = tuple(str(name) for name in sources) if isinstance(sources, list) else ()
    return Statement(f"case-{step}-{index}", "case", "both", "body", str(row["text"]), str(row["evidence"]), names)
