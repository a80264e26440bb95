"""Draws tunes: the model says what is likely, the rules of singing what may be, chance decides."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from edge_service.studio.composer.features import NONE, Array, Range, echoes, features, sources
from edge_service.studio.composer.melody_model import MelodyModel
from edge_service.studio.composer.spots import Spot
from edge_service.studio.models import Models

TUNES = 96  # drawn at once
TEMPERATURE = 0.9
OCTAVE, LEAP, STEP = 12, 5, 2
AWKWARD = (6, 10, 11)  # intervals that are hard to hit
# What breaking a rule takes from a note's log-likelihood; the greater, the later it is broken.
OFF_SCALE, OFF_CLOSE, OFF_CHORD, AWKWARDLY, UNRECOVERED, UNRESOLVED = 60.0, 40.0, 30.0, 12.0, 9.0, 8.0
STUCK = 4.0  # the fourth same note in a row
RECALLED_STEPS = 4  # semitones from a motif beyond which it makes no difference


@dataclass(frozen=True)
class Singer:
    """Who the tune is for: the range (MIDI), the pitch class that tokens are counted from, the mode."""

    low_midi: int
    high_midi: int
    frame: int
    mode: str

    @property
    def reach(self) -> Range:
        return Range((self.low_midi - self.frame) % 12, self.high_midi - self.low_midi)


@dataclass(frozen=True)
class Drawn:
    """Tunes (tunes, notes) in MIDI, the model's surprise at each note in nats, and rules broken by tune."""

    midis: Array
    surprises: Array
    broken: Array


def draw_tunes(
    spots: Sequence[Spot], singer: Singer, before: int | None, models: Models, rng: np.random.Generator
) -> Drawn:
    """Return TUNES tunes for a section; `before` is the last note sung before it."""
    told, where = (
        features([spot.place for spot in spots], singer.reach, singer.mode),
        sources([spot.place for spot in spots]),
    )
    model = MelodyModel(models, TUNES)
    down = singer.low_midi - singer.reach.low  # MIDI less token
    ladder = np.arange(singer.low_midi, singer.high_midi + 1)
    midis = np.zeros((TUNES, len(spots)), dtype=np.int64)
    surprises, broken = np.zeros(midis.shape), np.zeros(TUNES)
    for index, spot in enumerate(spots):
        last = midis[:, index - 1] - down if index else np.full(TUNES, NONE)
        likely = model.next(told[index], last, echoes(midis - down, index, where[index]))
        likely = likely[:, ladder - down]
        costs = _costs(spots, index, midis, ladder, before)
        willed = (likely - _wishes(spot, midis, ladder)) / TEMPERATURE - costs
        chosen = _pick(willed, rng)
        rows = np.arange(TUNES)
        midis[:, index] = ladder[chosen]
        surprises[:, index] = -likely[rows, chosen]
        broken += costs[rows, chosen] >= UNRESOLVED
    return Drawn(midis, surprises, broken)


def _pick(willed: Array, rng: np.random.Generator) -> Array:
    """Return a choice for each row of log-likelihoods."""
    shares = np.exp(willed - willed.max(-1, keepdims=True))
    sums = shares.cumsum(-1)
    picked: Array = (sums < rng.random((len(willed), 1)) * sums[:, -1:]).sum(-1)
    return picked


def _wishes(spot: Spot, midis: Array, ladder: Array) -> Array:
    """Return what straying from the motif costs, for each tune and note of the ladder."""
    if spot.known is not None:
        model = np.full(len(midis), spot.known)
    elif spot.like is not None:
        model = midis[:, spot.like]
    else:
        return np.zeros((len(midis), len(ladder)))
    away: Array = np.abs(ladder[None] - model[:, None]).clip(max=RECALLED_STEPS)
    return spot.recall * away


def _costs(spots: Sequence[Spot], index: int, midis: Array, ladder: Array, before: int | None) -> Array:
    """Return what the rules take from each note of the ladder, for each tune."""
    spot, classes = spots[index], ladder % 12
    own = OFF_SCALE * ~np.isin(classes, list(spot.scale))
    if spot.settled:
        own = own + OFF_CHORD * ~np.isin(classes, list(spot.tones))
    if spot.closes:
        own = own + OFF_CLOSE * ~np.isin(classes, list(spot.closes))
    costs = np.broadcast_to(own, (len(midis), len(ladder))).astype(float)
    if index == 0:
        return costs if before is None else costs + _entering(ladder - before)
    steps = ladder[None] - midis[:, index - 1 : index]
    costs = costs + _stepping(steps)
    settled = np.isin(midis[:, index - 1] % 12, list(spots[index - 1].tones))
    costs += UNRESOLVED * (~settled[:, None] & (np.abs(steps) > STEP))
    if index >= 2:
        came = (midis[:, index - 1] - midis[:, index - 2])[:, None]
        costs += UNRECOVERED * ((np.abs(came) >= LEAP) & (steps * np.sign(came) > STEP))
        costs += UNRECOVERED * ((np.abs(came) >= LEAP) & (steps * np.sign(came) < -LEAP))
    if index >= 3:
        same = (midis[:, index - 3 : index] == midis[:, index - 1 : index]).all(-1)
        costs += STUCK * (same[:, None] & (steps == 0))
    return costs


def _stepping(steps: Array) -> Array:
    sizes = np.abs(steps)
    return np.where(sizes > OCTAVE, np.inf, AWKWARDLY * np.isin(sizes, AWKWARD))


def _entering(steps: Array) -> Array:
    """Return what the way from the section before costs: anything up to an octave is free."""
    return np.where(np.abs(steps) > OCTAVE, np.inf, 0.0)
