"""Trains a language's accent and writes models_onnx/singer/accents/: `python -m export_scripts.train_accent`.

The singer's lines are heard by Whisper base, and what makes their words more probable is kept, as long as the
sound stays near the untrained one and its vowels as clear. It needs the extras `cpu`, `models`, `train` and
`writer` in an environment of their own, a folder with Whisper base in CTranslate2's format, and half an hour
of a core. Memory that the C library keeps rather than returns (its MALLOC_TRIM_THRESHOLD_) makes it a third
faster.
"""

import argparse
import random
import time
import tomllib
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from edge_service.config import load_config
from edge_service.studio.catalog import Asset
from edge_service.studio.lyricist.songbook import load_songbook
from edge_service.studio.pipeline import open_studio
from edge_service.studio.singer.accent import ACCENT_SHAPE
from export_scripts.accent_model import AccentModel, periodic, strayed
from export_scripts.catalog import MODELS, add_asset
from export_scripts.sung_lines import SungText, sung_texts
from export_scripts.torch_whisper import RATE_HZ, Whisper

SEED = 7
LINES = 240
RATES = {"phonemes": 0.002, "every": 0.002, "style": 0.0015}
STEADY = 0.3  # the rates sink over the rest of the time
MOMENTUM, MEMORY, LARGEST = 0.95, 0.98, 3.0
CLOSENESS, CLEARNESS = 0.1, 1.0
LEAST_MOVEMENT = 0.03
LEAST_LOG = -9.0
REPORT_EVERY = 15
OWN_LINES = Path(__file__).parent / "accent_lines.toml"


class Steps:
    """Adam, with one second moment a channel for all phonemes: a phoneme alone is seen too seldom."""

    def __init__(self, movable: Tensor) -> None:
        self._movable = movable
        self._mean: dict[str, Tensor] = {}
        self._power: dict[str, Tensor] = {}
        self._count = 0

    def take(self, model: AccentModel, share: float, misheard: float) -> None:
        """Move the accent against its gradient by `share` of the full rates; forget the gradient.

        Gradients are made as long as the line is misheard, from 0 to 1: as they come, some lines' are ten
        times those of others, and no truer.
        """
        self._count += 1
        for name, tensor in model.trained().items():
            gradient = tensor.grad * self._movable if name != "style" else tensor.grad
            gradient = misheard * gradient / (gradient.norm() + 1e-9)
            spoken = gradient.reshape(-1, gradient.shape[-1])
            spoken = spoken[spoken.abs().sum(dim=1) > 0]
            self._move(name, tensor, gradient, (spoken**2).mean(dim=0), share * RATES[name])

    def _move(self, name: str, tensor: Tensor, gradient: Tensor, power: Tensor, rate: float) -> None:
        self._mean[name] = MOMENTUM * self._mean.get(name, 0) + (1 - MOMENTUM) * gradient
        self._power[name] = MEMORY * self._power.get(name, 0) + (1 - MEMORY) * power
        mean = self._mean[name] / (1 - MOMENTUM**self._count)
        scale = (self._power[name] / (1 - MEMORY**self._count)).sqrt() + 1e-9
        with torch.no_grad():
            tensor -= rate * (mean / scale).clamp(-LARGEST, LARGEST)
        tensor.grad = None


def movable(texts: list[SungText]) -> Tensor:
    """Return 1 for channels that move within every line, 0 for the others.

    The decoder's instance normalisation blows up what hardly moves: their gradients say nothing.
    """
    least = np.min([text.asked.reading.sound[0].std(axis=1) for text in texts], axis=0)
    return torch.from_numpy((least > LEAST_MOVEMENT).astype(np.float32))


def heard(whisper: Whisper, text: str, sung: Tensor, language: str) -> Tensor:
    """Return the mean log probability of a line's words."""
    ids, words = whisper.words(text if text[-1] in ".!?" else f"{text}.")
    return whisper.log_probabilities(sung, ids, language)[words].clamp_min(LEAST_LOG).mean()


def roughened(sung: Tensor, rng: random.Random) -> Tensor:
    """Return the song at another level, brighter or darker, with a little noise and silence around it."""
    sung = 0.7 * sung / sung.abs().max().detach()
    bright = sung - functional.avg_pool1d(sung[None, None], 5, 1, 2)[0, 0]
    sung = (sung + rng.uniform(-0.6, 0.8) * bright) * 10 ** rng.uniform(-0.5, 0)
    edges = (round(rng.uniform(0.05, 0.5) * RATE_HZ), round(rng.uniform(0.1, 0.6) * RATE_HZ))
    return functional.pad(sung, edges) + 10 ** rng.uniform(-3.5, -2) * torch.randn(len(sung) + sum(edges))


def train(model: AccentModel, texts: list[SungText], whisper: Whisper, language: str, seconds: float) -> int:
    """Train an accent for so many seconds; return how often lines were heard for it.

    Prints hearings, the words' log probability without any accent and with it, how far it strayed, and how
    much rougher its vowels are.
    """
    rng, start = random.Random(SEED), time.monotonic()
    torch.manual_seed(SEED)
    steps, queue = Steps(movable(texts)), list[SungText]()
    plain: dict[str, float] = {}
    figures: list[tuple[float, ...]] = []
    while (done := (time.monotonic() - start) / seconds) < 1:
        queue = queue or rng.sample(texts, len(texts))
        text = queue.pop()
        sound = torch.from_numpy(text.sound)
        if text.text not in plain:
            plain[text.text] = float(
                heard(whisper, text.text, roughened(model.sing(text, sound), rng), language)
            )
        said = model.say(text)
        words = heard(whisper, text.text, roughened(model.sing(text, said), rng), language)
        apart = strayed(said, sound)
        roughness = (periodic(sound, text.asked) - periodic(said, text.asked)).clamp_min(0).mean()
        (CLOSENESS * apart + CLEARNESS * roughness - words).backward()
        noted = (float(value.detach()) for value in (words, apart, roughness))
        figures.append((plain[text.text], *noted))
        steps.take(model, min(1.0, (1 - done) / (1 - STEADY)), 1 - np.exp(figures[-1][1]))
        if len(figures) % REPORT_EVERY == 0:
            print(len(figures), *np.mean(figures[-2 * REPORT_EVERY :], axis=0).round(3), flush=True)
    return len(figures)


def songbook_lines(language: str, seed: int) -> list[str]:
    """Return lines of the songbook that need no filling in, drawn by a seed, and those written for this."""
    own = tomllib.loads(OWN_LINES.read_text("utf-8"))[language]
    themes = load_songbook(language).themes.values()
    lines = [line for theme in themes for stanza in theme.couplets for line in stanza.lines]
    book = sorted({line for line in lines if "{" not in line})
    return [*own, *random.Random(seed).sample(book, LINES - len(own))]


def main() -> None:
    """Train one language's accent, write it and its catalog entry."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language")
    parser.add_argument("whisper", type=Path)
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--further", action="store_true", help="go on from what is there, with other lines")
    asked = parser.parse_args()
    config = load_config()
    studio = open_studio(MODELS, config.threads, "cpu")
    voices = [v for v in studio.catalog.voices.values() if asked.language in v.languages]
    model, name = AccentModel(MODELS / "singer" / "decoder.onnx"), f"accent-{asked.language}"
    before = studio.catalog.asset(name) if asked.further else None
    seed = SEED + (int(before.version) if before else 0)
    lines = songbook_lines(asked.language, seed)
    texts = list(sung_texts(lines, asked.language, voices, studio.models, seed))
    began = np.zeros(ACCENT_SHAPE, np.float16)
    if before:
        began = studio.models.array(name, np.float16, ACCENT_SHAPE)
        model.load(began)
    whisper = Whisper(asked.whisper)
    hearings = train(model, texts, whisper, asked.language.split("-")[0], asked.seconds)
    # Much of what is learnt on the way is noise: the mean of both ends is understood as well and strays less.
    table = (began.astype(np.float32) + model.saved()) / 2
    keep(table, asked.language, hearings, seed, before)


def keep(
    table: npt.NDArray[np.float32], language: str, hearings: int, seed: int, before: Asset | None
) -> None:
    """Write an accent and its catalog entry."""
    file = MODELS / "singer" / "accents" / f"{language}.bin"
    file.parent.mkdir(exist_ok=True)
    table.astype(np.float16).tofile(file)
    beginning = f"version {before.version}, {before.source}" if before else "no accent"
    source = (
        f"export_scripts/train_accent.py, seed {seed}: {LINES} lines, the songbook's and accent_lines.toml, "
        f"heard {hearings} times by Whisper base (MIT); the mean of where that led and of where it began: "
        f"{beginning}"
    )
    version = 1 + (int(before.version) if before else 0)
    add_asset(
        f"accent-{language}", file, version=str(version), licence="Apache-2.0", source=source, room="singer"
    )


if __name__ == "__main__":
    main()
