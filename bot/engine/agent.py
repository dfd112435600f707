"""The assistant as a Rasa agent: our turn processor, in-process actions, the conversation store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.engine.launch import prepare

prepare()

from rasa.core.agent import Agent  # noqa: E402 - only after the process is prepared
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage  # noqa: E402
from rasa.core.lock_store import InMemoryLockStore  # noqa: E402
from rasa.core.tracker_store import InMemoryTrackerStore  # noqa: E402

from bot.engine.actions_in_process import InProcessActions  # noqa: E402
from bot.engine.model import verify  # noqa: E402
from bot.engine.store import conversation_store  # noqa: E402
from bot.engine.turn import TurnProcessor  # noqa: E402
from bot.settings import Settings  # noqa: E402

__all__ = ["CalciAgent", "load", "say"]


class CalciAgent(Agent):
    """Rasa's agent with our `TurnProcessor`."""

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        self.processor = TurnProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        self.nlg.responses = self.domain.responses


def load(settings: Settings, *, remember: bool = True) -> CalciAgent:
    """Load the verified model. `remember=False` keeps conversations in memory only (terminal, tests)."""
    verify(settings.model)
    domain = None
    store: Any = conversation_store(settings) if remember and settings.store else InMemoryTrackerStore(domain)
    agent = CalciAgent(tracker_store=store, lock_store=InMemoryLockStore(), action_endpoint=InProcessActions())
    agent.load_model(settings.model)
    return agent


async def say(agent: Agent, text: str, *, sender: str, audience: str | None = None) -> list[dict[str, Any]]:
    """Send one message and return the answer's messages, the envelope last."""
    channel = CollectingOutputChannel()
    metadata = {"audience": audience} if audience else None
    await agent.handle_message(UserMessage(text, channel, sender, input_channel="cmdline", metadata=metadata))
    return list(channel.messages)
