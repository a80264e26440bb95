"""Lets words of a line sound together: a last consonant opens the next word, two vowels share a note."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from edge_service.song.lyrics import Syllable, Word

PAUSES = ".!?,;:—…"
NASAL = "\u0303"


def linked(words: tuple[Word, ...], onset_length: Callable[[tuple[str, ...]], int]) -> tuple[Word, ...]:
    """Return words whose last consonants open a next word that begins with a vowel: "nu-za-vons".

    `onset_length` says how many of the last of some consonants may open a syllable.
    """
    spelled = [list(word.syllables) for word in words]
    for index in range(1, len(words)):
        last, first = spelled[index - 1][-1], spelled[index][0]
        count = 0 if first.onset or _pauses(words[index - 1]) else onset_length(last.coda)
        if count:
            spelled[index - 1][-1] = replace(last, coda=last.coda[:-count])
            spelled[index][0] = replace(first, onset=last.coda[-count:])
    return tuple(replace(word, syllables=tuple(own)) for word, own in zip(words, spelled, strict=True))


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
