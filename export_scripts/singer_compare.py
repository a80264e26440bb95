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
from export_scripts.singer_graphs import dequantised, part, save

Array = npt.NDArray[Any]
# "Every Sunday morning you make pancakes for me.", as the ids of edge_service/studio/singer/tokens.toml.
LINE = "156 86 64 123 51 16 61 156 138 56 46 24 16 55 156 76 123 56 102 112 16 52 63 16 55 156 24 53 16"
LINE += " 58 156 72 56 53 24 53 61 16 48 76 123 16 55 157 51 4"
VOICE = MODELS / "singer" / "voices" / "af_heart.bin"
# Splitting and fusing move no arithmetic further than its rounding.
LARGEST_DIFFERENCE = 1e-3
# Dequantising takes away the rounding of activations to 8 bits in some hundred layers, and with it a few dB
# of noise between log spectra: 3.5 dB measured.
LARGEST_SPECTRAL_DISTANCE_DB = 5.0


def compare(whole: Path, folder: Path, graphs: Mapping[str, Any]) -> Iterator[str]:
    """Yield a report, line by line; raise ModelCorrupt where the graphs do not speak like the whole."""
    published = onnx.load(whole)
    with TemporaryDirectory() as scratch:
        in_floats = Path(scratch) / "floats.onnx"
        save(dequantised(published), in_floats)
        for name, cut in graphs.items():
            save(part(published, cut["inputs"], cut["outputs"]), Path(scratch) / f"{name}.onnx")
        said, said_in_floats = spoken_whole(whole), spoken_whole(in_floats)
        for name, split, one in (
            ("int8", spoken_split(Path(scratch)), said),
            ("float", spoken_split(folder), said_in_floats),
        ):
            difference = largest_difference(split, one)
            yield f"split {name} against whole {name}: largest difference {difference:g}"
            if difference > LARGEST_DIFFERENCE:
                raise ModelCorrupt(
                    f"The singer's graphs do not speak like the {name} model they were cut from."
                )
        with_int8_prosody = _run(folder / "decoder.onnx", **_decoder_inputs(Path(scratch)))[0].ravel()
    distance = spectral_distance_db(with_int8_prosody, said)
    yield f"float decoder against int8 decoder: {distance:.2f} dB between log spectra"
    if distance > LARGEST_SPECTRAL_DISTANCE_DB:
        raise ModelCorrupt("The singer's float graphs do not sound like the int8 model.")


def spoken_whole(model: Path) -> Array:
    """Return the line as the model says it in one run, at 24 kHz."""
    tokens, style = _line()
    return _run(model, tokens=tokens, style=style, speed=np.ones(1, np.float32))[0].ravel()


def spoken_split(folder: Path) -> Array:
    """Return the line as the folder's three graphs say it with nothing imposed, at 24 kHz."""
    return _run(folder / "decoder.onnx", **_decoder_inputs(folder))[0].ravel()


def largest_difference(one: Array, other: Array) -> float:
    """Return the largest difference between two sounds; infinity where they are not as long."""
    return float(np.abs(one - other).max()) if len(one) == len(other) else float("inf")


def spectral_distance_db(one: Array, other: Array) -> float:
    """Return the root mean square difference of log spectra, where either is within 60 dB of the peak."""
    spectra = [20 * np.log10(np.abs(stft(sound, 24_000, nperseg=600)[2]) + 1e-9) for sound in (one, other)]
    heard = np.maximum(*spectra) > np.max(spectra) - 60
    return float(np.sqrt(np.mean((spectra[0] - spectra[1])[heard] ** 2)))


def _line() -> tuple[Array, Array]:
    ids = [int(word) for word in LINE.split()]
    style = np.fromfile(VOICE, np.float32).reshape(510, 256)[len(ids) - 1][None]
    return np.array([[0, *ids, 0]], np.int64), style


def _decoder_inputs(folder: Path) -> dict[str, Array]:
    tokens, style = _line()
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
