"""Gives the model the accent of a language: what it learnt to say otherwise than by itself."""

from dataclasses import replace

import numpy as np

from edge_service.studio.models import Models
from edge_service.studio.singer.model import Reading

# A row a phoneme id, added to the sound features of its tokens; the last begins with what the style gains.
ACCENT_SHAPE = (179, 512)
SOUND_STYLE = 128  # so many values of the style colour the sound; the rest shape timing and melody


def accented(reading: Reading, ids: list[int], accent: str, models: Models) -> Reading:
    """Return the reading of phoneme ids as it sounds in an accent, an asset of ACCENT_SHAPE in float16."""
    table = models.array(accent, np.float16, ACCENT_SHAPE).astype(np.float32)
    style = reading.style.copy()
    style[:, :SOUND_STYLE] += table[-1, :SOUND_STYLE]
    return replace(reading, sound=reading.sound + table[[0, *ids, 0]].T[None], style=style)
