"""Signs what ends by itself: links to files of songs, and passwords for the broker.

HMAC-SHA-256 with keys drawn from the hub's own, one for each purpose; a ticket holds nothing secret.
"""

import hmac
import time
from dataclasses import dataclass

LINK_SECONDS = 7 * 24 * 3600
DOOR_SECONDS = 24 * 3600
# Links made within this time are the same, so that a browser need not fetch a file twice.
ROUND_SECONDS = 3600


@dataclass(frozen=True)
class Tickets:
    """What one hub signs; `key` is known to the hub alone."""

    key: str

    def link(self, path: str, now: float | None = None) -> str:
        """Return a path that may be fetched without a token for the next seven days."""
        begins = (time.time() if now is None else now) // ROUND_SECONDS * ROUND_SECONDS
        until = int(begins + LINK_SECONDS)
        return f"{path}?until={until}&signature={self._sign('link', path, until)}"

    def opens(self, path: str, until: str, signature: str, now: float | None = None) -> bool:
        """Tell whether a link's signature is the hub's and its time not over."""
        return self._is_good("link", path, until, signature, now)

    def password(self, token_id: str, now: float | None = None) -> str:
        """Return a password with which a token's holder may speak to the broker for a day."""
        until = int((time.time() if now is None else now) + DOOR_SECONDS)
        return f"{until}.{self._sign('broker', token_id, until)}"

    def standing_password(self, token_id: str) -> str:
        """Return the password for a broker of its own, whose files know it until they are written anew."""
        return self._sign("standing", token_id, 0)

    def admits(self, token_id: str, password: str, now: float | None = None) -> bool:
        """Tell whether a password for the broker is the hub's, and its day not over."""
        until, _, signature = password.partition(".")
        return self._is_good("broker", token_id, until, signature, now)

    def _is_good(self, purpose: str, what: str, until: str, signature: str, now: float | None) -> bool:
        if not until.isdecimal() or len(until) > 12 or not until.isascii():
            return False
        is_ours = hmac.compare_digest(signature.encode(), self._sign(purpose, what, int(until)).encode())
        return is_ours and int(until) > (time.time() if now is None else now)

    def _sign(self, purpose: str, what: str, until: int) -> str:
        key = hmac.digest(self.key.encode(), purpose.encode(), "sha256")
        return hmac.digest(key, f"{until}\0{what}".encode(), "sha256").hex()
