"""Finds what a message is about and the day it is for."""

from collections.abc import Mapping
from math import exp

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.understanding.lexicon import Cue, load_lexicon
from edge_service.studio.lyricist.understanding.meaning import THEMES
from edge_service.studio.lyricist.understanding.moods import leanings
from edge_service.studio.lyricist.understanding.ngrams import load_table, word_grams

SURE, MAYBE = 3.0, 1.0
AGAIN = 0.35
# What a cue is worth beside n-grams: fitted to training messages.
CUE_WEIGHT = 2.0
# Below this, n-grams alone mostly guess.
LEAST_SURE = 0.3


def theme_of(dedication: Dedication, folded: str) -> tuple[str, float]:
    """Return the theme of a dedication and how sure that is, from 0 to 1.

    It is the one that the person chose, else the one that the message's words speak for: cues weigh most,
    n-grams that were learnt add to them. Where no word tells, it is the one that the chosen mood leans to.
    """
    if dedication.theme:
        return dedication.theme, 1.0
    cues = cue_scores(folded, dedication.language)
    grams = load_table("themes").scores(word_grams(folded))
    parts = shares({name: CUE_WEIGHT * cues[name] + grams[name] for name in THEMES})
    best = max(parts, key=lambda name: parts[name])
    if not any(cues.values()) and parts[best] < LEAST_SURE:
        return leanings()[dedication.mood], 0.0
    return best, parts[best]


def cue_scores(folded: str, language: str) -> Mapping[str, float]:
    """Return how strongly a folded message's words speak for each theme, from 0 up."""
    themes = load_lexicon(language).themes
    return {name: _score(themes[name], folded) for name in THEMES}


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


def _score(cue: Cue, folded: str) -> float:
    """Weigh a theme by its words in a text; said again they count less."""
    sure = len(set(cue.sure.findall(folded)))
    maybe = len(set(cue.maybe.findall(folded)))
    return _weighed(sure, SURE) + _weighed(maybe, MAYBE)


def _weighed(count: int, weight: float) -> float:
    return weight * (1 + AGAIN * (count - 1)) if count else 0.0
