"""Draws what hangs or rises in a room: steam, notes, hearts, balloons."""

import numpy as np

from edge_service.studio.painter.pen import Pen


def steam(pen: Pen, *, x: float, y: float, height: float = 150, fill: str = "paper") -> None:
    """Let steam curl up from (x, y)."""
    for lean in (-1, 0, 1):
        h, side = height * pen.between(0.75, 1), pen.between(16, 26) * (1 if lean else -1)
        pen.stamp(
            f"M0 0c{side} -25 {-side} -45 0 -65s{-side} -30 {side * 0.4} -40",
            (x + lean * 24, y),
            (1, h / 100),
            "none",
            stroke=fill,
            stroke_width=8,
            stroke_linecap="round",
            opacity=0.5,
        )


def notes(pen: Pen, *, x: float, y: float, count: int = 6, spread: float = 190, fill: str = "ink") -> None:
    """Let notes dance up from (x, y)."""
    for number in range(count):
        cx, cy, s = (
            x + pen.between(-spread, spread),
            y - number * 62 - pen.between(0, 30),
            pen.between(0.75, 1.2),
        )
        pen.open(transform=f"translate({cx:.0f} {cy:.0f}) rotate({pen.between(-16, 16):.0f}) scale({s:.2f})")
        pen.add("ellipse", cx=0, cy=0, rx=15, ry=11, fill=fill, transform="rotate(-20)")
        pen.box(11, -60, 5, 58, fill)
        if number % 2:
            pen.add("path", d="M11 -60q8 18 28 22q4 14 -5 26q-2 -22 -23 -28z", fill=fill)
        else:
            pen.add("ellipse", cx=50, cy=-8, rx=15, ry=11, fill=fill, transform="rotate(-20 50 -8)")
            pen.shape([(11, -60), (66, -70), (66, -56), (11, -46)], fill)
            pen.box(61, -68, 5, 58, fill)
        pen.close()


def hearts(
    pen: Pen,
    *,
    x: float,
    y: float,
    count: int = 5,
    spread: float = 120,
    size: float = 26,
    fill: str = "accent",
) -> None:
    """Let hearts rise from (x, y)."""
    for number in range(count):
        s = size * pen.between(0.6, 1.1)
        cx, cy = x + pen.between(-spread, spread), y - number * size * 2.4
        heart = "M0 100C-200 -30 -90 -150 0 -50C90 -150 200 -30 0 100Z"
        pen.stamp(heart, (cx, cy), s / 100, fill, shade="below")


def balloons(
    pen: Pen, *, x: float, y: float, knot_x: float, knot_y: float, count: int = 5, size: float = 62
) -> None:
    """Float balloons around (x, y), their strings gathered at the knot."""
    fills, spots = ("accent", "gold", "cool", "accent2", "cloth"), []
    for number in range(count):
        lean = number - (count - 1) / 2
        spots.append(
            (
                x + lean * size * 1.2 + pen.between(-10, 10),
                y + abs(lean) * size * 0.35 + (number % 2) * size * 0.95,
            )
        )
    for cx, cy in spots:
        pen.add(
            "path",
            d=f"M{cx} {cy + size}Q{(cx + knot_x) / 2 + 24} {(cy + knot_y) / 2} {knot_x} {knot_y}",
            fill="none",
            stroke="ink",
            stroke_width=2.5,
            opacity=0.7,
        )
    for number, (cx, cy) in enumerate(spots):
        fill = fills[number % len(fills)]
        pen.stamp("M0 110L13 130H-13Z", (cx, cy), size / 100, fill)
        skin = "M0 120C-130 30 -100 -100 0 -100C100 -100 130 30 0 120Z"
        pen.stamp(skin, (cx, cy), size / 100, fill, shade="round")
        gleam = dict[str, object](stroke="paper", stroke_width=11, stroke_linecap="round", opacity=0.6)
        pen.stamp("M-50 -10Q-48 -55 -14 -68", (cx, cy), size / 100, "none", **gleam)


def mobile(
    pen: Pen,
    *,
    x: float,
    y: float,
    width: float = 420,
    fills: tuple[str, ...] = ("gold", "accent", "paper", "cool", "gold"),
) -> None:
    """Hang a mobile of stars from the ceiling, its bar at `y`."""
    pen.line([(x, -20), (x, y)], "bark", 4)
    pen.line([(x - width / 2, y), (x + width / 2, y)], "wood", 12)
    for number, fill in enumerate(fills):
        cx = x + width * (number / (len(fills) - 1) - 0.5) * 0.94
        drop = y + (90, 150, 80, 170, 110)[number % 5]
        pen.line([(cx, y), (cx, drop)], "bark", 2.5)
        turns = np.arange(10) * np.pi / 5 - np.pi / 2
        reach = np.where(np.arange(10) % 2, 17, 38)
        pen.shape(
            [
                (cx + float(r * np.cos(t)), drop + 30 + float(r * np.sin(t)))
                for t, r in zip(turns, reach, strict=True)
            ],
            fill,
            shade="below",
        )
