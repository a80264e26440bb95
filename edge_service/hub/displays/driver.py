"""What every kind of screen can be asked: to tell the people before it that a song is there."""

from dataclasses import dataclass
from typing import Protocol

from edge_service.errors import GoodwaveError


@dataclass(frozen=True)
class Call:
    """A song is there for a screen whose page is not open: the words to show, and the page to open."""

    text: str
    page: str


@dataclass(frozen=True)
class Outcome:
    """What a screen did: `shown` the words, `opened` the page; `trouble` says what it could not do."""

    shown: bool
    opened: bool
    trouble: GoodwaveError | None = None


class Driver(Protocol):
    """Speaks to one screen beside the broker."""

    def call(self, call: Call) -> Outcome:
        """Tell that a song is there, within seconds; never raises for what a screen does or does not."""
        ...
