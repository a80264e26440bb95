"""Tells which language a text is in, short ones too."""

from edge_service.studio.lyricist.language import languages
from edge_service.studio.lyricist.text import bare, script
from edge_service.studio.lyricist.understanding.lexicon import known_names
from edge_service.studio.lyricist.understanding.ngrams import letter_grams, load_table
from edge_service.studio.lyricist.understanding.theme import shares

SURE = 0.6


def language_of(text: str) -> str:
    """Return the code of the language a text seems to be in, "" where that is not sure.

    Only languages that can be sung are known; a text in another script is in none of them, and first names
    tell nothing.
    """
    grams = letter_grams(" ".join(word for word in text.split() if not _is_name(word)))
    known = {script for language in languages() for script in language.speech.scripts}
    if not grams or {script(letter) for letter in text} - known - {""}:
        return ""
    parts = shares(load_table("languages").scores(grams))
    best = max(parts, key=lambda code: parts[code])
    return best if parts[best] >= SURE else ""


def _is_name(word: str) -> bool:
    return word[0].isupper() and bare(word) in known_names()
