"""Writes Mosquitto's users and topic rules; it reads them again when it gets SIGHUP."""

import base64
import hashlib
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from edge_service.hub.access.outside import User, write_lines

# Mosquitto's own form of a password, "$7$": PBKDF2 with SHA-512. Ours have 256 bits, which nobody tries out:
# few rounds let a thousand displays come back at once.
ROUNDS = 101
SALT_BYTES = 12
CONFIG = """# Include this file in mosquitto.conf; `goodwave broker-config` writes it and what it names.
allow_anonymous false
password_file {folder}/passwords
acl_file {folder}/rules
message_size_limit 1048576
"""


def write_files(folder: Path, users: Sequence[User]) -> Path:
    """Write the files into a folder, only for its owner to read; return the one that names the others."""
    folder.mkdir(parents=True, exist_ok=True)
    write_lines(folder / "passwords", (f"{user.name}:{hashed(user.password)}" for user in users))
    write_lines(folder / "rules", (line for user in users for line in _acl(user)))
    named = folder / "goodwave.conf"
    write_lines(named, [CONFIG.format(folder=folder.resolve()).rstrip()])
    return named


def hashed(password: str, salt: bytes | None = None) -> str:
    """Return a password as Mosquitto keeps it."""
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ROUNDS)
    return "$".join(("", "7", str(ROUNDS), *(base64.b64encode(part).decode() for part in (salt, digest))))


def _acl(user: User) -> Iterable[str]:
    yield f"user {user.name}"
    yield from (f"topic write {topic}" for topic in user.says)
    yield from (f"topic read {topic}" for topic in user.hears)
    yield ""
