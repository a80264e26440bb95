"""`make models` leaves every file of the catalog whole, and touches nothing that already is."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
import tomlkit
from rich.console import Console
from rich.progress import Progress

from edge_service.errors import ModelCorrupt
from export_scripts import export_singer
from export_scripts.make_models import make_models

GRAPH, PICTURE = b"a graph" * 50, b"a style" * 50


def entry(file: str, data: bytes) -> dict[str, object]:
    return {
        "name": Path(file).stem,
        "file": file,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "version": "1",
        "licence": "CC0-1.0",
        "source": "made here",
        "room": Path(file).parts[0],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A models folder with a committed picture model; the singer's graph is not built yet."""
    entries = [entry("singer/text.onnx", GRAPH), entry("painter/style.onnx", PICTURE)]
    (tmp_path / "catalog.toml").write_text(tomlkit.dumps({"asset": entries}))
    (tmp_path / "painter").mkdir()
    (tmp_path / "painter" / "style.onnx").write_bytes(PICTURE)
    return tmp_path


@pytest.fixture
def quiet() -> Progress:
    return Progress(console=Console(quiet=True))


class Builder:
    """Stands in for the singer's export: writes `data`, and counts how often."""

    def __init__(self, data: bytes) -> None:
        self.data, self.times = data, 0

    def __call__(self, folder: Path, downloads: Path, on_step: Callable[[str], None]) -> None:
        self.times += 1
        on_step("building")
        downloads.mkdir(exist_ok=True)
        folder.mkdir(exist_ok=True)
        (folder / "text.onnx").write_bytes(self.data)


def test_what_is_missing_is_built_once(
    folder: Path, quiet: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = Builder(GRAPH)
    monkeypatch.setattr(export_singer, "build", builder)
    make_models(folder, quiet)
    make_models(folder, quiet)
    assert builder.times == 1
    assert (folder / "singer" / "text.onnx").read_bytes() == GRAPH
    assert not (folder / ".downloads").exists()


def test_a_damaged_graph_is_built_again(
    folder: Path, quiet: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = Builder(GRAPH)
    monkeypatch.setattr(export_singer, "build", builder)
    make_models(folder, quiet)
    (folder / "singer" / "text.onnx").write_bytes(GRAPH[:-1] + b"?")
    make_models(folder, quiet)
    assert builder.times == 2


def test_a_build_that_gives_other_bytes_is_an_error_and_keeps_the_downloads(
    folder: Path, quiet: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_singer, "build", Builder(b"something else"))
    with pytest.raises(ModelCorrupt, match=r"singer/text\.onnx"):
        make_models(folder, quiet)
    assert (folder / ".downloads").exists()


def test_a_damaged_committed_file_is_named_with_its_cure(folder: Path, quiet: Progress) -> None:
    (folder / "painter" / "style.onnx").write_bytes(b"half")
    with pytest.raises(ModelCorrupt, match=r"painter/style\.onnx.*git checkout"):
        make_models(folder, quiet)
