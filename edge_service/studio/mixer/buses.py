"""How each role of a band is treated before the style says more; the values live in `buses.toml`."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from edge_service.song.mix import Bell, Track
from edge_service.song.style import Style
from edge_service.studio.mixer.filters import Sections, equaliser

BUSES = Path(__file__).parent / "buses.toml"


@dataclass(frozen=True)
class Bus:
    """The treatment of one track; `buses.toml` explains each field."""

    level_db: float
    high_pass_hz: float
    low_pass_hz: float
    eq: tuple[Bell, ...]
    above_db: float
    ratio: float
    attack_ms: float
    release_ms: float
    width: float
    room_db: float
    yields: float

    def sections(self) -> Sections:
        return equaliser(self.high_pass_hz, self.low_pass_hz, self.eq)


@cache
def bus(role: str) -> Bus:
    """Return the usual treatment of a role: voice, drums, bass, chords or lead."""
    table = tomllib.loads(BUSES.read_text("utf-8"))[role]
    return Bus(**{**table, "eq": tuple(Bell(**each) for each in table["eq"])})


def bus_of(name: str, style: Style) -> Bus:
    """Return the treatment of a player of the style's band: the role's with the style's differences."""
    usual = bus("drums" if name == "drums" else style.band.parts[name].role)
    own = style.mix.tracks.get(name, Track())
    return replace(
        usual,
        level_db=usual.level_db + own.level_db,
        high_pass_hz=max(usual.high_pass_hz, own.high_pass_hz),
        low_pass_hz=min(usual.low_pass_hz or own.low_pass_hz, own.low_pass_hz or usual.low_pass_hz),
        eq=(*usual.eq, *own.eq),
        width=usual.width * own.width,
        room_db=usual.room_db + own.room_db,
    )
