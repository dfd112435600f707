"""Start a new topic: a file of the right shape in the right place, to be filled in."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Final

from bot.errors import InputError
from bot.library.ids import GROUPS, NON_TOPIC_IDS, TOPICS_BY_GROUP

__all__ = ["new_topic"]

_REVIEW_DAYS: Final = 365
_ID: Final = r"[a-z][a-z0-9_]{1,63}"
_ID_RULE: Final = "Use lower-case letters, digits and underscores, a letter first: larval_therapy."
_SHAPE: Final = """\
# Replace every text that begins with "…", in your own words; docs/knowledge.md says how. A statement is
#   text      one or two sentences that claim no more than the source shows
#   sources   ids of entries in knowledge/sources/*.yml, the strongest first; add the entry when it is new
#   evidence  how certain the statement is (not the paper): high, moderate, low, very-low or expert-opinion
#   support   true for a line that claims nothing (an offer, a kind word): no digits, no sources, no evidence
#   dated     true for an old finding that is kept; superseded_by: the id of the statement that replaced it
#   id        only where another statement points at this one
# `calci topic check {id}` says what is still missing, `calci topic preview {id}` shows how it reads so far.
id: {id}  # the name of this file; people never see it
group: {group}  # the folder of this file
title: {title}  # the heading of the page
ask: {title}?  # the question on the button, as a person would ask it
keywords: []  # what people type for it: [wound care, dressings]
patient:  # plain words: grade 7, no dose, no order to start or stop anything; gist and body 60 to 160 words
  gist: {{text: "… the answer in one sentence", sources: [], evidence: low}}
  body:  # what it means; one statement a line
  - {{text: "… what it means for the person", sources: [], evidence: low}}
  call_team:  # when to call; the answer never leaves it out
  - {{text: "… when to call the team", sources: [], evidence: expert-opinion}}
  simpler:  # the same again, after "simpler": at most 60 words
  - {{text: "… the answer in the plainest words", sources: [], evidence: low}}
  more: []  # what comes after "tell me more"; may stay empty
clinician:  # the finding, then estimate, interval, n, design, population, year
  gist: {{text: "… the answer in one sentence", sources: [], evidence: low}}
  body:
  - {{text: "… a finding with its figures", sources: [], evidence: low}}
  unknown: []  # what nobody knows: statements like those above
  more: []
disagreements: []  # where sources differ: {{issue: "…", positions: [two or more statements], reading: a statement}}
related: []  # ids of topics that belong to it
suggest: []  # two to four ids of topics or tasks, offered as the next questions
# figure: the name of a drawing in knowledge/figures/, without .svg
reviewed: {today}  # the day on which somebody last held the text against its sources
review_by: {next}  # at most a year later; sooner where a study is about to report
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
    if not re.fullmatch(_ID, topic_id):
        raise InputError(f"{topic_id!r} cannot be the id of a topic.", code="IN301", field="id", remedy=_ID_RULE)
    if topic_id in NON_TOPIC_IDS:
        taken = f"{topic_id} is the name of a task, a social or a safety intent."
        raise InputError(taken, code="IN304", field="id", remedy="Choose another id, such as about_" + topic_id + ".")
    chosen = next((name for name, topics in TOPICS_BY_GROUP.items() if topic_id in topics), group)
    if chosen not in GROUPS:
        wrong = f"There is no group {chosen!r}." if chosen else "A new topic needs a group."
        remedy = f"Add --group and one of: {', '.join(GROUPS)}."
        raise InputError(wrong, code="IN302", field="group", remedy=remedy)
    if any((root / "topics").glob(f"*/{topic_id}.yml")):
        raise InputError(f"The topic {topic_id} exists already.", code="IN303", field="id", remedy="Edit it.")
    path = root / "topics" / chosen / f"{topic_id}.yml"
    day = today or dt.date.today()
    title = topic_id.replace("_", " ").capitalize()
    dates = {"today": day.isoformat(), "next": (day + dt.timedelta(days=_REVIEW_DAYS)).isoformat()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_SHAPE.format(id=topic_id, group=chosen, title=title, **dates), encoding="utf-8")
    return path
