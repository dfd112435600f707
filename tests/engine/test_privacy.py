"""After a conversation full of identifiers, none of them is in any file or log."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from bot.engine.agent import say
from bot.engine.launch import silence_logs

SECRETS = [
    "Hollerbusch",
    "Friederike",
    "anna.k@mail.example",
    "07700 900123",
    "943 476 5919",
    "K-448812",
    "Meadow Road",
    "12/03/1957",
    "Kowalski",
    "sarah",
    "patel",
    "Kevin",
    "Margaret",
    "anna at gmail",
    "123 45 6789",
]
TALK = [
    "My name is Friederike Hollerbusch and I have calciphylaxis",
    "email me at anna.k@mail.example or call 07700 900123",
    "my NHS number is 943 476 5919, hospital number K-448812, born on 12/03/1957",
    "I live at 12 Long Meadow Road and my calcium is 10.6 mg/dL, PTH <5 pg/mL",
    "estimate my risk",
    "I am on haemodialysis. my husband Friederike has no lesions, DOB 12/03/1957",
    "Friederike Hollerbusch",
    "summary for my visit",
    "what is calciphylaxis? regards, Friederike Hollerbusch",
    "Anna Kowalski here, my wife sarah has sores. dr patel and my neighbour Kevin say it is calciphylaxis",
    "SSN 123 45 6789, write to anna at gmail dot com. Sincerely, Margaret",
]


async def test_no_identifier_reaches_the_database_its_log_or_any_logger(
    filed: tuple[Any, Path], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    agent, path = filed
    silence_logs()
    with caplog.at_level(logging.DEBUG, logger="calci"):
        for text in TALK:
            await say(agent, text, sender="a")
    stored = b"".join(p.read_bytes() for p in path.parent.glob("conversations.db*"))
    printed = "".join(capfd.readouterr())
    assert b"10.6" in stored  # what the conversation is about is there
    for secret in SECRETS:
        assert secret.encode() not in stored, secret
        assert secret not in caplog.text + printed, secret


async def test_a_failing_action_logs_no_words_of_the_person(
    filed: tuple[Any, Path],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(_: Any, turn: Any) -> Any:
        raise ValueError(turn.text)

    from actions.topic import AnswerTopic

    agent, _ = filed
    monkeypatch.setattr(AnswerTopic, "answer", fails)
    await say(agent, "what is calciphylaxis, asks Friederike", sender="a")
    assert "where=action_topic" in caplog.text and "error=ValueError" in caplog.text
    assert "Friederike" not in caplog.text + "".join(capfd.readouterr())
