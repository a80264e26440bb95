"""Finishes the picture like a print: grainy light, edges cut by hand, paper, a soft vignette."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from scipy.ndimage import gaussian_filter, map_coordinates

from edge_service.studio.painter.palettes import rgb
from edge_service.studio.painter.render import SIDE_PX, Plate

SHEET_PX = (SIDE_PX, SIDE_PX)


def light_up(flat: Plate, light: Plate, colours: Mapping[str, str], rng: np.random.Generator) -> Plate:
    """Lay shadow and light over the flat colours, half smooth and half as a spray of grain."""
    grain = gaussian_filter(rng.random(SHEET_PX, dtype=np.float32), 0.7)
    grain = (grain - grain.mean()) / grain.std() * 0.3 + 0.5
    depth = np.abs(light)
    spray = (depth > 0.02) / (1 + np.exp(-(depth - grain) * 9))
    tone = (0.42 * depth + 0.4 * spray * np.minimum(1, depth * 3))[..., None]
    dark = flat * (0.45 + 0.55 * np.array(rgb(colours["shadow"]), dtype=np.float32))
    bright = 1 - (1 - flat) * (1 - 0.75 * np.array(rgb(colours["light"]), dtype=np.float32))
    lit: Plate = np.where(
        light[..., None] < 0, flat + (dark - flat) * tone, flat + (bright - flat) * tone * 0.6
    ).astype(np.float32)
    return lit


def cut_edges(picture: Plate, rng: np.random.Generator, reach_px: float = 1.6) -> Plate:
    """Let every edge waver by up to about `reach_px`, as scissors or a brush would."""
    rows, columns = np.indices(SHEET_PX, dtype=np.float32)
    for at in (rows, columns):
        at += reach_px * (0.62 * even_noise(rng, 14) + 0.2 * even_noise(rng, 3.5))
    bands = [
        map_coordinates(picture[..., band], [rows, columns], order=1, mode="nearest", output=np.float32)
        for band in range(3)
    ]
    return np.stack(bands, axis=-1)


def print_on_paper(picture: Plate, rng: np.random.Generator, vignette: float) -> npt.NDArray[np.uint8]:
    """Add the tooth of the paper, fine grain and a vignette of that strength; return bytes of colour."""
    tooth = 0.011 * even_noise(rng, 1.3) + 0.009 * rng.standard_normal(SHEET_PX, dtype=np.float32)
    across = np.linspace(-1, 1, SIDE_PX, dtype=np.float32)
    far = np.hypot(across[:, None], across[None, :])
    falloff = 1 - vignette * np.clip(far - 0.62, 0, None) ** 1.6
    finished = (picture + tooth[..., None]) * falloff[..., None]
    return (np.clip(finished, 0, 1) * 255 + 0.5).astype(np.uint8)


def even_noise(rng: np.random.Generator, scale_px: float) -> Plate:
    """Return smooth noise of unit deviation with features of `scale_px`."""
    noise = gaussian_filter(rng.standard_normal(SHEET_PX, dtype=np.float32), scale_px, mode="wrap")
    even: Plate = (noise / noise.std()).astype(np.float32)
    return even
