"""Runs one of the singer's ONNX graphs in torch, so that gradients flow through it to its inputs."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
import torch
from onnx import NodeProto, helper, numpy_helper
from torch import Tensor

from export_scripts.torch_operators import OPERATORS, Attributes

Node = tuple[NodeProto, Attributes]
LEAST_QUICK = 32  # channels; smaller convolutions are not worth the rounding


class TorchGraph:
    """A graph's nodes in order; what depends on weights alone is computed once.

    `given` are tensors inside the graph that the caller brings: what only they need is left out. A graph
    that is `quick` has its large convolutions computed in bfloat16.
    """

    def __init__(self, path: Path, given: Sequence[str] = (), quick: bool = False) -> None:
        graph = onnx.load(str(path)).graph
        self._known = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}
        self._outputs = [output.name for output in graph.output]
        self._nodes = _needed(
            [node for node in map(_read, graph.node) if not self._is_constant(node)],
            self._outputs,
            frozenset(given),
        )
        for node, _ in self._nodes if quick else ():
            if node.op_type == "Conv" and (weight := self._known[node.input[1]]).shape[1] >= LEAST_QUICK:
                self._known[node.input[1]] = weight.bfloat16()

    def __call__(self, **tensors: Tensor) -> list[Tensor]:
        """Return the outputs for these inputs and given tensors, by name."""
        known = dict(tensors)
        for node, attributes in self._nodes:
            known.update(zip(node.output, self._made(node, attributes, known), strict=True))
        return [known[name] for name in self._outputs]

    def _is_constant(self, node: Node) -> bool:
        """Compute a node now where it needs nothing but weights; say whether it was."""
        proto, attributes = node
        known = all(name in self._known for name in proto.input if name)
        if not known or proto.op_type not in OPERATORS:
            return False
        self._known.update(zip(proto.output, self._made(proto, attributes, {}), strict=True))
        return True

    def _made(self, node: NodeProto, attributes: Attributes, known: Mapping[str, Tensor]) -> list[Tensor]:
        inputs = [known[name] if name in known else self._known.get(name) for name in node.input]
        made = OPERATORS[node.op_type](attributes, *inputs)
        return list(made) if len(node.output) > 1 else [made]


def _read(node: NodeProto) -> Node:
    attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
    return node, attributes | {"outputs": len(node.output)}


def _needed(nodes: Sequence[Node], outputs: Sequence[str], given: frozenset[str]) -> list[Node]:
    """Return the nodes that the outputs depend on, in order, up to the given tensors."""
    wanted, kept = set(outputs), []
    for node in reversed(nodes):
        names = set(node[0].output)
        if names & wanted and not names <= given:
            kept.append(node)
            wanted |= set(node[0].input)
    return kept[::-1]
