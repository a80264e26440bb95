"""Stretches sound in time and bends its pitch, period by period: TD-PSOLA with known pitch marks.

After Moulines and Charpentier, "Pitch-synchronous waveform processing techniques for text-to-speech
synthesis using diphones" (1990). Between two marks of the result lies one period of the source at the
first fading into one period at the second; where nothing is stretched the result is the source.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Times = npt.NDArray[np.floating[Any]]
Sound = npt.NDArray[np.float32]
Map = Callable[[Times], Times]

UNVOICED_MARK_SECONDS = 0.005
CURVE_STEP_SECONDS = 0.001
LEAST_GAP_SECONDS = 0.0012


@dataclass(frozen=True, eq=False)
class Run:
    """A stretch of the source that is voiced, or not, with its marks in seconds."""

    voiced: bool
    marks: Times


def mark_runs(f0: Times, step_seconds: float, sound: Sound, rate: int) -> list[Run]:
    """Return marks for a sound made with this f0 (0 where unvoiced): one a period, where it is strongest."""
    centres: Times = (np.arange(len(f0)) + 0.5) * step_seconds
    phase: Times = np.cumsum(f0) * step_seconds
    offset = _strongest_phase(centres, phase, sound, rate)
    edges = np.flatnonzero(np.diff(f0 > 0)) + 1
    starts, ends = [0, *edges.tolist()], [*edges.tolist(), len(f0)]
    runs = []
    for start, end in zip(starts, ends, strict=True):
        span = (start * step_seconds, end * step_seconds)
        marks = _voiced_marks(centres, phase, offset, span) if f0[start] > 0 else np.empty(0)
        if len(marks) < 2:
            marks = np.arange(span[0], span[1], UNVOICED_MARK_SECONDS)
        runs.append(Run(bool(f0[start] > 0) and len(marks) >= 2, marks))
    return runs


def resynthesise(
    sound: Sound, rate: int, runs: list[Run], to_song: Map, to_model: Map, f0: Map, span: tuple[float, float]
) -> Sound:
    """Return `span` of the song: the sound stretched by the maps, its voice at the pitch `f0`."""
    pairs = [_placed(run, to_song, to_model, f0) for run in runs]
    sung = np.concatenate([pair[0] for pair in pairs])
    spoken = np.concatenate([pair[1] for pair in pairs])
    order = np.argsort(sung, kind="stable")
    sung, spoken = sung[order], spoken[order]
    apart = np.concatenate([[True], np.diff(sung) > LEAST_GAP_SECONDS])
    return _overlap(sound, rate, sung[apart], spoken[apart], span)


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


def _overlap(sound: Sound, rate: int, sung: Times, spoken: Times, span: tuple[float, float]) -> Sound:
    """Fade from each mark's surroundings into the next one's; outside the marks it runs on as it was."""
    edges = (min(sung[0], span[0]) - 1, max(sung[-1], span[1]) + 1)
    spoken = np.concatenate([[spoken[0] + edges[0] - sung[0]], spoken, [spoken[-1] + edges[1] - sung[-1]]])
    sung = np.concatenate([[edges[0]], sung, [edges[1]]])
    times = span[0] + np.arange(round((span[1] - span[0]) * rate)) / rate
    index = np.searchsorted(sung, times, side="right") - 1
    gap = sung[index + 1] - sung[index]
    since = times - sung[index]
    weight = 0.5 - 0.5 * np.cos(np.pi * since / gap)
    first = _read(sound, (spoken[index] + since) * rate)
    second = _read(sound, (spoken[index + 1] - gap + since) * rate)
    return np.asarray((1 - weight) * first + weight * second, np.float32)


def _read(sound: Sound, positions: Times) -> Times:
    """Return samples between samples: Catmull-Rom interpolation, silence beyond the ends."""
    padded = np.pad(sound, 2).astype(np.float64)
    position = np.clip(positions + 2, 1, len(padded) - 3)
    base = position.astype(np.int64)
    x = position - base
    a, b, c, d = (padded[base + step] for step in (-1, 0, 1, 2))
    return b + 0.5 * x * (c - a + x * (2 * a - 5 * b + 4 * c - d + x * (3 * (b - c) + d - a)))


def _voiced_marks(centres: Times, phase: Times, offset: float, span: tuple[float, float]) -> Times:
    low, high = np.interp(span, centres, phase)
    wanted = np.arange(np.ceil(low - offset), np.floor(high - offset) + 1) + offset
    marks: Times = np.interp(wanted, phase, centres)
    return marks[(marks >= span[0]) & (marks < span[1])]


def _strongest_phase(centres: Times, phase: Times, sound: Sound, rate: int) -> float:
    """Return the part of the period, from 0 to 1, that sounds loudest over the whole line."""
    energy = np.concatenate([[0], np.cumsum(sound.astype(np.float64) ** 2)])
    best, loudest = 0.0, -1.0
    for offset in np.arange(0, 1, 0.05):
        wanted = np.arange(np.ceil(phase[0] - offset), phase[-1] - offset) + offset
        at = (np.interp(wanted, phase, centres) * rate).astype(np.int64)
        width = int(0.0006 * rate)
        level = float(
            np.sum(energy[np.clip(at + width, 0, len(sound))] - energy[np.clip(at - width, 0, len(sound))])
        )
        if level > loudest:
            best, loudest = float(offset), level
    return best


def _nearest(marks: Times, times: Times) -> npt.NDArray[np.int64]:
    after = np.clip(np.searchsorted(marks, times), 1, len(marks) - 1)
    return np.where(times - marks[after - 1] < marks[after] - times, after - 1, after)
