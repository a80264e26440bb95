"""A master is as loud as promised, never clips, and lets the singer be heard."""

from dataclasses import replace

import numpy as np
import pyloudnorm
import pytest

from edge_service.song.audio import SAMPLE_RATE_HZ, Audio, Master, Samples, Stem, Stems, Vocals
from edge_service.song.mix import Backing, Echo, Mix, Track
from edge_service.studio.band import load_style
from edge_service.studio.mixer import mix
from edge_service.studio.mixer.loudness import true_peak_db

SECONDS = 8
TEMPO_BPM = 120.0
METER = pyloudnorm.Meter(SAMPLE_RATE_HZ)
SETTINGS = Mix(
    tracks={"guitar": Track(pan=0.4), "piano": Track(pan=-0.4)},
    voice_above_band_db=4.0,
    reverb_seconds=1.2,
    fade_out_seconds=1.0,
    backing=Backing(level_db=-8.0, pan=0.5),
)


def strokes(level: float, hz: float, seed: int) -> Samples:
    """Half-second strokes of a tone and a little noise, another in each ear."""
    rng = np.random.default_rng(seed)
    times = np.arange(SECONDS * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    decay = np.exp(-6 * (times % 0.5))[:, None]
    sound = np.sin(2 * np.pi * hz * times)[:, None] + 0.3 * rng.standard_normal((len(times), 2))
    return (level * decay * sound).astype(np.float32)


def voice(level: float) -> Samples:
    """A hummed note with harmonics, silent in the first quarter."""
    times = np.arange(SECONDS * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    hum = sum(np.sin(2 * np.pi * 220 * k * times) / k for k in range(1, 20))
    return (level * hum * (times > SECONDS / 4)).astype(np.float32)


def mastered(
    settings: Mix = SETTINGS, voice_level: float = 0.1, band_level: float = 0.1, second: Audio | None = None
) -> Master:
    tracks = tuple(
        Stem.of(name, Audio(strokes(band_level, hz, seed)))
        for seed, (name, hz) in enumerate({"drums": 60, "bass": 55, "piano": 440, "guitar": 330}.items())
    )
    vocals = Vocals(Audio(voice(voice_level)), (), second)
    return mix(vocals, Stems(tracks, b"", ()), replace(load_style("pop"), mix=settings), TEMPO_BPM)


@pytest.fixture(scope="module")
def master() -> Master:
    return mastered()


def seconds(samples: Samples, start: float, end: float) -> Samples:
    return samples[int(start * SAMPLE_RATE_HZ) : int(end * SAMPLE_RATE_HZ)]


def level_db(samples: Samples) -> float:
    return float(10 * np.log10(np.square(samples).mean() + 1e-12))


@pytest.mark.parametrize(("voice_level", "band_level"), [(0.1, 0.1), (0.9, 0.01), (0.005, 0.5)])
def test_the_master_has_its_loudness_and_headroom_whatever_comes_in(
    voice_level: float, band_level: float
) -> None:
    made = mastered(SETTINGS, voice_level, band_level)
    loudness = METER.integrated_loudness(made.audio.samples)
    assert loudness == pytest.approx(-16.0, abs=0.3)
    assert true_peak_db(made.audio.samples.T) <= -2.4
    assert made.integrated_lufs == pytest.approx(loudness, abs=0.05)


def test_the_voice_stands_above_the_band_by_what_the_style_asks(master: Master) -> None:
    sung = [seconds(track.samples, 3, 6) for track in (master.vocals, master.band)]
    above = METER.integrated_loudness(np.stack([sung[0]] * 2, axis=1)) - METER.integrated_loudness(sung[1])
    assert 4.0 < above < 4.0 + SETTINGS.duck_db + 2.0


def test_chords_step_back_while_the_voice_sings_and_the_beat_hardly() -> None:
    changes = {}
    for alone in ("piano", "drums"):
        quiet = {
            name: Track(level_db=-60.0) for name in ("drums", "bass", "piano", "guitar") if name != alone
        }
        deep, flat = (
            mastered(replace(SETTINGS, tracks=quiet, duck_db=depth, glue_db=0.0)).band.samples
            for depth in (6.0, 0.0)
        )
        before, under = (
            level_db(seconds(deep, *span)) - level_db(seconds(flat, *span)) for span in ((0, 1.5), (3, 6))
        )
        changes[alone] = before - under
    assert changes["piano"] == pytest.approx(6.0, abs=0.5)
    assert changes["drums"] < 2.0


def test_the_stems_add_up_to_the_master_where_nothing_rings_or_is_limited() -> None:
    soft = {name: Track(level_db=-40.0, room_db=-60.0) for name in ("drums", "bass", "piano", "guitar")}
    made = mastered(
        Mix(reverb_db=-60.0, voice_above_band_db=12.0, tracks=soft | {"piano": Track(room_db=-60.0)}),
        second=Audio(voice(0.05)),
    )
    assert made.backing is not None
    stems = made.vocals.samples[:, None] + made.band.samples + made.backing.samples
    assert level_db(made.audio.samples - stems) < level_db(made.audio.samples) - 40


def test_the_master_starts_and_ends_in_silence_without_clicks_or_nan(master: Master) -> None:
    samples = master.audio.samples
    assert np.isfinite(samples).all()
    assert samples.shape == (SECONDS * SAMPLE_RATE_HZ, 2)
    assert samples.dtype == np.float32
    assert np.abs(samples[0]).max() < 1e-3
    assert np.abs(samples[-1]).max() < 1e-3


def test_a_song_fades_in_as_slowly_as_the_style_asks() -> None:
    slow, fast = (mastered(replace(SETTINGS, fade_in_seconds=fade)).audio.samples for fade in (2.0, 0.0))
    assert level_db(seconds(slow, 0.0, 0.3)) < level_db(seconds(fast, 0.0, 0.3)) - 10
    assert level_db(seconds(slow, 3, 6)) == pytest.approx(level_db(seconds(fast, 3, 6)), abs=1.0)


def test_one_loudspeaker_loses_little(master: Master) -> None:
    left, right = master.audio.samples.T
    middle = (left + right) / 2
    assert level_db(master.audio.samples) - level_db(middle) < 2.0
    assert np.corrcoef(left, right)[0, 1] > 0.3


def test_an_echo_repeats_the_voice_in_time() -> None:
    burst = voice(0.1)
    burst[int(3.5 * SAMPLE_RATE_HZ) :] = 0.0
    piano = strokes(0.1, 440, 1)
    piano[SAMPLE_RATE_HZ:] = 0.0
    songs = [
        mix(
            Vocals(Audio(burst), ()),
            Stems((Stem.of("piano", Audio(piano)),), b"", ()),
            replace(load_style("pop"), mix=Mix(reverb_db=-60.0, echo=Echo(beats=4.0, voice_db=voice_db))),
            TEMPO_BPM,
        ).audio.samples
        for voice_db in (-20.0, -60.0)
    ]
    repeats, rests = (
        [level_db(seconds(song, *span)) for song in songs] for span in ((4.2, 5.3), (3.8, 3.95))
    )
    assert repeats[0] > repeats[1] + 20
    assert repeats[0] == pytest.approx(level_db(seconds(songs[0], 2.2, 3.3)) - 23, abs=4)  # its lows are cut
    assert rests[0] == pytest.approx(rests[1], abs=1.0)


def test_a_pad_pumps_under_the_kick() -> None:
    """Kicks come every half second: pumped, the piano is weaker in their first half."""
    levels = []
    for pump in (0.0, 9.0):
        tracks = {
            "piano": Track(pump_db=pump),
            "drums": Track(level_db=-40.0),
            "guitar": Track(level_db=-60.0),
        }
        band = mastered(replace(SETTINGS, tracks={**tracks, "bass": Track(level_db=-60.0)})).band.samples
        early, late = (
            np.mean([level_db(seconds(band, k / 2 + a, k / 2 + b)) for k in range(1, 4)])
            for a, b in ((0.03, 0.1), (0.3, 0.45))
        )
        levels.append(early - late)
    assert levels[0] - levels[1] > 3.0


def test_a_second_voice_is_heard_lower_and_to_the_side_and_the_vocals_stay_the_tune_alone(
    master: Master,
) -> None:
    both = mastered(second=Audio(voice(0.3)[::-1].copy()))
    assert master.backing is None
    assert both.backing is not None
    tune = METER.integrated_loudness(np.stack([both.vocals.samples] * 2, axis=1))
    assert METER.integrated_loudness(both.backing.samples) == pytest.approx(tune - 8.0, abs=1.5)
    left, right = np.square(seconds(both.backing.samples, 0, 6)).mean(axis=0)
    assert right > 3 * left
    ratio = both.vocals.samples[SAMPLE_RATE_HZ * 5] / master.vocals.samples[SAMPLE_RATE_HZ * 5]
    np.testing.assert_allclose(both.vocals.samples, master.vocals.samples * ratio, atol=1e-5)


def test_the_same_tracks_give_the_same_samples(master: Master) -> None:
    np.testing.assert_array_equal(mastered().audio.samples, master.audio.samples)
