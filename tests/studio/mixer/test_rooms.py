"""The room rings after the sound and dies away; the echo comes back in time."""

import numpy as np
import pytest

from edge_service.song.audio import SAMPLE_RATE_HZ
from edge_service.studio.mixer.filters import band_pass, filtered
from edge_service.studio.mixer.rooms import echo, reverberate
from tests.studio.mixer.sounds import level_db, part, silence


def test_the_room_rings_after_the_sound_differs_in_each_ear_and_dies_away() -> None:
    click = silence(2.0, 2)
    click[:, 100] = 1.0
    room = reverberate(click, 1.0)
    assert room.shape == click.shape
    left, right = room
    assert abs(np.corrcoef(left, right)[0, 1]) < 0.2
    energy = (room**2).sum(axis=0)
    assert energy[: SAMPLE_RATE_HZ // 50].sum() == 0
    assert energy[SAMPLE_RATE_HZ // 50 : SAMPLE_RATE_HZ // 2].sum() > 100 * energy[-SAMPLE_RATE_HZ:].sum()
    assert (left**2).sum() == pytest.approx(1.0, abs=0.05)


def test_highs_die_away_sooner_than_lows() -> None:
    click = silence(2.0, 2)
    click[:, 0] = 1.0
    room = reverberate(click, 1.5)
    fall = [
        level_db(filtered(part(room, 0.05, 0.25), band_pass(hz, 1)))
        - level_db(filtered(part(room, 0.6, 0.8), band_pass(hz, 1)))
        for hz in (500, 4000)
    ]
    assert fall[1] > fall[0] + 5


def test_the_echo_comes_after_its_beat_from_side_to_side_each_time_softer() -> None:
    click = silence(2.0)
    click[0, :480] = np.hanning(480)
    repeats = echo(click, 0.5, 0.5)
    levels = [np.square(part(repeats, at, at + 0.1)).sum(axis=1) for at in (0.0, 0.5, 1.0, 1.5)]
    assert levels[0].sum() == 0
    assert levels[1][0] > 2 * levels[1][1]
    assert levels[2][1] > 2 * levels[2][0]
    assert levels[2].sum() == pytest.approx(levels[1].sum() / 4, rel=0.05)
    assert levels[3].sum() == pytest.approx(levels[1].sum() / 16, rel=0.05)
