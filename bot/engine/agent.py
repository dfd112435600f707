"""The assistant as a Rasa agent: our turn processor, in-process actions, the conversation store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.engine.launch import prepare

prepare()

from rasa.core.agent import Agent  # noqa: E402 - only after the process is prepared
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage  # noqa: E402

from bot.engine.actions_in_process import InProcessActions  # noqa: E402
from bot.engine.locks import ConversationLocks  # noqa: E402
from bot.engine.model import verify  # noqa: E402
from bot.engine.store import ConversationStore, conversation_store, memory_store  # noqa: E402
from bot.engine.turn import TurnProcessor  # noqa: E402
from bot.errors import CalciError, ModelError  # noqa: E402
from bot.language.safety.shared import gate  # noqa: E402
from bot.library.current import knowledge  # noqa: E402
from bot.library.helplines import check_locale  # noqa: E402
from bot.library.required import check_complete  # noqa: E402
from bot.settings import Settings  # noqa: E402

__all__ = ["CalciAgent", "load", "say"]


class CalciAgent(Agent):
    """Rasa's agent with our `TurnProcessor`, `ConversationLocks` and `ConversationStore`."""

    @staticmethod
    def _create_tracker_store(store: ConversationStore, domain: Any) -> ConversationStore:
        """Keep the store as it is: Rasa would wrap it in one that falls back to memory and logs what was said."""
        store.domain = domain
        return store

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Load a model that `verify` has passed; `ModelError` when it is ours and still cannot be used."""
        try:
            self.processor = TurnProcessor(
                model_path=model_path,
                tracker_store=self.tracker_store,
                lock_store=self.lock_store,
                action_endpoint=self.action_endpoint,
                generator=self.nlg,
            )
        except Exception as error:
            raise _ours(error) or ModelError(
                f"The trained model cannot be loaded ({type(error).__name__}).",
                code="EN305",
                remedy="Train it again: make clean && make run, or calci train --force.",
            ) from error
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        self.nlg.responses = self.domain.responses

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Answer one message, after those that came before it in the same conversation."""
        async with self.lock_store.lock(message.sender_id):
            answered: list[dict[str, Any]] | None = await self.processor.handle_message(message)
            return answered


def _ours(error: BaseException | None) -> CalciError | None:
    """The error of ours that Rasa wrapped in its own, if there is one: it says what is wrong and what to do."""
    while error is not None and not isinstance(error, CalciError):
        error = error.__cause__ or error.__context__
    return error


def load(settings: Settings, *, remember: bool = True) -> CalciAgent:
    """Load the verified model. `remember=False` keeps conversations in memory only (terminal, tests).

    What is said when all else fails, the gate and the numbers to call, is read now and never again; that
    no document or reply is missing which code asks for by its name is checked as well.
    """
    verify(settings.model)
    check_locale(settings)
    gate()
    check_complete(knowledge())
    store = conversation_store(settings) if remember else memory_store()
    agent = CalciAgent(tracker_store=store, lock_store=ConversationLocks(), action_endpoint=InProcessActions())
    agent.load_model(settings.model)
    return agent


async def say(agent: Agent, text: str, *, sender: str, audience: str | None = None) -> list[dict[str, Any]]:
    """Send one message and return the answer's messages, the envelope last."""
    channel = CollectingOutputChannel()
    metadata = {"audience": audience} if audience else None
    await agent.handle_message(UserMessage(text, channel, sender, input_channel="cmdline", metadata=metadata))
    return list(channel.messages)
