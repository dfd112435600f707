"""Express a BERT sentence encoder as an ONNX graph, straight from its weights and without torch.

Inputs `input_ids` and `attention_mask`: int64 `[batch, length]`. Output `embedding`: float32 `[batch, hidden]`,
mean-pooled over the mask and of unit length. All matrices are int8: word embeddings with one scale a row, linear
layers with one scale a column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

__all__ = ["BertShape", "build"]

Array = npt.NDArray[np.float32]
_WEIGHT_RANGE = 64.0  # not 127: on processors without VNNI two full-range products overflow 16 bits silently


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
    shared: set[str] = field(default_factory=set)

    def constant(self, name: str, value: npt.NDArray[np.generic]) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def op(self, kind: str, inputs: list[str], name: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def linear(self, x: str, prefix: str) -> str:
        """`x @ W + b` with int8 weights, one scale a column, and activations quantised as they come."""
        quantised, x_scale, x_zero = self._quantised(x)
        weight = self.weights[prefix + ".weight"].T
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / _WEIGHT_RANGE
        table = self.constant(prefix + ".w", np.round(weight / scale).astype(np.int8))
        counted = self.op("MatMulInteger", [quantised, table, x_zero], prefix + ".int")
        product = self.op("Cast", [counted], prefix + ".float", to=TensorProto.FLOAT)
        scales = self.op("Mul", [x_scale, self.constant(prefix + ".s", scale.astype(np.float32))], prefix + ".scale")
        bias = self.constant(prefix + ".b", self.weights[prefix + ".bias"])
        return self.op("Add", [self.op("Mul", [product, scales], prefix + ".mm"), bias], prefix + ".out")

    def _quantised(self, x: str) -> tuple[str, str, str]:
        names = (x + ".q", x + ".qs", x + ".qz")
        if x not in self.shared:
            self.shared.add(x)
            self.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], list(names), name=x + ".quantise"))
        return names

    def layer_norm(self, x: str, prefix: str, epsilon: float) -> str:
        scale = self.constant(prefix + ".scale", self.weights[prefix + ".weight"])
        bias = self.constant(prefix + ".shift", self.weights[prefix + ".bias"])
        return self.op("LayerNormalization", [x, scale, bias], prefix + ".out", axis=-1, epsilon=epsilon)


def build(weights: Mapping[str, Array], shape: BertShape = BertShape()) -> onnx.ModelProto:
    """Return the ONNX model (opset 17) of a BERT with Hugging Face weight names."""
    graph = _Graph(weights)
    x = _embed(graph, shape)
    mask = _attention_bias(graph)
    for number in range(shape.layers):
        x = _layer(graph, x, mask, f"encoder.layer.{number}", shape)
    _pool(graph, x)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", shape.hidden])
    made = helper.make_graph(graph.nodes, "sentence-encoder", inputs, [output], list(graph.constants.values()))
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], producer_name="calci")
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
    return g.layer_norm(g.op("Add", [word, place], "embeddings.sum"), "embeddings.LayerNorm", shape.epsilon)


def _attention_bias(g: _Graph) -> str:
    """0 where a token may be attended to, a large negative number where it is padding: `[batch, 1, 1, length]`."""
    mask = g.op("Cast", ["attention_mask"], "mask.float", to=TensorProto.FLOAT)
    wide = g.op("Unsqueeze", [mask, g.constant("mask.axes", np.array([1, 2]))], "mask.wide")
    flipped = g.op("Sub", [g.constant("unit", np.array(1.0, np.float32)), wide], "mask.flipped")
    return g.op("Mul", [flipped, g.constant("minus", np.array(-10000.0, np.float32))], "mask.bias")


def _layer(g: _Graph, x: str, mask: str, prefix: str, shape: BertShape) -> str:
    size = shape.hidden // shape.heads
    split = g.constant("heads.shape", np.array([0, 0, shape.heads, size]))
    join = g.constant("joined.shape", np.array([0, 0, shape.hidden]))

    def heads(part: str, order: list[int]) -> str:
        flat = g.linear(x, f"{prefix}.attention.self.{part}")
        return g.op("Transpose", [g.op("Reshape", [flat, split], flat + ".split")], flat + ".heads", perm=order)

    query, key, value = heads("query", [0, 2, 1, 3]), heads("key", [0, 2, 3, 1]), heads("value", [0, 2, 1, 3])
    root = g.constant("root", np.array(size**-0.5, np.float32))
    score = g.op("Mul", [g.op("MatMul", [query, key], prefix + ".qk"), root], prefix + ".score")
    weight = g.op("Softmax", [g.op("Add", [score, mask], prefix + ".masked")], prefix + ".weight", axis=-1)
    mixed = g.op("Transpose", [g.op("MatMul", [weight, value], prefix + ".wv")], prefix + ".wv.t", perm=[0, 2, 1, 3])
    attended = g.linear(g.op("Reshape", [mixed, join], prefix + ".mixed"), f"{prefix}.attention.output.dense")
    x = g.layer_norm(
        g.op("Add", [attended, x], prefix + ".res1"), f"{prefix}.attention.output.LayerNorm", shape.epsilon
    )
    wide = _gelu(g, g.linear(x, f"{prefix}.intermediate.dense"), prefix)
    narrow = g.linear(wide, f"{prefix}.output.dense")
    return g.layer_norm(g.op("Add", [narrow, x], prefix + ".res2"), f"{prefix}.output.LayerNorm", shape.epsilon)


def _gelu(g: _Graph, x: str, prefix: str) -> str:
    half = g.constant("half", np.array(0.5, np.float32))
    unit = g.constant("unit", np.array(1.0, np.float32))
    erf = g.op(
        "Erf", [g.op("Mul", [x, g.constant("rsqrt2", np.array(2**-0.5, np.float32))], prefix + ".g1")], prefix + ".g2"
    )
    gate = g.op("Add", [erf, unit], prefix + ".g3")
    return g.op("Mul", [g.op("Mul", [x, gate], prefix + ".g4"), half], prefix + ".gelu")


def _pool(g: _Graph, x: str) -> None:
    mask = g.op("Cast", ["attention_mask"], "pool.mask", to=TensorProto.FLOAT)
    column = g.op("Unsqueeze", [mask, g.constant("pool.axis", np.array([2]))], "pool.column")
    total = g.op(
        "ReduceSum", [g.op("Mul", [x, column], "pool.kept"), g.constant("one", np.array([1]))], "pool.sum", keepdims=0
    )
    # the mean's divisor cancels in the unit length, so the sum is enough
    g.op("LpNormalization", [total], "embedding", axis=-1, p=2)
