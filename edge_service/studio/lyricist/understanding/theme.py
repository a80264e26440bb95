"""Finds what a message is about."""

from edge_service.studio.lyricist.understanding.lexicon import Cue, fold, load_lexicon

SAID_TWICE = 1.3
CLEAR = 1.0


def theme_of(message: str, language: str, leaning: str) -> tuple[str, float]:
    """Return the theme that a message's own words name and how sure that is; `leaning` where none do."""
    text = fold(message)
    scores = {name: _score(cue, text) for name, cue in load_lexicon(language).themes.items()}
    best, second = sorted(scores, key=lambda name: scores[name], reverse=True)[:2]
    if not scores[best]:
        return leaning, 0.0
    return best, scores[best] / (scores[best] + scores[second] + CLEAR)


def _score(cue: Cue, text: str) -> float:
    """Weigh a theme by its words in a text; said twice it counts a little more."""
    found = len(cue.finds.findall(text))
    return cue.weight * (SAID_TWICE if found > 1 else float(found))
