"""Draws what is above the land: sky, sun and stars, clouds, birds, rain."""

import numpy as np

from edge_service.studio.painter.pen import SHEET, Pen, Point, band


def sky(
    pen: Pen, *, top: str = "sky1", middle: str = "sky2", low: str = "sky3", horizon: float = 620
) -> None:
    """Paint the sky as a few soft, overlapping washes that brighten towards the horizon."""
    pen.box(-20, -20, SHEET + 40, SHEET + 40, top)
    edges = np.linspace(0.1, 0.95, 9) * horizon
    for number, y in enumerate(edges):
        share = number / (len(edges) - 1)
        fill, opacity = (middle, 0.34) if share < 0.5 else (low, 0.36)
        pen.shape(band(pen, float(y), 14, 0.6), fill, opacity=opacity)


def sun(pen: Pen, *, x: float, y: float, radius: float, fill: str = "light", rings: int = 3) -> None:
    """Set the sun, or a full moon, with rings of light around it."""
    for ring in range(rings, 0, -1):
        pen.disc(x, y, radius * (1 + 0.62 * ring), fill, opacity=0.16)
    pen.disc(x, y, radius * 2.6, "none", shade="glow")
    pen.disc(x, y, radius, fill)


def rays(pen: Pen, *, x: float, y: float, count: int = 16, fill: str = "light") -> None:
    """Fan broad beams out of a point."""
    turn = pen.between(0, 1)
    for beam in range(count):
        angle = (beam + turn) * 2 * np.pi / count
        half = np.pi / count * 0.5
        ends = [(x + 1500 * np.cos(angle + s), y + 1500 * np.sin(angle + s)) for s in (-half, half)]
        pen.shape([(x, y), *ends], fill, opacity=0.13)


def crescent(pen: Pen, *, x: float, y: float, radius: float, fill: str = "light") -> None:
    """Set a waxing moon."""
    pen.disc(x, y, radius * 2.2, fill, opacity=0.07)
    pen.disc(x, y, radius * 1.5, fill, opacity=0.09)
    r, tip = radius, radius * 0.42
    path = f"M{x - tip} {y - r * 0.907}A{r} {r} 0 1 0 {x + r * 0.907} {y + tip}"
    pen.add(
        "path", d=path + f"A{r * 0.92} {r * 0.92} 0 0 1 {x - tip} {y - r * 0.907}Z", fill=fill, shade="left"
    )


def stars(pen: Pen, *, count: int = 70, low: float = 520, fill: str = "light") -> None:
    """Scatter stars, a few of them with four points."""
    for number in range(count):
        x, y = pen.between(10, 990), low * pen.between(0, 1) ** 1.3
        if number % 9 == 0:
            _sparkle(pen, (x, y), pen.between(7, 15), fill)
        else:
            pen.disc(x, y, pen.between(1.1, 3.2), fill, opacity=pen.between(0.5, 1))


def milky_way(pen: Pen, *, fill: str = "light") -> None:
    """Lay a band of faint stars across the sky."""
    tilt, y = pen.between(-0.55, -0.3), pen.between(420, 560)
    for _ in range(330):
        x = pen.between(-20, 1020)
        off = float(pen.rng.normal(0, 52))
        pen.disc(x, y + tilt * x + off, pen.between(0.7, 2.2), fill, opacity=pen.between(0.25, 0.75))
    for width in (150, 90):
        pen.line([(-60, y), (1060, y + tilt * 1060)], fill, width, opacity=0.05)


def clouds(
    pen: Pen, *, count: int = 3, y: float = 200, spread: float = 120, size: float = 1, fill: str = "haze"
) -> None:
    """Float flat-bottomed clouds at different depths."""
    start = pen.between(0, 1)
    for number in range(count):
        x = ((number + start) / count * 1240 - 120 + pen.between(-60, 60)) % 1200 - 100
        _cloud(pen, (x, y + pen.between(-spread, spread)), size * pen.between(0.6, 1.15), fill)


def birds(pen: Pen, *, x: float, y: float, count: int = 5, size: float = 1, stroke: str = "ink") -> None:
    """Send a loose flock across the sky."""
    for number in range(count):
        side, s = (-1) ** number, size * pen.between(0.7, 1.15)
        cx = x + side * number * 30 * size + pen.between(-12, 12)
        cy = y + number * 15 * size + pen.between(-10, 10)
        dip = 1 + pen.between(-0.3, 0.3)
        pen.stamp(
            "M-22 -12Q-9 -14 0 0Q9 -14 22 -12",
            (cx, cy),
            (s, s * dip),
            "none",
            stroke=stroke,
            stroke_width=4.2,
            stroke_linecap="round",
        )


def rain(pen: Pen, *, count: int = 120, fill: str = "sky3") -> None:
    """Draw slanting rain over everything so far."""
    for _ in range(count):
        x, y, reach = pen.between(-50, 1000), pen.between(-50, 1000), pen.between(18, 46)
        pen.line(
            [(x, y), (x + reach * 0.25, y + reach)], fill, pen.between(1.5, 3), opacity=pen.between(0.3, 0.6)
        )


def snowfall(pen: Pen, *, count: int = 150, fill: str = "snow") -> None:
    """Let snow fall, a few flakes near and large."""
    for _ in range(count):
        near = pen.between(0, 1) ** 3
        pen.disc(pen.between(0, 1000), pen.between(0, 1000), 2 + 6 * near, fill, opacity=0.95 - 0.35 * near)


def smoke(pen: Pen, *, x: float, y: float, count: int = 7, fill: str = "haze") -> None:
    """Trail puffs of smoke back and up from a chimney at (x, y)."""
    for number in range(count):
        radius = 17 + 9 * number
        pen.disc(
            x - number * 52 - pen.between(-8, 8),
            y - 12 - number * 16 + pen.between(-10, 10),
            radius,
            fill,
            opacity=0.85 - 0.08 * number,
            shade="below",
        )


def _cloud(pen: Pen, at: Point, size: float, fill: str) -> None:
    """Join a long flat pill and a few round heads into one cloud, `at` being the middle of its base."""
    (x, y), r = at, 20 * size
    d = f"M{x - 105 * size} {y}a{r} {r} 0 0 1 0 {-2 * r}h{210 * size}a{r} {r} 0 0 1 0 {2 * r}Z"
    start = pen.between(-70, -50)
    for head in range(int(pen.rng.integers(2, 4))):
        radius, cx = pen.between(26, 46) * size, x + (start + head * pen.between(46, 58)) * size
        d += f"M{cx - radius} {y - 1.6 * r}a{radius} {radius} 0 0 1 {2 * radius} 0Z"
    pen.add("path", d=d, fill=fill, opacity=0.92, shade="hint-below")


def _sparkle(pen: Pen, at: Point, reach: float, fill: str) -> None:
    (x, y), thin = at, reach * 0.16
    points = [
        (0, -reach),
        (thin, -thin),
        (reach, 0),
        (thin, thin),
        (0, reach),
        (-thin, thin),
        (-reach, 0),
        (-thin, -thin),
    ]
    pen.shape([(x + a, y + b) for a, b in points], fill)
