"""Who may speak and listen on the broker: the hub with its key, everyone else with a token of their own."""

import hmac
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from edge_service.hub.access.scopes import Scope
from edge_service.hub.access.tickets import Tickets
from edge_service.hub.access.tokens import Grant, find_by_id, find_token
from edge_service.hub.library import Library
from edge_service.hub.library.displays import is_announced
from edge_service.hub.topics import HUB_USER, Topics

log = logging.getLogger(__name__)
KNOWN_SECONDS = 10.0


@dataclass(frozen=True)
class Caller:
    """Somebody on a line: the hub itself (`grant` is None) or the holder of a token."""

    grant: Grant | None

    @property
    def scope(self) -> Scope | None:
        return self.grant.scope if self.grant else None


class Lines:
    """Answers the broker's questions; `forget` makes a revoked token's holder a stranger at once."""

    def __init__(self, library: Library, topics: Topics, tickets: Tickets, broker_key: str) -> None:
        self._library = library
        self._topics = topics
        self._tickets = tickets
        self._broker_key = broker_key
        self._lock = threading.Lock()
        self._known: dict[str, tuple[float, Grant | None]] = {}
        self._drop: Callable[[str], None] = lambda _token_id: None

    def on_forget(self, drop: Callable[[str], None]) -> None:
        """Set what ends the lines of a token's holder."""
        self._drop = drop

    def admit(self, user: str, password: str) -> Caller | None:
        """Return who comes with this name and password, None for a stranger.

        A password is the token's own text, or one signed for a day (Tickets.password).
        """
        if user == HUB_USER:
            known = hmac.compare_digest(password.encode(), self._broker_key.encode())
            return Caller(None) if known else None
        grant = self._grant(user, password)
        return Caller(grant) if grant else None

    def may_publish(self, caller: Caller, topic: str) -> bool:
        return caller.grant is None or self._topics.may_publish(topic, *_who(caller.grant))

    def may_listen(self, caller: Caller, pattern: str) -> bool:
        """Tell whether a filter asks for nothing but what its caller may hear, now."""
        if caller.grant is None:
            return True
        allowed = self._topics.may_listen(pattern, *_who(caller.grant)) or self._is_announced(
            pattern, caller.grant.display
        )
        return allowed and self._still(caller.grant)

    def forget(self, token_id: str) -> None:
        """Close the lines of a token that was taken back."""
        with self._lock:
            self._known[token_id] = (time.monotonic(), None)
        self._drop(token_id)

    def _is_announced(self, pattern: str, display: str | None) -> bool:
        """Tell whether a display asks for chunks of a song that was announced to it."""
        sha256 = self._topics.media_hash(pattern)
        if sha256 is None or display is None:
            return False
        with self._library.session() as session:
            return is_announced(session, sha256, display)

    def _grant(self, user: str, password: str) -> Grant | None:
        with self._library.session() as session:
            if password.startswith("gw_"):
                grant = find_token(session, password)
                return grant if grant and grant.id == user else None
            return find_by_id(session, user) if self._tickets.admits(user, password) else None

    def _still(self, grant: Grant) -> bool:
        """Tell whether a token is still good, asking the table every few seconds."""
        with self._lock:
            asked_at, known = self._known.get(grant.id, (float("-inf"), None))
        if time.monotonic() - asked_at > KNOWN_SECONDS:
            with self._library.session() as session:
                known = find_by_id(session, grant.id)
            with self._lock:
                self._known[grant.id] = (time.monotonic(), known)
        return known is not None


def _who(grant: Grant) -> tuple[Scope, str | None]:
    return grant.scope, grant.display
