"""Sums the players of the band, each treated by its role and style, and sends them to room and echo.

Sound is float32, shape (channels, frames), at 48 kHz.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from edge_service.song.audio import Samples, Stem, Stems
from edge_service.song.mix import OFF_DB, Track
from edge_service.song.style import Style
from edge_service.studio.mixer.buses import bus_of
from edge_service.studio.mixer.dynamics import kicks
from edge_service.studio.mixer.envelopes import Curve, amplified
from edge_service.studio.mixer.tracks import ratio, treated_player

WORKERS = 2


@dataclass(eq=False)
class Ensemble:
    """The band in two sums, what stays and what steps back for the voice, and what it sends."""

    stays: Samples
    yields: Samples
    to_room: Samples
    to_echo: Samples


def ensemble(stems: Stems, style: Style, frames: int) -> Ensemble:
    """Return the players together, stereo, `frames` long; the echo's send has one channel."""
    sums = Ensemble(*(np.zeros((channels, frames), dtype=np.float32) for channels in (2, 2, 2, 1)))
    for name, track in _treated(stems, style):
        own, bus = style.mix.tracks.get(name, Track()), bus_of(name, style)
        sums.stays += track * np.float32(1 - bus.yields)
        sums.yields += track * np.float32(bus.yields)
        if bus.room_db > OFF_DB:
            sums.to_room += track * np.float32(ratio(bus.room_db))
        if own.echo_db > OFF_DB:
            sums.to_echo += track.mean(axis=0) * np.float32(ratio(own.echo_db))
    return sums


def _treated(stems: Stems, style: Style) -> Iterator[tuple[str, Samples]]:
    """Yield the name and sound of every player that is heard, a few at work at a time."""
    heard = [stem for stem in stems.tracks if not stem.is_silent]
    pumped = any(own.pump_db for own in style.mix.tracks.values())
    drums = [stem for stem in heard if stem.name == "drums"]
    beat = kicks(_channels(drums[0])) if pumped and drums else None
    with ThreadPoolExecutor(WORKERS) as pool:
        for start in range(0, len(heard), WORKERS):
            few = heard[start : start + WORKERS]
            yield from zip(
                (stem.name for stem in few),
                pool.map(partial(_player, style=style, beat=beat), few),
                strict=True,
            )


def _player(stem: Stem, style: Style, beat: Curve | None) -> Samples:
    own = style.mix.tracks.get(stem.name, Track())
    track = treated_player(_channels(stem), bus_of(stem.name, style), own.pan)
    return track if beat is None or not own.pump_db else amplified(track, -own.pump_db * beat)


def _channels(stem: Stem) -> Samples:
    return np.ascontiguousarray(stem.audio.samples.T)
