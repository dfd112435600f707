"""Print the variety of the training examples, intent by intent, and every conflict between intents.

`python -m scripts.nlu.report [FOLDER]`; the exit status is 1 when an intent is too uniform or two intents share a
message.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from scripts.nlu.conflicts import Pair, near_duplicates, repeated
from scripts.nlu.corpus import NLU_FOLDER, by_intent, load
from scripts.nlu.diversity import Diversity, shortfalls, table

_HEAD: Final = f"{'intent':34}{'n':>5}{'words':>7}{'dist-2':>8}{'dist-3':>8}{'nearest':>9}{'twins':>7}{'openings':>10}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=NLU_FOLDER, help="folder of the Rasa NLU files")
    examples = load(parser.parse_args(arguments).folder)
    rows = table(by_intent(examples))
    pairs = near_duplicates(examples)
    uniform = [line for row in rows for line in shortfalls(row)]
    sys.stdout.write("\n".join(_lines(rows, len(examples), pairs, repeated(examples), uniform)) + "\n")
    return 1 if pairs or uniform else 0


def _lines(
    rows: Sequence[Diversity], total: int, pairs: Sequence[Pair], twice: Sequence[Pair], uniform: Sequence[str]
) -> Iterable[str]:
    yield _HEAD
    for row in rows:
        yield (
            f"{row.intent:34}{row.examples:5}{row.words:7.1f}{row.distinct_2:8.2f}{row.distinct_3:8.2f}"
            f"{row.nearest:9.2f}{row.twins:7.2f}{row.openings:10.2f}"
        )
    yield f"\n{total} examples, {len(rows)} intents"
    for title, found in (("too uniform", uniform), ("conflicts between intents", pairs), ("written twice", twice)):
        yield f"\n{title}: {len(found)}"
        yield from (f"  {item}" for item in found)


if __name__ == "__main__":
    raise SystemExit(main())
