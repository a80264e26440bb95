"""Whisper base in torch, read from its CTranslate2 file: how probable are these words in that sound?

Radford et al., "Robust Speech Recognition via Large-Scale Weak Supervision" (2022); the features are those of
its reference code: 80 mel bands of Slaney's scale, windows of 25 ms every 10 ms.
"""

import struct
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import tokenizers
import torch
from torch import Tensor
from torch.nn import functional

RATE_HZ, WINDOW, HOP, BANDS = 16_000, 400, 160, 80
WIDTH, HEADS, LAYERS = 512, 8, 6
MOST_FRAMES = 3000
TYPES: dict[int, type[np.generic]] = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}


class Whisper:
    """The recogniser in a folder with `model.bin` (version 6) and `tokenizer.json`."""

    def __init__(self, folder: Path) -> None:
        arrays = read_weights(folder / "model.bin")
        self._weights = {
            name: torch.from_numpy(array.astype(np.float32))
            for name, array in arrays.items()
            if array.dtype in (np.float16, np.float32)
        }
        self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._bands = torch.from_numpy(mel_bands())
        self._window = torch.hann_window(WINDOW)

    def words(self, text: str) -> tuple[list[int], Tensor]:
        """Return the tokens of a sentence, and which of them are words rather than punctuation."""
        ids = list(self._tokenizer.encode(f" {text.strip()}", add_special_tokens=False).ids)
        spelled = [self._tokenizer.decode([token]) for token in ids]
        return ids, torch.tensor([any(map(_is_letter, part)) for part in spelled])

    def log_probabilities(self, sound: Tensor, ids: list[int], language: str) -> Tensor:
        """Return how probable each token is, told those before it; `sound` is at 16 kHz, up to 29 s."""
        prompt = [
            self._tokenizer.token_to_id(f"<|{name}|>")
            for name in ("startoftranscript", language, "transcribe", "notimestamps")
        ]
        tokens = torch.tensor([[*prompt, *ids]])
        heard = self._decoded(tokens[:, :-1], self._encoded(self._features(sound)))
        chances = heard.log_softmax(-1)[0, len(prompt) - 1 :]
        return chances[torch.arange(len(ids)), tokens[0, len(prompt) :]]

    def _features(self, sound: Tensor) -> Tensor:
        frames = min(MOST_FRAMES, (len(sound) // HOP + 101) // 2 * 2)
        padded = functional.pad(sound, (0, max(0, frames * HOP - len(sound))))[None]
        spectrum = torch.stft(padded, WINDOW, HOP, window=self._window, return_complex=True)[..., :frames]
        bands = (self._bands @ (spectrum.real**2 + spectrum.imag**2)).clamp_min(1e-10).log10()
        return (torch.maximum(bands, bands.max().detach() - 8) + 4) / 4

    def _encoded(self, features: Tensor) -> Tensor:
        x = functional.gelu(self._convolved(features, "encoder/conv1", 1))
        x = functional.gelu(self._convolved(x, "encoder/conv2", 2)).transpose(1, 2)
        x = x + self._weights["encoder/position_encodings/encodings"][: x.shape[1]]
        for layer in range(LAYERS):
            x = self._layer(x, f"encoder/layer_{layer}", None)
        return self._normalised(x, "encoder/layer_norm")

    def _decoded(self, tokens: Tensor, heard: Tensor) -> Tensor:
        x = self._weights["decoder/embeddings/weight"][tokens]
        x = x + self._weights["decoder/position_encodings/encodings"][: tokens.shape[1]]
        for layer in range(LAYERS):
            x = self._layer(x, f"decoder/layer_{layer}", heard)
        return self._normalised(x, "decoder/layer_norm") @ self._weights["decoder/projection/weight"].T

    def _layer(self, x: Tensor, name: str, heard: Tensor | None) -> Tensor:
        own = self._normalised(x, f"{name}/self_attention/layer_norm")
        query, key, value = self._linear(own, f"{name}/self_attention/linear_0").chunk(3, -1)
        mixed = _attended(query, key, value, causal=heard is not None)
        x = x + self._linear(mixed, f"{name}/self_attention/linear_1")
        if heard is not None:
            query = self._linear(
                self._normalised(x, f"{name}/attention/layer_norm"), f"{name}/attention/linear_0"
            )
            key, value = self._linear(heard, f"{name}/attention/linear_1").chunk(2, -1)
            x = x + self._linear(_attended(query, key, value), f"{name}/attention/linear_2")
        hidden = functional.gelu(
            self._linear(self._normalised(x, f"{name}/ffn/layer_norm"), f"{name}/ffn/linear_0")
        )
        return x + self._linear(hidden, f"{name}/ffn/linear_1")

    def _convolved(self, x: Tensor, name: str, stride: int) -> Tensor:
        weights = self._weights
        return functional.conv1d(x, weights[f"{name}/weight"], weights[f"{name}/bias"], stride, padding=1)

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return functional.linear(x, self._weights[f"{name}/weight"], self._weights.get(f"{name}/bias"))

    def _normalised(self, x: Tensor, name: str) -> Tensor:
        return functional.layer_norm(
            x, (WIDTH,), self._weights[f"{name}/gamma"], self._weights[f"{name}/beta"]
        )


def _is_letter(sign: str) -> bool:
    """Say whether a sign is a letter, or a piece of one that takes several bytes."""
    return sign.isalpha() or ord(sign) > 127


def _attended(query: Tensor, key: Tensor, value: Tensor, causal: bool = False) -> Tensor:
    q, k, v = (x.unflatten(-1, (HEADS, -1)).transpose(1, 2) for x in (query, key, value))
    mixed = functional.scaled_dot_product_attention(q, k, v, is_causal=causal)
    return mixed.transpose(1, 2).flatten(2)


def read_weights(path: Path) -> dict[str, npt.NDArray[Any]]:
    """Return the tensors of a CTranslate2 model: counted names, shapes, types and bytes, then aliases."""
    data, at = path.read_bytes(), 0

    def number(kind: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(f"<{kind}", data, at)
        at += struct.calcsize(kind)
        return int(value)

    def word() -> str:
        nonlocal at
        length = number("H")
        at += length
        return data[at - length : at - 1].decode()

    number("I"), word(), number("I")  # version, kind, revision
    arrays: dict[str, npt.NDArray[Any]] = {}
    for _ in range(number("I")):
        name, shape = word(), [number("I") for _ in range(number("B"))]
        kind, size = TYPES[number("B")], number("I")
        arrays[name] = np.frombuffer(data[at : at + size], kind).reshape(shape)
        at += size
    for _ in range(number("I")):
        alias, name = word(), word()
        arrays[alias] = arrays[name]
    return arrays


def mel_bands() -> npt.NDArray[np.float32]:
    """Return the weights of (BANDS, bins): triangles on Slaney's scale, linear to 1 kHz, then logarithmic."""
    marks = np.linspace(0, 15 + 27 * np.log(8) / np.log(6.4), BANDS + 2)
    edges = np.where(marks < 15, marks * 200 / 3, 1000 * 6.4 ** ((marks - 15) / 27))
    away = edges[:, None] - np.fft.rfftfreq(WINDOW, 1 / RATE_HZ)[None]
    rising, falling = -away[:-2] / np.diff(edges)[:-1, None], away[2:] / np.diff(edges)[1:, None]
    bands = np.maximum(0, np.minimum(rising, falling)) * (2 / (edges[2:] - edges[:-2]))[:, None]
    return np.asarray(bands, np.float32)
