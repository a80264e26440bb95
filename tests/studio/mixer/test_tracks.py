"""Every track gets what its role needs, at its level and in its place."""

from dataclasses import replace
from typing import get_args, get_type_hints

import numpy as np
import pytest

from edge_service.song.mix import Bell, Mix, Track
from edge_service.song.style import Part, Style
from edge_service.studio.band import load_style
from edge_service.studio.mixer.buses import bus, bus_of
from edge_service.studio.mixer.loudness import loudness
from edge_service.studio.mixer.tracks import REFERENCE_LUFS, placed, treated_player, treated_voice
from tests.studio.mixer.sounds import level_db, noise, tone


def style(**tracks: Track) -> Style:
    return replace(load_style("pop"), mix=Mix(tracks=tracks))


@pytest.mark.parametrize("role", ["voice", "drums", *get_args(get_type_hints(Part)["role"])])
def test_every_role_has_its_treatment(role: str) -> None:
    own = bus(role)
    assert 0 <= own.yields <= 1
    assert own.ratio >= 1
    assert own.sections().shape[1] == 6


def test_a_style_says_only_what_differs() -> None:
    own = Track(level_db=2.0, width=0.5, low_pass_hz=3000.0, eq=(Bell(500, 1.0),), room_db=-3.0)
    usual, changed = bus_of("piano", style()), bus_of("piano", style(piano=own))
    assert changed.level_db == usual.level_db + 2.0
    assert changed.room_db == usual.room_db - 3.0
    assert changed.width == usual.width / 2
    assert changed.low_pass_hz == 3000.0
    assert changed.high_pass_hz == usual.high_pass_hz
    assert changed.eq == (*usual.eq, Bell(500, 1.0))


@pytest.mark.parametrize("level", [0.001, 0.3])
def test_a_track_is_heard_at_its_level_however_it_was_recorded(level: float) -> None:
    own = bus_of("bass", style())
    bass = treated_player(tone(110, 2.0, level, 2), own, 0.0)
    assert loudness(bass) == pytest.approx(REFERENCE_LUFS + own.level_db, abs=0.1)


def test_a_voice_is_as_loud_as_everything_counts_from() -> None:
    assert loudness(treated_voice(tone(250, 2.0, 0.02))) == pytest.approx(REFERENCE_LUFS, abs=0.1)


def test_panning_keeps_the_power_and_leans_to_its_side() -> None:
    for pan in (-1.0, -0.4, 0.0, 0.7):
        left, right = placed(tone(440, channels=2), pan)
        both = np.concatenate([left, right])
        assert level_db(both) == pytest.approx(level_db(tone(440)), abs=0.1)
        assert np.sign(level_db(right + 1e-9) - level_db(left + 1e-9)) == np.sign(pan) or pan == 0.0


def test_width_narrows_to_mono() -> None:
    wide = noise()
    np.testing.assert_array_equal(placed(wide, 0.0, 0.0)[0], placed(wide, 0.0, 0.0)[1])
    np.testing.assert_allclose(placed(wide, 0.0, 1.0), wide, atol=1e-6)
    sides = [np.std(placed(wide, 0.0, width)[0] - placed(wide, 0.0, width)[1]) for width in (0.5, 1.0)]
    assert sides[0] == pytest.approx(sides[1] / 2, rel=1e-3)
