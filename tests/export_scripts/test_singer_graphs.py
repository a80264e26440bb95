"""The singer's graphs are the published model, cut in three, in floats and in fewer steps."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from export_scripts.catalog import MODELS
from export_scripts.export_singer import GRAPHS
from export_scripts.singer_compare import (
    LARGEST_DIFFERENCE,
    compare,
    largest_difference,
)
from export_scripts.singer_fusion import fused
from export_scripts.singer_graphs import part, save

PUBLISHED = MODELS / ".downloads" / "kokoro.int8.onnx"
BUILT = all((MODELS / "singer" / f"{name}.onnx").exists() for name in GRAPHS)
needs_models = pytest.mark.skipif(not BUILT, reason="the singer's models are not built: run `make models`")
needs_published = pytest.mark.skipif(
    not (BUILT and PUBLISHED.exists()),
    reason="`make models` keeps no published model; `python -m export_scripts.export_singer` compares",
)
CHANNELS, STYLE = 6, 4


def block(power: float = 2.0) -> onnx.ModelProto:
    """A convolution after Snake after AdaIN, spelled out as in the published model, with an int8 weight."""
    rng = np.random.default_rng(1)
    constants = {
        "dense.q": rng.integers(-99, 99, (STYLE, 2 * CHANNELS)).astype(np.int8),
        "dense.scale": rng.uniform(0.001, 0.01, 2 * CHANNELS).astype(np.float32),
        "dense.zero": np.zeros(2 * CHANNELS, np.int8),
        "dense.bias": rng.normal(size=2 * CHANNELS).astype(np.float32),
        "conv.q": rng.integers(0, 255, (3, CHANNELS, 5)).astype(np.uint8),
        "conv.scale": np.full(CHANNELS, 0.01, np.float32),
        "conv.zero": np.full(CHANNELS, 120, np.uint8),
        "conv.bias": rng.normal(size=3).astype(np.float32),
        "a": rng.uniform(0.5, 3, (1, CHANNELS, 1)).astype(np.float32),
        "axis": np.array([2]),
        "halves": np.array([CHANNELS, CHANNELS]),
        "one": np.float32(1),
        "epsilon": np.float32(1e-5),
        "exponent": np.float32(power),
    }
    constants["1/a"] = 1 / constants["a"]
    steps = [
        ("DequantizeLinear", ["dense.q", "dense.scale", "dense.zero"], ["dense"], {"axis": 1}),
        ("DequantizeLinear", ["conv.q", "conv.scale", "conv.zero"], ["conv"], {"axis": 1}),
        ("MatMul", ["style", "dense"], ["m"], {}),
        ("Add", ["m", "dense.bias"], ["affine"], {}),
        ("Unsqueeze", ["affine", "axis"], ["tall"], {}),
        ("Split", ["tall", "halves"], ["gamma", "beta"], {"axis": 1}),
        ("Add", ["gamma", "one"], ["1+gamma"], {}),
        ("ReduceMean", ["x", "axis"], ["mean"], {"keepdims": 1}),
        ("Sub", ["x", "mean"], ["centred"], {}),
        ("Mul", ["centred", "centred"], ["square"], {}),
        ("ReduceMean", ["square", "axis"], ["v"], {"keepdims": 1}),
        ("Add", ["v", "epsilon"], ["variance"], {}),
        ("Sqrt", ["variance"], ["deviation"], {}),
        ("Div", ["centred", "deviation"], ["normed"], {}),
        ("Mul", ["1+gamma", "normed"], ["scaled"], {}),
        ("Add", ["scaled", "beta"], ["y"], {}),
        ("Mul", ["a", "y"], ["ay"], {}),
        ("Sin", ["ay"], ["sine"], {}),
        ("Pow", ["sine", "exponent"], ["power"], {}),
        ("Mul", ["1/a", "power"], ["wave"], {}),
        ("Add", ["y", "wave"], ["snake"], {}),
        ("Conv", ["snake", "conv", "conv.bias"], ["out"], {"pads": [2, 2]}),
    ]  # fmt: skip
    nodes = [helper.make_node(kind, ins, outs, name=outs[0], **more) for kind, ins, outs, more in steps]
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, CHANNELS, "time"])
    style = helper.make_tensor_value_info("style", TensorProto.FLOAT, [1, STYLE])
    out = helper.make_tensor_value_info("out", TensorProto.FLOAT, [1, 3, "time"])
    weights = [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "block", [x, style], [out], weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)


def cut(model: onnx.ModelProto) -> onnx.ModelProto:
    return part(model, {"x": "x", "style": "style"}, {"out": "out"})


def run(model: onnx.ModelProto) -> np.ndarray:
    rng = np.random.default_rng(2)
    inputs = {
        "x": rng.normal(3, 2, (1, CHANNELS, 200)).astype(np.float32),
        "style": rng.normal(size=(1, STYLE)).astype(np.float32),
    }
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    result: np.ndarray = session.run(None, inputs)[0]
    return result


def test_a_fused_block_says_the_same_in_half_the_steps() -> None:
    spelled_out, in_few = cut(block()), cut(fused(block()))
    np.testing.assert_allclose(run(in_few), run(spelled_out), rtol=0, atol=2e-5)
    kinds = [node.op_type for node in in_few.graph.node]
    assert len(kinds) == 11
    assert kinds.count("InstanceNormalization") == 1
    assert not {"ReduceMean", "Div", "Sqrt", "Pow"} & set(kinds)


def test_the_same_graph_is_always_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        save(cut(fused(block())), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_sounds_of_different_length_are_not_alike() -> None:
    assert largest_difference(np.zeros(3), np.zeros(4)) > LARGEST_DIFFERENCE


@needs_models
@pytest.mark.parametrize("name", GRAPHS)
def test_no_graph_computes_with_integers(name: str) -> None:
    graph = onnx.load(MODELS / "singer" / f"{name}.onnx").graph
    kinds = {node.op_type for node in graph.node}
    assert "DequantizeLinear" in kinds
    assert not {"ConvInteger", "MatMulInteger", "DynamicQuantizeLinear", "DynamicQuantizeLSTM"} & kinds


@needs_published
def test_the_split_graphs_speak_like_the_whole_model() -> None:
    report = list(compare(PUBLISHED, MODELS / "singer", GRAPHS))
    assert [line.split(":")[0] for line in report[:2]] == [
        "split int8 against whole int8",
        "split float against whole float",
    ]
