"""Writes entries of models_onnx/catalog.toml for the other scripts here."""

import hashlib
from pathlib import Path
from typing import Any

import tomlkit

MODELS = Path(__file__).parent.parent / "models_onnx"
CATALOG = MODELS / "catalog.toml"


def add_asset(name: str, file: Path, *, version: str, licence: str, source: str, room: str) -> None:
    """Write or replace the entry of `file` (under models_onnx/), with its hash and size."""
    with file.open("rb") as handle:
        sha256 = hashlib.file_digest(handle, "sha256").hexdigest()
    _put(
        "asset",
        {
            "name": name,
            "file": file.relative_to(MODELS).as_posix(),
            "sha256": sha256,
            "bytes": file.stat().st_size,
            "version": version,
            "licence": licence,
            "source": source,
            "room": room,
        },
    )


def add_voice(**entry: Any) -> None:
    """Write or replace a voice; the fields are those of edge_service.song.voice.Voice."""
    _put("voice", entry)


def _put(kind: str, entry: dict[str, Any]) -> None:
    document = tomlkit.parse(CATALOG.read_text("utf-8")) if CATALOG.exists() else tomlkit.document()
    rows = [dict(row) for row in document.get(kind, []) if row["name"] != entry["name"]] + [entry]
    table = tomlkit.aot()
    for row in sorted(rows, key=lambda row: str(row["name"])):
        table.append(tomlkit.item(row))
    document[kind] = table
    temporary = CATALOG.with_suffix(".part")
    temporary.write_text(tomlkit.dumps(document), "utf-8")
    temporary.replace(CATALOG)
