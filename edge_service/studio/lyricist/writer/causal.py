"""Runs a causal language model exported by optimum: a prompt in, several continuations out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from edge_service.errors import ModelCorrupt, ModelMissing, OurMistake
from edge_service.studio.models import Models, Session

GRAPH, TOKENIZER = "model.onnx", "tokenizer.json"
TEMPERATURE = 0.8
# The likeliest tokens that together hold this much are drawn from (Holtzman et al. 2020, nucleus sampling).
NUCLEUS = 0.92
CURE = "Export it with `python -m export_scripts.export_writer`, or empty lyricist.model."
Array = npt.NDArray[Any]
Pick = Callable[[Array], Array]


class Causal:
    """A language model in optimum's layout: `model.onnx` with key-value caches, and `tokenizer.json`."""

    def __init__(self, folder: Path, models: Models) -> None:
        """Raise ModelMissing where a file is not there or its reader is not installed; load nothing yet."""
        for name in (GRAPH, TOKENIZER):
            if not (folder / name).is_file():
                raise ModelMissing(f"The writer's model has no {name} in {folder}.", CURE)
        self._graph = folder / GRAPH
        self._models = models
        self._tokenizer = _tokenizer(folder / TOKENIZER)

    def continuations(self, prompt: str, count: int, most_tokens: int, seed: int) -> list[str]:
        """Return `count` texts that go on after `prompt`, at most `most_tokens` long; the same for a seed.

        Raises ModelCorrupt for a graph that is no causal model with caches.
        """
        session = self._models.outside(self._graph)
        ids = np.array([self._tokenizer.encode(prompt, add_special_tokens=False).ids], np.int64)
        dice = np.random.default_rng(seed)
        drawn = _sampled(session, ids, count, most_tokens, lambda logits: _drawn(logits, dice))
        return [self._tokenizer.decode(row.tolist()) for row in drawn]


def _tokenizer(file: Path) -> Any:
    try:
        from tokenizers import Tokenizer  # only a hub with a bigger writer has it
    except ImportError as error:
        raise ModelMissing(
            "The writer's model needs the library tokenizers.", "Install Goodwave with its extra `writer`."
        ) from error
    try:
        return Tokenizer.from_file(str(file))
    except Exception as error:  # the library raises bare Exceptions
        raise ModelCorrupt(f"{file} is not a tokenizer: {error}.", CURE) from error


def _sampled(session: Session, ids: Array, count: int, most_tokens: int, pick: Pick) -> Array:
    """Return (count, most_tokens) token ids drawn one after another, the prompt read once for all."""
    caches = [(name, shape) for name, shape in session.inputs.items() if name.startswith("past_key_values")]
    if not caches or "logits" not in session.outputs:
        raise ModelCorrupt("The writer's graph has no caches of keys and values.", CURE)
    past = {name: np.zeros((1, shape[1], 0, shape[3]), np.float32) for name, shape in caches}
    length = ids.shape[1]
    logits, past = _step(session, ids, length, past)
    logits, past = (
        np.repeat(logits, count, 0),
        {name: np.repeat(kept, count, 0) for name, kept in past.items()},
    )
    drawn: list[Array] = []
    while len(drawn) < most_tokens:
        drawn.append(pick(logits))
        length += 1
        logits, past = _step(session, drawn[-1][:, None], length, past)
    return np.stack(drawn, axis=1)


def _step(
    session: Session, ids: Array, length: int, past: dict[str, Array]
) -> tuple[Array, dict[str, Array]]:
    """Return the logits after the last of `ids` (batch, new) in texts of `length`, and the caches grown."""
    batch, new = ids.shape
    inputs = {
        "input_ids": ids,
        "attention_mask": np.ones((batch, length), np.int64),
        "position_ids": np.repeat(np.arange(length - new, length, dtype=np.int64)[None], batch, 0),
    }
    wanted = {name: value for name, value in inputs.items() if name in session.inputs}
    named = dict(zip(session.outputs, session.run(wanted | past), strict=True))
    grown = {name: named[name.replace("past_key_values", "present")] for name in past}
    if named["logits"].shape[:2] != (batch, new):
        raise OurMistake("The writer's model answered in another shape.", CURE)
    return named["logits"][:, -1], grown


def _drawn(logits: Array, dice: np.random.Generator) -> Array:
    """Draw a token a row from the nucleus of its distribution."""
    scaled = logits.astype(np.float64) / TEMPERATURE
    odds = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    return np.array([_from_nucleus(row, dice) for row in odds], np.int64)


def _from_nucleus(odds: Array, dice: np.random.Generator) -> int:
    order = np.argsort(-odds, kind="stable")
    kept = order[: int(np.searchsorted(np.cumsum(odds[order]), NUCLEUS)) + 1]
    return int(dice.choice(kept, p=odds[kept] / odds[kept].sum()))
