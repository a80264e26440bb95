"""Draws what people build outdoors: cities, roads, strings of lights."""

import numpy as np

from edge_service.studio.painter.pen import Pen, Point


def skyline(
    pen: Pen, *, y: float, height: float, fill: str = "far", windows: float = 0.3, width: float = 90
) -> None:
    """Raise a row of houses to below `y`; `windows` is the share of windows with light."""
    x = -20.0 - pen.between(0, 40)
    while x < 1010:
        wide, tall = width * pen.between(0.7, 1.35), height * pen.between(0.45, 1)
        _block(pen, (x, y - tall), (wide, tall + 1000 - y + 30), fill, windows)
        x += wide + pen.between(-1, 5)


def road(pen: Pen, *, top: float, x: float = 520, fill: str = "sand", width: float = 380) -> None:
    """Lay a winding road from the lower edge to the horizon at (x, top)."""
    sway = pen.between(130, 190) * pen.rng.choice([-1, 1])
    left, right, middle = [], [], []
    for share in np.linspace(0, 1, 60):
        depth = float(share) ** 1.7
        y = top + (1030 - top) * depth
        centre = x + sway * float(np.sin(share * 6.0)) * (0.12 + depth) * (1.25 - depth) + (500 - x) * depth
        half = 3 + width / 2 * depth**1.12
        left.append((centre - half, y))
        right.append((centre + half, y))
        middle.append((centre, y, half))
    pen.shape([*left, *reversed(right)], fill, shade="lit-above below")
    for number in range(0, 58, 4):
        (x1, y1, half), (x2, y2, _) = middle[number], middle[number + 2]
        pen.shape(
            [
                (x1 - half * 0.035, y1),
                (x1 + half * 0.035, y1),
                (x2 + half * 0.04, y2),
                (x2 - half * 0.04, y2),
            ],
            "paper",
            opacity=0.85,
        )


def lane(pen: Pen, *, y: float, width: float = 128, fill: str = "haze") -> None:
    """Lay a road straight across the sheet, its far edge at `y`, with grass before it."""
    pen.box(-20, y, 1040, width, fill, shade="below")
    for x in np.arange(-10.0 - pen.between(0, 60), 1020.0, 118.0):
        pen.box(float(x), y + width * 0.46, 62, 7, "paper")
    pen.box(-20, y + width, 1040, 1020 - y - width, "leaf", shade="below")


def path(pen: Pen, *, x: float, y: float, end: float = 500, fill: str = "sand", width: float = 46) -> None:
    """Lay a footpath from a door at (x, y) down to the lower edge at `end`."""
    pen.add(
        "path",
        d=f"M{x - width * 0.4} {y}C{x - width} {y + 120} {end + 120} {y + 130} {end - 130} 1020"
        f"H{end + 110}C{end + 240} {y + 160} {x + width * 0.2} {y + 140} {x + width * 0.4} {y}Z",
        fill=fill,
        shade="below",
    )


def string_lights(pen: Pen, *, y: float = 90, sag: float = 70, count: int = 15, fill: str = "gold") -> None:
    """Hang a string of lamps across the top."""
    points = [_hang(share, y, sag) for share in np.linspace(0, 1, 40)]
    pen.line(points, "ink", 3)
    for share in np.linspace(0.04, 0.96, count):
        x, at = _hang(float(share), y, sag)
        pen.disc(x, at + 14, 30, fill, opacity=0.22)
        pen.disc(x, at + 14, 9, fill)


def bunting(
    pen: Pen,
    *,
    y: float = 60,
    sag: float = 90,
    count: int = 11,
    fills: tuple[str, ...] = ("accent", "gold", "accent2", "cool", "paper"),
) -> None:
    """Hang a string of paper flags across the top."""
    for number in range(count):
        a, b = _hang((number + 0.1) / count, y, sag), _hang((number + 0.9) / count, y, sag)
        tip = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 78)
        pen.shape([a, b, tip], fills[number % len(fills)], shade="below")
    pen.line([_hang(float(share), y, sag) for share in np.linspace(0, 1, 40)], "ink", 3.5)


def fence(
    pen: Pen,
    *,
    sink: float = 6,
    height: float = 62,
    left: float = -10,
    right: float = 1010,
    fill: str = "paper",
) -> None:
    """Run a picket fence along the last ridge."""
    for rail in (0.35, 0.72):
        points = [(x, pen.ridge(x) + sink - height * rail) for x in np.arange(left, right + 1, 20)]
        pen.line(points, fill, height * 0.09)
    for x in np.arange(left, right, height * 0.5):
        foot, w = pen.ridge(float(x)) + sink, height * 0.13
        pen.shape(
            [
                (x - w, foot),
                (x - w, foot - height * 0.86),
                (x, foot - height),
                (x + w, foot - height * 0.86),
                (x + w, foot),
            ],
            fill,
            shade="below",
        )


def viaduct(pen: Pen, *, y: float, count: int = 6, fill: str = "wall") -> None:
    """Build a viaduct across the sheet with its rails at `y`."""
    pen.box(-20, y, 1040, 46, fill, shade="below")
    span = 1040 / count
    for number in range(count):
        left, right, spring = -20 + number * span + 22, -20 + (number + 1) * span - 22, y + 150
        r = (right - left) / 2
        pen.add(
            "path",
            d=f"M{left - 22} {y + 44}V1020H{left}V{spring}A{r} {r * 0.98} 0 0 1 {right} {spring}"
            f"V1020H{right + 22}V{y + 44}Z",
            fill=fill,
            shade="below",
        )
    pen.box(-20, y - 8, 1040, 12, "bark")


def tower_windows(
    pen: Pen, *, left: float, right: float, top: float, fill: str = "near", lit: float = 0.4
) -> None:
    """Draw the front of a block of flats with warm windows, balconies and plants."""
    pen.box(left, top, right - left, 1020 - top, fill, shade="below")
    pen.box(left - 14, top - 18, right - left + 28, 24, "ink", opacity=0.6)
    columns = max(1, round((right - left) / 110))
    step = (right - left) / columns
    for row in range(int((1000 - top) / 132) + 1):
        for column in range(columns):
            x, y = left + step * (column + 0.24), top + 46 + row * 132
            bright = pen.between(0, 1) < lit
            pen.box(x, y, step * 0.52, 78, "gold" if bright else "sky1", shade="glow" if bright else "right")
            pen.box(x + step * 0.25, y, 5, 78, fill)
            pen.box(x - 8, y + 78, step * 0.52 + 16, 9, "ink", opacity=0.5)
            if pen.between(0, 1) < 0.35:
                pen.blob(
                    [
                        (x - 2, y + 80),
                        (x + step * 0.12, y + 58),
                        (x + step * 0.3, y + 66),
                        (x + step * 0.5, y + 80),
                    ],
                    "leaf2",
                )


def _hang(share: float, y: float, sag: float) -> Point:
    return (-20 + 1040 * share, y + sag * (1 - (2 * share - 1) ** 2))


def _block(pen: Pen, at: Point, size: Point, fill: str, windows: float) -> None:
    (x, y), (wide, tall) = at, size
    roof = pen.rng.integers(4)
    if roof == 0:
        pen.shape([(x, y), (x + wide / 2, y - wide * 0.34), (x + wide, y)], fill)
    elif roof == 1:
        pen.box(x + wide * 0.2, y - 26, wide * 0.25, 28, fill)
    elif roof == 2:
        pen.line([(x + wide / 2, y), (x + wide / 2, y - 58)], fill, 4)
    pen.box(x, y, wide, tall, fill, shade="right below")
    step = wide / max(2, round(wide / 26))
    for row in range(int(min(tall, 420) / 34)):
        for column in range(round(wide / step)):
            lit = pen.between(0, 1) < windows
            pen.box(
                x + step * (column + 0.28),
                y + 18 + row * 34,
                step * 0.44,
                18,
                "gold" if lit else "ink",
                opacity=1 if lit else 0.16,
            )
