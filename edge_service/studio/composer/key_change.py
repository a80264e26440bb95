"""Raises the last chorus, and what follows it, into a higher key."""

from dataclasses import replace

from edge_service.song.score import Chord, Note, ScoreSection, SungLine


def with_key_change(sections: tuple[ScoreSection, ...], semitones: int) -> tuple[ScoreSection, ...]:
    """Return the sections, the last chorus and all after it raised, if it is not the only chorus."""
    choruses = [place for place, section in enumerate(sections) if section.kind == "chorus"]
    if not semitones or len(choruses) < 2:
        return sections
    return tuple(
        _raised(section, semitones) if place >= choruses[-1] else section
        for place, section in enumerate(sections)
    )


def _raised(section: ScoreSection, semitones: int) -> ScoreSection:
    return replace(
        section,
        chords=tuple(_chord(chord, semitones) for chord in section.chords),
        lines=tuple(_line(line, semitones) for line in section.lines),
        key_up_semitones=semitones,
    )


def _chord(chord: Chord, semitones: int) -> Chord:
    bass = None if chord.bass is None else (chord.bass + semitones) % 12
    return replace(chord, root=(chord.root + semitones) % 12, bass=bass)


def _line(line: SungLine, semitones: int) -> SungLine:
    return replace(line, notes=_notes(line.notes, semitones), harmony=_notes(line.harmony, semitones))


def _notes(notes: tuple[Note, ...], semitones: int) -> tuple[Note, ...]:
    return tuple(replace(note, midi=note.midi + semitones) for note in notes)
