"""Keeps the logs of libraries short, and people's messages out of them."""

import logging
import traceback

# amqtt and websockets warn about every visitor who leaves early, and quote what was sent.
LEVELS = {
    "amqtt": logging.CRITICAL,
    "transitions": logging.ERROR,
    "websockets": logging.CRITICAL,
    "huey": logging.WARNING,
    "alembic": logging.WARNING,
    "waitress": logging.WARNING,
    "waitress.queue": logging.ERROR,
}


def where(error: BaseException) -> str:
    """Return an error's kind and the lines of code it passed, without its text: that may quote a message."""
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"


def quiet_libraries() -> None:
    for name, level in LEVELS.items():
        logging.getLogger(name).setLevel(level)
