"""Reads models_onnx/catalog.toml: every model and sound with its hash, licence and source, and the voices."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from edge_service.errors import ModelError, ModelMissing
from edge_service.song.voice import Voice

CURE = "Run `make models`."


@dataclass(frozen=True)
class Asset:
    """A file of the catalog; `file` is relative to the models folder, `room` is who reads it."""

    name: str
    file: str
    sha256: str
    bytes: int
    version: str
    licence: str
    source: str
    room: str


@dataclass(frozen=True)
class Catalog:
    """The assets and voices under one models folder."""

    folder: Path
    assets: dict[str, Asset]
    voices: dict[str, Voice]

    def asset(self, name: str) -> Asset:
        """Return the entry called `name`; raise ModelError where the catalog has none."""
        try:
            return self.assets[name]
        except KeyError as error:
            raise ModelError(f"The catalog has no entry {name!r}.", CURE) from error


def load_catalog(folder: Path) -> Catalog:
    """Return the catalog of a models folder; raise ModelMissing where there is none."""
    file = folder / "catalog.toml"
    if not file.exists():
        raise ModelMissing(f"There is no model catalog at {file}.", CURE)
    data = tomllib.loads(file.read_text("utf-8"))
    assets = {entry["name"]: Asset(**entry) for entry in data.get("asset", [])}
    voices = {
        entry["name"]: Voice(**{**entry, "languages": tuple(entry["languages"])})
        for entry in data.get("voice", [])
    }
    return Catalog(folder, assets, voices)
