"""Run a Sanic app on a free loopback port, in a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import suppress
from typing import Any, Self

from sanic import Sanic
from sanic.touchup import TouchUp

_rewrite = TouchUp.run


def _rewrite_once(app: Sanic) -> None:
    """Sanic 21.12 rewrites its own protocol class at the first start in a process, and trips over that at the next."""
    with suppress(KeyError):
        _rewrite(app)


TouchUp.run = staticmethod(_rewrite_once)


class Running:
    """`with Running(app) as server: server.url`; ends only what it started."""

    def __init__(self, app: Sanic) -> None:
        self._app = app
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()
        self._server: Any = None

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(60), "the server did not start"
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._socket.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._start())
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(self._server.close())

    async def _start(self) -> None:
        self._server = await self._app.create_server(sock=self._socket, return_asyncio_server=True, access_log=False)
        await self._server.startup()
        await self._server.before_start()
        await self._server.start_serving()
        await self._server.after_start()
