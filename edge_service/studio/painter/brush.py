"""Paints a drawing with the style nets: their strokes become relief, the drawing keeps its colours."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw
from scipy.ndimage import gaussian_filter

from edge_service.studio.models import Models
from edge_service.studio.painter.render import SIDE_PX, Plate

FILE = Path(__file__).parent / "brushes.toml"
FINE, READER, BROAD = "multistyle26", "arbitrary_predict", "arbitrary_transform"
STYLES = 26
FINE_PX = 640  # one size for all: onnxruntime keeps memory for every size it has seen
BROAD_PX, SWATCH_PX = 384, 256  # the fixed sizes of the arbitrary nets
STYLE_INPUT = "mobilenet_conv/Conv/BiasAdd"
MARGIN_PX = 32
LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)
SWATCH_COLOURS = ((60, 90, 140), (230, 170, 80), (240, 230, 210), (190, 80, 60), (90, 140, 120))


@cache
def brush_file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def nets_of(brush: str) -> tuple[str, ...]:
    """Return the catalog names of the nets that a brush of brushes.toml uses."""
    return (FINE, READER, BROAD) if "lean" in brush_file()["brush"][brush] else (FINE,)


def paint_over(picture: Plate, brush: str, models: Models) -> Plate:
    """Return the picture with the strokes of a brush of brushes.toml in its brightness."""
    settings = brush_file()["brush"][brush]
    strokes = settings["relief"] * _fine_strokes(picture, settings, models)
    if "lean" in settings:
        strokes = strokes + settings["broad"] * _broad_strokes(picture, settings["lean"], models)
    painted: Plate = picture + strokes[..., None].astype(np.float32)
    return painted


def _fine_strokes(picture: Plate, settings: dict[str, Any], models: Models) -> Plate:
    weights = np.zeros(STYLES, dtype=np.float32)
    for style, weight in settings["styles"].items():
        weights[int(style)] = weight
    image = _shrink(picture, FINE_PX)
    inputs = {"image": np.ascontiguousarray(image.transpose(2, 0, 1)[None]), "style_weights": weights}
    return _relief(models.session(FINE).run(inputs)[0][0].transpose(1, 2, 0))


def _broad_strokes(picture: Plate, lean_degrees: float, models: Models) -> Plate:
    style = models.session(READER).run({"style_image": _swatch(lean_degrees)[None]})[0]
    inputs = {"content_image": _shrink(picture, BROAD_PX)[None], STYLE_INPUT: style}
    return _relief(models.session(BROAD).run(inputs)[0][0])


def _shrink(picture: Plate, side_px: int) -> Plate:
    """Return the picture with a mirrored margin, because the nets paint borders badly."""
    inner = side_px - 2 * MARGIN_PX
    small = Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8)).resize((inner, inner))
    margin = ((MARGIN_PX, MARGIN_PX), (MARGIN_PX, MARGIN_PX), (0, 0))
    return np.pad(np.array(small, dtype=np.float32) / np.float32(255), margin, mode="reflect")


def _relief(styled: Plate) -> Plate:
    """Return the strokes alone, of about unit deviation, at the size of the picture."""
    luma = (styled @ LUMA)[MARGIN_PX:-MARGIN_PX, MARGIN_PX:-MARGIN_PX]
    large = Image.fromarray(luma.astype(np.float32)).resize((SIDE_PX, SIDE_PX), Image.Resampling.BICUBIC)
    painted = np.array(large, dtype=np.float32)
    strokes = painted - gaussian_filter(painted, 14)
    relief: Plate = 2.5 * np.tanh(strokes / (2.5 * strokes.std() + 1e-6))
    return relief


@cache
def _swatch(lean_degrees: float) -> Plate:
    """Return a sample of strokes that lean alike, for the net that reads a style from a picture."""
    rng = np.random.default_rng(5)
    side = 2 * SWATCH_PX
    sample = Image.new("RGB", (side, side), (200, 180, 150))
    draw = ImageDraw.Draw(sample)
    for _ in range(900):
        x, y = rng.uniform(0, side, 2)
        turn, reach = np.radians(rng.normal(lean_degrees, 11)), rng.uniform(20, 60)
        colour = np.array(SWATCH_COLOURS[int(rng.integers(5))]) + rng.normal(0, 14, 3)
        tip = (x + reach * np.cos(turn), y + reach * np.sin(turn))
        draw.line([(x, y), tip], fill=tuple(int(part) for part in colour), width=int(rng.integers(4, 14)))
    small = sample.resize((SWATCH_PX, SWATCH_PX), Image.Resampling.BICUBIC)
    return np.array(small, dtype=np.float32) / np.float32(255)
