"""Lets neighbouring words sound together: two vowels share a note (synalepha)."""

from dataclasses import replace
from itertools import pairwise

from edge_service.song.lyrics import Syllable, Word

PAUSES = ".!?,;:—…"
NASAL = "\u0303"


def joined(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return words in which a first vowel is sung on the note of the vowel just before it (synalepha)."""
    result = [words[0]]
    for before, word in pairwise(words):
        first = word.syllables[0]
        if not _apart(before, word) and _share(result[-1].syllables[-1], first):
            word = replace(word, syllables=(replace(first, joined=True), *word.syllables[1:]))
        result.append(word)
    return tuple(result)


def _share(last: Syllable, first: Syllable) -> bool:
    """Tell whether two syllables share a note: weak ones do, a strong one only with its own vowel."""
    meet = not (last.joined or last.coda or first.onset) and _is_plain(last) and _is_plain(first)
    weak = not last.stressed and not first.stressed
    same = last.nucleus == first.nucleus and not (last.stressed and first.stressed)
    return meet and (weak or same)


def _is_plain(syllable: Syllable) -> bool:
    return len(syllable.nucleus.replace(NASAL, "")) == 1


def _apart(before: Word, word: Word) -> bool:
    """Tell whether a pause or a name, which must stay clear, stands between two words."""
    return _pauses(before) or not word.text[0].isalpha() or word.text[0].isupper()


def _pauses(word: Word) -> bool:
    return word.text[-1] in PAUSES
