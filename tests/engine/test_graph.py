"""Components run in the order that the trained model gives them, and fail as under Rasa's own runner."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema, SchemaNode

from bot.engine.graph import DirectRunner


class Adds:
    """Stands for a loaded node: adds one to the sum of what it is given."""

    def __init__(self, name: str, ran: list[str]) -> None:
        self.name = name
        self.ran = ran

    def __call__(self, *given: tuple[str, int]) -> tuple[str, int]:
        self.ran.append(self.name)
        return self.name, 1 + sum(value for _, value in given)


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def runner(ran: list[str]) -> Any:
    needs = {"c": {"x": "b", "y": "a"}, "b": {"x": "a"}, "a": {"x": "__start__"}, "apart": {}}
    schema = GraphSchema({name: _node(needs[name], target=name == "c") for name in needs})
    nodes = {name: Adds(name, ran) for name in needs}
    return DirectRunner(SimpleNamespace(_graph_schema=schema, _instantiated_nodes=nodes))  # type: ignore[arg-type]


def test_each_runs_once_after_what_it_needs_and_nothing_else_runs(runner: Any, ran: list[str]) -> None:
    for start in (10, 20):
        ran.clear()
        assert runner.run({"__start__": start}, ["c"]) == {"c": (start + 1) * 2 + 2}
        assert ran == ["a", "b", "c"]


def test_without_targets_those_of_the_model_run(runner: Any) -> None:
    assert runner.run({"__start__": 0}).keys() == {"c"}


def test_an_input_cannot_stand_for_a_node(runner: Any) -> None:
    with pytest.raises(GraphRunError):
        runner.run({"__start__": "a"}, ["c"])


def test_a_fault_is_named_as_rasa_names_it(runner: Any) -> None:
    def fails(*_: Any) -> None:
        raise RuntimeError("no")

    runner._nodes["b"] = fails
    with pytest.raises(GraphRunError):
        runner.run({"__start__": 1}, ["c"])


def _node(needs: dict[str, str], *, target: bool) -> SchemaNode:
    return SchemaNode(needs=needs, uses=object, constructor_name="create", fn="run", config={}, is_target=target)
