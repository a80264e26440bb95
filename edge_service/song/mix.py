"""A genre as the mixer reads it: what it asks for beyond what every song gets; decibels throughout."""

from collections.abc import Mapping
from dataclasses import dataclass, field

OFF_DB = -60.0


@dataclass(frozen=True)
class Bell:
    """One band of an equaliser: `gain_db` around `hz`, narrower with a higher `q`."""

    hz: float
    gain_db: float
    q: float = 1.0


@dataclass(frozen=True)
class Track:
    """How one player differs from what is usual for the role (drums, bass, chords, lead).

    Every track is first brought to the loudness at which its role is heard, so `level_db` and
    `room_db` (what it sends to the room) count from there and 0 is a good start. `pan` is -1 left to 1 right,
    `width` 0 mono to 1 as recorded. Filters and `eq` come on top of the role's; 0 Hz is no filter. `echo_db`
    is what it sends to the echo. `pump_db` is how far it ducks under every kick.
    """

    level_db: float = 0.0
    pan: float = 0.0
    width: float = 1.0
    high_pass_hz: float = 0.0
    low_pass_hz: float = 0.0
    eq: tuple[Bell, ...] = ()
    room_db: float = 0.0
    echo_db: float = OFF_DB
    pump_db: float = 0.0


@dataclass(frozen=True)
class Backing:
    """Where the second voice stands: `level_db` from the first, `pan` -1 left to 1 right."""

    level_db: float = -8.0
    pan: float = 0.3


@dataclass(frozen=True)
class Echo:
    """A repeat after `beats`, again and again, each time `feedback` of what it was.

    `voice_db` is what the voice sends to it: -20 is an audible repeat, -60 none.
    """

    beats: float = 1.0
    feedback: float = 0.3
    voice_db: float = OFF_DB


@dataclass(frozen=True)
class Mix:
    """How a genre is mixed.

    `tracks` names players of the band; who is not named is treated as usual for the role.
    `voice_above_band_db` is how far the band lies below the voice while it sings; then it also steps back
    by up to `duck_db`, and by up to `presence_db` from 1 to 4 kHz, where words are told apart.
    `reverb_db` is the voice's send to the room, which rings for `reverb_seconds`. `band` filters the
    whole band (its level and sends are not read). `glue_db` is how much the loudest bars are held back.
    """

    tracks: Mapping[str, Track] = field(default_factory=dict)
    band: Track = field(default_factory=Track)
    backing: Backing = field(default_factory=Backing)
    echo: Echo = field(default_factory=Echo)
    voice_above_band_db: float = 5.0
    duck_db: float = 2.0
    presence_db: float = 5.0
    reverb_db: float = -14.0
    reverb_seconds: float = 1.5
    glue_db: float = 2.0
    fade_in_seconds: float = 0.0
    fade_out_seconds: float = 2.0
