"""Evens a line's level syllable by syllable, and ends it without a click."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from scipy.signal import butter, sosfilt

from edge_service.song.audio import SAMPLE_RATE_HZ, Samples
from edge_service.studio.singer.expression import Phrasing
from edge_service.studio.singer.timing import Plan, Times

VOWEL_RMS = 0.1
EVENNESS, HELD_EVENNESS = 0.6, 0.8
PIECE_SECONDS = 0.2
MOST_CHANGE_DB = 9.0
KNEE = 0.5
# A softer voice loses some of its overtones: this share of what it loses in level, above BRIGHT_HZ.
BRIGHTNESS = 0.3
BRIGHT_HZ = 2000.0
FADE_IN_SECONDS = 0.03
FADE_OUT_SECONDS = 0.07


def evened(sound: Samples, plan: Plan, start: float) -> Samples:
    """Bring each vowel most of the way to VOWEL_RMS, with straight lines of gain between them.

    A long one, which the model lets die away, is held up piece by piece.
    """
    spans = [(vowel.sung_start, vowel.sung_end) for vowel in plan.vowels]
    loud = float(np.median([_level(sound, first - start, last - start) for first, last in spans]))
    knots = [knot for span in spans for knot in _gains(sound, span, start, loud)]
    middles, gains = np.array(knots).T
    times = start + np.arange(len(sound)) / SAMPLE_RATE_HZ
    return _rounded(sound * np.interp(times, middles, gains))


def _gains(
    sound: Samples, span: tuple[float, float], start: float, loud: float
) -> Iterator[tuple[float, float]]:
    """Yield when a vowel, or a piece of a long one, has which gain."""
    count = max(1, int((span[1] - span[0]) / PIECE_SECONDS))
    edges = np.linspace(*span, count + 1)
    for first, last in pairwise(edges):
        level = _level(sound, first - start, last - start)
        evenness, inside = (EVENNESS, 0.2) if count == 1 else (HELD_EVENNESS, 0.45)
        change = np.clip(evenness * 20 * np.log10(loud / max(level, 1e-5)), -MOST_CHANGE_DB, MOST_CHANGE_DB)
        for place in (inside, 1 - inside):
            yield first + place * (last - first), VOWEL_RMS / loud * 10 ** (change / 20)


def shaped(sound: Samples, phrasing: Phrasing, start: float) -> Samples:
    """Give a line the levels of its phrasing; what is softer is darker too."""
    gain_db = phrasing.gain_db(start + np.arange(len(sound)) / SAMPLE_RATE_HZ)
    dark = sosfilt(butter(1, BRIGHT_HZ, fs=SAMPLE_RATE_HZ, output="sos"), sound)
    bright = 10 ** (BRIGHTNESS * np.minimum(gain_db, 0) / 20)
    return np.asarray((dark + (sound - dark) * bright) * 10 ** (gain_db / 20), np.float32)


def faded(sound: Samples, plan: Plan, start: float) -> Samples:
    """Silence what lies outside the line and in its rests, with fades the length of a breath's edge."""
    times = start + np.arange(len(sound)) / SAMPLE_RATE_HZ
    envelope = _rise(times, plan.start - FADE_IN_SECONDS, FADE_IN_SECONDS)
    envelope *= 1 - _rise(times, plan.end, FADE_OUT_SECONDS)
    for rest_start, rest_end in plan.rests:
        falling = 1 - _rise(times, rest_start, FADE_OUT_SECONDS)
        envelope *= np.maximum(falling, _rise(times, rest_end - FADE_IN_SECONDS, FADE_IN_SECONDS))
    return np.asarray(sound * envelope, np.float32)


def _rounded(sound: Samples) -> Samples:
    """Bend what is louder than KNEE so that nothing reaches 1."""
    over = np.maximum(np.abs(sound) - KNEE, 0)
    bent = np.minimum(np.abs(sound), KNEE) + (1 - KNEE) * np.tanh(over / (1 - KNEE))
    return np.asarray(np.sign(sound) * bent, np.float32)


def _rise(times: Times, start: float, length: float) -> Times:
    curve: Times = 0.5 - 0.5 * np.cos(np.pi * np.clip((times - start) / length, 0, 1))
    return curve


def _level(sound: Samples, start: float, end: float) -> float:
    piece = sound[max(0, int(start * SAMPLE_RATE_HZ)) : max(1, int(end * SAMPLE_RATE_HZ))]
    return float(np.sqrt(np.mean(np.square(piece, dtype=np.float64)) + 1e-12))
