"""Spreads a long stressed syllable at the end of a line over two or three notes."""

from dataclasses import replace

from edge_service.song.score import Chord, Note, SungLine
from edge_service.studio.chance import chance
from edge_service.studio.composer.harmony import sing_scale
from edge_service.studio.composer.setting import Setting

GRACE_SECONDS = 0.25  # the least that a note on the way lasts
REST_SECONDS = 0.55  # the least that is left for the note it leads to
# Steps of the scale above the note that a figure ends on; the last note is the one that was there.
FIGURES = ((1,), (2,), (2, 1), (0, 1))


def with_melisma(sung: SungLine, chords: tuple[Chord, ...], share: float, setting: Setting) -> SungLine:
    """Return the line, its last stressed note spread where it is long enough and chance wills it.

    The figure begins on a tone of the chord, ends on the note that was there, and stays in the scale and
    in the singer's range.
    """
    place = _last_stressed(sung)
    rng = chance(setting.dedication, f"melisma {sung.line.text}")
    if place is None or rng.random() >= share:
        return sung
    figures = [figure for figure in FIGURES if _fits(figure, sung.notes[place], chords, setting)]
    if not figures:
        return sung
    figure = figures[int(rng.integers(len(figures)))]
    notes = _spread(sung.notes[place], figure, chords, setting)
    return replace(sung, notes=(*sung.notes[:place], *notes, *sung.notes[place + 1 :]))


def _last_stressed(sung: SungLine) -> int | None:
    """Return the place of the last note where it carries stress, else of the one before, else none."""
    marks = sung.line.stresses
    return next((place for place in reversed(range(len(marks))[-2:]) if marks[place]), None)


def _fits(figure: tuple[int, ...], note: Note, chords: tuple[Chord, ...], setting: Setting) -> bool:
    beats = len(figure) * _grace_beats(setting)
    rest = (note.length_beats - beats) * 60.0 / setting.tempo_bpm
    ladder = _ladder(note, chords, setting)
    if rest < REST_SECONDS or len(ladder) <= max(figure):
        return False
    return ladder[figure[0]] % 12 in _chord_at(note.start_beat, chords).pitch_classes


def _spread(note: Note, figure: tuple[int, ...], chords: tuple[Chord, ...], setting: Setting) -> list[Note]:
    ladder, grace = _ladder(note, chords, setting), _grace_beats(setting)
    way = [
        replace(note, start_beat=note.start_beat + index * grace, length_beats=grace, midi=ladder[steps])
        for index, steps in enumerate(figure)
    ]
    used = len(figure) * grace
    return [*way, replace(note, start_beat=note.start_beat + used, length_beats=note.length_beats - used)]


def _ladder(note: Note, chords: tuple[Chord, ...], setting: Setting) -> list[int]:
    """Return the notes from this one upwards that may be sung where it sounds."""
    scale = sing_scale(setting.key, _chord_at(note.start_beat, chords))
    return [midi for midi in range(note.midi, setting.high_midi + 1) if midi % 12 in scale]


def _chord_at(beat: float, chords: tuple[Chord, ...]) -> Chord:
    """Return the chord that sounds; an anacrusis has the one that it leads to."""
    return [chords[0], *(chord for chord in chords if chord.start_beat <= beat + 1e-6)][-1]


def _grace_beats(setting: Setting) -> float:
    grid = setting.grid
    return grid.slots(GRACE_SECONDS) * grid.slot_beats
