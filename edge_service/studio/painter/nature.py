"""Draws land, water and weather: each function sets one layer of a scene with the pen."""

from collections.abc import Callable

import numpy as np

from edge_service.studio.painter.pen import SHEET, Pen, Point


def sky(
    pen: Pen, *, top: str = "sky1", middle: str = "sky2", low: str = "sky3", horizon: float = 620
) -> None:
    """Paint the sky as a few soft, overlapping washes that brighten towards the horizon."""
    pen.box(-20, -20, SHEET + 40, SHEET + 40, top)
    edges = np.linspace(0.1, 0.95, 9) * horizon
    for number, y in enumerate(edges):
        share = number / (len(edges) - 1)
        fill, opacity = (middle, 0.34) if share < 0.5 else (low, 0.36)
        pen.shape(_band(pen, float(y), 14, 0.6), fill, opacity=opacity)


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
        pen.shape(_band(pen, at, 3 + 13 * depth, 3.4 - 2 * depth), tone, opacity=0.1 if number % 2 else 0.07)
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


def puddles(pen: Pen, *, top: float, count: int = 9, fill: str = "sky3") -> None:
    """Leave puddles on the ground, larger towards the viewer."""
    for depth in np.sort(pen.rng.uniform(0, 1, count)):
        x, y, wide = pen.between(0, 1000), top + (1000 - top) * float(depth), 40 + 110 * float(depth)
        pen.add("ellipse", cx=x, cy=y, rx=wide, ry=wide * 0.13, fill=fill, opacity=0.5)
        pen.add("ellipse", cx=x + wide * 0.1, cy=y, rx=wide * 0.55, ry=wide * 0.06, fill="gold", opacity=0.35)


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


def _ground(pen: Pen, ridge: Callable[[float], float], fill: str, shade: str) -> None:
    pen.ridge = ridge
    points = [(x, ridge(x)) for x in np.arange(-20.0, 1021.0, 8.0)]
    pen.shape([*points, (1020, 1020), (-20, 1020)], fill, shade=shade)
    pen.line(points, "light", 3, opacity=0.16)


def _band(pen: Pen, y: float, height: float, turns: float) -> list[Point]:
    phase, twist = pen.between(0, 6.3), pen.between(0.7, 1.4)
    xs = np.arange(-20.0, 1021.0, 10.0)
    ys = y + height * (
        np.sin(xs / SHEET * 6.3 * turns + phase) + 0.5 * np.sin(xs / SHEET * 14 * twist + phase)
    )
    return [*((float(a), float(b)) for a, b in zip(xs, ys, strict=True)), (1020, 1020), (-20, 1020)]


def _cloud(pen: Pen, at: Point, size: float, fill: str) -> None:
    """Join a long flat pill and a few round heads into one cloud, `at` being the middle of its base."""
    (x, y), r = at, 20 * size
    d = f"M{x - 105 * size} {y}a{r} {r} 0 0 1 0 {-2 * r}h{210 * size}a{r} {r} 0 0 1 0 {2 * r}Z"
    start = pen.between(-70, -50)
    for head in range(int(pen.rng.integers(2, 4))):
        radius, cx = pen.between(26, 46) * size, x + (start + head * pen.between(46, 58)) * size
        d += f"M{cx - radius} {y - 1.6 * r}a{radius} {radius} 0 0 1 {2 * radius} 0Z"
    pen.add("path", d=d, fill=fill, opacity=0.92, shade="below")


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
