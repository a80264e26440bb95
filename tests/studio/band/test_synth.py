"""The synthesiser: its tones have the pitch that is asked for, its drums die away, nothing clips."""

import numpy as np
import pytest

from edge_service.song.audio import SAMPLE_RATE_HZ, Samples
from edge_service.studio.band.parts import Played
from edge_service.studio.band.synth import hits, play_hits, play_tones, tones

SECOND = SAMPLE_RATE_HZ


def tone(name: str, midi: int, velocity: float = 100) -> Samples:
    return play_tones([Played(0.0, 1.0, midi, velocity)], name, 1.0, 2 * SECOND)


@pytest.mark.parametrize("name", sorted(tones()))
@pytest.mark.parametrize("midi", [33, 57])
def test_a_tone_has_its_pitch_and_ends(name: str, midi: int) -> None:
    sound = tone(name, midi)
    held = sound[SECOND // 20 : SECOND // 2].mean(axis=1)
    level = np.abs(np.fft.rfft(held * np.hanning(len(held)), 8 * SECOND))
    hz = 440 * 2 ** ((midi - 69) / 12)
    low = tones()[name].sub
    window = [round(8 * each) for each in (hz * 0.94, hz * 1.06)]
    peak = (window[0] + np.argmax(level[slice(*window)])) / 8
    assert abs(1200 * np.log2(peak / hz)) < 20
    assert low or level[slice(*window)].max() > 0.9 * level[: window[0]].max()
    assert 0.01 < np.abs(sound).max() < 0.4
    assert not sound[int(1.9 * SECOND) :].any()


@pytest.mark.parametrize("name", sorted(hits()))
def test_a_hit_is_heard_at_once_and_dies_away(name: str) -> None:
    sound = play_hits([Played(0.5, 0.2, 36, 127)], {36: name}, 1.0, 8 * SECOND)[:, 0]
    assert not sound[: SECOND // 2 - 1].any()
    assert 0.005 < np.abs(sound).max() < 0.5
    assert np.abs(sound[-SECOND:]).max() < 0.01 * np.abs(sound).max()


def test_a_stronger_touch_is_louder() -> None:
    assert np.abs(tone("pluck", 60, 110)).max() > 1.5 * np.abs(tone("pluck", 60, 60)).max()


def test_a_bright_tone_does_not_alias() -> None:
    level = np.abs(np.fft.rfft(tone("bass_sub", 40)[: SECOND // 2, 0] * np.hanning(SECOND // 2)))
    assert level[-2000:].max() < 1e-3 * level.max()
