"""Finds the pitch marks of a sound: one a period, followed by ear both ways from the loudest.

The decoder strays from the f0 it is given, by up to a semitone beside consonants. Marks that lie a period of
the sound apart, not of what was asked, let PSOLA put every period where the score wants it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.signal import butter, sosfiltfilt

Times = npt.NDArray[np.floating[Any]]
Sound = npt.NDArray[np.float32]

UNVOICED_MARK_SECONDS = 0.005
# Periods are compared by what lies below this: the first harmonics, without the noise of consonants.
HEARD_HZ = 1000.0
LOW_RATE_HZ = 12_000
GRID_SECONDS = 0.0025
WINDOW_PERIODS = 1.5
MOST_STRAY = 0.15
LEAST_LIKENESS = 0.5
LEAST_HZ = 40.0


@dataclass(frozen=True, eq=False)
class Run:
    """A stretch of the source that is voiced, or not, with its marks in seconds."""

    voiced: bool
    marks: Times


def mark_runs(f0: Times, step_seconds: float, sound: Sound, rate: int) -> list[Run]:
    """Return marks for a sound made with this f0 (0 where unvoiced); `rate` is a multiple of 12 kHz."""
    low: Times = sosfiltfilt(butter(2, HEARD_HZ, fs=rate, output="sos"), sound)[:: rate // LOW_RATE_HZ]
    periods = _heard_periods(low, _asked_periods(f0, step_seconds))
    edges = (np.flatnonzero(np.diff(f0 > 0)) + 1).tolist()
    runs = []
    for start, end in zip([0, *edges], [*edges, len(f0)], strict=True):
        span = (start * step_seconds, end * step_seconds)
        marks = _followed(periods, _loudest(low, span), span) if f0[start] > 0 else np.empty(0)
        voiced = len(marks) >= 2
        runs.append(Run(voiced, marks if voiced else np.arange(*span, UNVOICED_MARK_SECONDS)))
    return runs


def _asked_periods(f0: Times, step_seconds: float) -> Times:
    """Return the period asked for at every point of the grid, in seconds, bridged where there is none."""
    centres = (np.arange(len(f0)) + 0.5) * step_seconds
    voiced = f0 > 0 if np.any(f0 > 0) else np.full(len(f0), True)
    grid = np.arange(round(len(f0) * step_seconds / GRID_SECONDS)) * GRID_SECONDS
    asked: Times = 1 / np.maximum(np.interp(grid, centres[voiced], f0[voiced]), LEAST_HZ)
    return asked


def _heard_periods(low: Times, asked: Times) -> Times:
    """Return how long the sound takes to repeat itself at every point of the grid, near what was asked."""
    wanted = asked * LOW_RATE_HZ
    lags = np.arange(int((1 - MOST_STRAY) * wanted.min()) - 1, int((1 + MOST_STRAY) * wanted.max()) + 3)
    likeness = _likeness(low, wanted, lags)
    near = np.abs(lags[:, None] / wanted - 1) <= MOST_STRAY
    best = np.clip(np.argmax(np.where(near, likeness, -2), axis=0), 1, len(lags) - 2)
    before, peak, after = (likeness[best + side, np.arange(len(wanted))] for side in (-1, 0, 1))
    sure = (peak > LEAST_LIKENESS) & (peak >= before) & (peak >= after) & (before + after < 2 * peak)
    bow = np.where(sure, before - 2 * peak + after, 1.0)
    return np.where(sure, (lags[best] + 0.5 * (before - after) / bow) / LOW_RATE_HZ, asked)


def _likeness(low: Times, periods: Times, lags: npt.NDArray[np.int64]) -> Times:
    """Return how like itself, -1 to 1, the sound is a lag (row) after each point of the grid (column)."""
    middles = np.arange(len(periods)) * GRID_SECONDS * LOW_RATE_HZ
    half = WINDOW_PERIODS / 2 * periods
    first, last = (np.clip(middles + half * side, 0, len(low)).astype(np.int64) for side in (-1, 1))
    later = np.concatenate([low, np.zeros(lags[-1] + 1)])
    power = _summed(later**2)
    rows = []
    for lag in lags.tolist():
        both = _summed(low * later[lag : lag + len(low)])
        powers = (power[last] - power[first]) * (power[last + lag] - power[first + lag])
        rows.append((both[last] - both[first]) / np.sqrt(np.maximum(powers, 1e-12)))
    return np.stack(rows)


def _summed(values: Times) -> Times:
    return np.concatenate([[0.0], np.cumsum(values)])


def _loudest(low: Times, span: tuple[float, float]) -> float:
    piece = np.abs(low[int(span[0] * LOW_RATE_HZ) : int(span[1] * LOW_RATE_HZ)])
    return span[0] + (int(np.argmax(piece)) / LOW_RATE_HZ if len(piece) else 0.0)


def _followed(periods: Times, start: float, span: tuple[float, float]) -> Times:
    """Return marks from `start` both ways to the ends of the span, each a period from the next."""
    grid = np.arange(len(periods)) * GRID_SECONDS
    after, before = [start], [start]
    while (mark := after[-1] + float(np.interp(after[-1], grid, periods))) < span[1]:
        after.append(mark)
    while (mark := _mark_before(before[-1], grid, periods)) >= span[0]:
        before.append(mark)
    return np.array(before[:0:-1] + after)


def _mark_before(mark: float, grid: Times, periods: Times) -> float:
    near = mark - float(np.interp(mark, grid, periods))
    return mark - float(np.interp(near, grid, periods))
