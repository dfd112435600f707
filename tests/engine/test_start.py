"""What the server loads: nothing that it never uses, because every start would pay for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.settings import ROOT

# heavy, and of use only for training, measuring or Rasa's own command line
_NOT_LOADED = ("sklearn", "scipy.stats", "tensorflow", "pandas", "matplotlib", "boto3", "pymongo")


@pytest.mark.server
def test_heavy_libraries_are_not_loaded_to_answer() -> None:
    code = (
        "import sys, asyncio\n"
        "from bot.settings import Settings\n"
        "from bot.engine.server import create_app\n"
        "from bot.engine.agent import load, say\n"
        "settings = Settings.from_environment()\n"
        "agent = load(settings, remember=False)\n"
        "create_app(settings, agent)\n"
        "asyncio.run(say(agent, 'what is calciphylaxis?', sender='s'))\n"
        f"print([name for name in {_NOT_LOADED!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"
