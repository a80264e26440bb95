"""Fetches the libraries and fonts that the pages use, as vendor.toml names them, with `npm pack`."""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

VENDOR = Path(__file__).parent / "shared" / "vendor"


def main() -> int:
    """Fetch every package whose files are missing or changed; return 1 where a hash is not the notice's."""
    packages = tomllib.loads((VENDOR / "vendor.toml").read_text("utf-8"))["package"]
    wrong = [name for package in packages for name in _bring(package)]
    for name in wrong:
        print(f"{name}: its hash is not the one in vendor.toml.", file=sys.stderr)
    return 1 if wrong else 0


def _bring(package: dict[str, Any]) -> list[str]:
    if not _wrong_files(package):
        return []
    print(f"fetching {package['name']} {package['version']}")
    with tempfile.TemporaryDirectory() as folder:
        _unpack(f"{package['name']}@{package['version']}", Path(folder))
        for file in package["files"]:
            target = VENDOR / file["to"]
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(folder) / "package" / file["from"], target)
    return _wrong_files(package)


def _unpack(spec: str, folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is needed to fetch the pages' libraries: install Node.js.")
    subprocess.run([npm, "pack", "--silent", spec], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")


def _wrong_files(package: dict[str, Any]) -> list[str]:
    return [file["to"] for file in package["files"] if _sha256(VENDOR / file["to"]) != file["sha256"]]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
