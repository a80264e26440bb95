"""Roman numerals become the chords that a musician expects."""

import pytest

from edge_service.song.score import CHORD_TONES
from edge_service.studio.band import genres
from edge_service.studio.composer.harmony import Key, lay_chords, line_bars, read_bars, read_chord, sing_scale

C, A_MINOR = Key(0, "major"), Key(9, "minor")


@pytest.mark.parametrize(
    ("numeral", "key", "root", "quality", "bass"),
    [
        ("I", C, 0, "maj", None),
        ("ii7", C, 2, "min7", None),
        ("V7", C, 7, "7", None),
        ("IVmaj7", C, 5, "maj7", None),
        ("V/7", C, 7, "maj", 11),
        ("bVII", C, 10, "maj", None),
        ("Vsus4", C, 7, "sus4", None),
        ("iv", C, 5, "min", None),
        ("i", A_MINOR, 9, "min", None),
        ("VI", A_MINOR, 5, "maj", None),
        ("V", A_MINOR, 4, "maj", None),
    ],
)
def test_a_numeral_is_read_in_its_key(
    numeral: str, key: Key, root: int, quality: str, bass: int | None
) -> None:
    chord = read_chord(numeral, key, 0.0, 4.0)
    assert (chord.root, chord.quality, chord.bass) == (root, quality, bass)


def test_every_progression_of_every_style_has_chords_that_the_band_can_play() -> None:
    for style in genres():
        for mode, sections in style.harmony.items():
            for progression in (each for options in sections.values() for each in options):
                chords = lay_chords(read_bars(progression), Key(0, mode), 0.0, style.metre[0])
                assert all(chord.quality in CHORD_TONES for chord in chords)
                assert (
                    sum(chord.length_beats for chord in chords)
                    == len(read_bars(progression)) * style.metre[0]
                )


def test_the_last_line_gets_the_cadence_and_a_long_line_stays_on_its_last_bar() -> None:
    bars = read_bars("I | ii | iii | IV | V | vi | V | I")
    assert line_bars(bars, 0, 4, usual=2, wanted=2) == [["I"], ["ii"]]
    assert line_bars(bars, 2, 3, usual=2, wanted=3) == [["V"], ["I"], ["I"]]


def test_a_raised_leading_tone_drives_the_natural_seventh_away() -> None:
    scale = sing_scale(A_MINOR, read_chord("V", A_MINOR, 0.0, 4.0))
    assert 8 in scale
    assert 7 not in scale
