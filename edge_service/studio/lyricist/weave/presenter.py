"""Writes the one line that a presenter says before a song."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from edge_service.studio.lyricist.weave.order import Order
from edge_service.studio.lyricist.weave.whims import Whims
from edge_service.studio.lyricist.writing import capitalised

PRESENTER = Path(__file__).parent / "presenter.toml"


def presented(order: Order, image: str, whims: Whims) -> str:
    """Return what a presenter says: for whom, from whom, on what occasion, and the image that is in it."""
    given = {"to": order.dedication.to, "from": order.dedication.sender, "image": image}
    kind = "_".join(slot for slot, words in given.items() if words) or "plain"
    lines = _table(order.language)["lines"][kind]
    line: str = max(lines, key=whims.of)
    return capitalised(line.format(**given, occasion=occasion(order)))


def occasion(order: Order) -> str:
    """Return what kind of song it is, as a noun phrase: "a birthday song"."""
    return str(_table(order.language)["occasions"][order.theme])


@cache
def _table(language: str) -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads(PRESENTER.read_text("utf-8"))[language]
    return table
