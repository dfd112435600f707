"""Start a new topic: a file of the right shape in the right place, to be filled in."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Final

from bot.errors import InputError
from bot.library.ids import NON_TOPIC_IDS, TOPICS_BY_GROUP

__all__ = ["new_topic"]

_REVIEW_DAYS: Final = 365
_SHAPE: Final = """\
# Every text in your own words; sources are ids of knowledge/sources/; evidence: high | moderate | low | very-low |
# expert-opinion (docs/knowledge.md). `python -m bot.library.validate {path}` says what is still missing.
id: {id}
group: {group}
title: {title}
ask: {title}?
keywords: []
patient:
  gist: {{text: "…", sources: [], evidence: low}}
  body:
  - {{text: "…", sources: [], evidence: low}}
  call_team:
  - {{text: "…", support: true}}
  simpler:
  - {{text: "…", sources: [], evidence: low}}
  more: []
clinician:
  gist: {{text: "…", sources: [], evidence: low}}
  body:
  - {{text: "…", sources: [], evidence: low}}
  unknown: []
  more: []
disagreements: []
related: []
suggest: []
reviewed: {today}
review_by: {next}
"""


def new_topic(root: Path, topic_id: str, group: str | None = None, today: dt.date | None = None) -> Path:
    """Write the skeleton of a topic under `root` and return its path.

    Args:
        root: the content directory.
        topic_id: lower-case letters, digits and underscores, beginning with a letter.
        group: folder of the topic; for a topic of the contract its own group is known.
        today: date of the review that the author is about to make.

    Raises:
        InputError: the id cannot be used, the group is missing, or the topic exists.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,63}", topic_id) or topic_id in NON_TOPIC_IDS:
        raise InputError(f"{topic_id!r} cannot be the id of a topic.", code="IN301", field="id")
    known = next((name for name, topics in TOPICS_BY_GROUP.items() if topic_id in topics), None)
    chosen = known or group
    if chosen is None or not re.fullmatch(r"[a-z][a-z0-9_]*", chosen):
        groups = ", ".join(TOPICS_BY_GROUP)
        raise InputError("A new topic needs a group.", code="IN302", field="group", remedy=f"One of: {groups}.")
    if any((root / "topics").glob(f"*/{topic_id}.yml")):
        raise InputError(f"The topic {topic_id} exists already.", code="IN303", field="id")
    path = root / "topics" / chosen / f"{topic_id}.yml"
    day = today or dt.date.today()
    title = topic_id.replace("_", " ").capitalize()
    dates = {"today": day.isoformat(), "next": (day + dt.timedelta(days=_REVIEW_DAYS)).isoformat()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_SHAPE.format(id=topic_id, group=chosen, title=title, path=path.name, **dates), encoding="utf-8")
    return path
