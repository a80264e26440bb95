"""Makes the cover of a song: reads the message, draws a scene, paints it, prints it on paper."""

import zlib

import numpy as np

from edge_service.song.cover import Cover
from edge_service.song.dedication import Dedication
from edge_service.studio.models import Models
from edge_service.studio.painter.brush import brush_file, nets_of, paint_over
from edge_service.studio.painter.caption import describe
from edge_service.studio.painter.drawing import Scene, draw, scenes
from edge_service.studio.painter.finish import cut_edges, light_up, print_on_paper
from edge_service.studio.painter.frame import mount
from edge_service.studio.painter.palettes import choose_palette
from edge_service.studio.painter.pen import Pen
from edge_service.studio.painter.reading import choose_host, find_mentions
from edge_service.studio.painter.render import flat_plate, light_plate

VIGNETTE = 0.13


def paint(dedication: Dedication, lyrics_title: str, models: Models) -> Cover:
    """Return the cover for a dedication; the same dedication and title give the same pixels.

    Raises UnknownMood and UnknownLanguage where the painter has no palette or no words, and ModelError
    where the style net cannot be read.
    """
    rng = np.random.default_rng(_seed(dedication, lyrics_title))
    scene, others = choose_scene(dedication, lyrics_title, rng)
    palette = choose_palette(dedication.mood, scene.times, rng)
    pen = Pen(rng)
    pen.open(transform=_camera(scene, rng))
    seated = draw(scene, palette.time, others, pen)
    pen.close()
    frame = str(rng.choice(scene.frames or brush_file()["frame"]["kinds"]))
    mount(pen, frame)
    shapes = "".join(pen.parts)
    drawing = light_up(flat_plate(shapes, palette.colours), light_plate(shapes), palette.colours, rng)
    brush = str(rng.choice(list(brush_file()["brush"])))
    painted = paint_over(drawing, brush, models)
    return Cover(
        pixels=print_on_paper(cut_edges(painted, rng), rng, VIGNETTE if frame == "full" else 0.0),
        description=describe(scene, palette.time, seated, dedication.language),
        made_by=nets_of(brush),
    )


def choose_scene(
    dedication: Dedication, lyrics_title: str, rng: np.random.Generator
) -> tuple[Scene, list[Scene]]:
    """Return the scene to draw and what else the message speaks of.

    A message that names nothing to draw gets one of the scenes that suit its mood.
    """
    found = find_mentions(scenes(), f"{dedication.message}\n{lyrics_title}", dedication.language)
    if found:
        return choose_host(found)
    suited = [scene for scene in scenes() if dedication.mood in scene.moods] or list(scenes())
    return suited[int(rng.integers(len(suited)))], []


def _camera(scene: Scene, rng: np.random.Generator) -> str:
    """Return how near the scene is seen, and whether turned left to right, as an SVG transform."""
    zoom = rng.uniform(1, scene.zoom)
    x, y = rng.uniform(420, 580), rng.uniform(640, 820)
    mirrored = scene.mirror and bool(rng.integers(2))
    side, middle = (-zoom, 1000 - x) if mirrored else (zoom, x)
    return f"translate({x:.1f} {y:.1f}) scale({side:.4f} {zoom:.4f}) translate({-middle:.1f} {-y:.1f})"


def _seed(dedication: Dedication, lyrics_title: str) -> int:
    words = (dedication.message, dedication.to, dedication.sender, dedication.mood, lyrics_title)
    return zlib.crc32("\n".join([*words, str(dedication.seed)]).encode())
