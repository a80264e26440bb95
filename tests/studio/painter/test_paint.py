from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from edge_service.song.cover import Cover
from edge_service.song.dedication import Dedication
from edge_service.studio.catalog import load_catalog
from edge_service.studio.models import Models
from edge_service.studio.painter import paint
from edge_service.studio.painter.brush import LUMA, brush_file, paint_over
from edge_service.studio.painter.palettes import palette_file

PANCAKES = Dedication("Mum, thank you for the Sunday pancakes", to="Mum", seed=5)
SEA = replace(PANCAKES, message="Dad, remember the boat and the sea?", mood="hopeful")
SPANISH_SEA = replace(SEA, message="Papá, ¿te acuerdas de la playa?", language="es")
OTHERS = [
    Dedication("For you, with all of it", mood=mood, seed=1)
    for mood in palette_file()["mood"]
    if mood not in {PANCAKES.mood, SEA.mood}
]
Painter = Callable[[Dedication], Cover]


@pytest.fixture(scope="module")
def models() -> Models:
    return Models(load_catalog(Path(__file__).parents[3] / "models_onnx"), threads=2, provider="cpu")


@pytest.fixture(scope="module")
def painted(models: Models) -> Painter:
    """Paint a dedication once for all the tests that look at it."""
    return cache(lambda dedication: paint(dedication, "", models))


def distance(one: Cover, other: Cover) -> float:
    """Return how far two covers are apart, seen from across the room: 0 is the same, 1 black and white."""
    small = [cover.pixels.reshape(32, 32, 32, 32, 3).mean(axis=(1, 3)) for cover in (one, other)]
    return float(np.abs(small[0] - small[1]).mean() / 255)


def luma(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    return np.tensordot(pixels.astype(np.float32) / 255, LUMA, axes=1).astype(np.float32)


def test_a_cover_is_1024_px_of_rgb_bytes(painted: Painter) -> None:
    cover = painted(PANCAKES)
    assert cover.pixels.shape == (1024, 1024, 3)
    assert cover.pixels.dtype == np.uint8


def test_the_same_dedication_gives_the_same_pixels(painted: Painter, models: Models) -> None:
    again = paint(PANCAKES, "", models)
    assert np.array_equal(painted(PANCAKES).pixels, again.pixels)
    assert painted(PANCAKES).description == again.description


def test_two_messages_give_two_pictures(painted: Painter) -> None:
    assert distance(painted(PANCAKES), painted(SEA)) > 0.08


@pytest.mark.parametrize("other", [replace(SEA, seed=6), SPANISH_SEA], ids=["seed", "message"])
def test_no_two_covers_of_one_motif_are_alike(painted: Painter, other: Dedication) -> None:
    assert distance(painted(SEA), painted(other)) > 0.04


@pytest.mark.parametrize("wish", [PANCAKES, SEA, *OTHERS], ids=lambda wish: str(wish.mood))
def test_in_no_mood_is_a_cover_dark_or_flat_or_grey(painted: Painter, wish: Dedication) -> None:
    pixels = painted(wish).pixels
    light = luma(pixels)
    assert 0.2 < light.mean() < 0.9
    assert np.percentile(light, 97) - np.percentile(light, 3) > 0.35
    assert np.ptp(pixels.astype(np.int16), axis=2).mean() > 25


def test_the_description_names_the_motif_in_the_language_of_the_dedication(painted: Painter) -> None:
    assert "sailing boat" in painted(SEA).description
    assert "velero" in painted(SPANISH_SEA).description


def test_a_cover_names_the_models_that_painted_it(painted: Painter, models: Models) -> None:
    sources = models.sources(painted(SEA).made_by)
    assert sources
    assert {source.licence for source in sources} == {"MIT"}


@pytest.mark.parametrize("brush", brush_file()["brush"])
def test_a_brush_leaves_strokes_but_keeps_the_colours_up_to_the_border(brush: str, models: Models) -> None:
    drawing = np.empty((1024, 1024, 3), dtype=np.float32)
    drawing[:512], drawing[512:] = (0.55, 0.7, 0.8), (0.75, 0.5, 0.35)
    strokes = paint_over(drawing, brush, models) - drawing
    assert 0.01 < strokes.std() < 0.08
    assert np.abs(strokes - strokes.mean(axis=2, keepdims=True)).max() < 1e-5
    assert abs(strokes.mean()) < 0.01
    border = np.concatenate([strokes[:8].ravel(), strokes[-8:].ravel()])
    assert np.abs(border).max() < 0.15
