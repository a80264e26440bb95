"""Paints a drawing with the style net: its strokes become relief, the drawing keeps its colours."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter

from edge_service.studio.models import Models
from edge_service.studio.painter.render import SIDE_PX, Plate

FILE = Path(__file__).parent / "brushes.toml"
NET = "multistyle26"
STYLES = 26
MARGIN_PX = 32
LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)


@cache
def brush_file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def paint_over(picture: Plate, brush: str, models: Models) -> Plate:
    """Return the picture with the strokes of a brush of brushes.toml in its brightness."""
    settings = brush_file()["brush"][brush]
    weights = np.zeros(STYLES, dtype=np.float32)
    for style, weight in settings["styles"].items():
        weights[int(style)] = weight
    painted = _run(picture, settings["side_px"], weights, models)
    relief = painted - gaussian_filter(painted, 14)
    relief = np.tanh(relief / (2.5 * relief.std() + 1e-6)) * 2.5
    strokes: Plate = np.float32(settings["relief"]) * relief[..., None]
    return picture + strokes


def _run(picture: Plate, side_px: int, weights: Plate, models: Models) -> Plate:
    """Return the brightness of what the net makes of a picture, at the picture's own size.

    The net sees a mirrored margin, because it paints borders badly.
    """
    small = Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8)).resize((side_px, side_px))
    margin = ((MARGIN_PX, MARGIN_PX), (MARGIN_PX, MARGIN_PX), (0, 0))
    image = np.pad(np.asarray(small, dtype=np.float32) / 255, margin, mode="reflect")
    styled = models.session(NET).run({"image": image.transpose(2, 0, 1)[None], "style_weights": weights})[0][
        0
    ]
    luma = np.tensordot(LUMA, styled, axes=1)[MARGIN_PX:-MARGIN_PX, MARGIN_PX:-MARGIN_PX]
    large = Image.fromarray(luma.astype(np.float32)).resize((SIDE_PX, SIDE_PX), Image.Resampling.BICUBIC)
    return np.asarray(large, dtype=np.float32)
