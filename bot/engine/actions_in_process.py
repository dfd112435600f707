"""Run the actions in the server's own process, through the interface Rasa uses for a remote action server."""

from __future__ import annotations

import json
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.errors import ConfigError

__all__ = ["InProcessActions"]


class InProcessActions(EndpointConfig):
    """An action endpoint without a network: `request` awaits the executor of rasa-sdk."""

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        try:
            self._executor.register_package(package)
        except SystemExit as ended:  # rasa-sdk logs the import error and ends the process
            cause = ended.__context__
            raise ConfigError(
                f"The actions cannot be imported ({type(cause).__name__}: {cause}).",
                code="EN103",
                field=package,
                remedy="Restore the folder, or mend the module that it names.",
            ) from cause

    @property
    def names(self) -> frozenset[str]:
        """The actions that are registered."""
        return frozenset(self._executor.actions)

    async def request(self, *_: Any, json: dict[str, Any] | None = None, **__: Any) -> dict[str, Any] | None:
        """Answer one action call (Rasa's JSON body) with events and responses.

        Raises `ClientResponseError` 400 when the action refuses to run, as the HTTP server would.
        """
        try:
            result: dict[str, Any] | None = await self._executor.run(json or {})
            return result
        except ActionExecutionRejection as rejection:
            raise _rejected(rejection) from rejection


def _rejected(rejection: ActionExecutionRejection) -> ClientResponseError:
    body = {"error": str(rejection), "action_name": rejection.action_name}
    return ClientResponseError(400, "rejected", json.dumps(body))
