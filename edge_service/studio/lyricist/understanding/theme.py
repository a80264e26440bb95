"""Finds what a message is about and the day it is for."""

from collections.abc import Mapping
from math import exp

import numpy as np
import numpy.typing as npt

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.understanding.lexicon import load_lexicon
from edge_service.studio.lyricist.understanding.meaning import THEMES
from edge_service.studio.lyricist.understanding.moods import leanings
from edge_service.studio.lyricist.understanding.ngrams import load_cue_worth, load_table, word_grams

# What a second cue for a theme adds to the first.
AGAIN = 0.35
# Below this, n-grams alone mostly guess.
LEAST_SURE = 0.3


def theme_of(dedication: Dedication, folded: str) -> tuple[str, float]:
    """Return the theme of a dedication and how sure that is, from 0 to 1.

    It is the one that the person chose, else the one that the message's words speak for: cues that we know,
    and n-grams that were learnt. Where no word tells, it is the one that the chosen mood leans to.
    """
    if dedication.theme:
        return dedication.theme, 1.0
    cues = cue_counts(folded, dedication.language)
    known = dict(zip(THEMES, (cues * load_cue_worth()).sum(axis=0).tolist(), strict=True))
    grams = load_table("themes").scores(word_grams(folded))
    parts = shares({name: known[name] + grams[name] for name in THEMES})
    best = max(parts, key=lambda name: parts[name])
    if not cues[:-1].any() and parts[best] < LEAST_SURE:
        return leanings()[dedication.mood], 0.0
    return best, parts[best]


def cue_counts(folded: str, language: str) -> npt.NDArray[np.float64]:
    """Return how many sure and how many weaker cues for each theme are in a folded message, and 1 for each.

    Shape (3, themes); a cue found again counts less, so that no theme wins by repeating itself.
    """
    cues = [load_lexicon(language).themes[name] for name in THEMES]
    sure = [_counted(len(set(cue.sure.findall(folded)))) for cue in cues]
    maybe = [_counted(len(set(cue.maybe.findall(folded)))) for cue in cues]
    return np.array([sure, maybe, [1.0] * len(cues)])


def occasion_of(folded: str, language: str) -> str:
    """Return the day that a folded message is for, "" where it tells none; the first named wins."""
    found = {
        name: match.start()
        for name, pattern in load_lexicon(language).occasions.items()
        if (match := pattern.search(folded))
    }
    return min(found, key=lambda name: found[name]) if found else ""


def shares(scores: Mapping[str, float]) -> Mapping[str, float]:
    """Return scores as parts of 1."""
    highest = max(scores.values())
    raised = {name: exp(score - highest) for name, score in scores.items()}
    return {name: value / sum(raised.values()) for name, value in raised.items()}


def _counted(count: int) -> float:
    return 1 + AGAIN * (count - 1) if count else 0.0
