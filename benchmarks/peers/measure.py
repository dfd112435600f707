"""Ask every assistant the same held-out messages and write `results.json`."""

from __future__ import annotations

import asyncio
import datetime
import json
import platform
import statistics
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.peers.counting import DATA, SETS, Answer, conversations, count, figures
from benchmarks.peers.keywords import KeywordSearch
from benchmarks.peers.project import DIGEST, data_digest
from benchmarks.quality.heldout import HeldOut
from benchmarks.quality.heldout import measure as held_out
from benchmarks.state import commit, state
from bot.engine.evaluate import read_examples
from bot.settings import ROOT, Settings

__all__ = ["RESULTS", "keep_ours", "measure", "write_conversations"]

RESULTS = ROOT / "benchmarks" / "peers" / "results.json"
_PACED = 200
_Asked = Sequence[Mapping[str, Any]]
_Answers = dict[str, list[Answer]]


def write_conversations(target: Path) -> None:
    """Write what is asked, without what is wanted: the lines that `stock/ask.py` reads."""
    lines = [{"id": c["id"], "turns": [example.text for example in c["wanted"]]} for c in conversations()]
    target.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def measure(stock: Path | None, only: Sequence[str] = ()) -> dict[str, Any]:
    """Ask, count and write everything.

    Args:
        stock: the folder of the trained peer; None keeps its last figures.
        only: the rows to measure anew, all by default; the others keep their last figures.
    """
    asked = conversations()
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    rows = dict(known.get("rows", {}))
    if not only or "ours" in only:
        made = _made(data_digest()) | {"state": state(), "commit": commit()}
        rows["ours"] = _ours() | made
    if not only or "keywords" in only:
        rows["keywords"] = count(asked, _searched(asked)) | _made(data_digest())
    if stock is not None and (not only or "stock" in only):
        learned = (stock / DIGEST).read_text(encoding="utf-8").strip()
        rows["stock"] = count(asked, _stock(stock)) | _made(learned) | _learned(stock)
    result = {"versions": {"rasa": version("rasa"), "python": platform.python_version()}, "rows": rows}
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return result


def _made(data_sha256: str) -> dict[str, str]:
    return {"date": datetime.date.today().isoformat(), "data_sha256": data_sha256}


def keep_ours(sets: Mapping[str, HeldOut], made: Mapping[str, str]) -> None:
    """Take the figures of this assistant from a run of `benchmarks.quality`, so that both pages say the same.

    Args:
        sets: what was measured, by name of the set.
        made: `{"state", "commit"}` of that run. How long a message took stays as it was measured last.
    """
    known = json.loads(RESULTS.read_text(encoding="utf-8"))
    ours = {name: figures(sets[name].questions, sets[name].safety, sets[name].follow) for name in SETS}
    known["rows"]["ours"] = {**ours, "seconds": known["rows"]["ours"]["seconds"], **_made(data_digest()), **made}
    RESULTS.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")


def _ours() -> dict[str, Any]:
    from bot.engine.agent import load
    from bot.engine.model import ensure_model

    settings = Settings.from_environment()
    ensure_model(settings, print)
    agent = load(settings, remember=False)
    sets = {name: held_out(agent, name) for name in SETS}
    found: dict[str, Any] = {name: figures(one.questions, one.safety, one.follow) for name, one in sets.items()}
    return found | {"seconds": asyncio.run(_pace(agent))}


async def _pace(agent: Any) -> float:
    """The median of the seconds that a question took, over the first questions of the newest set."""
    from bot.engine.agent import say

    spent = []
    for number, example in enumerate(read_examples(DATA / f"{SETS[-1]}_questions.jsonl")[:_PACED]):
        start = time.perf_counter()
        await say(agent, example.text, sender=f"pace-{number}")
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def _searched(asked: _Asked) -> _Answers:
    """A search has no conversation: every turn is looked up by itself."""
    from bot.library.current import knowledge

    search = KeywordSearch(knowledge().topics())
    answers: _Answers = {}
    for conversation in asked:
        for example in conversation["wanted"]:
            start = time.perf_counter()
            found = search.best(example.text)
            seconds = time.perf_counter() - start
            # what holds none of the words has no answer: outside the subject, as far as a search can say
            said = found[0] if found else "nlu_fallback"
            answers.setdefault(conversation["id"], []).append(Answer(said, others=tuple(found[1:]), seconds=seconds))
    return answers


def _stock(folder: Path) -> _Answers:
    answers: _Answers = {}
    for line in (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        turns = zip(row["said"], row["confidence"], row["others"], row["seconds"], strict=True)
        answers[row["id"]] = [Answer(said, sure, tuple(others), (), took) for said, sure, others, took in turns]
    return answers


def _learned(folder: Path) -> dict[str, Any]:
    """How long the peer's classifier has learned, and what it reached on the training data."""
    epochs = [json.loads(line) for line in (folder / "epochs.jsonl").read_text(encoding="utf-8").splitlines()]
    diet = [epoch for epoch in epochs if epoch["model"] == "DIET"]
    return {"diet_epochs": diet[-1]["epoch"], "training_accuracy": [round(epoch["i_acc"], 3) for epoch in diet]}
