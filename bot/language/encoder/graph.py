"""Express a BERT sentence encoder as an ONNX graph, straight from its weights and without torch.

Inputs `input_ids` and `attention_mask`: int64 `[batch, length]`. Output `embedding`: float32 `[batch, hidden]`,
mean-pooled over the mask and of unit length. All matrices are int8: word embeddings with one scale a row, linear
layers with one scale a column.

A layer is written in the joined operations of onnxruntime (domain `com.microsoft`) and not in their parts: the runtime
joins some of the parts itself, but leaves the activation and the three projections of attention apart, and a fifth of
its time lies between them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

__all__ = ["BertShape", "build"]

Array = npt.NDArray[np.float32]
_WEIGHT_RANGE = 64.0  # not 127: on processors without VNNI two full-range products overflow 16 bits silently
_JOINED = "com.microsoft"


@dataclass(frozen=True, slots=True)
class BertShape:
    """The sizes of the network (defaults: all-MiniLM-L6-v2)."""

    layers: int = 6
    heads: int = 12
    hidden: int = 384
    epsilon: float = 1e-12


@dataclass(slots=True)
class _Graph:
    weights: Mapping[str, Array]
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, onnx.TensorProto] = field(default_factory=dict)

    def constant(self, name: str, value: npt.NDArray[np.generic]) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def given(self, name: str) -> str:
        """A constant that is one of the weights as it is."""
        return self.constant(name, self.weights[name])

    def op(self, kind: str, inputs: list[str], name: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def table(self, name: str, prefixes: Sequence[str]) -> tuple[str, str]:
        """The int8 weights of linear layers side by side, and their scales, one a column."""
        weight = np.concatenate([self.weights[prefix + ".weight"].T for prefix in prefixes], axis=1)
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / _WEIGHT_RANGE
        whole = self.constant(name + ".w", np.round(weight / scale).astype(np.int8))
        return whole, self.constant(name + ".s", scale.astype(np.float32))

    def product(self, x: str, prefix: str) -> str:
        """`x @ W` with int8 weights and activations quantised as they come; what follows adds the bias."""
        return self.op("DynamicQuantizeMatMul", [x, *self.table(prefix, [prefix])], prefix + ".mm", domain=_JOINED)

    def added(self, made: str, before: str, dense: str, norm: str, epsilon: float) -> str:
        """A layer's product with its bias on top of what went in, normalised."""
        inputs = [made, before, self.given(norm + ".weight"), self.given(norm + ".bias"), self.given(dense + ".bias")]
        return self.op("SkipLayerNormalization", inputs, norm + ".out", domain=_JOINED, epsilon=epsilon)


def build(weights: Mapping[str, Array], shape: BertShape = BertShape()) -> onnx.ModelProto:
    """Return the ONNX model (opset 17 and onnxruntime's own) of a BERT with Hugging Face weight names."""
    graph = _Graph(weights)
    x = _embed(graph, shape)
    mask = graph.op("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    for number in range(shape.layers):
        x = _layer(graph, x, mask, f"encoder.layer.{number}", shape)
    _pool(graph, x)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", shape.hidden])
    made = helper.make_graph(graph.nodes, "sentence-encoder", inputs, [output], list(graph.constants.values()))
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_JOINED, 1)]
    model = helper.make_model(made, opset_imports=opsets, producer_name="calci")
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def _embed(g: _Graph, shape: BertShape) -> str:
    words = g.weights["embeddings.word_embeddings.weight"]
    scale = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-8) / 127.0
    table = g.constant("words.int8", np.round(words / scale).astype(np.int8))
    rows = g.op(
        "Cast", [g.op("Gather", [table, "input_ids"], "words.rows", axis=0)], "words.float", to=TensorProto.FLOAT
    )
    scales = g.op("Gather", [g.constant("words.scale", scale.astype(np.float32)), "input_ids"], "words.scales", axis=0)
    word = g.op("Mul", [rows, scales], "words.value")
    positions = g.constant(
        "positions",
        g.weights["embeddings.position_embeddings.weight"] + g.weights["embeddings.token_type_embeddings.weight"][0],
    )
    length = g.op(
        "Gather", [g.op("Shape", ["input_ids"], "ids.shape"), g.constant("one", np.array([1]))], "ids.length", axis=0
    )
    start = g.constant("zero", np.array([0]))
    place = g.op("Slice", [positions, start, length, start], "positions.used")
    norm = [g.given(f"embeddings.LayerNorm.{part}") for part in ("weight", "bias")]
    whole = g.op("Add", [word, place], "embeddings.sum")
    return g.op("LayerNormalization", [whole, *norm], "embeddings.out", axis=-1, epsilon=shape.epsilon)


def _layer(g: _Graph, x: str, mask: str, prefix: str, shape: BertShape) -> str:
    attention, wide, narrow = (f"{prefix}.{part}" for part in ("attention.output", "intermediate", "output"))
    mixed = _attention(g, x, mask, f"{prefix}.attention.self", shape)
    attended = g.product(mixed, f"{attention}.dense")
    x = g.added(attended, x, f"{attention}.dense", f"{attention}.LayerNorm", shape.epsilon)
    inner = [g.product(x, f"{wide}.dense"), g.given(f"{wide}.dense.bias")]
    active = g.op("BiasGelu", inner, f"{wide}.gelu", domain=_JOINED)
    return g.added(g.product(active, f"{narrow}.dense"), x, f"{narrow}.dense", f"{narrow}.LayerNorm", shape.epsilon)


def _attention(g: _Graph, x: str, mask: str, prefix: str, shape: BertShape) -> str:
    """All heads of one layer: the three projections as one int8 product, then the weighted mean of the values."""
    parts = [f"{prefix}.{part}" for part in ("query", "key", "value")]
    quantised, scale, zero = (f"{prefix}.{part}" for part in ("q", "qs", "qz"))
    g.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], [quantised, scale, zero], name=f"{prefix}.quantise"))
    table, scales = g.table(prefix, parts)
    bias = g.constant(f"{prefix}.b", np.concatenate([g.weights[f"{part}.bias"] for part in parts]))
    zeros = g.constant("weights.zero", np.zeros(3 * shape.hidden, np.int8))
    inputs = [quantised, table, bias, scale, scales, mask, zero, zeros]
    return g.op("QAttention", inputs, f"{prefix}.mixed", domain=_JOINED, num_heads=shape.heads)


def _pool(g: _Graph, x: str) -> None:
    mask = g.op("Cast", ["attention_mask"], "pool.mask", to=TensorProto.FLOAT)
    column = g.op("Unsqueeze", [mask, g.constant("pool.axis", np.array([2]))], "pool.column")
    total = g.op(
        "ReduceSum", [g.op("Mul", [x, column], "pool.kept"), g.constant("one", np.array([1]))], "pool.sum", keepdims=0
    )
    # the mean's divisor cancels in the unit length, so the sum is enough
    g.op("LpNormalization", [total], "embedding", axis=-1, p=2)
