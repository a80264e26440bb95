"""A graph in torch is the graph in onnxruntime, and gradients pass it; run where the extra `train` is."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

torch = pytest.importorskip("torch", reason="torch lives in the environment of the extra `train`")

from export_scripts.torch_graph import TorchGraph  # noqa: E402  (imports torch)

RNG = np.random.default_rng(5)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A voice in small: a packed, dilated convolution, a styled normalisation, Snake, a source to add."""
    weights = {
        "weight.q": RNG.integers(-99, 99, (4, 3, 3)).astype(np.int8),
        "scale": np.full(4, 0.01, np.float32),
        "zero": np.zeros(4, np.int8),
        "ones": np.ones(4, np.float32),
        "nought": np.zeros(4, np.float32),
        "dense": RNG.normal(size=(5, 8)).astype(np.float32),
        "last": np.array([2], np.int64),
    }
    nodes = [
        helper.make_node("DequantizeLinear", ["weight.q", "scale", "zero"], ["weight"], axis=0),
        helper.make_node("Conv", ["x", "weight"], ["conv"], pads=[2, 2], dilations=[2], strides=[1]),
        helper.make_node("InstanceNormalization", ["conv", "ones", "nought"], ["even"]),
        helper.make_node("MatMul", ["style", "dense"], ["both"]),
        helper.make_node("Unsqueeze", ["both", "last"], ["wide"]),
        helper.make_node("Split", ["wide"], ["gain", "shift"], axis=1, num_outputs=2),
        helper.make_node("Mul", ["even", "gain"], ["loud"]),
        helper.make_node("Add", ["loud", "shift"], ["moved"]),
        helper.make_node("Sin", ["moved"], ["wave"]),
        helper.make_node("Cos", ["f0"], ["source"]),
        helper.make_node("Add", ["wave", "source"], ["sound"]),
    ]
    shapes = {"x": [1, 3, 7], "style": [1, 5], "f0": [1, 4, 7]}
    inputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in shapes.items()]
    outputs = [helper.make_tensor_value_info("sound", TensorProto.FLOAT, [1, 4, 7])]
    packed = [numpy_helper.from_array(array, name) for name, array in weights.items()]
    model = helper.make_model(
        helper.make_graph(nodes, "voice", inputs, outputs, packed),
        opset_imports=[helper.make_opsetid("", 20)],
        ir_version=10,
    )
    onnx.save(model, tmp_path / "voice.onnx")
    return tmp_path / "voice.onnx"


def asked() -> dict[str, np.ndarray]:
    shapes = {"x": (1, 3, 7), "style": (1, 5), "f0": (1, 4, 7)}
    return {name: RNG.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


def test_it_computes_what_onnxruntime_computes(graph: Path) -> None:
    inputs = asked()
    (wanted,) = onnxruntime.InferenceSession(str(graph)).run(None, inputs)
    (got,) = TorchGraph(graph)(**{name: torch.from_numpy(array) for name, array in inputs.items()})
    assert np.abs(got.numpy() - wanted).max() < 1e-5


def test_a_quick_graph_computes_nearly_that(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("export_scripts.torch_graph.LEAST_QUICK", 1)
    inputs = {name: torch.from_numpy(array) for name, array in asked().items()}
    (exact,), (quick,) = TorchGraph(graph)(**inputs), TorchGraph(graph, quick=True)(**inputs)
    assert quick.dtype == exact.dtype
    assert 0 < (quick - exact).abs().max() < 0.05


def test_what_only_a_given_tensor_needs_is_left_out(graph: Path) -> None:
    inputs = asked()
    (wanted,) = onnxruntime.InferenceSession(str(graph)).run(None, inputs)
    given = {name: torch.from_numpy(array) for name, array in inputs.items()}
    given["source"] = given.pop("f0").cos()
    (got,) = TorchGraph(graph, ["source"])(**given)
    assert np.abs(got.numpy() - wanted).max() < 1e-5


def test_gradients_reach_the_style(graph: Path) -> None:
    inputs = {name: torch.from_numpy(array) for name, array in asked().items()}
    inputs["style"].requires_grad_()
    TorchGraph(graph)(**inputs)[0].square().sum().backward()
    assert inputs["style"].grad.abs().min() > 0
