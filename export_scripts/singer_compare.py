"""Compares the singer's graphs with the model they were cut from, on one spoken line."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from scipy.signal import stft

from edge_service.errors import ModelCorrupt
from export_scripts.catalog import MODELS
from export_scripts.singer_graphs import part, save

Array = npt.NDArray[Any]
# "Every Sunday morning you make pancakes for me.", as the ids of edge_service/studio/singer/tokens.toml.
LINE = "156 86 64 123 51 16 61 156 138 56 46 24 16 55 156 76 123 56 102 112 16 52 63 16 55 156 24 53 16"
LINE += " 58 156 72 56 53 24 53 61 16 48 76 123 16 55 157 51 4"
VOICE = MODELS / "singer" / "voices" / "af_heart.bin"
# The split moves no arithmetic, so it must be exact. Dequantising takes away the rounding of activations to 8
# bits in some hundred layers, and with it a few dB of noise between log spectra: 3.5 dB measured.
LARGEST_SPECTRAL_DISTANCE_DB = 5.0


def compare(whole: Path, folder: Path, graphs: Mapping[str, Any]) -> Iterator[str]:
    """Yield a report, line by line; raise ModelCorrupt where the graphs do not speak like the whole."""
    ids = [int(word) for word in LINE.split()]
    style = np.fromfile(VOICE, np.float32).reshape(510, 256)[len(ids) - 1][None]
    tokens = np.array([[0, *ids, 0]], np.int64)
    said = _run(whole, tokens=tokens, style=style, speed=np.ones(1, np.float32))[0].ravel()
    with TemporaryDirectory() as scratch:
        model = onnx.load(whole)
        for name, cut in graphs.items():
            save(part(model, cut["inputs"], cut["outputs"]), Path(scratch) / f"{name}.onnx")
        inputs = _spoken(Path(scratch), tokens, style)
        split = _run(Path(scratch) / "decoder.onnx", **inputs)[0].ravel()
    difference = float(np.abs(split - said).max())
    yield f"split int8 against whole int8: largest difference {difference:g}"
    floats = _run(folder / "decoder.onnx", **inputs)[0].ravel()
    distance = spectral_distance_db(floats, said)
    yield f"float decoder against int8 decoder: {distance:.2f} dB between log spectra"
    own = _spoken(folder, tokens, style)
    frames = [piece["sound_frames"].shape[-1] for piece in (own, inputs)]
    yield f"frames of the line: {frames[0]} in float, {frames[1]} in int8"
    if difference > 0 or distance > LARGEST_SPECTRAL_DISTANCE_DB or abs(frames[0] - frames[1]) > 5:
        raise ModelCorrupt("The singer's graphs do not speak like the model they were cut from.")


def spectral_distance_db(one: Array, other: Array) -> float:
    """Return the root mean square difference of log spectra, where either is within 60 dB of the peak."""
    spectra = [20 * np.log10(np.abs(stft(sound, 24_000, nperseg=600)[2]) + 1e-9) for sound in (one, other)]
    heard = np.maximum(*spectra) > np.max(spectra) - 60
    return float(np.sqrt(np.mean((spectra[0] - spectra[1])[heard] ** 2)))


def _spoken(folder: Path, tokens: Array, style: Array) -> dict[str, Array]:
    """Return the decoder's inputs as the model itself would speak the line."""
    speed = np.ones(1, np.float32)
    frames, prosody, sound = _run(folder / "text.onnx", tokens=tokens, style=style, speed=speed)
    alignment = np.repeat(np.eye(frames.size, dtype=np.float32), frames.ravel().astype(int), axis=1)
    prosody_frames = np.matmul(prosody.transpose(0, 2, 1), alignment)
    f0, energy = _run(folder / "prosody.onnx", prosody_frames=prosody_frames, style=style)
    return {"sound_frames": np.matmul(sound, alignment), "f0": f0, "energy": energy, "style": style}


def _run(path: Path, **inputs: Array) -> list[Array]:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    outputs: list[Array] = session.run(None, inputs)
    return outputs
