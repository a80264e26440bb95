"""Kinds of screens: `web` opens our page itself, `webos` is a television that can be called to it."""

from edge_service.hub.displays.driver import Call, Driver, Outcome
from edge_service.hub.displays.web import WebDriver
from edge_service.hub.displays.webos import WebosDriver, pair_television

__all__ = ["Call", "Driver", "Outcome", "WebDriver", "WebosDriver", "pair_television"]
