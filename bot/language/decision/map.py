"""What the decision knows of the topics: their names and how they are related."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.library.store import KnowledgeBase

__all__ = ["TASKS", "TopicMap"]

TASKS = frozenset(
    "assess_risk explain_risk what_if estimate_prognosis interpret_labs compute_product correct_calcium convert_units "
    "differential visit_summary show_sources simpler more_detail set_role_clinician set_role_patient restart "
    "delete_my_data help".split()
)


@dataclass(frozen=True, slots=True)
class TopicMap:
    """Titles and relations by topic id."""

    titles: Mapping[str, str] = field(default_factory=dict)
    related: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, kb: KnowledgeBase) -> TopicMap:
        topics = list(kb.topics())
        related = {t.id: frozenset(t.related) | frozenset(t.suggest) for t in topics}
        return cls({t.id: t.title for t in topics}, related)

    def is_topic(self, label: str) -> bool:
        return label in self.titles

    def near(self, a: str, b: str) -> bool:
        """Whether one topic names the other as related."""
        return b in self.related.get(a, ()) or a in self.related.get(b, ())
