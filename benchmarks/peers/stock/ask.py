"""Ask the peer. Runs in an environment of its own (Python 3.10, stock rasa).

    python ask.py MODEL CONVERSATIONS ANSWERS

CONVERSATIONS has lines of `{"id", "turns"}`, ANSWERS gets lines of `{"id", "said", "confidence", "others", "seconds"}`,
a list each with one item a turn: the label that was answered (each utterance of the peer is the name of its intent),
the confidence of the intent, the next intents of the ranking, and the time the turn took. A model without dialogue
policies is asked for the intent alone: since every intent has its rule, the answer is the same.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    import tensorflow as tf  # type: ignore[import-untyped]

    tf.keras.optimizers.Adam = tf.keras.optimizers.legacy.Adam  # as in train.py: a model is loaded with its optimiser
    from rasa.core.agent import Agent

    model, source, target = (Path(name) for name in sys.argv[1:4])
    agent = Agent.load(str(model))
    conversations = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    answers = asyncio.run(_ask(agent, conversations))
    target.write_text("".join(json.dumps(answer) + "\n" for answer in answers), encoding="utf-8")


async def _ask(agent: Any, conversations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    answers = []
    for conversation in conversations:
        answer: dict[str, Any] = {"id": conversation["id"], "said": [], "confidence": [], "others": [], "seconds": []}
        for text in conversation["turns"]:
            start = time.perf_counter()
            said, parsed = await _turn(agent, text, conversation["id"])
            answer["seconds"].append(time.perf_counter() - start)
            ranking = [item["name"] for item in parsed["intent_ranking"] if item["name"] != "nlu_fallback"]
            answer["said"].append(said)
            answer["confidence"].append(parsed["intent"]["confidence"])
            answer["others"].append(ranking[:3])
        answers.append(answer)
    return answers


async def _turn(agent: Any, text: str, sender: str) -> tuple[str | None, dict[str, Any]]:
    """What was answered, and what the message was parsed to."""
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

    if agent.processor.model_metadata.core_target is None:
        parsed = await agent.parse_message(text)
        return parsed["intent"]["name"], parsed
    channel = CollectingOutputChannel()
    await agent.handle_message(UserMessage(text, channel, sender))
    tracker = await agent.processor.get_tracker(sender)
    said = channel.messages[-1].get("text") if channel.messages else None
    return said, tracker.latest_message.parse_data


if __name__ == "__main__":
    main()
