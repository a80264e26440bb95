"""Cuts the mount around a picture: none, a border, an arch or a disc in the colour of paper."""

from edge_service.studio.painter.pen import Pen

EDGE = "M-20 -20H1020V1020H-20Z"
HOLES = {
    "border": "M48 48V952H952V48Z",
    "arch": "M92 952H908V470A408 408 0 0 0 92 470Z",
    "disc": "M500 40A460 460 0 0 0 500 960A460 460 0 0 0 500 40Z",
}


def mount(pen: Pen, kind: str, fill: str = "mount") -> None:
    """Lay the mount over what is drawn; `kind` is full, border, arch or disc."""
    if kind == "full":
        return
    pen.add("path", d=EDGE + HOLES[kind], fill=fill, fill_rule="evenodd")
