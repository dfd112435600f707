"""Run the components of a trained model one after another, without the scheduler of a parallel computation.

Rasa hands each message, and each prediction, to dask: it orders the same few nodes anew every time, with queues and
callbacks made for a cluster. The order never changes, so it is found once.
"""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner

__all__ = ["DirectRunner"]

_Step = tuple[str, tuple[str, ...]]  # a node, and what it is given


class DirectRunner:
    """Calls the nodes that a runner of Rasa has loaded, in an order worked out once for each set of targets."""

    def __init__(self, loaded: DaskGraphRunner) -> None:
        self.loaded = loaded
        self._schema = loaded._graph_schema
        self._nodes = loaded._instantiated_nodes
        self._orders: dict[tuple[str, ...], list[_Step]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Return what each target gives; raises what the runner of Rasa raises."""
        outputs: dict[str, Any] = {}
        for name, value in (inputs or {}).items():
            if isinstance(value, str) and value in self._nodes:
                raise GraphRunError(f"The input of {name} has the name of a node.")
            outputs[name] = (name, value)
        wanted = tuple(targets or self._schema.target_names)
        try:
            for name, needs in self._order(wanted):
                outputs[name] = self._nodes[name](*(outputs.get(need, need) for need in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(outputs[name] for name in wanted)

    def _order(self, wanted: tuple[str, ...]) -> list[_Step]:
        """The nodes that the targets need, each after those that it needs itself."""
        if wanted not in self._orders:
            nodes = self._schema.minimal_graph_schema(list(wanted)).nodes
            needs = {name: tuple(node.needs.values()) for name, node in nodes.items()}
            self._orders[wanted] = [(n, needs[n]) for n in TopologicalSorter(needs).static_order() if n in needs]
        return self._orders[wanted]
