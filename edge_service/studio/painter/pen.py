"""Collects the shapes of one picture as SVG, with colours named by their role in the palette.

The sheet is 1000 units wide and high, y grows downwards. Besides plain SVG an element may carry
`shade="<side>"`: where its shadow or its light lies (see render.py).
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

SHEET = 1000.0
ART = Path(__file__).parent / "art"

Point = tuple[float, float]
Points = Sequence[Point] | npt.NDArray[np.float64]


class Pen:
    """The shapes drawn so far, the dice, and the last ridge drawn, on which things can stand."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.parts: list[str] = []
        self.ridge: Callable[[float], float] = lambda _: SHEET

    def between(self, low: float, high: float) -> float:
        return float(self.rng.uniform(low, high))

    def add(self, tag: str, **attributes: object) -> None:
        """Draw one SVG element; underscores in names become hyphens."""
        text = " ".join(
            f'{key.replace("_", "-")}="{_text(value)}"' for key, value in attributes.items() if value != ""
        )
        self.parts.append(f"<{tag} {text}/>")

    def shape(self, points: Points, fill: str, **attributes: object) -> None:
        """Draw a closed polygon."""
        self.add("path", d=polyline(points) + "Z", fill=fill, **attributes)

    def blob(self, points: Points, fill: str, **attributes: object) -> None:
        """Draw a closed smooth shape through the points."""
        self.add("path", d=smooth(points), fill=fill, **attributes)

    def line(self, points: Points, stroke: str, width: float, **attributes: object) -> None:
        """Draw an open line with round ends."""
        self.add(
            "path",
            d=polyline(points),
            fill="none",
            stroke=stroke,
            stroke_width=width,
            stroke_linecap="round",
            stroke_linejoin="round",
            **attributes,
        )

    def stamp(self, d: str, at: Point, scale: float | Point, fill: str, **attributes: object) -> None:
        """Draw a path given in its own units, about its own origin, at a point and a scale."""
        wide, high = scale if isinstance(scale, tuple) else (scale, scale)
        place = f"translate({at[0]:.2f} {at[1]:.2f}) scale({wide:.4f} {high:.4f})"
        self.add("path", d=d, transform=place, fill=fill, **attributes)

    def disc(self, x: float, y: float, radius: float, fill: str, **attributes: object) -> None:
        self.add("circle", cx=x, cy=y, r=radius, fill=fill, **attributes)

    def box(self, x: float, y: float, width: float, height: float, fill: str, **attributes: object) -> None:
        self.add("rect", x=x, y=y, width=width, height=height, fill=fill, **attributes)

    def open(self, **attributes: object) -> None:
        """Begin a group; every open() needs its close()."""
        text = " ".join(f'{key.replace("_", "-")}="{_text(value)}"' for key, value in attributes.items())
        self.parts.append(f"<g {text}>")

    def close(self) -> None:
        self.parts.append("</g>")

    def art(self, name: str, x: float, y: float, scale: float, *, flip: bool = False) -> None:
        """Set a drawing of the art folder with its foot, the drawing's own origin, at (x, y)."""
        side = -scale if flip else scale
        self.open(transform=f"translate({x:.1f} {y:.1f}) scale({side:.3f} {scale:.3f})")
        self.parts.append(art_body(name))
        self.close()


def art_body(name: str) -> str:
    """Return what is inside the svg element of an art file."""
    text = (ART / f"{name}.svg").read_text("utf-8")
    start = text.index(">", text.index("<svg")) + 1
    return text[start : text.rindex("</svg>")]


def polyline(points: Points) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def smooth(points: Points) -> str:
    """Return a closed Catmull-Rom curve through the points, as a path of cubic Bezier curves."""
    at = np.asarray(points, dtype=np.float64)
    before, after, next_after = np.roll(at, 1, 0), np.roll(at, -1, 0), np.roll(at, -2, 0)
    first, second = at + (after - before) / 6, after - (next_after - at) / 6
    curves = "".join(
        f"C{a[0]:.1f} {a[1]:.1f} {b[0]:.1f} {b[1]:.1f} {c[0]:.1f} {c[1]:.1f}"
        for a, b, c in zip(first, second, after, strict=True)
    )
    return f"M{at[0][0]:.1f} {at[0][1]:.1f}{curves}Z"


def band(pen: Pen, y: float, height: float, turns: float) -> list[Point]:
    """Return the outline of all that lies below a line at `y` with `turns` waves across the sheet."""
    phase, twist = pen.between(0, 6.3), pen.between(0.7, 1.4)
    xs = np.arange(-20.0, 1021.0, 10.0)
    ys = y + height * (
        np.sin(xs / SHEET * 6.3 * turns + phase) + 0.5 * np.sin(xs / SHEET * 14 * twist + phase)
    )
    return [*((float(a), float(b)) for a, b in zip(xs, ys, strict=True)), (1020, 1020), (-20, 1020)]


def around(pen: Pen, centre: Point, radius: Point, corners: int, wobble: float) -> list[Point]:
    """Return points of an uneven ellipse, `wobble` being the share of the radius that varies."""
    turns = np.linspace(0, 2 * np.pi, corners, endpoint=False) + pen.between(0, 2 * np.pi / corners)
    reach = 1 + pen.rng.uniform(-wobble, wobble, corners)
    return [
        (float(centre[0] + radius[0] * r * np.cos(t)), float(centre[1] + radius[1] * r * np.sin(t)))
        for t, r in zip(turns, reach, strict=True)
    ]


def _text(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
