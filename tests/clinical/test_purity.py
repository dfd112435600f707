"""The core stays light: no NumPy and no other part of the project until a number is estimated."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
import bot.clinical.labs, bot.clinical.interpret, bot.clinical.risk, bot.clinical.prognosis, bot.clinical.differential
heavy = {"numpy", "yaml", "ruamel.yaml", "pydantic", "rasa", "spacy"} & set(sys.modules)
ours = [m for m in sys.modules if m.startswith("bot.") and not m.startswith(("bot.clinical", "bot.errors"))]
print(sorted(heavy), ours)
"""


def test_importing_the_core_loads_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "[]"]
