"""Equalisers change what they are asked to change, and little else."""

import numpy as np
import pytest

from edge_service.song.mix import Bell
from edge_service.studio.mixer.filters import band_pass, bell, equaliser, filtered
from tests.studio.mixer.sounds import level_db, tone


def test_a_high_pass_removes_rumble_and_a_low_pass_hiss() -> None:
    sections = equaliser(90.0, 4000.0, ())
    assert level_db(filtered(tone(20), sections)) < level_db(tone(20)) - 20
    assert level_db(filtered(tone(16000), sections)) < level_db(tone(16000)) - 20
    assert level_db(filtered(tone(600), sections)) == pytest.approx(level_db(tone(600)), abs=0.2)


def test_a_bell_raises_its_centre_by_its_gain_and_little_else() -> None:
    sections = bell(Bell(3200, 4.0))
    assert level_db(filtered(tone(3200), sections)) == pytest.approx(level_db(tone(3200)) + 4, abs=0.1)
    assert level_db(filtered(tone(200), sections)) == pytest.approx(level_db(tone(200)), abs=0.1)


def test_an_equaliser_of_nothing_is_the_sound_itself() -> None:
    np.testing.assert_array_equal(filtered(tone(440), equaliser(0.0, 0.0, ())), tone(440))


def test_a_band_added_at_a_gain_is_a_bell_that_leaves_the_rest_alone() -> None:
    """Half of its band left: 6 dB less at the centre."""
    for hz, change_db in ((2000, -6.0), (100, 0.0), (15000, 0.0)):
        lowered = tone(hz) + filtered(tone(hz), band_pass(2000, 0.67)) * np.float32(-0.5)
        assert level_db(lowered) == pytest.approx(level_db(tone(hz)) + change_db, abs=0.35)
