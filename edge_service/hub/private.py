"""Writes files that only their owner may read: keys, passwords, certificates."""

import os
from pathlib import Path


def write_private(file: Path, content: bytes) -> None:
    """Write a file with mode 0600, whole or not at all, also when the power goes."""
    draft = file.with_name(f"{file.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)
