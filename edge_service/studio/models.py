"""The only module that imports onnxruntime: checks files against the catalog, keeps sessions in use."""

import hashlib
import logging
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf

from edge_service.errors import ModelCorrupt, ModelError, ModelMissing
from edge_service.song.song import Source
from edge_service.studio.catalog import CURE, Catalog

log = logging.getLogger(__name__)
Array = npt.NDArray[Any]
BROKEN_GRAPH = (Fail, InvalidGraph, InvalidProtobuf)


class Session:
    """One loaded graph; `run` may be called from several threads."""

    def __init__(self, path: Path, providers: Sequence[str]) -> None:
        options = onnxruntime.SessionOptions()
        # One thread a run, several runs at once: two threads of one run mostly wait for each other.
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        # Weights are int8 in the files: turned into floats once, as they load, not at every run.
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        self._session = onnxruntime.InferenceSession(str(path), options, providers=list(providers))
        self.provider: str = self._session.get_providers()[0]
        self.inputs = {entry.name: entry.shape for entry in self._session.get_inputs()}
        self.outputs = [output.name for output in self._session.get_outputs()]

    def run(self, inputs: Mapping[str, Array]) -> list[Array]:
        """Return the graph's outputs, in its own order."""
        return cast(list[Array], self._session.run(None, dict(inputs)))


class Models:
    """Files and sessions of one catalog, hash-checked once, loaded when first asked for.

    `threads` is how many runs at once the machine is good for.
    """

    def __init__(self, catalog: Catalog, threads: int = 0, provider: str = "auto") -> None:
        self.catalog = catalog
        self.threads = threads or os.cpu_count() or 1
        self._providers = _providers(provider)
        self._lock = threading.Lock()
        self._checked: set[str] = set()
        self._sessions: dict[str, tuple[Session, float]] = {}

    def path(self, name: str) -> Path:
        """Return the file of an asset; raise ModelMissing or ModelCorrupt where it is not the catalog's."""
        asset = self.catalog.asset(name)
        path = self.catalog.folder / asset.file
        if not path.exists():
            raise ModelMissing(f"The model {name} is not at {path}.", CURE)
        if name not in self._checked:
            if sha256_of(path) != asset.sha256:
                raise ModelCorrupt(f"The file {path} is damaged: its hash is not the catalog's.", CURE)
            self._checked.add(name)
        return path

    def array(self, name: str, dtype: type[np.generic], shape: tuple[int, ...]) -> Array:
        """Return a raw asset as an array."""
        return np.fromfile(self.path(name), dtype=dtype).reshape(shape)

    def session(self, name: str) -> Session:
        """Return the session of a graph, loading it when needed."""
        return self._kept(name, lambda: self.path(name))

    def outside(self, path: Path) -> Session:
        """Return the session of a graph that the household put there itself; raise ModelCorrupt for none."""
        try:
            return self._kept(str(path), lambda: path)
        except BROKEN_GRAPH as error:
            raise ModelCorrupt(f"{path} is not a graph that can be run.", "Export it anew.") from error

    def unload(self, names: Sequence[str]) -> None:
        """Drop the sessions of these assets; they are loaded again when next asked for."""
        with self._lock:
            for name in names:
                self._sessions.pop(name, None)

    def unload_idle(self, idle_seconds: float) -> list[str]:
        """Drop sessions not asked for in the last `idle_seconds`; return their names."""
        with self._lock:
            idle = [
                name for name, (_, used) in self._sessions.items() if time.monotonic() - used >= idle_seconds
            ]
            for name in idle:
                del self._sessions[name]
            return idle

    def sources(self, names: Sequence[str]) -> tuple[Source, ...]:
        """Return the provenance of assets, each once, in the order given."""
        assets = [self.catalog.asset(name) for name in dict.fromkeys(names)]
        return tuple(Source(a.name, a.version, a.sha256, a.licence, a.source) for a in assets)

    def _kept(self, name: str, path: Callable[[], Path]) -> Session:
        """Return the session kept under a name, loaded from its path where there is none yet."""
        with self._lock:
            session = self._sessions[name][0] if name in self._sessions else self._load(name, path())
            self._sessions[name] = (session, time.monotonic())
            return session

    def _load(self, name: str, path: Path) -> Session:
        start = time.monotonic()
        session = Session(path, self._providers)
        log.info("loaded %s in %.1f s on %s", name, time.monotonic() - start, session.provider)
        return session


def _providers(wanted: str) -> tuple[str, ...]:
    cuda = "CUDAExecutionProvider" in onnxruntime.get_available_providers()
    if wanted == "cuda" and not cuda:
        raise ModelError(
            "studio.provider is cuda, but onnxruntime has no CUDA provider here.",
            "Install the extra `gpu` in place of `cpu`, or set the provider to auto.",
        )
    return (
        ("CUDAExecutionProvider", "CPUExecutionProvider")
        if cuda and wanted != "cpu"
        else ("CPUExecutionProvider",)
    )


def sha256_of(path: Path) -> str:
    """Return a file's hash as the catalog writes it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
