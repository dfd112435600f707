"""Measure understanding, write `docs/quality.md` and `docs/quality.json`, show the difference to a revision.

    python -m benchmarks.quality [--against REVISION] [--no-folds] [--no-write] [--first-sight]

`make evaluate` runs it against main (`BASE=` names another revision).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.peers.measure import keep_ours
from benchmarks.peers.page import write as write_comparison
from benchmarks.quality.against import KEPT, difference, figures_at
from benchmarks.quality.crossval import cross_validate
from benchmarks.quality.figures import as_figures, first_sight, in_short
from benchmarks.quality.heldout import SETS, HeldOut, measure
from benchmarks.quality.page import page
from benchmarks.quality.plot import answers, draw
from benchmarks.state import commit, state, state_line
from bot.engine.evaluate import Report
from bot.settings import ROOT, Settings
from bot.web.about import QUALITY

_PAGE = ROOT / "docs" / "quality.md"
_FIGURES = ROOT / KEPT
_PLOT = ROOT / "docs" / "images" / "calibration.svg"


def main() -> None:
    """Run everything and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description="Measure understanding.")
    parser.add_argument("--against", metavar="REVISION", help="show the difference to the figures of this revision")
    parser.add_argument("--no-folds", action="store_true", help="leave the cross-validation out (and write nothing)")
    parser.add_argument("--no-write", action="store_true", help="print only")
    parser.add_argument(
        "--first-sight", action="store_true", help="nothing was made from the newest set yet: the page shows its rates"
    )
    chosen = parser.parse_args()
    measured = {"state": state(), "commit": commit()}  # first: what is edited meanwhile was not measured
    made = state_line(measured["state"], measured["commit"])
    sets = _held_out()
    folds = {} if chosen.no_folds else _folds()
    found = as_figures(sets, folds)
    text = page(sets, folds, found["figures"], made)
    print(text)
    if chosen.against:
        base = figures_at(chosen.against)
        print(difference(base, found, chosen.against) if base else f"{chosen.against} has no figures to compare with.")
    if not (chosen.no_write or chosen.no_folds):
        _write(_PAGE, text)
        _write(_FIGURES, json.dumps(found, indent=1) + "\n")
        if chosen.first_sight:
            _write(QUALITY, json.dumps(first_sight(QUALITY, in_short(sets)), indent=2) + "\n")
        keep_ours(sets, measured)
        write_comparison()
        draw({name: answers(found) for name, found in sets.items()}, _PLOT)


def _held_out() -> dict[str, HeldOut]:
    from bot.engine.agent import load
    from bot.engine.model import ensure_model

    settings = Settings.from_environment()
    ensure_model(settings, print)
    agent: Any = load(settings, remember=False)
    return {name: measure(agent, name) for name in SETS}


def _folds() -> dict[str, Report]:
    from bot.language.encoder.build import ensure_encoder
    from bot.language.encoder.runtime import Encoder
    from scripts.nlu.corpus import load

    directory = ensure_encoder(Settings.from_environment().home)
    return cross_validate(load(), Encoder.load(directory) if directory else None)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
