"""Stretches sound in time and bends its pitch, period by period: TD-PSOLA with known pitch marks.

After Moulines and Charpentier, "Pitch-synchronous waveform processing techniques for text-to-speech
synthesis using diphones" (1990). Between two marks of the result lies one period of the source at the
first fading into one period at the second; where nothing is stretched the result is the source.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from edge_service.studio.singer.marks import Run, Sound, Times

Map = Callable[[Times], Times]

CURVE_STEP_SECONDS = 0.001
LEAST_GAP_SECONDS = 0.0012


def resynthesise(
    sound: Sound, rate: int, runs: list[Run], to_song: Map, to_model: Map, f0: Map, span: tuple[float, float]
) -> Sound:
    """Return `span` of the song: the sound stretched by the maps, its voice at the pitch `f0`."""
    sung, spoken = placed(runs, to_song, to_model, f0)
    times = span[0] + np.arange(round((span[1] - span[0]) * rate)) / rate
    before, after, weight = crossfades(sung, spoken, times)
    faded = (1 - weight) * _read(sound, before * rate) + weight * _read(sound, after * rate)
    return np.asarray(faded, np.float32)


def placed(runs: list[Run], to_song: Map, to_model: Map, f0: Map) -> tuple[Times, Times]:
    """Return where marks go in the song, rising, and the source's mark for each."""
    pairs = [_placed(run, to_song, to_model, f0) for run in runs]
    sung = np.concatenate([pair[0] for pair in pairs])
    spoken = np.concatenate([pair[1] for pair in pairs])
    order = np.argsort(sung, kind="stable")
    sung, spoken = sung[order], spoken[order]
    apart = np.concatenate([[True], np.diff(sung) > LEAST_GAP_SECONDS])
    return sung[apart], spoken[apart]


def crossfades(sung: Times, spoken: Times, times: Times) -> tuple[Times, Times, Times]:
    """Return for each time of the song the times of the source heard then, fading, and the second's weight.

    Each mark's surroundings fade into the next one's; outside the marks the source runs on as it was.
    """
    edges = (min(sung[0], times[0]) - 1, max(sung[-1], times[-1]) + 1)
    spoken = np.concatenate([[spoken[0] + edges[0] - sung[0]], spoken, [spoken[-1] + edges[1] - sung[-1]]])
    sung = np.concatenate([[edges[0]], sung, [edges[1]]])
    index = np.searchsorted(sung, times, side="right") - 1
    gap = sung[index + 1] - sung[index]
    since = times - sung[index]
    weight = 0.5 - 0.5 * np.cos(np.pi * since / gap)
    return spoken[index] + since, spoken[index + 1] - gap + since, weight


def _placed(run: Run, to_song: Map, to_model: Map, f0: Map) -> tuple[Times, Times]:
    """Return where marks go in the song, and the source's mark for each."""
    placed = to_song(run.marks)
    if not run.voiced:
        return placed, run.marks
    grid = np.arange(placed[0], placed[-1] + CURVE_STEP_SECONDS, CURVE_STEP_SECONDS)
    phase = np.concatenate([[0], np.cumsum(f0(grid[:-1] + CURVE_STEP_SECONDS / 2)) * CURVE_STEP_SECONDS])
    sung = np.interp(np.arange(int(phase[-1]) + 1), phase, grid)
    nearest = _nearest(run.marks, to_model(sung))
    return sung, run.marks[nearest]


def _read(sound: Sound, positions: Times) -> Times:
    """Return samples between samples: Catmull-Rom interpolation, silence beyond the ends."""
    padded = np.pad(sound, 2).astype(np.float64)
    position = np.clip(positions + 2, 1, len(padded) - 3)
    base = position.astype(np.int64)
    x = position - base
    a, b, c, d = (padded[base + step] for step in (-1, 0, 1, 2))
    return b + 0.5 * x * (c - a + x * (2 * a - 5 * b + 4 * c - d + x * (3 * (b - c) + d - a)))


def _nearest(marks: Times, times: Times) -> npt.NDArray[np.int64]:
    after = np.clip(np.searchsorted(marks, times), 1, len(marks) - 1)
    return np.where(times - marks[after - 1] < marks[after] - times, after - 1, after)
