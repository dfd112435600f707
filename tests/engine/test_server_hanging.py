"""Actions that never return, in the real server: everyone else is answered, and it can be stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.server, pytest.mark.slow]

# The action of all topics never returns when the message says so; the others may wait a second and not ten.
HANGS = """
from bot.engine.launch import prepare
prepare()
import time
from actions import base
from actions.topic import AnswerTopic
base._SECONDS = 1.0
answer = AnswerTopic.answer
def hangs(self, turn):
    if "hang" in str(turn.parse.get("text")):
        time.sleep(10_000)
    return answer(self, turn)
AnswerTopic.answer = hangs
"""


def test_actions_that_never_return_cost_nobody_else_the_answer(
    new_home: Callable[[], Path], serve: Callable[..., Any]
) -> None:
    server = serve(new_home(), before=HANGS).wait()

    def ask(text: str, sender: str) -> list[dict[str, Any]]:
        answer = server.http.post("/webhooks/rest/webhook", json={"sender": sender, "message": text})
        assert answer.status_code == 200
        return list(answer.json())

    hanging: list[list[dict[str, Any]]] = []
    threads = [
        threading.Thread(target=lambda n=n: hanging.append(ask("what is calciphylaxis? hang", f"h{n}")))
        for n in range(40)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(hanging) == 40
    assert all("went wrong" in answer[0]["text"] for answer in hanging)
    began = time.monotonic()
    assert ask("what is calciphylaxis?", "other")[-1]["custom"]["sources"]
    emergency = ask("my husband has calciphylaxis and will not wake up", "third")
    assert "112" in emergency[0]["text"] and emergency[-1]["custom"]["emergency"] is True
    assert time.monotonic() - began < 5
    assert server.stop() == 0
