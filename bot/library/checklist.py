"""What a topic still needs in other files: its own file may be sound, and the topic may yet be hard to find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bot.library.checks_links import shared_keywords
from bot.library.content import Content
from bot.library.ids import REQUIRED_TOPICS

__all__ = ["ENOUGH_EXAMPLES", "still_to_do"]

#: From how many different messages on the classifier learns a topic of ours.
ENOUGH_EXAMPLES: Final = 20
_EVIDENCE_MAP: Final = "treatment"  # the group that the drawing shows


def still_to_do(content: Content, topic_id: str, repository: Path) -> Iterator[str]:
    """Yield one line for each thing that is still to be done elsewhere for a topic whose file can be read."""
    item = content.topics.get(topic_id)
    if item is None:
        return
    topic = item.topic
    if not any(topic_id in (*other.topic.related, *other.topic.suggest) for other in content.topics.values()):
        yield "no other topic leads here: add the id to `related` or `suggest` of its neighbours"
    for keyword, others in shared_keywords(content, topic_id):
        yield f"the keyword {keyword!r} also leads to {', '.join(others)}: alone it does not find this topic"
    if topic_id not in _reasons(content):
        yield (
            "knowledge/next_answers.yml has nothing for it under `why` (the statements that give the reason) or "
            '`nearest` (no source gives one): "why?" after this answer needs one of the two'
        )
    if not _mentions(content.data("next_questions"), topic_id):
        yield 'knowledge/next_questions.yml does not name it: "does it hurt?" after it is left to the classifier'
    if topic.group == _EVIDENCE_MAP:
        yield "the drawing of the evidence shows it: python -m scripts.figures"
    yield from _examples(topic_id, repository)


def _examples(topic_id: str, repository: Path) -> Iterator[str]:
    count = sum(_count(path.read_text(encoding="utf-8"), topic_id) for path in (repository / "data/nlu").glob("*.yml"))
    domain = repository / "domain.yml"
    known = domain.is_file() and re.search(rf"(?m)^\s*- {topic_id}\b", domain.read_text(encoding="utf-8"))
    if not count and topic_id not in REQUIRED_TOPICS:
        yield "it has no examples: only its question, its title and its keywords find it (docs/intents.md)"
    elif count < ENOUGH_EXAMPLES:
        yield f"it has {count} examples, at least {ENOUGH_EXAMPLES} are needed to learn it (docs/intents.md)"
    if count and not known:
        yield "it has examples and is no intent of domain.yml (docs/intents.md)"


def _count(nlu: str, intent: str) -> int:
    """How many examples a training file has for an intent."""
    count, counting = 0, False
    for line in nlu.splitlines():
        if line.startswith("- "):
            counting = line.split("#")[0].rstrip() == f"- intent: {intent}"
        count += counting and line.startswith("    - ")
    return count


def _reasons(content: Content) -> set[str]:
    answers: Any = content.data("next_answers") or {}
    return {topic for kind in ("why", "nearest") for topic in answers.get(kind) or ()}


def _mentions(data: Any, topic_id: str) -> bool:
    if isinstance(data, dict):
        return any(_mentions(each, topic_id) for pair in data.items() for each in pair)
    if isinstance(data, list):
        return any(_mentions(each, topic_id) for each in data)
    return bool(data == topic_id)
