"""What each view of a message earns: every view alone, the blend, and views that were tried beside it.

    python -m benchmarks.ablation [--write]

The trained model is taken apart; nothing is trained. Asked are the labelled messages of the held-out sets, to the
classifier alone: no gate, no context, no clarifying question, and without the messages labelled "informational", which
no classifier can say. A weight that a tried view needs is chosen on the sets before the newest two, and told.
"""

from __future__ import annotations

import argparse
import statistics
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.quality.heldout import DATA, SETS
from benchmarks.state import commit, state, state_line
from bot.engine.evaluate import read_examples
from bot.language.encoder.runtime import Encoder
from bot.language.intents.model import IntentModel, log_softmax
from bot.language.intents.wording import prepare
from bot.library.model import Topic
from bot.settings import ROOT, Settings

__all__ = ["Asked", "Descriptions", "best_weight", "main", "right", "table"]

TARGET = ROOT / "docs" / "decisions" / "0004-views.md"
NEWEST = SETS[-2:]
_NEAR = 0.3  # as bot.language.intents.model blends
_WEIGHTS = (0.25, 0.5, 1.0, 2.0, 4.0, 6.0, 8.0, 12.0, 16.0)  # 0 would leave the model as it is
_CANDIDATES = 5
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled message: its set and kind, its prepared text, the label numbers that are right, and its embedding."""

    group: str
    kind: str
    text: str
    wanted: frozenset[int]
    vector: Floats


class Descriptions:
    """How near a message is to what the knowledge base says of each topic; labels without a topic stay neutral."""

    def __init__(self, encoder: Any, labels: Sequence[str], texts: Mapping[str, Sequence[str]]) -> None:
        known = [(number, text) for number, name in enumerate(labels) for text in texts.get(name, ())]
        self._owner = np.array([number for number, _ in known])
        self._starts = np.flatnonzero(np.r_[True, self._owner[1:] != self._owner[:-1]])
        self._vectors = np.asarray(encoder.encode([prepare(text) for _, text in known]), np.float32)
        self._classes = len(labels)

    def of(self, one: Asked) -> Floats:
        """`nearness` of a message."""
        return self.nearness(one.vector)

    def nearness(self, vector: Floats) -> Floats:
        """Cosine to the nearest text of each topic, less their mean: float32 `[classes]`."""
        best = np.maximum.reduceat(self._vectors @ vector, self._starts)
        found = np.zeros(self._classes, np.float32)
        found[self._owner[self._starts]] = best - best.mean()
        return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and with `--write` keep the table."""
    parser = argparse.ArgumentParser(description="What each view of a message earns.")
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.relative_to(ROOT)}")
    chosen = parser.parse_args(arguments)
    made = state_line(state(), commit())
    text = table(_measured(*_trained()), made)
    print(text)
    if chosen.write:
        TARGET.write_text(text, encoding="utf-8")


def right(asked: Sequence[Asked], scores: Sequence[Floats]) -> float | None:
    """Share of messages whose best label is a right one (0..1); None when there are none."""
    hits = [int(found.argmax()) in one.wanted for one, found in zip(asked, scores, strict=True)]
    return sum(hits) / len(hits) if hits else None


def best_weight(asked: Sequence[Asked], scored: Callable[[float], Sequence[Floats]]) -> float:
    """The weight with which most of the older sets is right; the smallest of equals."""
    older = [number for number, one in enumerate(asked) if one.group not in NEWEST]
    rights = {}
    for weight in _WEIGHTS:
        found = scored(weight)
        rights[weight] = right([asked[n] for n in older], [found[n] for n in older]) or 0.0
    return max(_WEIGHTS, key=lambda weight: (rights[weight], -weight))


def table(rows: Iterable[Mapping[str, Any]], made: str) -> str:
    """The page as Markdown."""
    head = [
        "view",
        *(f"{name} set, {kind}" for name in NEWEST for kind in ("questions", "all")),
        "older sets, all",
        "ms",
    ]
    lines = [
        "# What each view of a message earns",
        "",
        made,
        "",
        "Written by `python -m benchmarks.ablation --write`: first answers right of the classifier alone (no gate, no "
        "context, no clarifying question; misspelt words as they are unless a row says so) on the labelled "
        'messages of the held-out sets, those labelled "informational" left out. "All" are questions, safety and scope '
        "messages. Weights in brackets were chosen on the older sets. ms: what the row needs for one message beside "
        "the embedding (median; for misspelt words the mean, with the second embedding that some need), measured on a "
        "machine that did other work.",
        "",
        "| " + " | ".join(head) + " |",
        "| --- |" + " ---: |" * (len(head) - 1),
    ]
    for row in rows:
        shares = [row["shares"][name, kind] for name in NEWEST for kind in ("questions", "all")]
        cells = [*shares, row["shares"]["older", "all"]]
        lines.append(f"| {row['name']} | " + " | ".join(map(_percent, cells)) + f" | {row['ms']:.2f} |")
    return "\n".join([*lines, ""])


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _trained() -> tuple[IntentModel, Encoder]:
    from bot.engine.model import ensure_model
    from bot.language.encoder.build import ensure_encoder

    settings = Settings.from_environment()
    model = ensure_model(settings, print)
    folder = ensure_encoder(settings.home)
    if folder is None:
        raise SystemExit("There is no encoder; there is nothing to compare.")
    with tempfile.TemporaryDirectory() as target:
        with tarfile.open(model) as archive:
            for member in archive.getmembers():
                if Path(member.name).name in ("intents.json", "intents.npz"):
                    member.name = Path(member.name).name
                    archive.extract(member, target, filter="data")
        return IntentModel.load(Path(target)), Encoder.load(folder)


def _asked(model: IntentModel, encoder: Encoder) -> list[Asked]:
    index = {name: number for number, name in enumerate(model.labels)}
    found = []
    for group in SETS:
        for kind in ("questions", "safety"):
            for example in read_examples(DATA / f"{group}_{kind}.jsonl"):
                if example.label == "informational":
                    continue
                wanted = frozenset(index[name] for name in {example.label, *example.also_ok} if name in index)
                found.append((group, kind, prepare(example.text), wanted))
    vectors = encoder.encode([text for _, _, text, _ in found])
    return [Asked(*one, vector) for one, vector in zip(found, vectors, strict=True)]


def _measured(model: IntentModel, encoder: Encoder) -> Iterator[dict[str, Any]]:
    """A row a view."""
    asked = _asked(model, encoder)
    views: dict[str, list[Floats]] = {}
    spent = {}
    for name, view in _views(model).items():
        views[name], spent[name] = _timed(view, asked)
    pairs = list(zip(views["grams"], views["meaning"], strict=True))
    both = [(1 - model.blend) * grams + model.blend * meaning for grams, meaning in pairs]
    blend = [scores + _NEAR * near for scores, near in zip(both, views["near"], strict=True)]
    yield _row("n-grams alone", asked, views["grams"], spent["grams"])
    yield _row("embedding alone", asked, views["meaning"], spent["meaning"])
    yield _row("nearest examples alone", asked, views["near"], spent["near"])
    yield _row("n-grams and embedding", asked, both, spent["grams"] + spent["meaning"])
    whole = sum(spent.values())
    yield _row("all three: the model", asked, blend, whole)
    start = time.perf_counter()
    mended = _mended(asked, model, encoder, blend)
    took = 1000 * (time.perf_counter() - start) / len(asked)
    yield _row("the same, misspelt words set right: as the assistant reads", asked, mended, whole + took)
    for row in _tried(asked, model, encoder, blend):
        yield row | {"ms": row["ms"] + whole}


def _timed(view: Callable[[Asked], Floats], asked: Sequence[Asked]) -> tuple[list[Floats], float]:
    """What a view says of every message, and the median of the milliseconds that one took."""
    found, spent = [], []
    for one in asked:
        start = time.perf_counter()
        found.append(view(one))
        spent.append(1000 * (time.perf_counter() - start))
    return found, statistics.median(spent)


def _mended(asked: Sequence[Asked], model: IntentModel, encoder: Encoder, blend: Sequence[Floats]) -> list[Floats]:
    """The model's answer to the message with its misspelt words set right, where there are any."""
    found = []
    for one, scores in zip(asked, blend, strict=True):
        mended = model.mend(one.text, encoder.words)
        found.append(scores if mended == one.text else model.judge(mended, encoder.encode([mended]))[0])
    return found


def _views(model: IntentModel) -> dict[str, Callable[[Asked], Floats]]:
    meaning, near = model.meaning, model.near
    if meaning is None or near is None:
        raise SystemExit("The model was trained without an encoder; there is nothing to compare.")
    return {
        "grams": lambda one: log_softmax(model.spelling.scores(model.ngrams.transform([one.text])))[0],
        "meaning": lambda one: log_softmax(meaning.scores(one.vector[None]))[0],
        "near": lambda one: near.log_shares(one.vector[None])[0],
    }


def _tried(
    asked: Sequence[Asked], model: IntentModel, encoder: Encoder, blend: Sequence[Floats]
) -> Iterator[dict[str, Any]]:
    """The views that were tried beside the three: knowledge-base similarity, and re-ranking by description."""
    from bot.library.current import knowledge

    topics = list(knowledge().topics())
    said = {topic.id: _titles(topic) + [statement.text for statement in topic.statements()] for topic in topics}
    short = {topic.id: _titles(topic) for topic in topics}
    whole = {topic.id: [". ".join([*_titles(topic), topic.patient.gist.text])] for topic in topics}
    for name, texts, only in (
        ("knowledge base: title, question and statements, a fourth view", said, None),
        ("knowledge base: title and question, a fourth view", short, None),
        (f"first {_CANDIDATES} re-ranked by nearness to title, question and gist", whole, _CANDIDATES),
        (f"first {_CANDIDATES} re-ranked by nearness to the nearest statement", said, _CANDIDATES),
    ):
        described = Descriptions(encoder, model.labels, texts)
        near, took = _timed(described.of, asked)
        kept = [np.ones_like(scores, bool) if only is None else _first(scores, only) for scores in blend]

        def scored(weight: float, near: Any = near, kept: Any = kept) -> list[Floats]:
            added = [np.where(keep, weight * found, 0.0) for keep, found in zip(kept, near, strict=True)]
            return [np.asarray(scores + more, np.float32) for scores, more in zip(blend, added, strict=True)]

        weight = best_weight(asked, scored)
        yield _row(f"{name} ({weight:g})", asked, scored(weight), took)


def _titles(topic: Topic) -> list[str]:
    return [topic.title, topic.ask]


def _first(scores: Floats, count: int) -> npt.NDArray[np.bool_]:
    """Which labels stand among the best `count`."""
    return np.asarray(scores >= np.partition(scores, -count)[-count])


def _row(name: str, asked: Sequence[Asked], scores: Sequence[Floats], ms: float) -> dict[str, Any]:
    shares = {}
    for group in (*NEWEST, "older"):
        for kind in ("questions", "all"):
            chosen = [
                number
                for number, one in enumerate(asked)
                if kind in (one.kind, "all") and (one.group == group or (group == "older" and one.group not in NEWEST))
            ]
            shares[group, kind] = right([asked[n] for n in chosen], [scores[n] for n in chosen])
    return {"name": name, "shares": shares, "ms": ms}


if __name__ == "__main__":
    main()
