"""What the actions read of `knowledge/`, so that a document is refused before it is compiled (`bot.library.reading`).

Nothing here may ask for the present knowledge base: it is being made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, Final

from actions.pointed import LISTS, cue_of, named_of
from actions.points import Point
from bot.clinical.differential import DifferentialTable
from bot.clinical.prognosis import PrognosisTable
from bot.library.ids import NON_TOPIC_IDS, REQUIRED_TOPICS
from bot.library.reading import Names, Reader, Wrong

__all__ = ["READERS"]

_Data = Mapping[str, Any]


def _pointed(data: _Data, _: Names) -> Iterator[Wrong]:
    for kind, key in LISTS:
        for index, row in enumerate(data[key]):
            try:
                named_of(row, kind)
            except re.error as error:
                yield Wrong((key, index), f"{row['id']}: {error}")
    for index, cue in enumerate(data["who"]):
        try:
            cue_of(cue)
        except re.error as error:
            yield Wrong(("who", index), str(error))
    re.compile(data["effects"])
    set(data["ordinary"])


def _next_answers(data: _Data, names: Names) -> Iterator[Wrong]:
    """What answers a further question: each topic and each statement exists."""
    for asked, of_topics in data.items():
        for topic, ids in of_topics.items():
            if topic not in names.topics and topic not in REQUIRED_TOPICS:
                yield Wrong((asked, topic), f"there is no topic {topic!r}")
            for place, name in enumerate(ids):
                if name not in names.statements:
                    yield Wrong((asked, topic, place), f"there is no statement {name!r}")


def _points(data: _Data, names: Names) -> Iterator[Wrong]:
    """Each row compiles, names what exists, and can say what is missing of each of its own questions."""
    for index, row in enumerate(data["points"]):
        try:
            point = Point.from_dict(row)
        except re.error as error:
            yield Wrong(("points", index), f"{error}: {error.pattern!r}")
            continue
        for wrong in (*_point_links(point, names), *_point_words(point, row)):
            yield Wrong(("points", index, *wrong.loc), wrong.what, told=wrong.told)


def _point_links(point: Point, names: Names) -> Iterator[Wrong]:
    known = names.topics | set(REQUIRED_TOPICS)
    if point.topic not in known:
        yield Wrong(("topic",), f"there is no topic {point.topic!r}")
    for name in sorted(point.after - known - NON_TOPIC_IDS):
        yield Wrong(("after",), f"there is no topic or task {name!r}")
    for place, name in enumerate(point.say):
        if name not in names.statements:
            yield Wrong(("say", place), f"there is no statement {name!r}")


def _point_words(point: Point, row: _Data) -> Iterator[Wrong]:
    """What is said to be missing names only what a group of `all` finds."""
    try:
        fields = {field for _, field, _, _ in Formatter().parse(point.none) if field is not None}
    except ValueError as error:
        yield Wrong(("none",), f"a placeholder cannot be read ({error})")
        return
    unfound = sorted(fields - {name for words in point.all for name in words.groupindex})
    for name in unfound:
        yield Wrong(("none",), f"no group of `all` is called {name!r}")
    if unfound:
        return
    for place, text in enumerate(row.get("tried") or ()):
        try:
            heard = point.asked(text, next(iter(point.after), None))
        except KeyError as error:
            yield Wrong(("tried", place), f"{text!r} names no {error.args[0]!r}")
            continue
        if heard is None:
            yield Wrong(("tried", place), f"{text!r} is not heard by {point.id}", told=True)


def _differential(data: _Data, _: Names) -> Iterator[Wrong]:
    DifferentialTable.from_dict(data)
    yield from ()


def _prognosis(data: _Data, _: Names) -> Iterator[Wrong]:
    PrognosisTable.from_dict(data)
    yield from ()


def _texts(data: Any, _: Names) -> Iterator[Wrong]:
    """Placeholders are whole: "{condition}", never "{condition"."""
    yield from _halved(data, ())


def _halved(value: Any, loc: tuple[str | int, ...]) -> Iterator[Wrong]:
    if isinstance(value, str):
        try:
            list(Formatter().parse(value))
        except ValueError as error:
            yield Wrong(loc, f"a placeholder cannot be read ({error})")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _halved(item, (*loc, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _halved(item, (*loc, index))


READERS: Final = (
    Reader(("pointed",), _pointed),
    Reader(("points",), _points),
    Reader(("next_answers",), _next_answers),
    Reader(("differential",), _differential),
    Reader(("prognosis",), _prognosis),
    *(Reader((name,), _texts) for name in ("phrases", "replies", "safety_replies")),
)
