"""Keeps the logs of libraries short, and people's messages out of them."""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from edge_service.errors import ConfigError

# amqtt and websockets warn about every visitor who leaves early, and quote what was sent; aiowebostv,
# botocore and urllib3 tell every word, when they may, keys included.
LEVELS = {
    "amqtt": logging.CRITICAL,
    "transitions": logging.ERROR,
    "websockets": logging.CRITICAL,
    "huey": logging.WARNING,
    "alembic": logging.WARNING,
    "waitress": logging.WARNING,
    "waitress.queue": logging.ERROR,
    "aiowebostv": logging.WARNING,
    "botocore": logging.WARNING,
    "urllib3": logging.WARNING,
}

FORMATS = ("text", "json")
TEXT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


def where(error: BaseException) -> str:
    """Return an error's kind and the lines of code it passed, without its text: that may quote a message."""
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"


def quiet_libraries() -> None:
    for name, level in LEVELS.items():
        logging.getLogger(name).setLevel(level)


class JsonLines(logging.Formatter):
    """Writes each record as one JSON object: time, level, logger, thread, message, and where an error was."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "thread": record.threadName,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = where(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


class TextLines(logging.Formatter):
    """Writes records as people read them, and of an error where it was, without its words."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  # logging's own name
        return where(ei[1])


def choose_format(name: str) -> None:
    """Let everything that is logged be text or json; raise ConfigError for another format."""
    if name not in FORMATS:
        raise ConfigError(f"logs.format is {name!r}.", f"Write one of: {', '.join(FORMATS)}.")
    for handler in logging.getLogger().handlers:
        handler.setFormatter(JsonLines() if name == "json" else TextLines(TEXT))
