"""Draws a scene: reads its layers from a file, throws the dice for what the file leaves open."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from edge_service.studio.painter import airborne, flowers, nature, plants, room, town, weather
from edge_service.studio.painter.pen import Pen

FOLDER = Path(__file__).parent / "scenes"
# What a layer's `draw` may name; "guest" is the place for a visitor.
DRAWERS: dict[str, Callable[..., None]] = {
    function.__name__: function
    for function in (
        *(Pen.art, Pen.disc, Pen.box),
        *(weather.sky, weather.sun, weather.rays, weather.crescent, weather.stars, weather.milky_way),
        *(weather.clouds, nature.hills, nature.plain, nature.mountains, nature.sea, nature.surf),
        *(weather.birds, weather.rain, weather.snowfall, nature.puddles, weather.smoke),
        *(plants.trees, plants.tree, plants.great_tree, plants.mowing, plants.grass),
        *(flowers.meadow, flowers.flower, flowers.bouquet, flowers.wreath, flowers.spray, flowers.foliage),
        *(room.wall, room.window, room.table, airborne.steam, airborne.notes, airborne.hearts),
        *(airborne.balloons, airborne.mobile, room.shelf),
        *(town.skyline, town.road, town.lane, town.path, town.string_lights, town.bunting),
        *(town.fence, town.viaduct, town.tower_windows),
    )
}


@dataclass(frozen=True)
class Scene:
    """One kind of picture.

    `keywords` name what it shows, `hints` what only suits it; they and `describe` are by language. `times`
    are the times of day it can show; `moods` are those it suits when a message names nothing that can be
    drawn; `guest` is what of it may visit another scene; `mirror` says whether it may be turned left to
    right, `zoom` how near one may go; `frames` are its mounts, none for all of them.
    """

    name: str
    keywords: Mapping[str, tuple[str, ...]]
    hints: Mapping[str, tuple[str, ...]]
    describe: Mapping[str, str]
    times: tuple[str, ...]
    moods: tuple[str, ...]
    guest: Mapping[str, Any] | None
    layers: tuple[Mapping[str, Any], ...]
    mirror: bool = True
    zoom: float = 1.0
    frames: tuple[str, ...] = ()

    @property
    def seats(self) -> set[str]:
        """The places it has for guests."""
        return {layer["place"] for layer in self.layers if layer["draw"] == "guest"}


@cache
def scenes() -> tuple[Scene, ...]:
    """Return every scene, in the order of their names."""
    return tuple(_read(file) for file in sorted(FOLDER.glob("*.toml")))


def draw(scene: Scene, time: str, others: Sequence[Scene], pen: Pen) -> list[Scene]:
    """Draw a scene's layers; return those of the other scenes that could visit it as guests.

    In a layer two numbers are a range and a list of words is a choice; `chance` may leave the layer
    out, `times` keeps it for some times of day, `like` takes over a value drawn for an earlier layer.
    """
    seated, values = list[Scene](), dict[str, Any]()
    for layer in scene.layers:
        wanted = pen.between(0, 1) < layer.get("chance", 1) and time in layer.get("times", [time])
        settled = _settle(layer, pen, values)
        if not wanted:
            continue
        if layer["draw"] == "guest":
            seated += _seat(settled, [other for other in others if other not in seated], pen)
        else:
            DRAWERS[layer["draw"]](pen, **settled)
    return seated


def _seat(place: Mapping[str, Any], others: Sequence[Scene], pen: Pen) -> list[Scene]:
    for other in others:
        guest = other.guest
        if guest and guest["place"] == place["place"]:
            y = pen.ridge(place["x"]) + place["sink"] if "sink" in place else place["y"]
            pen.art(guest["art"], place["x"], y, place["scale"] * guest.get("scale", 1.0))
            return [other]
    return []


def _settle(layer: Mapping[str, Any], pen: Pen, values: dict[str, Any]) -> dict[str, Any]:
    """Throw the dice for a layer's open values; keep them as "@label.key" for the layers after it."""
    settled = {}
    for key, value in layer.items():
        if key in {"draw", "chance", "times", "label"}:
            continue
        settled[key] = _value(value, pen, values)
        if "label" in layer:
            values[f"@{layer['label']}.{key}"] = settled[key]
    return settled


def _value(value: Any, pen: Pen, values: Mapping[str, Any]) -> Any:
    if isinstance(value, str) and value.startswith("@"):
        return values[value]
    if isinstance(value, list) and all(isinstance(part, str | bool) for part in value):
        return value[int(pen.rng.integers(len(value)))]
    if isinstance(value, list) and all(isinstance(part, int) for part in value):
        return int(pen.rng.integers(value[0], value[1] + 1))
    if isinstance(value, list):
        return pen.between(*value)
    return value


def _read(file: Path) -> Scene:
    data = tomllib.loads(file.read_text("utf-8"))
    return Scene(
        name=file.stem,
        keywords={code: tuple(words) for code, words in data["keywords"].items()},
        hints={code: tuple(words) for code, words in data["hints"].items()},
        describe=data["describe"],
        times=tuple(data["times"]),
        moods=tuple(data.get("moods", ())),
        guest=data.get("guest"),
        layers=tuple(data["layer"]),
        mirror=data.get("mirror", True),
        zoom=data.get("zoom", 1.0),
        frames=tuple(data.get("frames", ())),
    )
