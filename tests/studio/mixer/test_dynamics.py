"""Sound that is treated stays what it was, only better behaved."""

import numpy as np
import pytest

from edge_service.studio.mixer.dynamics import clear_presence, compress, de_ess, glue, kicks, sung
from tests.studio.mixer.sounds import level_db, noise, part, silence, tone


def test_compression_brings_loud_and_soft_closer() -> None:
    track = np.concatenate([tone(300, 1.0, 0.8), tone(300, 1.0, 0.2)], axis=1)
    even = compress(track, above_db=-9.0, ratio=3.0, attack_ms=5, release_ms=50)
    before = level_db(part(track, 0, 1)) - level_db(part(track, 1, 2))
    after = level_db(part(even, 0, 1)) - level_db(part(even, 1, 2))
    assert before == pytest.approx(12.0, abs=0.1)
    assert after < 6.0


def test_compression_is_the_same_at_any_level() -> None:
    track = noise(2.0, 0.2) * np.linspace(0.2, 1.0, 96_000, dtype=np.float32)
    one, soft = (compress(track * np.float32(gain), 0.0, 3.0, 5, 50) / np.float32(gain) for gain in (1, 0.01))
    np.testing.assert_allclose(soft, one, rtol=1e-3, atol=1e-5)


def test_a_slow_attack_lets_a_stroke_through() -> None:
    track = np.concatenate([tone(300, 1.0, 0.1), tone(300, 1.0, 0.8)], axis=1)
    fast, slow = (compress(track, -6.0, 4.0, attack, 100) for attack in (1, 60))
    start = (1.0, 1.015)
    assert level_db(part(slow, *start)) > level_db(part(fast, *start)) + 2.0
    assert level_db(part(slow, 1.5, 2)) == pytest.approx(level_db(part(fast, 1.5, 2)), abs=0.3)


@pytest.mark.parametrize("hz", [7000, 11_000])
def test_a_loud_sibilant_is_tamed_and_a_soft_one_and_the_vowel_are_left_alone(hz: float) -> None:
    hiss, soft, vowel = tone(hz, level=0.2), tone(hz, level=0.02), tone(400, level=0.4)
    assert level_db(de_ess(hiss, -30, 3)) < level_db(hiss) - 7
    assert level_db(de_ess(soft, -30, 3)) == pytest.approx(level_db(soft), abs=0.1)
    assert level_db(de_ess(vowel, -30, 3)) == pytest.approx(level_db(vowel), abs=0.1)


def test_taming_a_sibilant_leaves_what_sounds_below_it() -> None:
    vowel = tone(400, level=0.3)
    rest = de_ess(vowel + tone(7000, level=0.2), -30, 3) - vowel
    assert level_db(rest) < level_db(tone(7000, level=0.2)) - 7


def test_the_voice_is_present_while_it_sings_and_a_moment_before() -> None:
    voice = np.concatenate([silence(2.0), tone(300, 2.0), silence(3.0)], axis=1)
    presence = sung(voice)
    assert presence[:1800].max() < 0.05
    assert presence[2050:3900].min() > 0.9
    assert presence[1999] > 0.3
    assert presence[-500:].max() < 0.05


def test_presence_is_cleared_only_where_the_band_covers_the_voice() -> None:
    voice = np.concatenate([silence(2.0), tone(2000, 2.0, 0.2)], axis=1)
    for hz, under_db in ((2000, -5.0), (150, 0.0)):
        band = tone(hz, 4.0, 0.3, channels=2)
        cleared = clear_presence(band, voice, sung(voice), 5.0)
        assert level_db(part(cleared, 0, 1.5)) == pytest.approx(level_db(band), abs=0.2)
        assert level_db(part(cleared, 2.5, 4)) - level_db(band) == pytest.approx(under_db, abs=0.4)


def test_a_band_far_below_the_voice_keeps_its_presence() -> None:
    band, voice = tone(2000, 2.0, 0.02, channels=2), tone(2000, 2.0, 0.2)
    cleared = clear_presence(band, voice, sung(voice), 6.0)
    assert level_db(cleared) == pytest.approx(level_db(band), abs=0.2)


def test_glue_holds_the_loudest_bars_back_and_leaves_the_others() -> None:
    band = np.concatenate([noise(6, 0.05), noise(1, 0.2)], axis=1)
    held = glue(band, 2.0)
    assert level_db(part(held, 0, 5)) == pytest.approx(level_db(part(band, 0, 5)), abs=0.1)
    assert level_db(part(held, 6, 7)) - level_db(part(band, 6, 7)) == pytest.approx(-2.0, abs=0.7)


def test_a_kick_is_heard_among_the_drums_and_a_hat_is_none() -> None:
    drums = silence(2.0, 2) + 0.02 * noise(2.0, 1.0)
    drums[:, 24_000:28_800] += tone(60, 0.1, 0.8)
    beat = kicks(drums)
    assert beat[:480].max() < 0.05
    assert beat[510:600].max() > 0.9
    assert beat[1200:].max() < 0.05
