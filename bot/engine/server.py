"""The server: Rasa's REST channel, the chat channel, the pages and the API in one process."""

from __future__ import annotations

import asyncio
import gc
import itertools
import time
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from bot.clinical.risk.simulate import simulation
from bot.engine import memory
from bot.engine.agent import CalciAgent, load
from bot.engine.port import check_port
from bot.engine.retention import LastLook, keep_tidy
from bot.engine.store import ConversationStore
from bot.library.current import risk_model
from bot.settings import Settings

__all__ = ["create_app", "serve"]

_numbers = itertools.count()  # Sanic wants a name of its own for every application of a process
_MAX_BODY = 1_048_576  # bytes; larger requests answer 413
_SECONDS = 60  # longer than a turn may take (bot.engine.turn), so that the answer is always ours
_TRIM = 60.0  # seconds between two returns of memory that is no longer used


def create_app(settings: Settings, agent: CalciAgent | None = None) -> Any:
    """Make the Sanic application; the agent is loaded before it listens unless one is given."""
    from rasa.core import channels
    from sanic import Sanic

    from bot.web import chat, guard, pages, problems, rest
    from bot.web.framing import CheckedRequest
    from bot.web.sessions import Sessions

    app = Sanic(f"calci-{next(_numbers)}", configure_logging=False, request_class=CheckedRequest)
    app.config.REQUEST_MAX_SIZE = _MAX_BODY
    app.config.REQUEST_TIMEOUT = app.config.RESPONSE_TIMEOUT = _SECONDS
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.PROXIES_COUNT = settings.proxies or None
    sessions = Sessions(settings)
    problems.install(app)
    guard.install(app, settings, sessions)
    channels.channel.register([rest.CheckedRest(has_token=bool(settings.token))], app, route="/webhooks/")
    app.blueprint(chat.blueprint(sessions))
    app.blueprint(pages.blueprint(settings))
    _other_routes(app, settings)
    _life(app, settings, agent)
    return app


def _life(app: Any, settings: Settings, agent: CalciAgent | None) -> None:
    from sanic.response import json

    from bot.web.about import about

    @app.before_server_start
    async def ready(app: Any, _: Any) -> None:
        app.ctx.agent = agent or load(settings)
        app.ctx.chores = [asyncio.create_task(_keep_small())]
        store = getattr(app.ctx.agent, "tracker_store", None)
        if isinstance(store, ConversationStore):
            app.ctx.chores += [asyncio.create_task(chore) for chore in _retention(settings, store)]

    @app.before_server_stop
    async def stop(app: Any, _: Any) -> None:
        for chore in app.ctx.chores:
            chore.cancel()

    @app.get("/health")
    async def health(_: Any) -> Any:
        return json(about(app.ctx.agent.model_id))


def _retention(settings: Settings, store: ConversationStore) -> Iterator[Coroutine[Any, Any, None]]:
    """What erases by age: from the disk after the deployment's days, from memory after one: no place to keep."""
    if settings.store:
        yield keep_tidy(store, settings.retention_days, LastLook.read(settings.home / "last_look"))
    in_memory = store.beside if settings.store else store
    if in_memory is not None:
        yield keep_tidy(in_memory, 1, LastLook(None, seen=time.time()))


async def _keep_small() -> None:
    """Give memory back that is no longer used, until cancelled."""
    while True:
        await asyncio.sleep(_TRIM)
        memory.give_back()


def _other_routes(app: Any, settings: Settings) -> None:
    from bot.api import routes as api
    from bot.web import encyclopedia

    app.blueprint(api.blueprint(settings))
    app.blueprint(encyclopedia.blueprint())


def serve(settings: Settings, ready: Callable[[], None] = lambda: None) -> None:
    """Load everything, call `ready`, and listen until stopped. `ConfigError` when the port is taken."""
    check_port(settings)
    memory.one_heap()
    app = create_app(settings, _loaded(settings))
    app.after_server_start(lambda *_: ready())
    app.run(host=settings.host, port=settings.port, access_log=False, debug=False, motd=False, workers=1)


def _loaded(settings: Settings) -> CalciAgent:
    """Load the assistant. What is made now lives as long as the process: the collector need not look at it again."""
    gc.disable()
    try:
        agent = load(settings)
        simulation(risk_model())  # or the first person who asks for an estimate would wait for the draws
        return agent
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()
