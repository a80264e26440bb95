"""Learns, from the messages and songs of this house, which words tell a theme and a language.

Run as `python -m export_scripts.train_reader`; it writes `ngrams.npz` beside the code that reads it. What
n-grams say of themes and of languages are softmax regressions, fitted by L-BFGS. So is what a cue is worth,
but apart: cues were chosen with these messages in sight, and would leave the n-grams nothing to learn.
"""

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_array

from edge_service.studio.lyricist.language import LANGUAGES, languages
from edge_service.studio.lyricist.understanding.lexicon import WORDS, fold
from edge_service.studio.lyricist.understanding.meaning import THEMES
from edge_service.studio.lyricist.understanding.ngrams import (
    BUCKETS,
    NGRAMS,
    buckets,
    letter_grams,
    word_grams,
)
from edge_service.studio.lyricist.understanding.theme import cue_counts

MESSAGES = Path(__file__).parent / "data" / "messages"
SONGS = LANGUAGES.parent / "songbook"
THEME_PENALTY, LANGUAGE_PENALTY, CUE_PENALTY = 0.1, 0.02, 10.0
# What a sure cue, a weaker one and no cue are worth before anything is learnt.
CUE_WORTH = (3.0, 1.0, 0.0)
STEPS = 150
SEED = 20261122
MOST_SNIPPET_WORDS = 6
_SLOT = re.compile(r"\{[^}]*\}")
_PATTERN = re.compile(r"[\\*|+()\[\]_]")
Floats = npt.NDArray[np.float64]
Kinds = npt.NDArray[np.int64]
Message = tuple[str, str, str]


def main() -> None:
    """Learn the tables and write them; print how many themes n-grams alone find in messages held out."""
    told = messages()
    _print_held_out(told)
    np.savez_compressed(
        NGRAMS,
        cue_worth=learnt_worth(told).astype(np.float32),
        **_packed("themes", learnt_themes(told), THEMES),
        **_packed("languages", learnt_languages(), _codes()),
    )
    print(f"{NGRAMS.name}: {NGRAMS.stat().st_size / 1e3:.0f} kB")


def messages() -> list[Message]:
    """Return every training message: its language, its folded text, its theme."""
    return [
        (file.stem, fold(each["text"]), each["theme"])
        for file in sorted(MESSAGES.glob("*.toml"))
        for each in tomllib.loads(file.read_text("utf-8"))["messages"]
    ]


def learnt_worth(told: Sequence[Message]) -> Floats:
    """Return what a sure cue, a weaker one and none are worth to each theme; shape (3, themes)."""
    given = np.array([cue_counts(text, code) for code, text, _ in told])
    start = np.repeat(np.array(CUE_WORTH)[:, None], len(THEMES), axis=1)
    wanted = _wanted(told)

    def loss(flat: Floats) -> tuple[float, Floats]:
        worth = flat.reshape(start.shape)
        missed, slope = _missed((given * worth).sum(axis=1), wanted)
        pulled = CUE_PENALTY * (worth - start)
        slopes = (given * slope[:, None, :]).sum(axis=0) + pulled
        return missed + float((pulled * (worth - start)).sum()) / 2, slopes.ravel()

    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B")
    return np.asarray(found.x, dtype=np.float64).reshape(start.shape)


def learnt_themes(told: Sequence[Message]) -> Floats:
    """Return what n-grams say of each theme; shape (BUCKETS, themes)."""
    grams = counted([word_grams(text) for _, text, _ in told])
    return fitted(grams, _wanted(told), len(THEMES), THEME_PENALTY)


def learnt_languages() -> Floats:
    """Return what n-grams say of each language, learnt from snippets of messages and songs."""
    dice = random.Random(SEED)
    snippets = [(code, snippet) for code in _codes() for snippet in _snippets(_texts(code), dice)]
    wanted = np.array([_codes().index(code) for code, _ in snippets])
    grams = counted([letter_grams(text) for _, text in snippets])
    return fitted(grams, wanted, len(_codes()), LANGUAGE_PENALTY)


def counted(grams: Sequence[Sequence[str]]) -> csr_array:
    """Return texts as rows of their n-grams, each of length 1."""
    rows = [buckets(each) for each in grams]
    data = np.concatenate([np.full(len(row), max(1, len(row)) ** -0.5) for row in rows])
    return csr_array(
        (data, np.concatenate(rows), np.cumsum([0, *map(len, rows)])), shape=(len(rows), BUCKETS)
    )


def fitted(grams: csr_array, wanted: Kinds, kinds: int, penalty: float) -> Floats:
    """Return the weights of a softmax regression on `grams`; shape (BUCKETS, kinds)."""

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(BUCKETS, kinds)
        missed, slope = _missed(grams @ weights, wanted)
        return missed + penalty / 2 * float((weights**2).sum()), (grams.T @ slope + penalty * weights).ravel()

    found = minimize(loss, np.zeros(BUCKETS * kinds), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return np.asarray(found.x, dtype=np.float64).reshape(BUCKETS, kinds)


def _missed(scores: Floats, wanted: Kinds) -> tuple[float, Floats]:
    """Return the cross-entropy of scores, (texts, kinds), and its slope."""
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    rows = np.arange(len(wanted))
    missed = -float(np.log(shares[rows, wanted] + 1e-12).sum())
    return missed, shares - np.eye(scores.shape[1])[wanted]


def _wanted(told: Sequence[Message]) -> Kinds:
    return np.array([THEMES.index(theme) for *_, theme in told])


def _print_held_out(told: Sequence[Message]) -> None:
    """Print the share of themes that n-grams alone find, a quarter of the messages held out at a time."""
    parts = _quarters(told)
    right = 0
    for part in range(4):
        table = learnt_themes([each for each, its in zip(told, parts, strict=True) if its != part])
        held = [each for each, its in zip(told, parts, strict=True) if its == part]
        found = (counted([word_grams(text) for _, text, _ in held]) @ table).argmax(axis=1)
        right += int((found == _wanted(held)).sum())
    print(f"themes by n-grams alone: {right / len(told):.3f} of {len(told)} messages held out")


def _quarters(told: Sequence[Message]) -> list[int]:
    """Return a quarter for each message, in turn within its language and theme."""
    seen: dict[tuple[str, str], int] = {}
    quarters = []
    for code, _, theme in told:
        seen[code, theme] = seen.get((code, theme), -1) + 1
        quarters.append(seen[code, theme] % 4)
    return quarters


def _codes() -> list[str]:
    return [language.code for language in languages()]


def _texts(code: str) -> list[str]:
    """Return what there is of a language: its words, its messages and its songs, without slots."""
    files = [
        WORDS / f"{code}.toml",
        MESSAGES / f"{code}.toml",
        *sorted((SONGS / code).glob("*.toml")),
        SONGS / f"{code}.toml",
    ]
    tables = [tomllib.loads(file.read_text("utf-8")) for file in files if file.exists()]
    return [_SLOT.sub(" ", text) for table in tables for text in _lines(table)]


def _lines(value: Any) -> Iterator[str]:
    """Yield every text of a table that is no pattern."""
    if isinstance(value, str) and not _PATTERN.search(value):
        yield value
    for inner in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _lines(inner)


def _snippets(texts: Sequence[str], dice: random.Random) -> Iterator[str]:
    """Yield two short runs of words of every text, one as written and one as people type without accents."""
    without: Callable[[str], str] = fold
    for text in texts:
        words = text.split()
        for form in (str, without):
            length = dice.randint(1, MOST_SNIPPET_WORDS)
            start = dice.randint(0, max(0, len(words) - length))
            yield form(" ".join(words[start : start + length]))


def _packed(kind: str, table: Floats, names: Sequence[str]) -> dict[str, Any]:
    """Return a table as it is kept: whole numbers from -127 to 127 and what they are times."""
    scale = float(np.abs(table).max()) / 127
    return {
        kind: np.round(table / scale).astype(np.int8),
        f"{kind}_scale": np.array(scale, dtype=np.float32),
        f"{kind}_names": np.array(names),
    }


if __name__ == "__main__":
    main()
