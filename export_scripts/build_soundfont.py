"""Cuts the band's soundfont out of FluidR3_GM: the instruments and drums that the styles may name, no others.

    python -m export_scripts.build_soundfont [FluidR3_GM.sf2]

FluidR3_GM is in Debian's package fluid-soundfont-gm 3.1 (MIT licence, Frank Wen).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import click
import numpy as np

from export_scripts.catalog import MODELS, add_asset
from export_scripts.soundfont import TABLES, Records, SoundFont, read_soundfont, write_soundfont

DEBIAN_FILE = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")
TARGET = MODELS / "band" / "goodwave.sf2"
KEYS = {  # General MIDI program: the lowest and the highest key that a style may play
    0: (45, 76),  # grand piano
    4: (45, 76),  # Rhodes
    8: (60, 88),  # celesta
    10: (60, 91),  # music box
    11: (57, 88),  # vibraphone
    16: (48, 79),  # drawbar organ
    22: (57, 84),  # harmonica
    24: (45, 76),  # nylon guitar
    25: (45, 76),  # steel guitar
    26: (48, 76),  # jazz guitar
    27: (45, 79),  # clean guitar
    28: (48, 76),  # muted guitar
    29: (40, 74),  # overdriven guitar
    30: (40, 64),  # distorted guitar
    32: (28, 52),  # upright bass
    33: (28, 50),  # fingered bass
    34: (28, 50),  # picked bass
    42: (43, 67),  # cello
    46: (52, 84),  # harp
    48: (55, 79),  # strings
    56: (57, 79),  # trumpet
    57: (45, 67),  # trombone
    59: (60, 82),  # muted trumpet
    61: (53, 77),  # brass section
    65: (54, 77),  # alto saxophone
    73: (60, 88),  # flute
    89: (45, 76),  # warm pad
    105: (50, 79),  # banjo
    110: (57, 84),  # fiddle
}
KITS = (0, 16, 25, 32, 40)  # standard, power, TR-808, jazz, brushes
DRUM_KEYS = frozenset(range(35, 83)) - {52, 58, 59, 67, 68, 71, 72, 76, 77, 78, 79, 80, 81}
DRUM_BANK = 128
LEFT_ONLY = (  # width unheard
    *(b"Cello", b"Alto Sax", b"Harmonica", b"Flute", b"Violin", b"Celesta"),
    *(b"Crashes & Rides", b"Hi Hats", b"Hi Hats Treb", b"Std Tom", b"Power Toms", b"Power Kick"),
    *(b"Power Snares", b"Hand Perc", b"Percussion", b"Misc. Percussion"),
)
PAN, KEY_RANGE, INSTRUMENT, SAMPLE = 17, 43, 41, 53  # generators, specification 2.04, section 8.1.2
MONO = 1
GUARD_FRAMES = 46  # silence after each sample, specification 2.04, section 6.1

Zone = tuple[Records, Records]
"""One zone's generators and modulators."""


@dataclass(frozen=True)
class Layer:
    """A preset or an instrument: its own record and its zones."""

    record: Records
    zones: list[Zone]


def main(source: Path) -> None:
    """Write models_onnx/band/goodwave.sf2 and its catalog entry."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    write_soundfont(TARGET, cut(read_soundfont(source)))
    add_asset(
        "soundfont",
        TARGET,
        version="3.1",
        licence="MIT",
        source="FluidR3_GM (Debian fluid-soundfont-gm), cut by export_scripts/build_soundfont.py",
        room="band",
    )
    print(f"{TARGET}: {TARGET.stat().st_size / 1e6:.1f} MB")


def cut(font: SoundFont) -> SoundFont:
    """Return the font with the wanted presets only, and of them the wanted keys."""
    presets, keys = _wanted_presets(font)
    layers = list(_layers(font, "inst", "ibag", "imod", "igen"))
    instruments = [
        _narrowed(_wanted_zones(layers[index], keys[index], SAMPLE), font) for index in sorted(keys)
    ]
    samples = sorted({_target(zone, SAMPLE) for layer in instruments for zone in layer.zones} - {-1})
    _renumber(presets, INSTRUMENT, sorted(keys))
    _renumber(instruments, SAMPLE, samples)
    sound, headers = _pack_samples(font, samples)
    tables = {
        **_pack(presets, "phdr", "pbag", "pmod", "pgen"),
        **_pack(instruments, "inst", "ibag", "imod", "igen"),
    }
    return SoundFont(font.about, sound, {**tables, "shdr": headers})


def _wanted_presets(font: SoundFont) -> tuple[list[Layer], dict[int, set[int]]]:
    """Return the presets, and for each instrument that they use the keys that can reach it."""
    presets: list[Layer] = []
    keys: dict[int, set[int]] = {}
    for layer in _layers(font, "phdr", "pbag", "pmod", "pgen"):
        wanted = _wanted_keys(int(layer.record["bank"]), int(layer.record["program"]))
        if not wanted:
            continue
        presets.append(_wanted_zones(layer, wanted, INSTRUMENT))
        for zone in presets[-1].zones:
            if (instrument := _target(zone, INSTRUMENT)) >= 0:
                keys.setdefault(instrument, set()).update(wanted & _keys(zone))
    return presets, keys


def _wanted_keys(bank: int, program: int) -> set[int]:
    if bank == DRUM_BANK:
        return set(DRUM_KEYS) if program in KITS else set()
    low, high = KEYS.get(program, (1, 0)) if bank == 0 else (1, 0)
    return set(range(low, high + 1))


def _layers(font: SoundFont, heads: str, bags: str, mods: str, gens: str) -> Iterator[Layer]:
    head, bag, mod, gen = (font.tables[name] for name in (heads, bags, mods, gens))
    for record, after in pairwise(head):
        zones = [
            (
                gen[bag[index]["generator"] : bag[index + 1]["generator"]].copy(),
                mod[bag[index]["modulator"] : bag[index + 1]["modulator"]].copy(),
            )
            for index in range(record["bag"], after["bag"])
        ]
        yield Layer(record.copy(), zones)


def _wanted_zones(layer: Layer, keys: set[int], kind: int) -> Layer:
    """Return a layer without the zones that no wanted key reaches; its global zone stays."""
    return Layer(
        layer.record,
        [zone for zone in layer.zones if _target(zone, kind) < 0 or keys & _keys(zone)],
    )


def _narrowed(layer: Layer, font: SoundFont) -> Layer:
    """Return an instrument of LEFT_ONLY without its right halves, its left ones in the middle."""
    if layer.record["name"] not in LEFT_ONLY:
        return layer
    names = font.tables["shdr"]["name"]
    zones = [zone for zone in layer.zones if not names[_target(zone, SAMPLE)].endswith(b"(R)")]
    for generators, _ in zones:
        generators["amount"][generators["kind"] == PAN] = 0
    return Layer(layer.record, zones)


def _target(zone: Zone, kind: int) -> int:
    """Return the instrument or sample that a zone plays, -1 for a global zone."""
    found = zone[0]["amount"][zone[0]["kind"] == kind]
    return int(found[-1]) if len(found) else -1


def _keys(zone: Zone) -> set[int]:
    found = zone[0]["amount"][zone[0]["kind"] == KEY_RANGE]
    low, high = (int(found[-1]) & 0xFF, int(found[-1]) >> 8) if len(found) else (0, 127)
    return set(range(low, high + 1))


def _renumber(layers: list[Layer], kind: int, order: list[int]) -> None:
    for layer in layers:
        for generators, _ in layer.zones:
            places = generators["kind"] == kind
            generators["amount"][places] = [order.index(int(old)) for old in generators["amount"][places]]


def _pack(layers: list[Layer], heads: str, bags: str, mods: str, gens: str) -> dict[str, Records]:
    """Return the four tables of some layers, each closed by its last record."""
    head: list[Records] = []
    bag: list[tuple[int, int]] = []
    generators: list[Records] = []
    modulators: list[Records] = []
    for layer in layers:
        layer.record["bag"] = len(bag)
        head.append(layer.record)
        for zone in layer.zones:
            bag.append((_total(generators), _total(modulators)))
            generators.append(zone[0])
            modulators.append(zone[1])
    last = np.zeros(1, TABLES[heads])
    last["name"], last["bag"] = (b"EOP" if heads == "phdr" else b"EOI"), len(bag)
    bag.append((_total(generators), _total(modulators)))
    return {
        heads: np.concatenate([np.array(head, TABLES[heads]), last]),
        bags: np.array(bag, TABLES[bags]),
        mods: np.concatenate([*modulators, np.zeros(1, TABLES[mods])]),
        gens: np.concatenate([*generators, np.zeros(1, TABLES[gens])]),
    }


def _total(tables: list[Records]) -> int:
    return sum(len(table) for table in tables)


def _pack_samples(font: SoundFont, wanted: list[int]) -> tuple[Records, Records]:
    """Return the wanted samples one after another, and their headers."""
    headers = font.tables["shdr"][[*wanted, -1]].copy()
    parts, position = [], 0
    for header in headers[:-1]:
        start, length = int(header["start"]), int(header["end"]) - int(header["start"])
        parts += [font.samples[start : start + length], np.zeros(GUARD_FRAMES, np.int16)]
        for name in ("loop_start", "loop_end", "end", "start"):
            header[name] = int(header[name]) - start + position
        partner = int(header["link"])
        header["link"] = wanted.index(partner) if header["kind"] != MONO and partner in wanted else 0
        header["kind"] = header["kind"] if partner in wanted else MONO
        position += length + GUARD_FRAMES
    return np.concatenate(parts), headers


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=DEBIAN_FILE)
def _command(source: Path) -> None:
    main(source)


if __name__ == "__main__":
    _command()
