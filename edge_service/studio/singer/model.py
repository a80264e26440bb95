"""Speaks to the three graphs: text to features, features to pitch and energy, all of it to sound."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from edge_service.studio.models import Models

MODEL_RATE_HZ = 24_000
FRAME_SECONDS = 0.025
PITCH_SECONDS = FRAME_SECONDS / 2
GRAPHS = ("singer-text", "singer-prosody", "singer-decoder")
STYLE_SHAPE = (510, 256)

Array = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Reading:
    """How the model would speak a line: frames and features per token, a silent token at both ends."""

    frames: Array
    prosody: Array
    sound: Array
    style: Array


def read_line(models: Models, voice: str, ids: list[int], speed: float) -> Reading:
    """Return the model's reading of phoneme ids in the voice of an asset."""
    style = models.array(voice, np.float32, STYLE_SHAPE)[min(len(ids), STYLE_SHAPE[0]) - 1][None]
    inputs = {
        "tokens": np.array([[0, *ids, 0]], np.int64),
        "style": style,
        "speed": np.array([speed], np.float32),
    }
    frames, prosody, sound = models.session("singer-text").run(inputs)
    return Reading(frames.ravel().astype(int), prosody, sound, style)


def spoken_pitch(models: Models, reading: Reading, frames: Array) -> tuple[Array, Array]:
    """Return f0 in Hz (near 0 where unvoiced) and energy, two values a frame, at these frames a token."""
    inputs = {"prosody_frames": _spread(reading.prosody.transpose(0, 2, 1), frames), "style": reading.style}
    f0, energy = models.session("singer-prosody").run(inputs)
    return f0.ravel(), energy.ravel()


def utter(models: Models, reading: Reading, frames: Array, f0: Array, energy: Array) -> Array:
    """Return the sound at MODEL_RATE_HZ, float32, spoken with this timing, f0 and energy."""
    inputs = {
        "sound_frames": _spread(reading.sound, frames),
        "f0": f0.astype(np.float32)[None],
        "energy": energy.astype(np.float32)[None],
        "style": reading.style,
    }
    (audio,) = models.session("singer-decoder").run(inputs)
    return audio.ravel()


def _spread(features: Array, frames: Array) -> Array:
    """Hold each token's features for its frames: the product with the one-hot alignment."""
    return np.repeat(features, frames, axis=2)
