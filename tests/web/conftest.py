"""The encyclopedia alone behind the guards, on a real port: no Rasa, no model."""

from __future__ import annotations

import asyncio
import itertools
import socket
import threading
from collections.abc import Iterator

import httpx
import pytest
from sanic import Sanic

from bot.settings import Settings
from bot.web import encyclopedia, guard, pages, problems
from bot.web.sessions import Sessions

_numbers = itertools.count()


def _app() -> Sanic:
    app = Sanic(f"encyclopedia-{next(_numbers)}", configure_logging=False)
    settings = Settings()
    problems.install(app)
    guard.install(app, settings, Sessions(settings))
    app.blueprint(pages.blueprint(settings))
    app.blueprint(encyclopedia.blueprint())
    return app


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a running encyclopedia."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def listen() -> None:
        app = _app()
        server = await app.create_server(host="127.0.0.1", port=port, return_asyncio_server=True, access_log=False)
        await server.startup()
        await server.start_serving()
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(listen())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(20), "the test server did not start"
    yield f"http://127.0.0.1:{port}"
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)


@pytest.fixture(scope="session")
def web(site: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site, timeout=20) as client:
        yield client
