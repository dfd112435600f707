"""A small, sound content directory that each test may spoil in its own way."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.library.build import build
from bot.library.content import Content, load_content
from bot.library.faults import Fault
from bot.library.paths import content_dir
from bot.library.store import KnowledgeBase
from bot.library.validate import check

TODAY = dt.date(2026, 11, 21)

SOURCES: list[dict[str, Any]] = [
    {
        "id": "fine_2002",
        "type": "article-journal",
        "title": "Usually non-ulcerating",
        "author": [{"family": "Fine", "given": "A"}, {"family": "Zacharias", "given": "JM"}],
        "container-title": "Kidney Int",
        "volume": "61",
        "page": "2210-2217",
        "issued": {"date-parts": [[2002]]},
        "DOI": "10.1046/j.1523-1755.2002.00375.x",
        "custom": {"kind": "case-control", "seen": "abstract"},
    },
    {
        "id": "nkf",
        "type": "webpage",
        "title": "Patient information",
        "publisher": "Kidney charity",
        "URL": "https://example.org/info",
        "accessed": {"date-parts": [[2026, 11, 21]]},
        "custom": {"kind": "patient-information", "seen": "page"},
    },
]

BODY = (
    "The small blood vessels in the fat under the skin get blocked. Then the skin gets too little blood. It may turn "
    "hard, dark and very sore. Most people who get it are on dialysis, but some have kidneys that work. Your team can "
    "look at the skin and talk with you about tests. Some people heal, and it can take a long time. You did nothing "
    "wrong to get it, and you cannot pass it on to other people."
)


def topic(name: str, group: str, **changes: Any) -> dict[str, Any]:
    """A topic that has no fault."""
    cited = {"sources": ["fine_2002"], "evidence": "low"}
    data: dict[str, Any] = {
        "id": name,
        "group": group,
        "title": name.replace("_", " ").capitalize(),
        "ask": f"What about {name.replace('_', ' ')}?",
        "keywords": [name.split("_", maxsplit=1)[0]],
        "patient": {
            "gist": {"text": f"This is what is known of {name.replace('_', ' ')} in a few words.", **cited},
            "body": [{"text": BODY, **cited}],
            "call_team": [{"text": f"Call your team when {name} worries you.", "support": True}],
            "simpler": [{"text": f"It is about {name} and sore skin.", **cited}],
        },
        "clinician": {
            "gist": {"text": f"Key finding on {name}: 36 patients, Winnipeg, 2002.", **cited},
            "body": [{"text": f"In {name}, 33% of those with plaques only had died by 6 months (n = 36).", **cited}],
            "unknown": [{"text": f"Whether {name} differs elsewhere is not known.", **cited}],
        },
        "suggest": ["help", "greet"],
        "reviewed": dt.date(2026, 11, 21),
        "review_by": dt.date(2027, 11, 21),
    }
    data["patient"]["body"][0]["text"] += f" This page is on {name}."
    return deepcopy(data | changes)


class Maker:
    """Writes content under `root` and answers with its faults."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("sources/all.yml", SOURCES)
        self.topic(topic("definition", "basics", related=["sodium_thiosulfate"]))
        self.topic(topic("sodium_thiosulfate", "treatment", related=["definition"], keywords=["STS"]))
        shutil.copy(content_dir() / "sources" / "references.csl", root / "sources" / "references.csl")

    def write(self, name: str, data: Any) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, str):
            path.write_text(data, encoding="utf-8")
        else:
            with path.open("w", encoding="utf-8") as file:
                YAML().dump(data, file)
        return path

    def topic(self, data: dict[str, Any]) -> Path:
        return self.write(f"topics/{data['group']}/{data['id']}.yml", data)

    def content(self) -> Content:
        return load_content(self.root)

    def faults(self) -> list[Fault]:
        """Every fault but those of the topics, documents, citations and replies that this small content cannot have."""
        absent = {"CX109", "CX110", "CX120", "CX204", "CX406"}
        return [item for item in self.every_fault() if item.code not in absent]

    def every_fault(self) -> list[Fault]:
        return check(self.content(), TODAY)

    def build(self, target: Path) -> KnowledgeBase:
        build(self.root, target)
        return KnowledgeBase.open(target)


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    return Maker(tmp_path / "knowledge")


@pytest.fixture
def base(maker: Maker, tmp_path: Path) -> Iterator[KnowledgeBase]:
    with maker.build(tmp_path / "knowledge.db") as opened:
        yield opened


@pytest.fixture
def make_topic() -> Callable[..., dict[str, Any]]:
    return topic
