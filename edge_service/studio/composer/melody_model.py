"""Asks the trained model how likely each pitch is; export_scripts/train_composer.py made it."""

from dataclasses import dataclass

import numpy as np

from edge_service.studio.composer.features import Array
from edge_service.studio.models import Models

MELODY = "melody"
LAYERS, HIDDEN = 2, 128


@dataclass
class MelodyModel:
    """The model in the middle of several tunes at once, which it hears note by note."""

    models: Models
    tunes: int

    def __post_init__(self) -> None:
        self._session = self.models.session(MELODY)
        self._state = np.zeros((LAYERS, self.tunes, HIDDEN), dtype=np.float32)

    def next(self, told: Array, before: Array, echo: Array) -> Array:
        """Return (tunes, TOKENS) log-likelihoods of the next pitch.

        `told` is one row of `features`, `before` (tunes,) the token sung last, `echo` (tunes, ECHOES).
        """
        told = np.broadcast_to(told, (self.tunes, 1, told.shape[-1]))
        inputs = {"told": told, "before": before[:, None], "echo": echo[:, None], "state": self._state}
        logits, self._state = self._session.run(inputs)
        own = logits[:, 0].astype(np.float64)
        own -= own.max(-1, keepdims=True)
        likely: Array = own - np.log(np.exp(own).sum(-1, keepdims=True))
        return likely
