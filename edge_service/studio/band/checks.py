"""Says what is musically wrong with a style, in words that lead to the line to mend."""

import re
from collections.abc import Collection, Iterator

from edge_service.song.style import LENGTHS, PLAYED_KINDS, SUNG_KINDS, Part, Style
from edge_service.studio.band.synth import hits, tones

ROMAN = re.compile(r"[b#]?([IV]+|[iv]+)(o|\+|sus4|sus2|7|maj7|min7b5|add9|6)?(/[1-7])?")
MIX_RANGES = {
    "voice_above_band_db": (0.0, 12.0),
    "duck_db": (0.0, 9.0),
    "presence_db": (0.0, 12.0),
    "reverb_db": (-60.0, 0.0),
    "reverb_seconds": (0.2, 6.0),
    "glue_db": (0.0, 6.0),
    "fade_in_seconds": (0.0, 10.0),
    "fade_out_seconds": (0.0, 10.0),
}
SIGNS = {"bass": set("135678acn-."), "chords": set("Xxo1234-."), "lead": set("x-.")}
EXPRESSION_RANGES = {
    "swell_db": (0.0, 9.0),
    "accent_db": (0.0, 6.0),
    "breath_db": (-60.0, -12.0),
    "scoop_cents": (0.0, 200.0),
    "scoop_share": (0.0, 1.0),
    "fall_cents": (0.0, 300.0),
    "fall_share": (0.0, 1.0),
    "drift_cents": (0.0, 15.0),
}


def complaints(style: Style) -> Iterator[str]:
    yield from _form_complaints(style)
    yield from _length_complaints(style)
    yield from _harmony_complaints(style)
    yield from _melody_complaints(style)
    yield from _voice_complaints(style)
    yield from _band_complaints(style)
    yield from _mix_complaints(style)


def _form_complaints(style: Style) -> Iterator[str]:
    for length in LENGTHS:
        if length not in style.forms:
            yield f"forms lacks {length}"
    for length, form in style.forms.items():
        if unknown := set(form) - {*SUNG_KINDS, *PLAYED_KINDS}:
            yield f"forms.{length} names {', '.join(sorted(unknown))}, which is no section"
        elif form[0] != "intro" or form[-1] != "outro":
            yield f"forms.{length} should begin with an intro and end with an outro"
    if not 30 <= style.tempo_bpm[0] <= style.tempo_bpm[1] <= 300:
        yield "tempo_bpm should be a slowest and a fastest between 30 and 300"


def _length_complaints(style: Style) -> Iterator[str]:
    for name in ("line", *PLAYED_KINDS):
        if style.bars.get(name, 0) < 1:
            yield f"bars.{name} should be at least 1"
    for kind in SUNG_KINDS:
        if style.lines_per_section.get(kind, 0) < 1:
            yield f"lines_per_section.{kind} should be at least 1"


def _harmony_complaints(style: Style) -> Iterator[str]:
    for wanted in {mood.mode for mood in style.moods.values()}:
        for kind in (*SUNG_KINDS, *PLAYED_KINDS):
            if not style.harmony.get(wanted, {}).get(kind):
                yield f"harmony.{wanted} lacks {kind}"
    for mode, sections in style.harmony.items():
        for kind, progressions in sections.items():
            for chord in " ".join(progressions).replace("|", " ").split():
                if not ROMAN.fullmatch(chord):
                    yield f"harmony.{mode}.{kind} has {chord!r}, which is no chord"


def _melody_complaints(style: Style) -> Iterator[str]:
    melody, slots = style.melody, len(style.melody.accents)
    line = slots * style.bars["line"]
    if slots % style.metre[0]:
        yield "melody.accents should cut every beat into the same number of slots"
    for rhythm in melody.rhythms:
        if len(rhythm) != line or set(rhythm) - {"x", "."}:
            yield f"melody.rhythms has {rhythm!r}, but a line has {line} slots of x or ."
    for kind in SUNG_KINDS:
        for name in ("contours", "patterns", "lift_steps", "endings"):
            if kind not in getattr(melody, name):
                yield f"melody.{name} lacks {kind}"
    if not 0 <= melody.melisma_share <= 1:
        yield "melody.melisma_share should be from 0 to 1"


def _voice_complaints(style: Style) -> Iterator[str]:
    expression = style.expression
    for kind in SUNG_KINDS:
        if not -12 <= expression.levels_db.get(kind, -99.0) <= 0:
            yield f"expression.levels_db.{kind} should be from -12 to 0"
    for name, (least, most) in EXPRESSION_RANGES.items():
        if not least <= getattr(expression, name) <= most:
            yield f"expression.{name} should be from {least:g} to {most:g}"
    if not 4 <= expression.vibrato.hz <= 7:
        yield "expression.vibrato.hz should be from 4 to 7"
    if style.harmony_voice.lines < 1:
        yield 'harmony_voice.lines should be at least 1; choruses = "none" leaves it out'


def _band_complaints(style: Style) -> Iterator[str]:
    band = style.band
    scenes = {*SUNG_KINDS, *PLAYED_KINDS}
    scenes |= {f"{kind}2" for kind in scenes} | {f"last_{kind}" for kind in scenes}
    for scene in {*band.drums.grooves, *band.dynamics} - scenes:
        yield f"band has a scene {scene}, which is no section"
    yield from _drum_complaints(style)
    for name, part in band.parts.items():
        yield from _part_complaints(f"band.parts.{name}", part, style.metre[0], scenes)


def _drum_complaints(style: Style) -> Iterator[str]:
    drums, beats = style.band.drums, style.metre[0]
    for groove in (*drums.grooves.values(), *drums.fills, drums.turn):
        if unknown := set(groove) - set(drums.pieces):
            yield f"a groove plays {', '.join(sorted(unknown))}, which is not among the pieces"
        lengths = {len(bar) for line in groove.values() for bar in line.split("|")}
        if len(lengths) > 1:
            yield "the bars of a groove should be equally long"
        if any(length % beats for length in lengths):
            yield f"a bar of a groove should cut each of {beats} beats into the same number of cells"
    for table in (drums.openings, drums.late_ms, drums.synth):
        for piece in table.values() if table is drums.openings else table:
            if piece not in drums.pieces:
                yield f"band.drums names {piece}, which is not among the pieces"
    for name in drums.synth.values():
        if name not in hits():
            yield f"band.drums.synth names {name}, which synth.toml has not among its hits"


def _part_complaints(name: str, part: Part, beats: int, scenes: Collection[str]) -> Iterator[str]:
    if part.high_midi - part.low_midi < 12:
        yield f"{name} should span an octave at least"
    if not 0 <= part.program <= 127:
        yield f"{name}.program should be a General MIDI program from 0 to 127"
    if part.synth and part.synth not in tones():
        yield f"{name}.synth is {part.synth}, which synth.toml has not among its tones"
    for scene, patterns in part.patterns.items():
        if scene not in scenes:
            yield f"{name}.patterns has {scene}, which is no section"
        for pattern in patterns:
            if len(pattern) % beats or set(pattern) - SIGNS[part.role]:
                yield f"{name}.patterns.{scene} has {pattern!r}, which is no bar of {part.role}"


def _mix_complaints(style: Style) -> Iterator[str]:
    for name in style.mix.tracks.keys() - {"drums", *style.band.parts}:
        yield f"mix.tracks names {name}, who does not play"
    for name, (least, most) in MIX_RANGES.items():
        if not least <= getattr(style.mix, name) <= most:
            yield f"mix.{name} should be from {least:g} to {most:g}"
    pans = {"backing": style.mix.backing.pan, **{name: own.pan for name, own in style.mix.tracks.items()}}
    for name, pan in pans.items():
        if not -1 <= pan <= 1:
            yield f"mix: pan of {name} should be from -1 (left) to 1 (right)"
    for bell in (*style.mix.band.eq, *(bell for track in style.mix.tracks.values() for bell in track.eq)):
        if not 20 <= bell.hz <= 20_000 or bell.q <= 0:
            yield f"mix has a bell at {bell.hz:g} Hz with q = {bell.q:g}: from 20 to 20000, and q above 0"
    if style.mix.echo.beats <= 0 or not 0 <= style.mix.echo.feedback <= 0.8:
        yield "mix.echo should have beats above 0 and feedback from 0 to 0.8"
