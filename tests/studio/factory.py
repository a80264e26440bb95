"""Small songs on paper for the tests of the studio's rooms."""

from edge_service.song.lyrics import Line, Lyrics, Section, Syllable, Word
from edge_service.song.score import Chord, Note, Score, ScoreSection, SungLine

HELLO = Syllable(("h",), "ə", (), stressed=False)
LOW = Syllable(("l",), "oʊ", (), stressed=True)
SUN = Syllable(("s",), "ʌ", ("n",), stressed=True)


def small_lyrics() -> Lyrics:
    line = Line((Word("Hello,", (HELLO, LOW)), Word("sun", (SUN,))))
    return Lyrics("Hello, sun", "en", (Section("Chorus", "chorus", (line,)),))


def small_score(tempo_bpm: float = 120.0) -> Score:
    """One bar of intro, two bars with one line that begins on an anacrusis, one bar of outro."""
    line = small_lyrics().sections[0].lines[0]
    notes = (Note(3.5, 0.5, 60, 0, 0), Note(4.0, 1.0, 64, 0, 1), Note(5.0, 2.0, 67, 1, 0))
    chord = Chord(0, "maj", 0.0, 4.0)
    return Score(
        "en",
        tempo_bpm,
        (4, 4),
        0,
        "major",
        (
            ScoreSection("Intro", "intro", 0.0, 4.0, (chord,)),
            ScoreSection("Chorus", "chorus", 4.0, 8.0, (), (SungLine(line, notes),)),
            ScoreSection("Outro", "outro", 12.0, 4.0, ()),
        ),
    )


def shared_note_score() -> Score:
    """A line of three words on three notes: the second word shares the first one's note."""
    words = tuple(
        Word(text, (Syllable(onset, nucleus, (), stressed=False, joined=not onset),))
        for text, onset, nucleus in (("yo", ("ʝ",), "o"), ("y", (), "i"), ("tú", ("t",), "u"))
    )
    notes = (Note(0.0, 1.0, 60, 0, 0), Note(1.0, 1.0, 62, 2, 0))
    section = ScoreSection("Estribillo", "chorus", 0.0, 4.0, (), (SungLine(Line(words), notes),))
    return Score("es", 60.0, (4, 4), 0, "major", (section,))
