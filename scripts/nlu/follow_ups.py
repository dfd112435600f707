"""Write `data/nlu/follow_ups.yml`: the messages of `data/follow_ups/`, each with the topic or task before it.

`python -m scripts.nlu.follow_ups`. The folder holds what people write next, by what was just answered and by what it
means, one file an author; the grammar is one line, `bot.language.intents.wording.after`, which also puts a message
together when it is read. Titles come from the knowledge base, so a renamed topic means running this again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from bot.language.intents.wording import after
from bot.library.current import knowledge
from bot.library.ids import TASK_TITLES
from scripts.nlu.corpus import FOLLOW_UPS, NLU_FOLDER

__all__ = ["FOLDER", "OUT", "messages", "titles", "written"]

FOLDER: Final = NLU_FOLDER.parent / "follow_ups"
OUT: Final = NLU_FOLDER / FOLLOW_UPS
_HEAD: Final = 'version: "3.1"\n# Written by scripts.nlu.follow_ups from data/follow_ups: change it there.\nnlu:\n'


def messages(folder: Path = FOLDER) -> Iterator[tuple[str, str, str]]:
    """(topic before, label, message), in the order of the files."""
    reader = YAML(typ="safe")
    for path in sorted(folder.glob("*.yml")):
        for topic, meanings in reader.load(path.read_text(encoding="utf-8")).items():
            for label, found in meanings.items():
                yield from ((topic, label, message) for message in found)


def titles() -> dict[str, str]:
    """The names of all topics and tasks that something can follow on."""
    return {topic.id: topic.title for topic in knowledge().topics()} | dict(TASK_TITLES)


def written(names: Mapping[str, str], folder: Path = FOLDER) -> str:
    """The whole file, labels in alphabetical order.

    Raises:
        KeyError: a message stands after something that is no topic and no task.
    """
    by_label: dict[str, list[str]] = {}
    for topic, label, message in messages(folder):
        by_label.setdefault(label, []).append(after(names[topic], message))
    blocks = (
        f"- intent: {label}\n  examples: |\n" + "".join(f"    - {text}\n" for text in by_label[label])
        for label in sorted(by_label)
    )
    return _HEAD + "".join(blocks)


def main() -> None:
    OUT.write_text(written(titles()), encoding="utf-8")


if __name__ == "__main__":
    main()
