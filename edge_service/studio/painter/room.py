"""Draws indoors: walls, windows, tables, shelves."""

import numpy as np

from edge_service.studio.painter import nature, plants, weather
from edge_service.studio.painter.pen import Pen, Point


def wall(pen: Pen, *, pattern: str = "plain", fill: str = "wall") -> None:
    """Paint the wall; patterns are plain, stripes, dots and sprigs."""
    pen.box(-20, -20, 1040, 1040, fill, shade="above")
    pen.disc(pen.between(250, 700), 330, 620, "none", shade="glow")
    if pattern == "stripes":
        for x in np.arange(-10.0, 1010.0, 84.0):
            pen.box(x, -20, 42, 1040, "paper", opacity=0.26)
    for row, y in enumerate(np.arange(30.0, 760.0, 62.0)):
        for x in np.arange(30.0 + 38 * (row % 2), 1000.0, 76.0):
            if pattern == "dots":
                pen.disc(x, y, 6.5, "paper", opacity=0.45)
            elif pattern == "sprigs":
                for lean in (-1, 0, 1):
                    pen.line([(x, y + 11), (x + lean * 9, y - 9 + abs(lean) * 5)], "paper", 3, opacity=0.5)


def window(
    pen: Pen,
    *,
    x: float,
    y: float,
    width: float,
    height: float,
    view: str = "hills",
    curtains: bool = True,
    arch: bool = False,
) -> None:
    """Open a window with its middle at (x, y) on hills, stars or a city."""
    left, top, bottom = x - width / 2, y - height / 2, y + height / 2
    rise = width / 2 if arch else 0
    pane = f"M{left} {bottom}V{top + rise}"
    pane += f"A{rise} {rise} 0 0 1 {left + width} {top + rise}" if arch else f"H{left + width}"
    pen.add("path", d=pane + f"V{bottom}Z", fill="paper", stroke="paper", stroke_width=34)
    name = f"pane{len(pen.parts)}"
    pen.parts.append(f'<clipPath id="{name}"><path d="{pane}V{bottom}Z"/></clipPath>')
    pen.open(clip_path=f"url(#{name})")
    weather.sky(pen, horizon=bottom)
    _view(pen, view, (x, y), (width, height))
    pen.close()
    for bar in (x,) if width < 420 else (x - width / 6, x + width / 6):
        pen.box(bar - 6, top, 12, height, "paper", shade="right")
    pen.box(left, y - height * 0.08, width, 11, "paper", shade="below")
    pen.box(left - 44, bottom, width + 88, 30, "paper", shade="below")
    if curtains:
        _curtains(pen, left, top, width, height)


def table(pen: Pen, *, y: float, cloth: str = "plain", fill: str = "cloth") -> None:
    """Set a table across the sheet from `y` down, bare or with a plain, checked or striped cloth."""
    if cloth == "bare":
        pen.box(-20, y, 1040, 1020 - y, "wood", shade="lit-above below")
        for number in range(4):
            at = y + (1000 - y) * (0.2 + 0.22 * number)
            pen.line([(-20, at), (330, at + pen.between(-5, 5)), (1020, at)], "bark", 2.5, opacity=0.4)
        return
    pen.box(-20, y, 1040, 1020 - y, fill, shade="lit-above below")
    if cloth == "checked":
        for x in np.arange(-600.0, 1600.0, 110.0):
            spread = 1.55
            pen.shape(
                [
                    (x, y),
                    (x + 55, y),
                    (500 + (x + 55 - 500) * spread, 1020),
                    (500 + (x - 500) * spread, 1020),
                ],
                "paper",
                opacity=0.3,
            )
        for share in (0.0, 0.2, 0.46, 0.78):
            pen.box(
                -20, y + (1000 - y) * share, 1040, (1000 - y) * (0.07 + 0.09 * share), "paper", opacity=0.3
            )
    elif cloth == "striped":
        for share in (0.16, 0.24, 0.7, 0.84):
            pen.box(-20, y + (1000 - y) * share, 1040, 14 + 10 * share, "paper", opacity=0.55)


def shelf(pen: Pen, *, x: float, y: float, width: float) -> None:
    """Put up a shelf with jars and bowls."""
    fills, at = ("accent", "paper", "cool", "accent2", "cloth", "gold"), x - width / 2 + 20
    while at < x + width / 2 - 60:
        wide, tall = pen.between(40, 66), pen.between(56, 112)
        fill = fills[int(pen.rng.integers(len(fills)))]
        pen.add("rect", x=at, y=y - tall, width=wide, height=tall, rx=12, fill=fill, shade="right")
        pen.add("rect", x=at + wide * 0.12, y=y - tall - 13, width=wide * 0.76, height=16, rx=5, fill="wood")
        at += wide + pen.between(10, 26)
    pen.box(x - width / 2, y, width, 18, "wood", shade="below")


def _view(pen: Pen, view: str, at: Point, size: Point) -> None:
    """Draw what is seen through a window: hills, sea, stars or snow."""
    (x, y), (width, height) = at, size
    if view == "stars":
        weather.stars(pen, count=160, low=y + height * 0.4)
        weather.crescent(pen, x=x + width * 0.2, y=y - height * 0.2, radius=width * 0.11)
    else:
        weather.sun(
            pen,
            x=x + width * pen.between(-0.3, 0.3),
            y=y - height * pen.between(0.0, 0.2),
            radius=width * 0.1,
        )
    if view == "sea":
        nature.sea(pen, y=y + height * 0.22, glint_x=x)
        return
    far, near = ("sky2", "snow") if view == "snow" else ("far", "mid")
    nature.hills(pen, y=y + height * 0.18, height=height * 0.07, fill=far)
    if view != "stars":
        plants.trees(pen, kind="pine" if view == "snow" else "poplar", count=9, size=height * 0.17)
    nature.hills(pen, y=y + height * 0.3, height=height * 0.07, fill=near)
    if view == "snow":
        weather.snowfall(pen, count=120)


def _curtains(pen: Pen, left: float, top: float, width: float, height: float) -> None:
    """Hang a gathered curtain on each side of a window, on a rail."""
    drop, reach = height * 1.16, width * 0.13
    for edge, side in ((left, -1), (left + width, 1)):
        cloth = (
            f"M62 -44H{-reach}C{-reach} {drop * 0.4} 0 {drop * 0.55} 18 {drop * 0.62}"
            f"C0 {drop * 0.8} 0 {drop * 0.9} -20 {drop}H62Z"
        )
        pen.stamp(cloth, (edge, top), (side, 1), "accent2", shade="below right")
        for fold in (38, 13):
            crease = f"M{fold} -40L36 {drop * 0.6}L{fold + 10} {drop}"
            pen.stamp(crease, (edge, top), (side, 1), "none", stroke="ink", stroke_width=2, opacity=0.16)
    pen.line([(left - 90, top - 46), (left + width + 90, top - 46)], "bark", 10)
