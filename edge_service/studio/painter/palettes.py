"""Chooses a picture's colours: one sky, one set of things, mixed and varied a little."""

import colorsys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from edge_service.errors import UnknownMood

FILE = Path(__file__).parent / "palettes.toml"
SKY_ROLES = ("sky1", "sky2", "sky3", "light", "far", "mid", "near", "leaf", "ink")
THING_ROLES = ("paper", "wall", "cloth", "wood", "accent", "accent2", "gold", "cool")
# Roles that are mixed (mount is the paper as it is by day): (one role, another, share of the other).
MIXED = {
    "haze": ("sky3", "light", 0.55),
    "leaf2": ("leaf", "gold", 0.36),
    "bark": ("wood", "ink", 0.5),
    "snow": ("light", "sky2", 0.16),
    "sand": ("sky3", "wood", 0.16),
    "skin": ("paper", "wood", 0.36),
    "shadow": ("ink", "near", 0.4),
}
# How much of the dark the things of a picture take on.
DIMMED = {"day": 0.0, "golden": 0.04, "dusk": 0.14, "night": 0.24, "winter": 0.03, "rain": 0.12}


@dataclass(frozen=True)
class Palette:
    """Hex codes by role, and the time of day they show: day, golden, dusk, night, winter or rain."""

    time: str
    colours: Mapping[str, str]


@cache
def palette_file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def choose_palette(mood: str, times: Sequence[str], rng: np.random.Generator) -> Palette:
    """Return colours for a mood at one of the times of day; moods without such a sky borrow one.

    Raises UnknownMood.
    """
    data = palette_file()
    if mood not in data["mood"]:
        raise UnknownMood(f"The painter has no colours for the mood {mood!r}.", "Choose another mood.")
    skies, things = data["sky"], data["mood"][mood]
    own = [name for name in things["skies"] if skies[name]["time"] in times]
    names = own or [name for name, sky in skies.items() if sky["time"] in times]
    sky = skies[names[int(rng.integers(len(names)))]]
    turn, depth = rng.uniform(-0.012, 0.012), rng.uniform(0.94, 1.06)
    dim = DIMMED[sky["time"]]
    colours = {role: _vary(sky[role], turn, depth) for role in SKY_ROLES}
    colours |= {role: mix(_vary(things[role], turn, depth), sky["ink"], dim) for role in THING_ROLES}
    colours |= {role: mix(code, sky["ink"], dim / 2) for role, code in data["same"].items()}
    colours |= {role: mix(colours[a], colours[b], share) for role, (a, b, share) in MIXED.items()}
    colours["mount"] = things["paper"]
    return Palette(sky["time"], colours)


def mix(one: str, other: str, share: float) -> str:
    """Return a hex code between two, `share` of the way to the other."""
    a, b = rgb(one), rgb(other)
    return _hex(tuple(x + (y - x) * share for x, y in zip(a, b, strict=True)))


def rgb(code: str) -> tuple[float, ...]:
    """Return the red, green and blue of "#rrggbb", in [0, 1]."""
    return tuple(int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))


def _vary(code: str, turn: float, depth: float) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*rgb(code)[:3])
    return _hex(colorsys.hls_to_rgb((hue + turn) % 1, lightness, min(1.0, saturation * depth)))


def _hex(values: Sequence[float]) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, value))):02x}" for value in values)
