"""What a token is good for."""

from typing import get_args

from edge_service.hub.library.models import Scope

__all__ = ["SCOPES", "Scope", "covers"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

# admin: everything. sender: asks for songs and sends them. guest: asks for songs, and nothing else.
# display: its own inbox, shelf and the media announced to it.
_COVERED: dict[Scope, frozenset[Scope]] = {
    "admin": frozenset({"admin", "sender", "guest"}),
    "sender": frozenset({"sender", "guest"}),
    "guest": frozenset({"guest"}),
    "display": frozenset({"display"}),
}


def covers(held: Scope, needed: Scope) -> bool:
    """Tell whether somebody who holds one scope may do what needs another."""
    return needed in _COVERED[held]
