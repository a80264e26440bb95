"""A genre as the musicians read it; the values live in one file per genre."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from edge_service.song.mix import Mix

SUNG_KINDS = ("verse", "prechorus", "chorus", "bridge")
PLAYED_KINDS = ("intro", "interlude", "outro")
LENGTHS = ("short", "standard", "long")
Singer = Literal["any", "female", "male"]


@dataclass(frozen=True)
class Mood:
    """How a genre sounds in a mood: its mode, and where in the tempo range it lies (0 slow, 1 fast).

    `borrows` is how many of the chords that the style's `borrowed` knows are taken from there.
    """

    mode: Literal["major", "minor"]
    pace: float
    borrows: float = 0.0


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
    """A player of the band and its General MIDI program.

    `patterns` are found by scene: a kind of section, and where it has more to say "verse2" (the second and
    later ones) and "last_chorus" (the last one, if there were others); a kind that is missing is silent.
    A pattern is a bar in equal cells, bars follow one another in a circle. Bass: "1" root, "3" third, "5"
    fifth, "6" sixth, "7" seventh, "8" octave, "a" a step of the scale into the next chord, "c" a half step
    into it, "n" its root too early. Chords: "X" and "x" the whole chord, loud and soft, "o" soft and only
    where nobody sings, digits one voice of it from the lowest. Lead: "x" a tone of the tune, in
    sung sections only where the singer rests. Everywhere "-" holds and "." is silence.

    `voicing` is how chords are laid out: "close" and "triad" side by side in four and three voices, "open"
    with wide steps, "power" root and fifth, "rootless" the bass player's root left out for a ninth.
    `late_ms` is how far behind the beat (before it, if negative) the player is at ease. `synth` is a sound of
    the synthesiser to play instead of the program.
    """

    role: Literal["bass", "chords", "lead"]
    program: int
    velocity: int
    low_midi: int
    high_midi: int
    strum_ms: float
    patterns: Mapping[str, tuple[str, ...]]
    voicing: Literal["close", "triad", "open", "power", "rootless"] = "close"
    late_ms: float = 0.0
    synth: str = ""


@dataclass(frozen=True)
class Drums:
    """The drummer: keys of the kit by name, grooves by scene (see Part), and fills for a section's last bar.

    A line of a groove is a bar in equal cells, or several with "|" between them that follow one another:
    "X" accent, "x" stroke, "o" ghost that comes and goes, "." nothing. `turn` replaces lines of the groove
    in every fourth bar. `fills` go from small to big; big ones lead to choruses. `openings` names the piece
    struck where a kind of section begins. `synth` names the synthesiser's sound of a piece that the kit
    shall not play, `late_ms` how far behind the beat a piece lies.
    """

    program: int
    velocity: int
    pieces: Mapping[str, int]
    grooves: Mapping[str, Mapping[str, str]]
    fills: tuple[Mapping[str, str], ...]
    openings: Mapping[str, str]
    turn: Mapping[str, str] = field(default_factory=dict)
    synth: Mapping[str, str] = field(default_factory=dict)
    late_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Band:
    """Who plays, and how loosely.

    `swing` is where the off-cell falls in its pair (0.5 is straight); a pair lasts `swing_pair_beats`.
    `dynamics` is how strongly everybody plays in a scene, 1 where it says nothing.
    """

    swing: float
    timing_ms: float
    velocity_spread: float
    drums: Drums
    parts: Mapping[str, Part]
    swing_pair_beats: float = 0.5
    dynamics: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Style:
    """One genre.

    `forms` maps a length (short, standard, long) to the order of sections; `bars` says how many
    bars a line, an intro, an interlude and an outro take. `syllables_per_line` is the (least, most)
    that the lyricist aims for; `lines_per_section` how many lines each sung kind has. `harmony` maps a
    mode and a kind of section to progressions, bars parted by "|"; `borrowed` maps a mode and a numeral to
    one of another mode that may stand for it ("IV" to "iv"). `last_chorus_up` says, by length, how many
    semitones the last chorus is raised. `mix` is the mixer's, see song/mix.py. `singer` is whom "auto" asks.
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
    borrowed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    last_chorus_up: Mapping[str, int] = field(default_factory=dict)
    singer: Singer = "any"
