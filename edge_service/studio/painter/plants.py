"""Draws what grows on the land: trees, grass, lawns."""

import numpy as np

from edge_service.studio.painter.pen import Pen, Point, around


def trees(
    pen: Pen,
    *,
    kind: str = "round",
    count: int = 6,
    size: float = 90,
    left: float = 0,
    right: float = 1000,
    fill: str = "leaf",
    sink: float = 0,
) -> None:
    """Plant trees along the last ridge between `left` and `right`; kinds are round, pine, poplar."""
    places = sorted(
        ((n + pen.between(0.1, 0.9)) / count * (right - left) + left for n in range(count)),
        key=lambda x: -abs(x - 500),
    )
    for x in places:
        tree(
            pen,
            kind=kind,
            x=float(x),
            y=pen.ridge(float(x)) + sink + 4,
            size=size * pen.between(0.65, 1.2),
            fill=fill,
        )


def tree(pen: Pen, *, kind: str = "round", x: float, y: float, size: float, fill: str = "leaf") -> None:
    """Plant one tree, `size` high, with its foot at (x, y)."""
    {"round": _round, "pine": _pine, "poplar": _poplar}[kind](pen, (x, y), size, fill)


def great_tree(
    pen: Pen, *, x: float, y: float, size: float, fill: str = "leaf", bloom: str = "leaf2"
) -> None:
    """Grow a broad old tree whose crown is made of many clumps of leaves."""
    w = size * 0.055
    trunk = "M-100 6Q-38 -200 -55 -500H55Q38 -200 112 6Z"
    pen.stamp(trunk, (x, y), size / 1000, "bark", shade="right")
    for side, rise in ((-1, 0.34), (1, 0.4), (-1, 0.46), (1, 0.5)):
        tip = (x + side * size * pen.between(0.2, 0.3), y - size * (rise + 0.24))
        pen.line([(x, y - size * rise), tip], "bark", w * 0.9)
    for turn in np.linspace(0, 2 * np.pi, 13, endpoint=False):
        at = (x + float(np.cos(turn)) * size * 0.33, y - size * 0.7 + float(np.sin(turn)) * size * 0.2)
        pen.blob(around(pen, at, (size * 0.14, size * 0.125), 10, 0.1), fill, shade="round")
    pen.blob(around(pen, (x, y - size * 0.7), (size * 0.36, size * 0.24), 12, 0.05), fill)
    for _ in range(16):
        turn, reach = pen.between(0, 6.28), pen.between(0, 1) ** 0.5
        at = (
            x - size * 0.03 + float(np.cos(turn)) * reach * size * 0.32,
            y - size * 0.73 + float(np.sin(turn)) * reach * size * 0.2,
        )
        pen.blob(around(pen, at, (size * 0.1, size * 0.07), 9, 0.14), bloom, opacity=0.6, shade="round")
    for _ in range(90):
        turn, reach = pen.between(0, 6.28), pen.between(0, 1) ** 0.5
        at = (
            x + float(np.cos(turn)) * reach * size * 0.42,
            y - size * 0.71 + float(np.sin(turn)) * reach * size * 0.28,
        )
        pen.add(
            "ellipse",
            cx=at[0],
            cy=at[1],
            rx=size * 0.015,
            ry=size * 0.008,
            fill="gold" if reach < 0.6 else "light",
            opacity=0.5,
            transform=f"rotate({pen.between(-50, 50):.0f} {at[0]:.1f} {at[1]:.1f})",
        )


def mowing(pen: Pen, *, top: float, fill: str = "leaf2") -> None:
    """Lay the light stripes of a mown lawn towards the horizon at `top`."""
    for number in range(-5, 6):
        pen.shape(
            [
                (500 + number * 96, top),
                (500 + number * 96 + 48, top),
                (500 + (number * 96 + 48) * 2.7, 1020),
                (500 + number * 96 * 2.7, 1020),
            ],
            fill,
            opacity=0.22,
        )


def grass(
    pen: Pen, *, top: float, count: int = 90, size: float = 26, fill: str = "leaf", bottom: float = 1010
) -> None:
    """Strew tufts of grass over the ground below `top`."""
    for depth in np.sort(pen.rng.uniform(0, 1, count)):
        x, y = pen.between(-10, 1010), top + (bottom - top) * float(depth)
        if y < pen.ridge(x) + 4:
            continue
        s = size * (0.3 + float(depth))
        for blade in (-0.5, 0, 0.45):
            tip = (x + blade * s * 0.8, y - s * (1 - abs(blade) * 0.5))
            pen.shape([(x + blade * s * 0.2 - s * 0.07, y), tip, (x + blade * s * 0.2 + s * 0.07, y)], fill)


def _round(pen: Pen, foot: Point, size: float, fill: str) -> None:
    x, y = foot
    pen.shape(
        [
            (x - size * 0.035, y),
            (x - size * 0.02, y - size * 0.5),
            (x + size * 0.02, y - size * 0.5),
            (x + size * 0.035, y),
        ],
        "bark",
    )
    pen.blob(around(pen, (x, y - size * 0.62), (size * 0.34, size * 0.38), 10, 0.1), fill, shade="round")


def _poplar(pen: Pen, foot: Point, size: float, fill: str) -> None:
    x, y = foot
    pen.blob(
        [
            (x, y),
            (x - size * 0.13, y - size * 0.3),
            (x - size * 0.1, y - size * 0.7),
            (x, y - size),
            (x + size * 0.1, y - size * 0.68),
            (x + size * 0.13, y - size * 0.3),
        ],
        fill,
        shade="right",
    )


def _pine(pen: Pen, foot: Point, size: float, fill: str) -> None:
    x, y = foot
    pen.box(x - size * 0.025, y - size * 0.15, size * 0.05, size * 0.16, "bark")
    skirt = "M0 -100Q30 -26 100 0Q0 14 -100 0Q-30 -26 0 -100Z"
    for tier in range(4):
        base = y - size * (0.1 + 0.2 * tier)
        half = size * (0.27 - 0.052 * tier) * pen.between(0.92, 1.08)
        pen.stamp(skirt, (x, base), (half / 100, size * (0.38 - 0.025 * tier) / 100), fill, shade="right")
