"""Writes the one line that a presenter says before a song."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from edge_service.studio.lyricist.weave.naming import behind_for, behind_from, called, joined, spoken_of
from edge_service.studio.lyricist.weave.order import Order
from edge_service.studio.lyricist.weave.whims import Whims
from edge_service.studio.lyricist.writing import capitalised

PRESENTER = Path(__file__).parent / "presenter.toml"
_SLOT = re.compile(r"\{(\w+)\}")


def presented(order: Order, image: str, whims: Whims) -> str:
    """Return what a presenter says: for whom, from whom, on what occasion, and the image that is in it."""
    to, sender, language = order.dedication.to, order.dedication.sender, order.language
    kind = "_".join(name for name, words in (("to", to), ("from", sender), ("image", image)) if words)
    said = {
        "to": behind_for(to, language),
        "called": called(to, language),
        "from": behind_from(sender, language),
        "signed": spoken_of(sender, language),
        "image": image,
        "occasion": occasion(order),
    }
    lines = [
        line for line in _table(language)["lines"][kind or "plain"] if all(map(said.get, _SLOT.findall(line)))
    ]
    line: str = max(lines, key=whims.of)
    return capitalised(joined(line.format(**said), language))


def occasion(order: Order) -> str:
    """Return what kind of song it is, as a noun phrase: "a birthday song"."""
    return str(_table(order.language)["occasions"][order.theme])


@cache
def _table(language: str) -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads(PRESENTER.read_text("utf-8"))[language]
    return table
