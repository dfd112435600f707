"""Compare with peers.

    python -m benchmarks.peers prepare FOLDER [--diet-epochs N]        write the peer's Rasa project and the questions
    python -m benchmarks.peers measure [--stock FOLDER] [--only ROW]   ask, write results.json and the page
    python -m benchmarks.peers page                                    write docs/comparison.md from the kept results

`benchmarks/peers/run.sh` does all of it, training of the peer included.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.peers import page
from benchmarks.peers.measure import measure, write_conversations
from benchmarks.peers.project import write


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description="Compare with peers.")
    commands = parser.add_subparsers(dest="command", required=True)
    prepare = commands.add_parser("prepare", help="write the peer's Rasa project")
    prepare.add_argument("folder", type=Path)
    prepare.add_argument("--diet-epochs", type=int, default=100, help="Rasa's default is 100")
    ask = commands.add_parser("measure", help="ask everybody and write the results")
    ask.add_argument("--stock", type=Path, help="folder of the trained peer, with answers.jsonl")
    ask.add_argument("--only", choices=("ours", "keywords", "stock"), action="append", help="repeatable; default: all")
    commands.add_parser("page", help="write the page from the kept results")
    chosen = parser.parse_args()
    if chosen.command == "prepare":
        print(f"{write(chosen.folder, chosen.diet_epochs)} intents in {chosen.folder}")
        write_conversations(chosen.folder / "conversations.jsonl")
        return
    if chosen.command == "measure":
        measure(chosen.stock, chosen.only or ())
    print(page.write())


if __name__ == "__main__":
    main()
