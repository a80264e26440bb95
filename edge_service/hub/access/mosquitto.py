"""Writes Mosquitto's users and topic rules from the tokens that are good now.

Mosquitto cannot ask the hub: run it again, and send Mosquitto SIGHUP, when devices come or are sent away.
Chunks of media are for the broker inside the hub alone, which knows what was announced to whom.
"""

import base64
import hashlib
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from edge_service.hub.library.models import Token
from edge_service.hub.messenger import BrokerAddress
from edge_service.hub.topics import HEARD, SPOKEN, Topics

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


@dataclass(frozen=True)
class User:
    """Somebody who may come in: name, password, and what may be said and heard."""

    name: str
    password: str
    says: tuple[str, ...]
    hears: tuple[str, ...]


def hub_user(address: BrokerAddress) -> User:
    """Return the hub itself, which says and hears everything below goodwave/ and homeassistant/."""
    everything = ("goodwave/#", "homeassistant/#")
    return User(address.user, address.password, everything, everything)


def device(token: Token, password: str, topics: Topics) -> User:
    """Return the holder of a token."""
    return User(
        token.id,
        password,
        _rules(topics, SPOKEN[token.scope], token.display_id),
        _rules(topics, HEARD[token.scope], token.display_id),
    )


def write_files(folder: Path, users: Sequence[User]) -> None:
    """Write `passwords`, `rules` and `goodwave.conf` into a folder; only its owner may read them."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "passwords", (f"{user.name}:{hashed(user.password)}" for user in users))
    _write(folder / "rules", (line for user in users for line in _acl(user)))
    _write(folder / "goodwave.conf", [CONFIG.format(folder=folder.resolve()).rstrip()])


def hashed(password: str, salt: bytes | None = None) -> str:
    """Return a password as Mosquitto keeps it."""
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ROUNDS)
    return "$".join(("", "7", str(ROUNDS), *(base64.b64encode(part).decode() for part in (salt, digest))))


def _rules(topics: Topics, tails: Sequence[str], display: str | None) -> tuple[str, ...]:
    return tuple(f"{topics.root}/{tail.format(display=display)}" for tail in tails)


def _acl(user: User) -> Iterable[str]:
    yield f"user {user.name}"
    yield from (f"topic write {topic}" for topic in user.says)
    yield from (f"topic read {topic}" for topic in user.hears)
    yield ""


def _write(file: Path, lines: Iterable[str]) -> None:
    draft = file.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write("\n".join(lines) + "\n")
    draft.replace(file)
