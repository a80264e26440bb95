"""Turns the one int8 graph of Kokoro-82M into three float graphs: text, prosody and decoder."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import GraphProto, ModelProto, NodeProto, helper, numpy_helper

Nodes = dict[str, list[NodeProto]]


def dequantised(model: ModelProto) -> ModelProto:
    """Return the model with every integer convolution, product and LSTM computed in float.

    Weights stay int8 in the file; (q - zero point) * scale is part of the graph, and whoever loads it
    computes that once. The float biases are still there. Embedding tables are looked up in int8.
    """
    graph = _Graph(model.graph)
    replaced = [node for node in (graph.in_float(node) for node in model.graph.node) if node]
    by_output = {node.output[0]: node for node in replaced}
    nodes = [*graph.unpacking, *(by_output.get(node.output[0], node) for node in model.graph.node)]
    outputs = [output.name for output in model.graph.output]
    weights = [*model.graph.initializer, *graph.constants]
    whole = _assemble(model, _needed(nodes, set(), outputs), weights)
    whole.graph.input.extend(model.graph.input)
    whole.graph.output.extend(model.graph.output)
    return whole


def part(model: ModelProto, inputs: Mapping[str, str], outputs: Mapping[str, str]) -> ModelProto:
    """Return the piece of a graph between tensors; the mappings give each its name outside.

    Nodes keep their order, so the same model always gives the same bytes.
    """
    names = {**inputs, **outputs}
    known = {info.name: info for info in [*model.graph.value_info, *model.graph.input, *model.graph.output]}
    piece = _assemble(model, _needed(model.graph.node, set(inputs), outputs), model.graph.initializer)
    del piece.graph.value_info[:]  # its names are those from before the renaming
    for node in piece.graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]
        node.output[:] = [names.get(name, name) for name in node.output]
    piece.graph.input.extend(_info(known, tensor, name) for tensor, name in inputs.items())
    piece.graph.output.extend(_info(known, tensor, name) for tensor, name in outputs.items())
    return piece


def save(model: ModelProto, path: Path) -> None:
    """Write a model so that the same graph is always the same bytes; whole or not at all."""
    onnx.checker.check_model(model)
    temporary = path.with_name(path.name + ".part")
    temporary.write_bytes(model.SerializeToString(deterministic=True))
    temporary.replace(path)


class _Graph:
    """Looks up who makes and who reads each tensor, and keeps what makes float weights of int8 ones."""

    def __init__(self, graph: GraphProto) -> None:
        self.weights = {tensor.name: tensor for tensor in graph.initializer}
        self.maker = {name: node for node in graph.node for name in node.output}
        self.readers: Nodes = defaultdict(list)
        for node in graph.node:
            for name in node.input:
                self.readers[name].append(node)
        self.unpacking: list[NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def in_float(self, node: NodeProto) -> NodeProto | None:
        """Return the float node that makes what the integer `node` and its scaling make, else None."""
        if node.op_type == "DynamicQuantizeLSTM":
            return self._lstm(node)
        if node.op_type in ("ConvInteger", "MatMulInteger"):
            return self._product(node)
        return None

    def _product(self, node: NodeProto) -> NodeProto:
        biased, bias = self._bias(node)
        scaled = self._reader(self._reader(biased, "Cast"), "Mul")
        scales = self.maker[next(name for name in scaled.input if self.maker[name].op_type != "Cast")]
        scale = next(name for name in scales.input if name in self.weights)
        source = self.maker[node.input[0]].input[0]
        weight = self._float_weight(node.input[1], scale, node.input[3])
        kind = "Conv" if node.op_type == "ConvInteger" else "MatMul"
        return _node(kind, [source, weight, *bias], [scaled.output[0]], node)

    def _bias(self, node: NodeProto) -> tuple[NodeProto, list[str]]:
        """Return the node after the bias was added, and the name of the float bias if there is one."""
        after = self.readers[node.output[0]][0]
        if after.op_type != "Add":
            return node, []
        name = next(name for name in after.input if name != node.output[0])
        while name not in self.weights:
            name = self.maker[name].input[0]
        return after, [name]

    def _lstm(self, node: NodeProto) -> NodeProto:
        x, w, r, bias, lengths, hidden, cell, peephole, w_scale, w_zero, r_scale, r_zero = node.input
        weights = [self._float_weight(w, w_scale, w_zero, True), self._float_weight(r, r_scale, r_zero, True)]
        return _node("LSTM", [x, *weights, bias, lengths, hidden, cell, peephole], list(node.output), node)

    def _float_weight(self, name: str, scale: str, zero: str, turned: bool = False) -> str:
        """Return the name of a weight in float; a `turned` one, of an LSTM, has its last axes exchanged."""
        result = f"{name}.float"
        if any(node.output[0] == result for node in self.unpacking):
            return result
        axis = 0 if turned else 1
        for kind, source in (("scale", scale), ("zero", zero)):
            spread = np.broadcast_to(self._array(source), self._array(name).shape[axis])
            self.constants.append(numpy_helper.from_array(spread.copy(), f"{name}.{kind}"))
        inputs = [name, f"{name}.scale", f"{name}.zero"]
        if turned:
            self.unpacking.append(helper.make_node("Transpose", [name], [f"{name}.turned"], perm=[0, 2, 1]))
            inputs[0] = f"{name}.turned"
        self.unpacking.append(helper.make_node("DequantizeLinear", inputs, [result], axis=axis))
        return result

    def _array(self, name: str) -> npt.NDArray[Any]:
        return numpy_helper.to_array(self.weights[name])

    def _reader(self, node: NodeProto, kind: str) -> NodeProto:
        return next(reader for reader in self.readers[node.output[0]] if reader.op_type == kind)


def _node(kind: str, inputs: Sequence[str], outputs: Sequence[str], like: NodeProto) -> NodeProto:
    node = helper.make_node(kind, inputs, outputs, name=like.name)
    node.attribute.extend(like.attribute)
    return node


def _needed(nodes: Sequence[NodeProto], start: set[str], outputs: Iterable[str]) -> list[NodeProto]:
    wanted, kept = set(outputs), []
    for node in reversed(nodes):
        if wanted.intersection(node.output):
            kept.append(node)
            wanted.update(name for name in node.input if name not in start)
    return kept[::-1]


def _assemble(
    model: ModelProto, nodes: Sequence[NodeProto], weights: Iterable[onnx.TensorProto]
) -> ModelProto:
    used = {name for node in nodes for name in node.input}
    graph = helper.make_graph(nodes, "kokoro", [], [], [tensor for tensor in weights if tensor.name in used])
    made = {name for node in nodes for name in node.output}
    graph.value_info.extend(info for info in model.graph.value_info if info.name in made)
    opsets = [opset for opset in model.opset_import if opset.domain in ("", "com.microsoft")]
    return helper.make_model(
        graph, opset_imports=opsets, ir_version=model.ir_version, producer_name="goodwave"
    )


def _info(known: Mapping[str, onnx.ValueInfoProto], tensor: str, name: str) -> onnx.ValueInfoProto:
    info = onnx.ValueInfoProto()
    info.CopyFrom(known[tensor])
    info.name = name
    return info
