"""Models are loaded only when they are what the catalog says."""

import hashlib
from pathlib import Path

import numpy as np
import onnx
import pytest
import tomlkit
from onnx import TensorProto, helper

from edge_service.errors import ModelCorrupt, ModelError, ModelMissing
from edge_service.studio.catalog import load_catalog
from edge_service.studio.models import Models


def write_models(folder: Path) -> None:
    """Write a catalog with one graph, which adds one to what it is given."""
    value = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [None]) for name in ("x", "y")]
    one = helper.make_tensor("one", TensorProto.FLOAT, [1], [1.0])
    graph = helper.make_graph(
        [helper.make_node("Add", ["x", "one"], ["y"])], "g", value[:1], value[1:], [one]
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, folder / "plus.onnx")
    data = (folder / "plus.onnx").read_bytes()
    entry = {
        "name": "plus",
        "file": "plus.onnx",
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "version": "1",
        "licence": "CC0-1.0",
        "source": "made here",
        "room": "singer",
    }
    (folder / "catalog.toml").write_text(tomlkit.dumps({"asset": [entry]}))


@pytest.fixture
def models(tmp_path: Path) -> Models:
    write_models(tmp_path)
    return Models(load_catalog(tmp_path), threads=1, provider="cpu")


def test_a_graph_of_the_catalog_runs(models: Models) -> None:
    (y,) = models.session("plus").run({"x": np.array([1.0, 2.0], dtype=np.float32)})
    np.testing.assert_array_equal(y, [2.0, 3.0])


def test_a_session_is_kept_while_used_and_dropped_when_idle(models: Models) -> None:
    session = models.session("plus")
    assert models.session("plus") is session
    assert models.unload_idle(idle_seconds=60) == []
    assert models.unload_idle(idle_seconds=0) == ["plus"]
    assert models.session("plus") is not session


def test_a_changed_file_is_refused_and_the_cure_is_named(models: Models) -> None:
    file = models.catalog.folder / "plus.onnx"
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    with pytest.raises(ModelCorrupt, match="make models"):
        models.session("plus")


def test_a_missing_file_names_the_cure(models: Models) -> None:
    (models.catalog.folder / "plus.onnx").unlink()
    with pytest.raises(ModelMissing, match="make models"):
        models.path("plus")


def test_a_missing_catalog_names_the_cure(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="make models"):
        load_catalog(tmp_path)


def test_a_name_the_catalog_does_not_have_is_an_error(models: Models) -> None:
    with pytest.raises(ModelError, match="minus"):
        models.session("minus")


def test_provenance_names_each_model_once_with_its_licence(models: Models) -> None:
    (source,) = models.sources(["plus", "plus"])
    assert (source.name, source.version, source.licence) == ("plus", "1", "CC0-1.0")
    assert len(source.sha256) == 64


def test_asking_for_a_gpu_that_is_not_there_is_an_error_not_a_silent_fallback(tmp_path: Path) -> None:
    import onnxruntime

    if "CUDAExecutionProvider" in onnxruntime.get_available_providers():
        pytest.skip("this machine has onnxruntime's CUDA provider")
    write_models(tmp_path)
    with pytest.raises(ModelError, match="cuda"):
        Models(load_catalog(tmp_path), provider="cuda")


def test_what_a_room_is_done_with_is_dropped_by_name_and_loaded_again_when_asked_for(models: Models) -> None:
    session = models.session("plus")
    models.unload(["plus", "never loaded"])
    assert models.session("plus") is not session


def test_a_graph_of_the_household_runs_without_an_entry_in_the_catalog(models: Models) -> None:
    file = models.catalog.folder / "plus.onnx"
    session = models.outside(file)
    assert models.outside(file) is session
    assert list(session.inputs) == ["x"]


def test_a_file_that_is_no_graph_is_told_apart(models: Models, tmp_path: Path) -> None:
    (tmp_path / "not.onnx").write_bytes(b"not a graph")
    with pytest.raises(ModelCorrupt, match=r"not\.onnx"):
        models.outside(tmp_path / "not.onnx")
