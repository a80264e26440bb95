"""Weighs the words and letters of a text: tables that `export_scripts.train_reader` has learnt."""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from edge_service.studio.lyricist.understanding.lexicon import HERE

NGRAMS = HERE / "ngrams.npz"
BUCKETS = 1 << 14
_WORD = re.compile(r"[^\W\d_]+|\d+")
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Table:
    """What each bucket of n-grams adds to each of `names`: (BUCKETS, names), int8 times `scale`."""

    names: tuple[str, ...]
    weights: npt.NDArray[np.int8]
    scale: float

    def scores(self, grams: Sequence[str]) -> Mapping[str, float]:
        """Return the mean weight of n-grams for each name, times the square root of how many there are."""
        rows = buckets(grams)
        summed = self.weights[rows].sum(axis=0, dtype=np.float32) * self.scale / max(1.0, len(rows)) ** 0.5
        return dict(zip(self.names, summed.tolist(), strict=True))


@cache
def load_table(kind: str) -> Table:
    """Return the learnt table of "themes" or "languages"."""
    with np.load(NGRAMS) as file:
        names = tuple(str(name) for name in file[f"{kind}_names"])
        return Table(names, file[kind], float(file[f"{kind}_scale"]))


@cache
def load_cue_worth() -> npt.NDArray[np.float64]:
    """Return what a sure cue, a weaker one and none at all are worth to each theme; shape (3, themes)."""
    with np.load(NGRAMS) as file:
        return np.asarray(file["cue_worth"], dtype=np.float64)


def word_grams(text: str) -> list[str]:
    """Return the words of a text, its pairs of words, and three to five letters in a row of each word."""
    words = _WORD.findall(text)
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    return [f"={word}" for word in words] + pairs + _letters(words, (3, 4, 5))


def letter_grams(text: str) -> list[str]:
    """Return the words of a text and one to four letters in a row of each."""
    words = [word for word in _WORD.findall(text.lower()) if word.isalpha()]
    return [f"={word}" for word in words] + _letters(words, (1, 2, 3, 4))


def buckets(grams: Sequence[str]) -> npt.NDArray[np.intp]:
    """Return the rows that n-grams are kept in, each once."""
    return np.unique([zlib.crc32(gram.encode()) % BUCKETS for gram in grams]).astype(np.intp)


def _letters(words: Sequence[str], lengths: Sequence[int]) -> list[str]:
    edged = [f"<{word}>" for word in words]
    return [
        word[start : start + length]
        for word in edged
        for length in lengths
        for start in range(len(word) - length + 1)
    ]
