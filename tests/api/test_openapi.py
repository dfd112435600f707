"""The description of the interfaces: valid, complete, true."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sanic import Sanic
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from bot.api.openapi import description
from bot.settings import Settings
from tests.api.conftest import problem
from tests.api.running import Running

CONTRACT = {
    "/webhooks/rest/webhook",
    "/chat/session",
    "/chat/message",
    "/chat/export",
    "/health",
    "/api/labs",
    "/api/risk",
    "/api/summary",
    "/cds-services",
    "/cds-services/{id}",
    "/cds-services/{id}/feedback",
    "/openapi.json",
}
OWN = sorted(path for path in CONTRACT if path.startswith(("/api", "/cds", "/openapi")))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    paths = description()["paths"]
    return [(path, method, operation) for path, methods in paths.items() for method, operation in methods.items()]


def examples() -> list[Any]:
    found = []
    for path, method, operation in operations():
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            values = [each["value"] for each in content.get("examples", {}).values()]
            values += [content["example"]] if "example" in content else []
            found += [pytest.param(path, method, kind, value, id=f"{path} {kind}") for value in values]
    return found


def test_it_is_openapi():
    OPENAPI_31_VALIDATOR.validate(description())


def test_it_describes_every_interface_of_the_contract():
    assert set(description()["paths"]) == CONTRACT
    ids = [operation["operationId"] for _, _, operation in operations()]
    assert len(ids) == len(set(ids))


def test_every_refusal_is_a_problem_document():
    for path, _, operation in operations():
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert response == {"$ref": "#/components/responses/Problem"}, (path, status)


def test_it_is_served_and_asks_for_the_token_where_there_is_one(api, guarded):
    assert "security" not in api.get("/openapi.json").json()["paths"]["/api/risk"]["post"]
    assert guarded.get("/openapi.json").json()["paths"]["/api/risk"]["post"]["security"] == [{"token": []}]


@pytest.mark.parametrize(("path", "method", "kind", "value"), [each for each in examples() if each.values[0] in OWN])
def test_its_examples_work_and_the_answers_fit_their_schemas(api, path, method, kind, value):
    url = path.replace("{id}", "calciphylaxis-checklist")
    body = {"content": value.encode()} if isinstance(value, str) else {"json": value}
    response = api.request(method, url, **body, headers={"content-type": kind})
    assert response.status_code == 200, response.text
    told = description()["paths"][path][method]["responses"]["200"]["content"]
    if "json" in response.headers["content-type"]:
        schema = told[response.headers["content-type"]]["schema"] | {"components": description()["components"]}
        jsonschema_rs.validator_for(schema).validate(response.json())


def test_unknown_methods_and_paths_are_problem_documents(api):
    problem(api.get("/api/risk"), 405)
    problem(api.get("/api/nothing"), 404)


def fuzz(url: str, operation_path: str, method: str, most: int) -> None:
    """Let schemathesis make requests of one operation, valid and not, and check every answer."""
    schema = schemathesis.openapi.from_dict(description())
    schema.config.update(base_url=url)
    operation = schema[operation_path][method.upper()]
    rules = settings(
        max_examples=most,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    kinds = [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE]

    @rules
    @given(case=st.one_of(*(operation.as_strategy(generation_mode=kind) for kind in kinds)))
    def run(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS, timeout=60)

    run()


@pytest.mark.slow
@pytest.mark.parametrize(("path", "method"), [(path, method) for path, method, _ in operations() if path in OWN])
def test_no_request_breaks_it(api, path, method):
    fuzz(str(api.base_url), path, method, 25)


@pytest.mark.slow
@pytest.mark.server
def test_no_request_breaks_the_whole_server(agent, tmp_path, monkeypatch):
    """The real server with the real model: every interface, few requests each."""
    from bot.engine.server import create_app

    monkeypatch.setattr(Sanic, "test_mode", True)  # other tests may have made an application of this name
    app = create_app(Settings(home=tmp_path), agent=agent)
    with Running(app) as server:
        for path, method, _ in operations():
            fuzz(server.url, path, method, 6)
