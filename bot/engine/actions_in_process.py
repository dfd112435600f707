"""Run the actions in the server's own process, through the interface Rasa uses for a remote action server."""

from __future__ import annotations

import json
import logging
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

__all__ = ["InProcessActions"]

logger = logging.getLogger(__name__)


class InProcessActions(EndpointConfig):
    """An action endpoint without a network: `request` awaits the executor of rasa-sdk."""

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    @property
    def names(self) -> frozenset[str]:
        """The actions that are registered."""
        return frozenset(self._executor.actions)

    async def request(self, *_: Any, json: dict[str, Any] | None = None, **__: Any) -> dict[str, Any] | None:
        """Answer one action call (Rasa's JSON body) with events and responses.

        Raises `ClientResponseError` 400 when the action refuses to run, as the HTTP server would.
        """
        try:
            return await self._executor.run(json or {})
        except ActionExecutionRejection as rejection:
            raise _rejected(rejection) from rejection


def _rejected(rejection: ActionExecutionRejection) -> ClientResponseError:
    body = {"error": str(rejection), "action_name": rejection.action_name}
    return ClientResponseError(400, "rejected", json.dumps(body))
