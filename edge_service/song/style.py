"""A genre as the musicians read it; the values live in one file per genre."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from edge_service.song.mix import Mix

SUNG_KINDS = ("verse", "prechorus", "chorus", "bridge")
PLAYED_KINDS = ("intro", "interlude", "outro")
LENGTHS = ("short", "standard", "long")


@dataclass(frozen=True)
class Mood:
    """How a genre sounds in a mood: its mode, and where in the tempo range it lies (0 slow, 1 fast)."""

    mode: Literal["major", "minor"]
    pace: float


@dataclass(frozen=True)
class Melody:
    """How a genre sings.

    A bar is cut into equal slots; `accents` gives the weight of each. `rhythms` are favourite
    patterns of a line ("x" sung, "." held or silent), one character a slot. `contours` gives, for each
    kind of section, curves of a line in scale steps above the section's floor; `patterns` says which
    lines share a motif ("AABA"). `lift_steps` is how much higher than a verse each kind lies, and
    `endings` the scale degrees on which its last line may close. `melisma_share` is how many of the lines
    that end on a long stressed syllable spread it over several notes.
    """

    accents: tuple[int, ...]
    rhythms: tuple[str, ...]
    contours: Mapping[str, tuple[tuple[float, ...], ...]]
    patterns: Mapping[str, tuple[str, ...]]
    lift_steps: Mapping[str, float]
    endings: Mapping[str, tuple[int, ...]]
    melisma_share: float


@dataclass(frozen=True)
class Vibrato:
    """The wave of held notes: `semitones` to each side, on notes of `least_note_seconds` or more."""

    hz: float
    semitones: float
    after_seconds: float
    least_note_seconds: float


@dataclass(frozen=True)
class Expression:
    """How a genre breathes and phrases; shares are of the notes that could have the device.

    A line swells by `swell_db` towards its middle and dies down again; stressed syllables stand out by
    `accent_db`; `levels_db` says how loud each kind of section is. A breath lies `breath_db` from the
    vowels. A scoop rises into a note from `scoop_cents` below, a fall leaves a line's last note by
    `fall_cents`. `drift_cents` is how far, on the average, a living pitch strays.
    """

    levels_db: Mapping[str, float]
    swell_db: float
    accent_db: float
    breath_db: float
    scoop_cents: float
    scoop_share: float
    fall_cents: float
    fall_share: float
    drift_cents: float
    vibrato: Vibrato


@dataclass(frozen=True)
class HarmonyVoice:
    """The second voice: a third or sixth "below" or "above" the tune, or its "double".

    It joins the last `lines` lines of `choruses`: of none, of the last one, or of all.
    """

    way: Literal["below", "above", "double"]
    choruses: Literal["none", "last", "all"]
    lines: int


@dataclass(frozen=True)
class Part:
    """A player of the band and its General MIDI program; a kind of section not in `patterns` is silent.

    A pattern is a bar in equal cells, bars follow one another in a circle. Bass: "1" root, "3" third,
    "5" fifth, "8" octave, "a" a step into the next chord. Chords: "X" and "x" the whole chord, loud and
    soft, digits one voice of it from the lowest. Lead: "x" a tone of the tune. Everywhere "-" holds and "."
    is silence.
    """

    role: Literal["bass", "chords", "lead"]
    program: int
    velocity: int
    low_midi: int
    high_midi: int
    strum_ms: float
    patterns: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Drums:
    """The drummer: keys of the kit by name, grooves by kind of section, and fills for a section's last bar.

    A line of a groove is a bar in equal cells: "X" accent, "x" stroke, "o" ghost, "." nothing.
    `openings` names the piece struck where a kind of section begins.
    """

    program: int
    velocity: int
    pieces: Mapping[str, int]
    grooves: Mapping[str, Mapping[str, str]]
    fills: tuple[Mapping[str, str], ...]
    openings: Mapping[str, str]


@dataclass(frozen=True)
class Band:
    """Who plays, and how loosely: `swing` is where the off-cell falls in its pair (0.5 is straight)."""

    swing: float
    timing_ms: float
    velocity_spread: float
    drums: Drums
    parts: Mapping[str, Part]


@dataclass(frozen=True)
class Style:
    """One genre.

    `forms` maps a length (short, standard, long) to the order of sections; `bars` says how many
    bars a line, an intro, an interlude and an outro take. `syllables_per_line` is the (least, most)
    that the lyricist aims for; `lines_per_section` how many lines each sung kind has. `harmony` maps a
    mode and a kind of section to progressions, bars parted by "|". `mix` is the mixer's, see song/mix.py.
    """

    name: str
    label: str
    description: str
    tempo_bpm: tuple[int, int]
    metre: tuple[int, int]
    forms: Mapping[str, tuple[str, ...]]
    bars: Mapping[str, int]
    syllables_per_line: tuple[int, int]
    lines_per_section: Mapping[str, int]
    moods: Mapping[str, Mood]
    harmony: Mapping[str, Mapping[str, tuple[str, ...]]]
    melody: Melody
    expression: Expression
    harmony_voice: HarmonyVoice
    band: Band
    mix: Mix = field(default_factory=Mix)
