"""A real server on a loopback socket with the guards, the problem documents and the API; no model is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from sanic import Sanic

from bot.api.content import catalogue as read_catalogue
from bot.api.imports import Imported, read_fhir
from bot.api.routes import blueprint
from bot.clinical.analytes import Catalogue
from bot.settings import Settings
from bot.web import guard, problems
from bot.web.sessions import Sessions
from tests.api.make import bundle, sent
from tests.api.running import Running

LIMIT = 1_048_576


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.fixture(scope="session")
def imported(catalogue: Catalogue) -> Callable[..., Imported]:
    """Read these resources as one Bundle."""
    return lambda *resources: read_fhir(sent(bundle(*resources)), catalogue)


def make_app(name: str, settings: Settings) -> Sanic:
    app = Sanic(name, configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LIMIT
    problems.install(app)
    guard.install(app, settings, Sessions(settings))
    app.blueprint(blueprint(settings))
    return app


@pytest.fixture(scope="session")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of the API on a loopback address, where no token is needed."""
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    with Running(make_app("api-open", settings)) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        yield client


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The same behind a deployer's token."""
    settings = Settings(home=tmp_path_factory.mktemp("home"), token="a-long-random-token")
    with Running(make_app("api-guarded", settings)) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        yield client


def problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """The problem document of a refused request, checked for its form."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert body["detail"]
    assert body["title"]
    assert "Traceback" not in response.text
    return body
