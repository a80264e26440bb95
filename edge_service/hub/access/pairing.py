"""Lets new devices in: the first phone claims the hub, a screen is approved by its code (RFC 8628's shape).

What waits for approval lives in memory: it is over in minutes, and a hub that restarts lets screens ask anew.
"""

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from edge_service.errors import CodeWrong, PairingDenied, PairingEnded, PairingPending, TooManyTries
from edge_service.hub.access.codes import as_typed, new_code

CODE_SECONDS = 300
POLL_SECONDS = 5
SLOW_DOWN_SECONDS = 5  # RFC 8628, section 3.5: who polls too fast waits so much longer
MOST_ATTEMPTS = 5
MOST_WAITING = 50
Clock = Callable[[], float]
Key = tuple[str, str]


@dataclass
class Waiting:
    """A screen that waits to be approved; `token` is what it gets once somebody has."""

    name: str
    device_code: str
    user_code: str
    ends_at: float
    interval: int = POLL_SECONDS
    polled_at: float = field(default=float("-inf"))
    token: str | None = None
    display: str | None = None
    denied: bool = False


class Pairing:
    """The claim code of a hub without an owner, and the screens that wait; safe to use from any thread."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._waiting: dict[str, Waiting] = {}
        self._tries: dict[str, list[float]] = {}
        self.claim_code = new_code()

    def check_claim(self, code: str, who: str) -> None:
        """Accept the claim code from an address; a code is good once. Raises CodeWrong, TooManyTries."""
        with self._lock:
            self._count_try(who)
            if not hmac.compare_digest(as_typed(code), self.claim_code):
                raise CodeWrong("That is not the hub's code.", "It is shown where Goodwave was started.")
            self.claim_code = new_code()
            self._tries.pop(who, None)

    def begin(self, name: str) -> Waiting:
        """Return the codes of a screen that asks to come in; raise TooManyTries where too many wait."""
        with self._lock:
            self._forget_ended()
            if len(self._waiting) >= MOST_WAITING:
                raise TooManyTries("Too many screens wait to be let in.", "Try again in five minutes.")
            code = next(code for code in iter(new_code, "") if not self._find(code))
            waiting = Waiting(name, secrets.token_urlsafe(32), code, self._clock() + CODE_SECONDS)
            self._waiting[waiting.device_code] = waiting
            return waiting

    def poll(self, device_code: str) -> Key:
        """Return the display's id and its token, once, when somebody has approved it.

        Raises PairingPending until then (its `interval` grows for who asks too often), PairingDenied, and
        PairingEnded for a code that is over or unknown.
        """
        with self._lock:
            self._forget_ended()
            waiting = self._waiting.get(device_code)
            if waiting is None:
                raise PairingEnded("This code is over.", "Ask for a new one.")
            if waiting.denied:
                del self._waiting[device_code]
                raise PairingDenied("Somebody said no to this screen.", "Ask again if that was a mistake.")
            if waiting.token and waiting.display:
                del self._waiting[device_code]
                return waiting.display, waiting.token
            raise PairingPending(self._interval(waiting))

    def waiting(self) -> list[Waiting]:
        """Return the screens that wait, the oldest first."""
        with self._lock:
            self._forget_ended()
            return [one for one in self._waiting.values() if not one.token and not one.denied]

    def approve(self, user_code: str, who: str, give: Callable[[str], Key]) -> str:
        """Let the screen in that shows this code; `give(name)` returns its id and token. Return its name.

        Raises CodeWrong where no screen shows it, TooManyTries after five wrong ones of one approver.
        """
        with self._lock:
            waiting = self._shown(user_code, who)
            waiting.display, waiting.token = give(waiting.name)
            return waiting.name

    def deny(self, user_code: str, who: str) -> None:
        """Turn the screen away that shows this code; raises as `approve`."""
        with self._lock:
            self._shown(user_code, who).denied = True

    def _shown(self, user_code: str, who: str) -> Waiting:
        self._forget_ended()
        self._count_try(who)
        waiting = self._find(as_typed(user_code))
        if waiting is None or waiting.token or waiting.denied:
            raise CodeWrong("No screen shows this code.", "Look again: a code changes after five minutes.")
        self._tries.pop(who, None)
        return waiting

    def _count_try(self, who: str) -> None:
        now = self._clock()
        recent = [tried for tried in self._tries.get(who, []) if now - tried < CODE_SECONDS]
        if len(recent) >= MOST_ATTEMPTS:
            raise TooManyTries("That was the wrong code too often.", "Try again in five minutes.")
        self._tries[who] = [*recent, now]

    def _find(self, user_code: str) -> Waiting | None:
        return next((one for one in self._waiting.values() if one.user_code == user_code), None)

    def _interval(self, waiting: Waiting) -> int:
        now = self._clock()
        if now - waiting.polled_at < waiting.interval:
            waiting.interval += SLOW_DOWN_SECONDS
        waiting.polled_at = now
        return waiting.interval

    def _forget_ended(self) -> None:
        now = self._clock()
        self._waiting = {code: one for code, one in self._waiting.items() if one.ends_at > now}
        self._tries = {who: tries for who, tries in self._tries.items() if now - tries[-1] < CODE_SECONDS}
