"""Lines and tunes to sing in tests."""

from edge_service.song.lyrics import Line, Syllable, Word
from edge_service.song.score import Note, Score, ScoreSection, SungLine


def pancake_line() -> Line:
    """Thank you, dear."""
    return Line(
        (
            Word("Thank", (Syllable(("θ",), "æ", ("ŋ", "k"), True),)),
            Word("you,", (Syllable(("j",), "uː", (), False),)),
            Word("Katie", (Syllable(("k",), "eɪ", (), True), Syllable(("ɾ",), "i", (), False))),
        )
    )


def sung(line: Line, lengths: tuple[float, ...], start_beat: float = 1.0, midi: int = 60) -> SungLine:
    """The line on notes of these lengths, one a syllable, up and down around `midi`."""
    notes, beat, rise = [], start_beat, (0, 2, 4, 2)
    spots = list(line.places)
    for count, ((word, syllable), length) in enumerate(zip(spots, lengths, strict=True)):
        notes.append(Note(beat, length, midi + rise[count % 4], word, syllable))
        beat += length
    return SungLine(line, tuple(notes))


def score(*lines: SungLine, tempo_bpm: float = 120.0, length_beats: float = 8.0) -> Score:
    """A song of one section."""
    section = ScoreSection("Verse 1", "verse", 0.0, length_beats, (), lines)
    return Score("en", tempo_bpm, (4, 4), 0, "major", (section,))
