"""The server: Rasa's REST channel, the chat channel, the pages and the API in one process."""

from __future__ import annotations

import logging
import socket
from typing import Any

from bot.engine.agent import CalciAgent, load
from bot.errors import ConfigError
from bot.settings import Settings

__all__ = ["create_app", "serve"]

logger = logging.getLogger("calci.server")
_MAX_BODY = 1_048_576  # bytes; larger requests answer 413


def create_app(settings: Settings, agent: CalciAgent | None = None) -> Any:
    """Make the Sanic application; the agent is loaded before it listens unless one is given."""
    from rasa.core import channels
    from sanic import Sanic
    from sanic.response import json

    from bot.library.current import knowledge
    from bot.web import chat, guard, pages, problems, rest
    from bot.web.sessions import Sessions

    app = Sanic("calci", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = _MAX_BODY
    app.config.REQUEST_TIMEOUT = app.config.RESPONSE_TIMEOUT = 90
    app.config.FALLBACK_ERROR_FORMAT = "json"
    sessions = Sessions(settings)
    problems.install(app)
    guard.install(app, settings, sessions)
    channels.channel.register([rest.CheckedRest()], app, route="/webhooks/")
    app.blueprint(chat.blueprint(settings, sessions))
    app.blueprint(pages.blueprint())
    _optional_routes(app, settings)

    @app.before_server_start
    async def ready(app: Any, _: Any) -> None:
        app.ctx.agent = agent or load(settings)

    @app.get("/health")
    async def health(_: Any) -> Any:
        return json({"status": "ok", "model": app.ctx.agent.model_id, "knowledge": knowledge().digest[:12]})

    return app


def _optional_routes(app: Any, settings: Settings) -> None:
    from bot.api import routes as api
    from bot.web import encyclopedia

    app.blueprint(api.blueprint(settings))
    app.blueprint(encyclopedia.blueprint())


def serve(settings: Settings) -> None:
    """Listen until stopped. `ConfigError` when the port is taken."""
    _port_is_free(settings)
    app = create_app(settings)
    app.run(host=settings.host, port=settings.port, access_log=False, debug=False, motd=False, workers=1)


def _port_is_free(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise ConfigError(
                f"Port {settings.port} on {settings.host} cannot be used ({error.strerror}).",
                code="CF105",
                field="PORT",
                remedy=f"Stop the other program, or choose another port: PORT={settings.port + 1} make run",
            ) from error
