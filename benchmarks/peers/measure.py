"""Ask every assistant the same held-out messages and write `results.json`."""

from __future__ import annotations

import asyncio
import datetime
import json
import platform
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.peers.counting import Answer, conversations, count
from benchmarks.peers.keywords import KeywordSearch
from benchmarks.peers.project import DIGEST, data_digest
from bot.settings import ROOT, Settings

__all__ = ["RESULTS", "measure", "write_conversations"]

RESULTS = ROOT / "benchmarks" / "peers" / "results.json"
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
        rows["ours"] = count(asked, _ours(asked)) | _made(data_digest())
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


def _ours(asked: _Asked) -> _Answers:
    from bot.engine.agent import load
    from bot.engine.model import ensure_model

    settings = Settings.from_environment()
    ensure_model(settings, print)
    return asyncio.run(_talk(load(settings, remember=False), asked))


async def _talk(agent: Any, asked: _Asked) -> _Answers:
    from bot.engine.agent import say

    answers: _Answers = {}
    for conversation in asked:
        given = answers.setdefault(conversation["id"], [])
        for example in conversation["wanted"]:
            start = time.perf_counter()
            turn = (await say(agent, example.text, sender=conversation["id"]))[-1]["custom"]
            others = tuple(other["label"] for other in turn["alternatives"])
            clarify = tuple(turn["clarify"] or ())
            given.append(Answer(turn["label"], turn["confidence"], others, clarify, time.perf_counter() - start))
    return answers


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
