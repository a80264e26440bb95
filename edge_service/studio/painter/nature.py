"""Draws land and water: hills, mountains, the sea."""

from collections.abc import Callable

import numpy as np

from edge_service.studio.painter.pen import SHEET, Pen, Point, band


def hills(
    pen: Pen, *, y: float, height: float = 40, fill: str = "mid", shade: str = "below", waves: int = 3
) -> None:
    """Draw a range of soft hills; the next things may stand on its ridge."""
    phase, lift = pen.rng.uniform(0, 2 * np.pi, waves), pen.rng.uniform(0.4, 1, waves)
    turns = np.array([0.5 + 0.75 * n + pen.between(0, 0.45) for n in range(waves)])

    def ridge(x: float) -> float:
        swing = lift / (1 + np.arange(waves) * 0.8) * np.sin(turns * x / SHEET * 2 * np.pi + phase)
        return float(y + height * swing.sum())

    _ground(pen, ridge, fill, shade)


def plain(
    pen: Pen, *, y: float, slope: float = 0, sag: float = 0, fill: str = "near", shade: str = "below"
) -> None:
    """Draw one stretch of ground, bulging upwards by `sag`."""
    _ground(pen, lambda x: y + slope * (x - 500) / 500 - sag * (1 - ((x - 500) / 500) ** 2), fill, shade)


def mountains(
    pen: Pen, *, y: float, height: float, count: int = 3, fill: str = "far", snow: bool = True
) -> None:
    """Raise peaks with a lit and a dark face; `y` is where they stand."""
    order = pen.rng.permutation(count)
    start = pen.between(-0.25, 0.25)
    for place in order:
        x = (place + 0.5 + start) / count * 1000 + pen.between(-40, 40)
        _peak(pen, (float(x), y), height * pen.between(0.62, 1), fill, snow)


def sea(pen: Pen, *, y: float, glint_x: float = 500, fill: str = "cool", glint: str = "light") -> None:
    """Fill the sheet below `y` with water, waves nearer and larger below, light glinting under the sun."""
    pen.box(-20, y, SHEET + 40, SHEET - y + 40, fill, shade="below")
    for number in range(11):
        depth = (number + 0.5) / 11
        at = y + (SHEET - y) * depth**1.35
        tone = "sky2" if number % 2 else "ink"
        pen.shape(band(pen, at, 3 + 13 * depth, 3.4 - 2 * depth), tone, opacity=0.1 if number % 2 else 0.07)
    for number in range(34):
        depth = ((number + pen.between(0, 1)) / 34) ** 1.25
        at = y + 6 + (SHEET - y) * depth * 0.8
        reach = (14 + 95 * depth) * pen.between(0.5, 1)
        middle = glint_x + float(pen.rng.normal(0, 18 + 65 * depth))
        thick = 2 + 6.5 * depth
        pen.add("ellipse", cx=middle, cy=at, rx=reach, ry=thick / 1.6, fill=glint, opacity=0.72 - 0.3 * depth)


def surf(pen: Pen, *, y: float, fill: str = "paper") -> None:
    """Wash a line of foam along a beach at `y` and lay the sand below it."""
    phase = pen.between(0, 6)

    def edge(x: float) -> float:
        return (
            y + 26 * float(np.sin(x / 170 + phase)) + 9 * float(np.sin(x / 61 + phase * 2)) + (x - 500) * 0.05
        )

    for lift, tone, opacity in ((-46, "sky3", 0.35), (-16, fill, 0.9), (8, "sand", 1.0)):
        points = [(x, edge(x + lift) + lift) for x in np.arange(-20.0, 1021.0, 12.0)]
        shade = "below" if tone == "sand" else ""
        pen.shape([*points, (1020, 1020), (-20, 1020)], tone, opacity=opacity, shade=shade)
    pen.ridge = edge


def puddles(pen: Pen, *, top: float, count: int = 9, fill: str = "sky3") -> None:
    """Leave puddles on the ground, larger towards the viewer."""
    for depth in np.sort(pen.rng.uniform(0, 1, count)):
        x, y, wide = pen.between(0, 1000), top + (1000 - top) * float(depth), 40 + 110 * float(depth)
        pen.add("ellipse", cx=x, cy=y, rx=wide, ry=wide * 0.13, fill=fill, opacity=0.5)
        pen.add("ellipse", cx=x + wide * 0.1, cy=y, rx=wide * 0.55, ry=wide * 0.06, fill="gold", opacity=0.35)


def _ground(pen: Pen, ridge: Callable[[float], float], fill: str, shade: str) -> None:
    pen.ridge = ridge
    points = [(x, ridge(x)) for x in np.arange(-20.0, 1021.0, 8.0)]
    pen.shape([*points, (1020, 1020), (-20, 1020)], fill, shade=shade)
    pen.line(points, "light", 3, opacity=0.16)


def _peak(pen: Pen, foot: Point, height: float, fill: str, snow: bool) -> None:
    x, y = foot
    half = height * pen.between(0.72, 0.98)
    top = (x, y - height)
    spine = [top]
    for step in (0.16, 0.33, 0.52, 0.72, 1.02):
        spine.append((x + pen.between(-0.1, 0.13) * height * step**0.5, y - height * (1 - step)))
    left = _slope(pen, top, (x - half, y + 40))
    right = _slope(pen, top, (x + half, y + 40))
    pen.shape([*left, *reversed(right)], fill, shade="below")
    pen.shape([*spine, *reversed(right)], "ink", opacity=0.2)
    if snow:
        cut, depth = pen.between(0.3, 0.4), 0
        cap = [left[0], *[p for p in left if p[1] < y - height * (1 - cut)]]
        lower = [p for p in right if p[1] < y - height * (1 - cut)]
        zig = []
        a, b = cap[-1], (lower or [top])[-1]
        for depth in range(1, 7):
            share = depth / 7
            drop = height * (0.07 if depth % 2 else -0.05) * pen.between(0.6, 1.2)
            zig.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share + drop))
        pen.shape([*cap, *zig, *reversed(lower)], "snow", shade="right")


def _slope(pen: Pen, top: Point, foot: Point) -> list[Point]:
    """Return an uneven line from a peak down to its foot."""
    shares = np.linspace(0, 1, 13)
    points = [top]
    for share in shares[1:-1]:
        jag = pen.between(-1, 1) * abs(foot[1] - top[1]) * 0.018
        points.append((top[0] + (foot[0] - top[0]) * share + jag, top[1] + (foot[1] - top[1]) * share + jag))
    return [*points, foot]
