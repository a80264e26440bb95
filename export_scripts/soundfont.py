"""Reads and writes SoundFont 2 files: the tables of the specification 2.04, section 7, as numpy records."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Records = npt.NDArray[Any]
BAG = np.dtype([("generator", "<u2"), ("modulator", "<u2")])
MODULATOR = np.dtype(
    [("source", "<u2"), ("target", "<u2"), ("amount", "<i2"), ("by", "<u2"), ("transform", "<u2")]
)
GENERATOR = np.dtype([("kind", "<u2"), ("amount", "<u2")])
PRESET = np.dtype(
    [("name", "S20"), ("program", "<u2"), ("bank", "<u2"), ("bag", "<u2"), ("spare", "<u4", (3,))]
)
INSTRUMENT = np.dtype([("name", "S20"), ("bag", "<u2")])
SAMPLE = np.dtype(
    [
        *[("name", "S20"), ("start", "<u4"), ("end", "<u4"), ("loop_start", "<u4"), ("loop_end", "<u4")],
        *[("rate", "<u4"), ("pitch", "u1"), ("correction", "i1"), ("link", "<u2"), ("kind", "<u2")],
    ]
)
TABLES: dict[str, np.dtype[Any]] = {
    "phdr": PRESET,
    "pbag": BAG,
    "pmod": MODULATOR,
    "pgen": GENERATOR,
    "inst": INSTRUMENT,
    "ibag": BAG,
    "imod": MODULATOR,
    "igen": GENERATOR,
    "shdr": SAMPLE,
}


@dataclass(frozen=True, eq=False)
class SoundFont:
    """What a font says of itself, its samples (16 bit), and its tables, each with its closing record."""

    about: dict[str, bytes]
    samples: npt.NDArray[np.int16]
    tables: dict[str, Records]


def read_soundfont(path: Path) -> SoundFont:
    """Return the font in a file."""
    data = memoryview(path.read_bytes())
    lists = {bytes(body[:4]).decode(): dict(_chunks(body[4:])) for _, body in _chunks(data[12:])}
    tables = {name: np.frombuffer(lists["pdta"][name], fields) for name, fields in TABLES.items()}
    about = {name: bytes(body) for name, body in lists["INFO"].items()}
    return SoundFont(about, np.frombuffer(lists["sdta"]["smpl"], np.dtype("<i2")), tables)


def write_soundfont(path: Path, font: SoundFont) -> None:
    """Write the font whole or not at all."""
    info = b"".join(_chunk(name, body) for name, body in font.about.items())
    sounds = _chunk("smpl", font.samples.astype("<i2").tobytes())
    tables = b"".join(_chunk(name, font.tables[name].tobytes()) for name in TABLES)
    body = b"".join(
        _chunk("LIST", kind + part) for kind, part in [(b"INFO", info), (b"sdta", sounds), (b"pdta", tables)]
    )
    temporary = path.with_suffix(".part")
    temporary.write_bytes(_chunk("RIFF", b"sfbk" + body))
    temporary.replace(path)


def _chunks(data: memoryview) -> Iterator[tuple[str, memoryview]]:
    while data:
        name, size = struct.unpack("<4sI", data[:8])
        yield name.decode(), data[8 : 8 + size]
        data = data[8 + size + size % 2 :]


def _chunk(name: str, body: bytes) -> bytes:
    return struct.pack("<4sI", name.encode(), len(body)) + body + b"\0" * (len(body) % 2)
