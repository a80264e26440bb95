"""Who may come in to a broker beside the hub, and what each may say and hear: from the tokens good now.

Such a broker cannot ask the hub: `goodwave broker-config` writes it all again when devices come or go.
Chunks of media are for the broker inside the hub alone, which knows what was announced to whom.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from edge_service.hub.library.models import Token
from edge_service.hub.messenger import BrokerAddress
from edge_service.hub.private import write_private
from edge_service.hub.topics import HEARD, SPOKEN, Topics


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


def write_lines(file: Path, lines: Iterable[str]) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    write_private(file, ("\n".join(lines) + "\n").encode())


def _rules(topics: Topics, tails: Sequence[str], display: str | None) -> tuple[str, ...]:
    return tuple(f"{topics.root}/{tail.format(display=display)}" for tail in tails)
