"""Learns, from the messages and songs of this house, which n-grams tell a theme and a language.

Run as `python -m export_scripts.train_reader`; it writes `ngrams.npz` beside the code that reads it. Both
tables are softmax regressions, fitted by L-BFGS; themes are learnt on top of what the cues say already, so
that the table only holds what cues do not know.
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
from edge_service.studio.lyricist.understanding.theme import CUE_WEIGHT, cue_scores

MESSAGES = Path(__file__).parent / "data" / "messages"
SONGS = LANGUAGES.parent / "songbook"
THEME_PENALTY, LANGUAGE_PENALTY = 0.1, 0.02
STEPS = 150
SEED = 20261122
MOST_SNIPPET_WORDS = 6
_SLOT = re.compile(r"\{[^}]*\}")
_PATTERN = re.compile(r"[\\*|+()\[\]_]")
Floats = npt.NDArray[np.float64]


def main() -> None:
    """Learn both tables and write them; print how well each does on messages held out from it."""
    told = messages()
    _print_held_out(told)
    themes = learnt_themes(told)
    tongues = learnt_languages()
    np.savez_compressed(
        NGRAMS, **_packed("themes", themes, THEMES), **_packed("languages", tongues, _codes())
    )
    print(f"{NGRAMS.name}: {NGRAMS.stat().st_size / 1e3:.0f} kB")


def messages() -> list[tuple[str, str, str]]:
    """Return every training message: its language, its folded text, its theme."""
    return [
        (file.stem, fold(each["text"]), each["theme"])
        for file in sorted(MESSAGES.glob("*.toml"))
        for each in tomllib.loads(file.read_text("utf-8"))["messages"]
    ]


def learnt_themes(told: Sequence[tuple[str, str, str]]) -> Floats:
    """Return what n-grams add to each theme beside the cues; shape (BUCKETS, themes)."""
    given = np.array([[cue_scores(text, code)[name] for name in THEMES] for code, text, _ in told])
    wanted = np.array([THEMES.index(theme) for *_, theme in told])
    return fitted(
        counted([word_grams(text) for _, text, _ in told]), CUE_WEIGHT * given, wanted, THEME_PENALTY
    )


def learnt_languages() -> Floats:
    """Return what n-grams say of each language, learnt from snippets of messages and songs."""
    dice = random.Random(SEED)
    snippets = [(code, snippet) for code in _codes() for snippet in _snippets(_texts(code), dice)]
    wanted = np.array([_codes().index(code) for code, _ in snippets])
    grams = counted([letter_grams(text) for _, text in snippets])
    return fitted(grams, np.zeros((len(snippets), len(_codes()))), wanted, LANGUAGE_PENALTY)


def counted(grams: Sequence[Sequence[str]]) -> csr_array:
    """Return texts as rows of their n-grams, each of length 1."""
    rows = [buckets(each) for each in grams]
    data = np.concatenate([np.full(len(row), max(1, len(row)) ** -0.5) for row in rows])
    return csr_array(
        (data, np.concatenate(rows), np.cumsum([0, *map(len, rows)])), shape=(len(rows), BUCKETS)
    )


def fitted(grams: csr_array, given: Floats, wanted: npt.NDArray[np.intp], penalty: float) -> Floats:
    """Return the weights of a softmax regression on `grams`, starting from scores that are `given`."""
    rows, (buckets_, kinds) = np.arange(len(wanted)), (grams.shape[1], given.shape[1])
    truth = np.eye(kinds)[wanted]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(buckets_, kinds)
        scores = grams @ weights + given
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        missed = -np.log(shares[rows, wanted] + 1e-12).sum() + penalty / 2 * (weights**2).sum()
        return missed, (grams.T @ (shares - truth) + penalty * weights).ravel()

    found = minimize(
        loss, np.zeros(buckets_ * kinds), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}
    )
    return np.asarray(found.x, dtype=np.float64).reshape(buckets_, kinds)


def _print_held_out(told: Sequence[tuple[str, str, str]]) -> None:
    """Print the share of themes found by cues alone and with the table, a quarter held out at a time."""
    parts = _quarters(told)
    right = {"cues": 0, "cues and n-grams": 0}
    for part in range(4):
        table = learnt_themes([each for each, its in zip(told, parts, strict=True) if its != part])
        for code, text, theme in (each for each, its in zip(told, parts, strict=True) if its == part):
            cues = np.array([cue_scores(text, code)[name] for name in THEMES])
            grams = counted([word_grams(text)]) @ table
            right["cues"] += THEMES[int(cues.argmax())] == theme
            right["cues and n-grams"] += THEMES[int((CUE_WEIGHT * cues + grams[0]).argmax())] == theme
    for way, count in right.items():
        print(f"themes by {way}: {count / len(told):.3f} of {len(told)} messages held out")


def _quarters(told: Sequence[tuple[str, str, str]]) -> list[int]:
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
