"""What an accent adds to the singer, in torch, and how its line then sounds and is heard."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from scipy.signal import firwin
from torch import Tensor
from torch.nn import functional

from edge_service.studio.singer.accent import ACCENT_SHAPE, SOUND_STYLE
from edge_service.studio.singer.model import MODEL_RATE_HZ, PITCH_SECONDS, STYLE_SHAPE
from edge_service.studio.singer.singer import Utterance
from export_scripts.singer_graphs import part
from export_scripts.sung_lines import SungText
from export_scripts.torch_graph import TorchGraph

# The decoder's source: harmonics and noise that depend on f0 alone, so no gradient needs to pass it.
SOURCE = "/decoder/decoder/generator/Concat_3_output_0"
BANDS, WINDOW, HOP = 64, 1024, 240
FLOOR = 1e-3
HEARD_BELOW_HZ, TAPS = 7400, 63
# A vowel's edges belong to its neighbours; one that is shorter, or loses its voice, has no period to compare.
EDGE_SECONDS, LEAST_SECONDS, LEAST_HZ = 0.015, 0.025, 60.0


class AccentModel:
    """The decoder with an accent to train: what each phoneme, `every` phoneme and the style gain."""

    def __init__(self, decoder: Path) -> None:
        self.phonemes = torch.zeros(ACCENT_SHAPE[0] - 1, ACCENT_SHAPE[1], requires_grad=True)
        self.every = torch.zeros(ACCENT_SHAPE[1], requires_grad=True)
        self.style = torch.zeros(SOUND_STYLE, requires_grad=True)
        self._graph = TorchGraph(decoder, [SOURCE], quick=True)
        whole = onnx.shape_inference.infer_shapes(onnx.load(str(decoder)))
        source = part(whole, {"f0": "f0"}, {SOURCE: "source"})
        self._source = onnxruntime.InferenceSession(source.SerializeToString())
        self._low = torch.from_numpy(firwin(TAPS, HEARD_BELOW_HZ, fs=MODEL_RATE_HZ)).float()[None, None]

    def trained(self) -> dict[str, Tensor]:
        """Return the accent's parts by name."""
        return {"phonemes": self.phonemes, "every": self.every, "style": self.style}

    def load(self, table: Any) -> None:
        """Begin with an accent as the singer reads it."""
        with torch.no_grad():
            self.phonemes += torch.from_numpy(table[:-1].astype(np.float32))
            self.style += torch.from_numpy(table[-1, :SOUND_STYLE].astype(np.float32))

    def say(self, text: SungText) -> Tensor:
        """Return a line as the decoder says it with the accent, at MODEL_RATE_HZ."""
        asked, frames = text.asked, torch.from_numpy(text.asked.plan.frames)
        tokens = torch.tensor([0, *asked.ids, 0])
        features = torch.from_numpy(asked.reading.sound) + (self.phonemes[tokens] + self.every).T[None]
        f0 = asked.f0.astype(np.float32)[None]
        rest = STYLE_SHAPE[1] - SOUND_STYLE
        inputs = {
            "sound_frames": features.repeat_interleave(frames, dim=2),
            "f0": torch.from_numpy(f0),
            "energy": torch.from_numpy(asked.energy.astype(np.float32))[None],
            "style": torch.from_numpy(asked.reading.style) + functional.pad(self.style, (0, rest))[None],
            SOURCE: torch.from_numpy(self._source.run(None, {"f0": f0})[0]),
        }
        return self._graph(**inputs)[0].reshape(-1)

    def sing(self, text: SungText, said: Tensor) -> Tensor:
        """Return what was said as sung, at 16 kHz: stretched where the untrained sound is."""
        low = functional.conv1d(said[None, None], self._low, padding=TAPS // 2)[0, 0]
        before, after, weight, gain = (
            torch.from_numpy(np.asarray(values, np.float32))
            for values in (text.before * MODEL_RATE_HZ, text.after * MODEL_RATE_HZ, text.weight, text.gain)
        )
        return ((1 - weight) * _between(low, before) + weight * _between(low, after)) * gain

    def saved(self) -> Any:
        """Return the accent as the singer reads it."""
        table = np.zeros(ACCENT_SHAPE, np.float16)
        table[:-1] = (self.phonemes + self.every).detach().numpy()
        table[-1, :SOUND_STYLE] = self.style.detach().numpy()
        return table


def strayed(said: Tensor, own: Tensor) -> Tensor:
    """Return how far a sound is from the untrained one: mean difference of log mel bands, in nepers."""
    bands = torch.from_numpy(_bands())
    one, other = (((bands @ _spectrum(sound)) + FLOOR).log() for sound in (said, own))
    return (one - other).abs().mean()


def periodic(said: Tensor, asked: Utterance) -> Tensor:
    """Return how like itself each vowel is one period of the tune later: 1 is a clear tone, 0 is noise."""
    times = (np.arange(len(asked.f0)) + 0.5) * PITCH_SECONDS
    likeness = []
    for vowel in asked.plan.vowels:
        edges = (vowel.spoken_start + EDGE_SECONDS, vowel.spoken_end - EDGE_SECONDS)
        here = np.arange(*(round(edge * MODEL_RATE_HZ) for edge in edges))
        f0 = np.interp(here / MODEL_RATE_HZ, times, asked.f0)
        if len(here) >= LEAST_SECONDS * MODEL_RATE_HZ and f0.min() >= LEAST_HZ:
            later = _between(said, torch.from_numpy((here + MODEL_RATE_HZ / f0).astype(np.float32)))
            likeness.append(functional.cosine_similarity(said[here], later, dim=0))
    return torch.stack(likeness) if likeness else torch.ones(1)


def _spectrum(sound: Tensor) -> Tensor:
    return torch.stft(sound, WINDOW, HOP, window=torch.hann_window(WINDOW), return_complex=True).abs()


def _bands() -> Any:
    mel = 2595 * np.log10(1 + np.fft.rfftfreq(WINDOW, 1 / MODEL_RATE_HZ) / 700)
    edges = np.linspace(0, mel[-1], BANDS + 2)
    triangles = np.maximum(0, 1 - np.abs(mel[None] - edges[1:-1, None]) / (edges[1] - edges[0]))
    return np.asarray(triangles / (triangles.sum(axis=1, keepdims=True) + 1e-9), np.float32)


def _between(sound: Tensor, positions: Tensor) -> Tensor:
    """Return samples between samples: Catmull-Rom interpolation, silence beyond the ends."""
    padded = functional.pad(sound, (2, 3))
    position = (positions + 2).clamp(1, len(sound) + 1)
    base = position.long()
    x = position - base
    a, b, c, d = (padded[base + step] for step in (-1, 0, 1, 2))
    return b + 0.5 * x * (c - a + x * (2 * a - 5 * b + 4 * c - d + x * (3 * (b - c) + d - a)))
