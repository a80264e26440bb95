"""A screen that shows our page: it hears of songs by itself, and nobody can open the page for it."""

from edge_service.errors import DisplayOff
from edge_service.hub.displays.driver import Call, Outcome


class WebDriver:
    """Can do nothing more than wait for the page."""

    def __init__(self, name: str) -> None:
        self._name = name

    def call(self, call: Call) -> Outcome:
        trouble = DisplayOff(f"{self._name} is off.", f"Switch it on and open {call.page}: the song waits.")
        return Outcome(shown=False, opened=False, trouble=trouble)
