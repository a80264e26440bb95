"""The model is told the same of a tune in every key, and hears what it may take up again."""

import numpy as np

from edge_service.studio.composer.features import (
    COPIES,
    ECHOES,
    LOW,
    NONE,
    ROOT,
    Harmony,
    Place,
    Range,
    echoes,
    features,
    sources,
)

TONIC = Harmony(0, (0, 4, 7))
FIFTH = Harmony(7, (2, 7, 11))


def place(start: float, length: float = 1.0, chord: Harmony | None = TONIC) -> Place:
    return Place(start, length, 4.0, chord, FIFTH, True, True, False, 0, 3, None)


def test_rows_say_where_the_singer_ends_and_which_chord_sounds() -> None:
    rows = features([place(0.0), place(1.0, chord=FIFTH), place(2.0, chord=None)], Range(5, 13), "minor")
    assert rows.dtype == np.float32
    assert [int(row[LOW].argmax()) for row in rows] == [5, 5, 5]
    assert [int(row[ROOT].argmax()) for row in rows[:2]] == [0, 7]
    assert not rows[2][ROOT].any()


def test_a_bar_line_is_told_from_a_weak_beat_and_a_long_note_from_a_short_one() -> None:
    strong, weak, long = features([place(4.0), place(5.0), place(6.0, 4.0)], Range(0, 12), "major")
    assert not np.array_equal(strong, weak)
    assert not np.array_equal(weak, long)


def test_a_note_may_echo_what_sounded_some_bars_before() -> None:
    places = [place(float(beat)) for beat in range(8)]
    found = sources(places)
    assert found.shape == (8, ECHOES)
    assert list(found[6, : len(COPIES)]) == [2, -1, -1, -1]
    tokens = np.array([[10, 12, 14, 15, 12, 14, 0, 0]])
    copied, *none, stepped, _ = echoes(tokens, 6, found[6])[0]
    assert copied == 14
    assert set(none) == {NONE}
    assert stepped == 16  # two up from the 14 before, as from 12 to 14 a bar ago
