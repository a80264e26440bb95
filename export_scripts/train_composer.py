"""Trains the melody model and writes models_onnx/composer/: `python -m export_scripts.train_composer`.

It needs the extras `cpu` and `train` in an environment of their own, and minutes of one core. Songs, never
parts of them, are held out: one tenth to choose the best state by, another to tell the loss of.
"""

import argparse
import copy
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
import torch
from torch import Tensor, nn

from edge_service.studio.composer.features import (
    CONTOUR,
    NONE,
    TOKENS,
    Range,
    echoes,
    features,
    sources,
)
from export_scripts.catalog import MODELS, add_asset
from export_scripts.corpus import CORPUS, Tune, read_corpus
from export_scripts.markov import Markov
from export_scripts.melody_net import HIDDEN, LAYERS, MelodyNet

SEED = 20261121
FILE = MODELS / "composer" / "melody.onnx"
STEPS, BATCH, CROP = 900, 32, 96
RATE, DECAY = 2e-3, 0.1
WIDEST_SONG = 24  # semitones; the few songs that span more are left out
LOOSEST = 4  # semitones that a range may reach beyond the song on either side
CHECK_EVERY = 50

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Example:
    """A song as arrays: what is told, its tokens, those before and those it may echo (from `sources`)."""

    told: Array
    tokens: Array
    before: Array
    echo: Array
    sources: Array
    openings: tuple[int, ...]
    roots: tuple[int, ...]


def example(tune: Tune, below: int, above: int) -> Example:
    """Return a song for a singer who reaches so many semitones below and above it."""
    lowest = min(tune.pitches) - below
    reach = Range(lowest % 12, max(tune.pitches) + above - lowest)
    tokens = (np.array(tune.pitches) - lowest + reach.low).astype(np.int64)
    where = sources(tune.places)
    return Example(
        features(tune.places, reach, tune.mode),
        tokens,
        np.concatenate([[NONE], tokens[:-1]]),
        np.stack([echoes(tokens[None], index, where[index])[0] for index in range(len(tokens))]),
        where,
        tuple(index for index, place in enumerate(tune.places) if place.sung == 0),
        tuple(place.chord.root if place.chord else 12 for place in tune.places),
    )


def split(tunes: list[Tune]) -> tuple[list[Tune], list[Tune], list[Tune]]:
    """Return songs to learn from, to choose by, and to tell the loss of."""
    fitting = [tune for tune in tunes if max(tune.pitches) - min(tune.pitches) <= WIDEST_SONG]
    order = np.random.default_rng(SEED).permutation(len(fitting))
    shuffled = [fitting[index] for index in order]
    tenth = len(fitting) // 10
    return shuffled[2 * tenth :], shuffled[:tenth], shuffled[tenth : 2 * tenth]


class Crops:
    """Draws batches: from a phrase's beginning on, for a singer of another range each time.

    How a phrase is led is told half of the time.
    """

    def __init__(self, tunes: list[Tune]) -> None:
        self._rng = np.random.default_rng(SEED)
        self._songs = [[example(tune, n, n) for n in range(LOOSEST)] for tune in tunes]
        sizes = np.array([len(tune.places) for tune in tunes], dtype=float)
        self._shares = sizes / sizes.sum()

    def batch(self) -> tuple[Tensor, ...]:
        rows = [self._crop() for _ in range(BATCH)]
        return tuple(torch.from_numpy(np.stack(column)) for column in zip(*rows, strict=True))

    def _crop(self) -> tuple[Array, ...]:
        songs = self._songs[self._rng.choice(len(self._songs), p=self._shares)]
        song = songs[self._rng.integers(LOOSEST)]
        first = int(self._rng.choice(song.openings)) if self._rng.random() < 0.8 else 0
        part = slice(first, first + CROP)
        told = song.told[part].copy()
        if self._rng.random() < 0.5:
            told[:, CONTOUR] = 0.0
        before, echo = song.before[part].copy(), song.echo[part].copy()
        before[0] = NONE
        echo[song.sources[part] <= first] = NONE
        return padded(told, before, echo, song.tokens[part])


def padded(told: Array, before: Array, echo: Array, tokens: Array) -> tuple[Array, ...]:
    """Return a crop filled up to CROP notes; the token -100 is not judged."""
    missing = CROP - len(tokens)
    return (
        np.pad(told, ((0, missing), (0, 0))),
        np.pad(before, (0, missing), constant_values=NONE),
        np.pad(echo, ((0, missing), (0, 0)), constant_values=NONE),
        np.pad(tokens, (0, missing), constant_values=-100),
    )


def train(crops: Crops, judge: Callable[[MelodyNet], float]) -> MelodyNet:
    """Return the net at its best on the songs to choose by."""
    torch.manual_seed(SEED)
    net = MelodyNet(crops.batch()[0].shape[-1])
    print(f"{sum(weight.numel() for weight in net.parameters())} weights", flush=True)
    optimizer = torch.optim.AdamW(net.parameters(), RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, STEPS, pct_start=0.1)
    best, kept, start = float("inf"), copy.deepcopy(net.state_dict()), time.monotonic()
    for step in range(1, STEPS + 1):
        loss = _learn(net, optimizer, crops.batch())
        schedule.step()
        if step % CHECK_EVERY == 0:
            judged = judge(net)
            print(f"{step:5d} {loss:.4f} {judged:.4f} {time.monotonic() - start:6.0f} s", flush=True)
            if judged < best:
                best, kept = judged, copy.deepcopy(net.state_dict())
    net.load_state_dict(kept)
    net.eval()
    return net


def _learn(net: MelodyNet, optimizer: torch.optim.Optimizer, batch: tuple[Tensor, ...]) -> float:
    net.train()
    told, before, echo, tokens = batch
    logits, _ = net(told, before, echo, torch.zeros(LAYERS, BATCH, HIDDEN))
    loss = nn.functional.cross_entropy(logits.flatten(0, 1), tokens.flatten(), label_smoothing=0.02)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    optimizer.step()
    return float(loss)


def net_losses(net: MelodyNet, songs: Sequence[Example], led: bool) -> Array:
    """Return the surprise, in nats, at every note of the songs; `led` tells how phrases are led."""
    net.eval()
    found = []
    with torch.no_grad():
        for song in songs:
            told = song.told.copy()
            if not led:
                told[:, CONTOUR] = 0.0
            given = [torch.from_numpy(array)[None] for array in (told, song.before, song.echo)]
            logits, _ = net(*given, torch.zeros(LAYERS, 1, HIDDEN))
            own = nn.functional.cross_entropy(logits[0], torch.from_numpy(song.tokens), reduction="none")
            found.append(own.numpy())
    return np.concatenate(found)


def markov_losses(learnt: Sequence[Example], heard: Sequence[Example], chords: bool) -> Array:
    """Return the surprise of an order-3 chain, in nats, at every note of `heard`."""
    chain = Markov(TOKENS)
    for song in learnt:
        chain.learn(song.tokens.tolist(), song.roots if chords else None)
    return np.concatenate(
        [chain.losses(song.tokens.tolist(), song.roots if chords else None) for song in heard]
    )


def export(net: MelodyNet, file: Path, song: Example) -> float:
    """Write the graph; return the greatest difference to torch over the notes of a song."""
    file.parent.mkdir(parents=True, exist_ok=True)
    given = [torch.from_numpy(array)[None] for array in (song.told, song.before, song.echo)]
    given.append(torch.zeros(LAYERS, 1, HIDDEN))
    names = ["told", "before", "echo", "state"]
    axes = {name: {0: "tunes", 1: "notes"} for name in names[:3]} | {"state": {1: "tunes"}}
    torch.onnx.export(
        net, tuple(given), str(file), input_names=names, output_names=["logits", "after"],
        dynamic_axes=axes | {"logits": {0: "tunes", 1: "notes"}, "after": {1: "tunes"}},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    session = onnxruntime.InferenceSession(str(file))
    state = np.zeros((LAYERS, 1, HIDDEN), np.float32)
    found = []
    for index in range(len(song.tokens)):
        part = slice(index, index + 1)
        arrays = (song.told[None, part], song.before[None, part], song.echo[None, part], state)
        logits, state = session.run(None, dict(zip(names, arrays, strict=True)))
        found.append(logits[0, 0])
    with torch.no_grad():
        expected, _ = net(*given)
    return float(np.abs(np.stack(found) - expected[0].numpy()).max())


def main() -> None:
    """Train, print the table of losses, export, compare, and write the catalog entry."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=1)
    torch.set_num_threads(parser.parse_args().threads)
    learn, choose, tell = split(read_corpus())
    learnt, chosen, told = ([example(tune, 0, 0) for tune in tunes] for tunes in (learn, choose, tell))
    net = train(Crops(learn), lambda net: float(net_losses(net, chosen, led=False).mean()))
    rows = {
        "order-3 Markov": markov_losses([*learnt, *chosen], told, chords=False),
        "order-3 Markov with chords": markov_losses([*learnt, *chosen], told, chords=True),
        "melody model": net_losses(net, told, led=False),
        "melody model, phrases led": net_losses(net, told, led=True),
    }
    print(f"{len(learn)} songs learnt, {len(choose)} to choose by, {len(tell)} told of\n")
    print(f"{'held-out loss, nats a note':<28} {'all':>6}")
    for name, losses in rows.items():
        print(f"{name:<28} {losses.mean():>6.3f}")
    difference = export(net, FILE, told[0])
    print(f"\nONNX differs from torch by {difference:.1e} at most")
    own, rival = (rows[name].mean() for name in ("melody model", "order-3 Markov"))
    source = (
        f"export_scripts/train_composer.py, seed {SEED}, on {CORPUS.name} (OpenEWLD, songs in the public "
        f"domain); held-out loss {own:.3f} nats a note, order-3 Markov {rival:.3f}"
    )
    add_asset("melody", FILE, version="1", licence="Apache-2.0", source=source, room="composer")


if __name__ == "__main__":
    main()
