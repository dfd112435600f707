"""`docs/comparison.md`, made from the kept results: nothing on it is typed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers import text
from benchmarks.peers.counting import SETS
from benchmarks.peers.measure import RESULTS
from benchmarks.state import state_line
from bot.settings import ROOT

__all__ = ["CLINC", "TARGET", "made", "write"]

TARGET = ROOT / "docs" / "comparison.md"
CLINC = ROOT / "benchmarks" / "clinc150.json"
_NAMES = {"ours": "this assistant", "stock": "Rasa's default pipeline", "keywords": "keyword search"}
_FIGURES = (
    ("right", "questions: first answer right"),
    ("right_or_offered", "questions: right, or offered when it asks back"),
    ("macro_f1", "questions: macro-F1"),
    ("no_answer", 'questions: "I did not understand"'),
    ("false_refusals", "questions: wrongly refused as outside the subject"),
    ("calibration_error", "questions: expected calibration error"),
    ("safety_right", "safety and scope messages: right"),
    ("alarms_seen", "safety: emergency or crisis seen as one"),
    ("out_of_scope_recall", "scope: outside the subject and not answered"),
    ("followups_right", "follow-ups right"),
    ("all_right", "**all of these messages together: right**"),
)
_RULES = {
    "train": "151st intent, learned from the 100 examples",
    "threshold": "least probability",
    "scope": "the assistant's own: 151st intent, scope model, least probability",
}
_GOALS = {"accuracy": "accuracy over all messages", "balanced": "in-scope accuracy and recall alike"}


def write() -> str:
    """Write the page from the results that there are; return it."""
    page = made(_read(RESULTS), _read(CLINC))
    TARGET.write_text(page, encoding="utf-8")
    return page


def made(peers: Mapping[str, Any], clinc: Mapping[str, Any]) -> str:
    """The page as Markdown."""
    lines = ["# Compared with others", "", "Written by `python -m benchmarks.peers page` from measured results.", ""]
    ours = peers.get("rows", {}).get("ours", {})
    if "state" in ours:
        lines += [
            state_line(ours["state"], ours["commit"]) + " It is that of the column of this assistant; where "
            "[quality.md](quality.md) names another, the two were measured at different times.",
            "",
        ]
    if peers.get("rows"):
        lines += _peers(peers["rows"])
    if clinc.get("rows"):
        lines += _clinc(clinc)
    return "\n".join(lines)


def _peers(rows: Mapping[str, Mapping[str, Any]]) -> list[str]:
    names = [name for name in _NAMES if name in rows]
    titles = [_NAMES[name] + _epochs(rows[name]) for name in names]
    head = [_line(["", *titles]), _line(["---"] * (len(names) + 1))]
    lines = ["## The same examples, the same questions", ""]
    for held in SETS:
        n = next((row[held]["n"] for row in rows.values() if held in row), None)
        if n is None:
            continue
        lines += [
            f"### {'First' if held == 'heldout' else held.capitalize()} held-out set",
            "",
            f"{n['questions']} questions, {n['safety']} safety and scope messages, {n['followups']} follow-ups.",
            "",
            *head,
            *[_line([title, *(_cell(key, rows[name].get(held, {})) for name in names)]) for key, title in _FIGURES],
            "",
        ]
    return [
        *lines,
        "### How it was done",
        "",
        *head,
        _line(["milliseconds a message, median", *(f"{1000 * rows[name]['seconds']:.1f}" for name in names)]),
        _line(["measured", *(rows[name]["date"] for name in names)]),
        _line(["training data, SHA-256", *(f"`{rows[name]['data_sha256'][:12]}`" for name in names)]),
        "",
        *text.HOW.strip().splitlines(),
        *_older(rows),
        *_shortened(rows.get("stock", {})),
        "",
    ]


def _epochs(row: Mapping[str, Any]) -> str:
    """What stands beside the name of a peer that has not learned as long as it would by default."""
    return f" ({row['diet_epochs']} of 100 epochs)" if row.get("diet_epochs", 100) < 100 else ""


def _older(rows: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """In words: whose examples, or whose texts, are not those that this assistant was measured with."""
    present = rows.get("ours", {}).get("data_sha256")
    older = [_NAMES[name] for name in _NAMES if name in rows and rows[name]["data_sha256"] != present]
    if not older or present is None:
        return ["- All of them were measured with the same training examples."]
    return [
        f"- **Trained on older data: {' and '.join(older)}** (the digest of the examples above differs). This "
        "assistant has learned from examples written later, its rules have been mended since, and the misses of every "
        "set shown have been read for it: part of the distance between the columns is due to that.",
    ]


def _shortened(stock: Mapping[str, Any]) -> list[str]:
    """What must be said when the peer has not learned, or not as long as it would by default."""
    if not stock:
        return text.MISSING.strip().splitlines()
    if stock.get("diet_epochs", 100) >= 100:
        return []
    reached = stock["training_accuracy"]
    shares = {"last": _percent(reached[-1]), "halfway": _percent(reached[len(reached) // 2])}
    return text.SHORTENED.strip().format(epochs=stock["diet_epochs"], **shares).splitlines()


def _clinc(found: Mapping[str, Any]) -> list[str]:
    told = text.CLINC.strip().format(
        n=found["n"]["test"], date=found["date"], data=found["data_sha256"][:12], when=_clinc_state(found)
    )
    head = [
        "encoder",
        "outside is told by",
        "threshold chosen for",
        "in-scope accuracy",
        "outside: recall",
        "precision",
    ]
    return [
        *told.splitlines(),
        "",
        _line(head),
        _line(["---"] * len(head)),
        *[_line(_clinc_row(row)) for row in found["rows"]],
        "",
        *text.PAPER.strip().splitlines(),
        "",
        _line(["classifier and rule", "in-scope accuracy", "outside: recall"]),
        _line(["---"] * 3),
        *[_line([name, f"{accuracy} %", f"{recall} %"]) for name, accuracy, recall in text.PAPER_ROWS],
        "",
    ]


def _clinc_state(found: Mapping[str, Any]) -> str:
    """With which code and encoder the public set was measured."""
    encoder = f"encoder `{found['adapted_encoder_sha256'][:12]}`"
    if "code_sha256" not in found:
        return f"Measured with an earlier state of the code ({encoder})."
    return f"Measured with {encoder} and code `{found['code_sha256'][:12]}` of features and classifiers."


def _clinc_row(row: Mapping[str, Any]) -> list[str]:
    test = row["test"]
    goal = "–" if row["rule"] == "train" else _GOALS[row["goal"]]
    shares = [_percent(test[key]) for key in ("in_scope_accuracy", "oos_recall", "oos_precision")]
    return [row["encoder"], _RULES[row["rule"]], goal, *shares]


def _cell(key: str, figures: Mapping[str, Any]) -> str:
    value = figures.get(key)
    return "–" if value is None else f"{value:.3f}" if key == "calibration_error" else _percent(value)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}
