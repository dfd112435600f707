"""Reading what a person types at a terminal, pastes into it, or sends through a pipe."""

from __future__ import annotations

import importlib
import select
import sys

__all__ = ["Prompt"]

_PAUSE = 0.05  # seconds: lines of one paste follow each other faster than anybody types


class Prompt:
    """Asks for the next message. A pasted report of many lines is one message; piped lines are one message each."""

    def __init__(self, mark: str = "you › ") -> None:
        self._at_terminal = sys.stdin.isatty()
        self._mark = mark if _can_write(mark) else "you > "
        if self._at_terminal:
            _with_line_editing()

    def read(self) -> str:
        """Return the next message; raises `EOFError` at the end and `KeyboardInterrupt` on Ctrl+C."""
        if not self._at_terminal:
            typed = input()
            print(f"{self._mark}{typed}", flush=True)  # nobody typed it: the transcript would lack it
            return typed.strip()
        lines = [input(self._mark)]
        while select.select([sys.stdin], [], [], _PAUSE)[0]:
            try:
                lines.append(input())
            except EOFError:
                break
        return "\n".join(lines).strip()

    @property
    def at_terminal(self) -> bool:
        """Whether a person sits at it."""
        return self._at_terminal


def _with_line_editing() -> None:
    """Arrow keys and history, where the system has them; `input` finds the module by itself."""
    try:
        importlib.import_module("readline")
    except ImportError:
        return


def _can_write(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
