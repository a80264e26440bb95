"""Tells lines in another language than their song's."""

from collections.abc import Sequence
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

CODES = {
    "en": Language.ENGLISH,
    "es": Language.SPANISH,
    "fr": Language.FRENCH,
    "it": Language.ITALIAN,
    "pt-br": Language.PORTUGUESE,
    "id": Language.INDONESIAN,
    "de": Language.GERMAN,
    "nl": Language.DUTCH,
}
# Below this, a line of eight syllables may well be taken for its neighbour's language ("La luna va").
SURELY_NOT = 0.05


def foreign_lines(lines: Sequence[str], language: str) -> list[str]:
    """Return the lines that are hardly in a language, of the eight that are sung."""
    return [
        line for line in lines if _detector().compute_language_confidence(line, CODES[language]) < SURELY_NOT
    ]


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*CODES.values()).build()
