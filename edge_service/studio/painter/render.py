"""Turns the shapes of a picture into flat colours and a map of light, as an illustrator separates plates."""

import io
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import resvg_py
from PIL import Image

SIDE_PX = 1024
Plate = npt.NDArray[np.float32]
# Where a shade lies: the gradient's direction (x1, y1, x2, y2), black or white, and its strength.
SHADES = {
    "right": ((0, 0, 1, 0), "#000", 0.85),
    "left": ((1, 0, 0, 0), "#000", 0.85),
    "below": ((0, 0, 0, 1), "#000", 0.85),
    "above": ((0, 1, 0, 0), "#000", 0.85),
    "hint-below": ((0, 0, 0, 1), "#000", 0.38),
    "lit-left": ((1, 0, 0, 0), "#fff", 0.8),
    "lit-right": ((0, 0, 1, 0), "#fff", 0.8),
    "lit-above": ((0, 1, 0, 0), "#fff", 0.8),
    "lit-below": ((0, 0, 0, 1), "#fff", 0.8),
}
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000">'


def flat_plate(shapes: str, colours: Mapping[str, str]) -> Plate:
    """Return the picture in flat colours, shape (1024, 1024, 3), values in [0, 1].

    `colours` gives every role that fills or strokes name its hex code.
    """
    tree = ElementTree.fromstring(_HEAD + shapes + "</svg>")
    for element in tree.iter():
        element.attrib.pop("shade", None)
        _spread_opacity(element)
        for key in ("fill", "stroke"):
            if element.get(key) in colours:
                element.set(key, colours[element.attrib[key]])
    return _raster(tree)


def light_plate(shapes: str) -> Plate:
    """Return where shadow (-1) and light (+1) lie on the picture, shape (1024, 1024)."""
    tree = ElementTree.fromstring(_HEAD + _gradients() + shapes + "</svg>")
    for parent in list(tree.iter()):
        for child in list(parent):
            if child.tag.endswith(("defs", "Gradient", "stop")):
                continue
            for key in ("fill", "stroke"):
                if child.get(key, "none") != "none":
                    child.set(key, "#808080")
            _spread_opacity(child)
            _lay_shades(parent, child)
    grey: Plate = _raster(tree)[..., 0]
    return (grey - np.float32(128 / 255)) * np.float32(2)


def _spread_opacity(element: ElementTree.Element) -> None:
    """Turn a shape's opacity into that of its fill or stroke, which needs no layer and draws far faster."""
    filled, stroked = (element.get(key, "none") != "none" for key in ("fill", "stroke"))
    if "opacity" in element.attrib and filled != stroked:
        element.set("fill-opacity" if filled else "stroke-opacity", element.attrib.pop("opacity"))


def _lay_shades(parent: ElementTree.Element, child: ElementTree.Element) -> None:
    """Lay a copy of a shaded shape, filled with each gradient its `shade` names, on top of it."""
    for shade in child.attrib.pop("shade", "").split():
        copy = ElementTree.Element(child.tag, {**child.attrib, "fill": f"url(#{shade})", "stroke": "none"})
        parent.insert(list(parent).index(child) + 1, copy)


def _gradients() -> str:
    linear = "".join(
        f'<linearGradient id="{name}" x1="{a}" y1="{b}" x2="{c}" y2="{d}">'
        f"{_fade(colour, 0.25, strength)}</linearGradient>"
        for name, ((a, b, c, d), colour, strength) in SHADES.items()
    )
    ball = _fade("#000", 0.35, 0.9)
    glow = _fade("#fff", 0, 0.9, from_nothing=False)
    round_ones = (
        f'<radialGradient id="round" cx="0.38" cy="0.35" r="0.75">{ball}</radialGradient>'
        f'<radialGradient id="glow">{glow}</radialGradient>'
    )
    return f"<defs>{linear}{round_ones}</defs>"


def _fade(colour: str, start: float, strength: float, *, from_nothing: bool = True) -> str:
    """Return the stops of a gradient that grows from nothing to `strength`, or the other way."""
    first, last = (0.0, strength) if from_nothing else (strength, 0.0)
    return "".join(
        f'<stop offset="{offset}" stop-color="{colour}" stop-opacity="{opacity}"/>'
        for offset, opacity in ((start, first), (1, last))
    )


def _raster(tree: ElementTree.Element) -> Plate:
    png = resvg_py.svg_to_bytes(
        svg_string=ElementTree.tostring(tree, encoding="unicode"),
        width=SIDE_PX,
        height=SIDE_PX,
        background="#808080",
        skip_system_fonts=True,
    )
    with Image.open(io.BytesIO(png)) as picture:
        return np.array(picture.convert("RGB"), dtype=np.float32) / np.float32(255)
