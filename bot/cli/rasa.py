"""`calci rasa …`: Rasa's own command line, prepared to run without TensorFlow."""

from __future__ import annotations

import sys

__all__ = ["pass_through"]


def pass_through(arguments: list[str]) -> int:
    """Run Rasa's command line with these arguments; returns its exit status."""
    from bot.engine.launch import prepare

    prepare(lean=False)
    from rasa.__main__ import main as rasa_main

    sys.argv = ["rasa", *arguments]
    try:
        rasa_main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0
