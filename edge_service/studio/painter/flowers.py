"""Draws flowers and leaves: meadows, bouquets, wreaths, sprays."""

import numpy as np

from edge_service.studio.painter.pen import Pen, Point, around


def meadow(
    pen: Pen,
    *,
    top: float,
    bottom: float = 1010,
    count: int = 60,
    size: float = 1,
    fills: list[str] | None = None,
) -> None:
    """Strew flowers over the ground, larger towards the viewer."""
    fills = fills or ["accent", "accent2", "gold", "paper"]
    for depth in np.sort(pen.rng.uniform(0, 1, count)):
        x, y = pen.between(-10, 1010), top + (bottom - top) * float(depth)
        if y < pen.ridge(x) + 6:
            continue
        s = size * (0.35 + 0.95 * float(depth))
        flower(pen, x=x, y=y, size=34 * s, fill=fills[int(pen.rng.integers(len(fills)))])


def flower(pen: Pen, *, x: float, y: float, size: float, fill: str = "accent", stem: float = 1.6) -> None:
    """Draw one flower on its stem, the head `size` wide and its foot at (x, y)."""
    lean = pen.between(-0.3, 0.3) * size
    head = (x + lean, y - size * stem)
    pen.add(
        "path",
        d=f"M{x} {y}Q{x} {y - size * stem * 0.6} {head[0]} {head[1]}",
        fill="none",
        stroke="leaf",
        stroke_width=max(1.6, size * 0.08),
    )
    for side in (-1, 1):
        _leaf(pen, (x, y - size * 0.35), 90 - side * 48, size * 0.75, "leaf2")
    if pen.rng.integers(3) == 0:
        _tulip(pen, head, size, fill)
    else:
        bloom(pen, at=head, size=size * 1.15, fill=fill)


def bouquet(
    pen: Pen, *, x: float, y: float, size: float, count: int = 13, fills: list[str] | None = None
) -> None:
    """Fan flowers and twigs out of the mouth of a vase at (x, y), `size` high."""
    fills = fills or ["accent", "accent2", "gold", "paper"]
    for number in range(8):
        spray(
            pen,
            x=x,
            y=y,
            angle=42 + number * 14 + pen.between(-5, 5),
            length=size * pen.between(0.72, 1.02),
            leaf=size * 0.17,
            fill="leaf" if number % 2 else "leaf2",
            berries=number % 3 == 0,
        )
    heads = []
    for number in range(count):
        turn = np.radians(28 + 124 * (number + 0.5) / count)
        reach = size * (0.5 + 0.42 * float(pen.rng.random()))
        heads.append((x + reach * float(np.cos(turn)) * 0.92, y - reach * float(np.sin(turn))))
    for head in heads:
        pen.add(
            "path",
            d=f"M{x} {y}Q{x} {y - size * 0.4} {head[0]} {head[1]}",
            fill="none",
            stroke="leaf",
            stroke_width=4,
        )
    for number, head in enumerate(sorted(heads, key=lambda at: at[1])):
        bloom(pen, at=head, size=size * pen.between(0.17, 0.27), fill=fills[number % len(fills)])


def bloom(pen: Pen, *, at: Point, size: float, fill: str = "accent") -> None:
    """Draw the head of a flower, `size` wide: a rose, a daisy or a poppy."""
    (x, y), kind = at, int(pen.rng.integers(3))
    if kind == 0:
        _rose(pen, (x, y), size / 2, fill)
        return
    petals = 9 if kind == 1 else 5
    turn = pen.between(0, 360)
    for petal in range(petals):
        angle = np.radians(turn + petal * 360 / petals)
        cx, cy = x + size * 0.3 * float(np.cos(angle)), y + size * 0.3 * float(np.sin(angle))
        pen.add(
            "ellipse",
            cx=cx,
            cy=cy,
            rx=size * 0.27,
            ry=size * (0.12 if kind == 1 else 0.23),
            fill=fill,
            transform=f"rotate({np.degrees(angle):.0f} {cx:.1f} {cy:.1f})",
            shade="below",
        )
    pen.disc(x, y, size * 0.16, "gold" if fill != "gold" else "bark", shade="round")


def wreath(pen: Pen, *, x: float, y: float, radius: float, fills: list[str] | None = None) -> None:
    """Bind a wreath of leaves, berries and flowers around (x, y)."""
    fills = fills or ["accent", "paper", "gold", "accent2"]
    turns = np.linspace(0, 360, 26, endpoint=False) + pen.between(0, 14)
    for number, turn in enumerate(turns):
        at = np.radians(turn)
        spray(
            pen,
            x=x + radius * 0.96 * float(np.cos(at)),
            y=y - radius * 0.96 * float(np.sin(at)),
            angle=turn + (62 if number % 2 else 118) + pen.between(-16, 16),
            length=radius * pen.between(0.3, 0.46),
            leaf=radius * 0.17,
            fill="leaf" if number % 2 else "leaf2",
            berries=number % 5 == 0,
        )
    for turn in np.linspace(0, 360, 13, endpoint=False) + pen.between(0, 25):
        at, reach = np.radians(turn), radius * pen.between(0.95, 1.08)
        bloom(
            pen,
            at=(x + reach * float(np.cos(at)), y - reach * float(np.sin(at))),
            size=radius * pen.between(0.19, 0.36),
            fill=fills[int(pen.rng.integers(len(fills)))],
        )


def spray(
    pen: Pen,
    *,
    x: float,
    y: float,
    angle: float,
    length: float,
    leaf: float = 60,
    fill: str = "leaf",
    berries: bool = False,
) -> None:
    """Draw a twig with leaves in pairs; `angle` is in degrees, 90 points up."""
    bend = pen.between(-28, 28)
    at: Point = (x, y)
    steps = max(4, int(length / (leaf * 0.52)))
    path = [at]
    for step in range(steps):
        turn = np.radians(angle + bend * (step / steps))
        at = (at[0] + length / steps * float(np.cos(turn)), at[1] - length / steps * float(np.sin(turn)))
        path.append(at)
    pen.line(path, fill, max(2.0, leaf * 0.07))
    for step, point in enumerate(path[1:]):
        heading, reach = angle + bend * (step / steps), leaf * (1 - 0.55 * step / steps)
        for side in (-1, 1):
            if berries and step % 2:
                _leaf(pen, point, heading + side * 50, reach * 0.4, fill, thin=0.02)
                tip = np.radians(heading + side * 50)
                pen.disc(
                    point[0] + reach * 0.45 * float(np.cos(tip)),
                    point[1] - reach * 0.45 * float(np.sin(tip)),
                    leaf * 0.13,
                    "accent",
                    shade="round",
                )
            else:
                _leaf(pen, point, heading + side * pen.between(38, 56), reach, fill)
    _leaf(pen, path[-1], angle + bend, leaf * 0.5, fill)


def foliage(pen: Pen, *, corner: str = "both", size: float = 1, fill: str = "ink") -> None:
    """Frame the picture from below with dark sprays of leaves; corner is left, right or both."""
    sides = {"left": (0,), "right": (1,), "both": (0, 1)}[corner]
    for side in sides:
        for number in range(5):
            base = -30 + number * 48 * size
            x = base if side == 0 else 1000 - base
            angle = 72 - number * 9 + pen.between(-8, 8)
            spray(
                pen,
                x=x,
                y=1020,
                angle=angle if side == 0 else 180 - angle,
                length=(330 - number * 48) * size * pen.between(0.8, 1.1),
                leaf=62 * size,
                fill=fill if number % 2 else "leaf",
            )


def _leaf(pen: Pen, at: Point, angle: float, length: float, fill: str, thin: float = 0.2) -> None:
    turn = np.radians(angle)
    along, across = (np.cos(turn), -np.sin(turn)), (np.sin(turn), np.cos(turn))
    tip = (at[0] + length * along[0], at[1] + length * along[1])
    bulge = [
        (
            at[0] + length * (0.45 * along[0] + s * thin * 1.3 * across[0]),
            at[1] + length * (0.45 * along[1] + s * thin * 1.3 * across[1]),
        )
        for s in (-1, 1)
    ]
    pen.add(
        "path",
        d=f"M{at[0]:.1f} {at[1]:.1f}Q{bulge[0][0]:.1f} {bulge[0][1]:.1f} {tip[0]:.1f} {tip[1]:.1f}"
        f"Q{bulge[1][0]:.1f} {bulge[1][1]:.1f} {at[0]:.1f} {at[1]:.1f}Z",
        fill=fill,
        shade="below",
    )


def _tulip(pen: Pen, head: Point, size: float, fill: str) -> None:
    cup = "M-36 -43Q-14 -36 0 -58Q14 -36 36 -43Q40 25 0 25Q-40 25 -36 -43Z"
    pen.stamp(cup, head, size / 100, fill, shade="right")


def _rose(pen: Pen, at: Point, radius: float, fill: str) -> None:
    edge = "gold" if fill == "paper" else "paper"
    pen.blob(around(pen, at, (radius, radius), 8, 0.08), fill, shade="round")
    for share in (0.66, 0.33):
        outer, inner = radius * share, radius * (share - 0.07)
        pen.blob(around(pen, at, (outer, outer), 8, 0.08), edge, opacity=0.55)
        pen.blob(around(pen, at, (inner, inner), 8, 0.08), fill, shade="round")
