"""Who this hub is: an id and a broker key, made at the first start and kept in the data folder."""

import json
import secrets
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from edge_service.errors import DataDirUnusable
from edge_service.hub.private import write_private

RESTORING = "restoring"  # in the data folder while a backup takes its place


@dataclass(frozen=True)
class Identity:
    """`id` names the hub for ever; `broker_key` proves to the broker that a client is the hub."""

    id: str
    broker_key: str


def open_data_dir(data_dir: Path) -> None:
    """Create the data folder.

    Raises DataDirUnusable where nothing can be written in it, or where a restore was cut off.
    """
    open_folder(data_dir)
    if (data_dir / RESTORING).exists():
        raise DataDirUnusable(
            f"Putting back a backup in {data_dir} was cut off half-way.", "Run `goodwave restore FILE` again."
        )


def open_folder(data_dir: Path) -> None:
    """Create the data folder; raise DataDirUnusable where nothing can be written in it."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data_dir) as file:
            file.write(b"goodwave")
    except OSError as error:
        raise DataDirUnusable(
            f"Goodwave cannot write in {data_dir}: {error.strerror}.",
            "Make the folder writable, or choose another one with GOODWAVE_HUB_DATA_DIR.",
        ) from error


def load_identity(data_dir: Path) -> Identity:
    """Return the identity kept in `data_dir`, made when there is none yet."""
    file = data_dir / "identity.json"
    if not file.exists():
        made = Identity(secrets.token_hex(6), secrets.token_urlsafe(24))
        write_private(file, json.dumps(asdict(made)).encode())
    try:
        return Identity(**json.loads(file.read_text("utf-8")))
    except (ValueError, TypeError, OSError) as error:
        raise DataDirUnusable(
            f"{file} cannot be read: {error}.",
            "Restore it from a copy, or delete it: televisions then pair with the hub anew.",
        ) from error
