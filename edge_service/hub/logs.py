"""Keeps the logs of libraries short, and people's messages out of them."""

import logging

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


def quiet_libraries() -> None:
    for name, level in LEVELS.items():
        logging.getLogger(name).setLevel(level)
