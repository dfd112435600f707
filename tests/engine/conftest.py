"""A home of its own with the trained model in it, an assistant on a real database file, a real server process."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.engine.launch import prepare
from bot.settings import ROOT, Settings

prepare()  # before any test module imports Rasa

_BUILT = ("model.tar.gz", "model.json", "knowledge.db", "knowledge.json", "encoder")
_LAUNCH = """
import sys
for name in ("tensorflow", "keras"):
    sys.modules[name] = None  # importing it is impossible
{before}
from bot.__main__ import main
main()
"""


@pytest.fixture(scope="session")
def built(agent: Any) -> Path:
    """The home folder in which the test run's model and knowledge base are."""
    return Settings.from_environment().home


@pytest.fixture(scope="session")
def new_home(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Make a home folder that holds the model and knowledge base, and no conversation."""

    def make() -> Path:
        home = tmp_path_factory.mktemp("home")
        for name in _BUILT:
            source = built / name
            if source.is_dir():
                shutil.copytree(source, home / name)
            elif source.exists():
                shutil.copy2(source, home / name)
        return home

    return make


@pytest.fixture
def filed(agent: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Path]:
    """The assistant with its conversations in a real file of this test alone: `(agent, path)`."""
    from bot.engine.store import conversation_store

    store = conversation_store(Settings(home=tmp_path))
    store.domain = agent.domain
    monkeypatch.setattr(agent, "tracker_store", store)
    monkeypatch.setattr(agent.processor, "tracker_store", store)
    return agent, tmp_path / "conversations.db"


class Server:
    """`calci serve` as a process of its own, with TensorFlow made impossible."""

    def __init__(self, home: Path, *, before: str = "", **environment: str) -> None:
        self.home = home
        self.port = free_port()
        self.log = home / f"server-{self.port}.log"
        env = {**os.environ, "CALCI_HOME": str(home), "PORT": str(self.port), "PYTHONPATH": str(ROOT), **environment}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", _LAUNCH.format(before=before), "serve"],
                env=env,
                stdout=log,
                stderr=log,
                cwd=ROOT,
            )
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60)

    def wait(self, seconds: float = 120) -> Server:
        """Return once `/health` answers; fails with the log when the process ends before."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended: {self.output()}")
            try:
                if self.http.get("/health").status_code == 200:
                    return self
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError(f"not ready after {seconds} s: {self.output()}")

    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """End it as a deployment would; returns its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start servers; all are ended with the test."""
    started: list[Server] = []

    def start(home: Path, *, before: str = "", **environment: str) -> Server:
        started.append(Server(home, before=before, **environment))
        return started[-1]

    yield start
    for server in started:
        if server.process.poll() is None:
            server.kill()
        server.http.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
