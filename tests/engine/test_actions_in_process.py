"""Actions run in the server's process through the interface of an action server."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from bot.errors import ConfigError


def _call(action: str, **tracker: Any) -> dict[str, Any]:
    state = {"sender_id": "a", "slots": {}, "latest_message": {}, "events": [], "paused": False, "active_loop": {}}
    return {"next_action": action, "sender_id": "a", "tracker": state | tracker, "domain": {}, "version": "3.6.21"}


@pytest.fixture(scope="module")
def endpoint() -> Any:
    from bot.engine.actions_in_process import InProcessActions

    return InProcessActions()


def test_every_action_of_the_domain_is_there(endpoint: Any, agent: Any) -> None:
    assert set(agent.domain.user_actions) <= endpoint.names


async def test_a_call_gives_events_and_responses_as_an_action_server_would(endpoint: Any) -> None:
    answer = await endpoint.request(method="post", json=_call("action_restart", latest_message={"turn": {}}))
    assert answer["responses"][0]["text"]
    assert {"event": "reset_slots", "timestamp": None} in answer["events"]


async def test_a_rejection_is_the_http_error_that_rasa_expects(endpoint: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa.utils.endpoints import ClientResponseError
    from rasa_sdk.interfaces import ActionExecutionRejection

    async def reject(*_: Any) -> None:
        raise ActionExecutionRejection("action_restart")

    monkeypatch.setitem(endpoint._executor.actions, "action_restart", reject)
    with pytest.raises(ClientResponseError) as caught:
        await endpoint.request(json=_call("action_restart"))
    assert caught.value.status == 400
    assert "action_restart" in caught.value.text


async def test_a_call_without_a_body_is_answered(endpoint: Any) -> None:
    assert await endpoint.request() is None


def test_a_package_that_cannot_be_imported_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.engine.actions_in_process import InProcessActions

    (tmp_path / "broken_actions.py").write_text("import a_module_that_does_not_exist")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ConfigError, match=r"EN103 \[broken_actions\].*a_module_that_does_not_exist"):
        InProcessActions("broken_actions")
    sys.modules.pop("broken_actions", None)
