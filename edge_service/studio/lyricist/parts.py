"""Reads inside a word what espeak does not: the parts of a compound, and which vowels are meant."""

import re
from collections.abc import Sequence
from dataclasses import replace

from edge_service.song.lyrics import Syllable
from edge_service.studio.lyricist.language import Speech

LEAST_LETTERS = 3
_VOWEL = re.compile("[aeiouyäöü]")
_CLEAR, _WEAK = "é", "e"
_E_SOUNDS = frozenset("eɛə")
_VOWEL_SOUNDS = frozenset("aeiouəɛɔ")


def compound_parts(word: str, speech: Speech) -> list[str]:
    """Return the parts of a compound ("apfelkuchen": "apfel", "kuchen") or the word alone."""
    for start in range(LEAST_LETTERS, len(word) - LEAST_LETTERS + 1):
        if word[start:] in speech.compounds and _VOWEL.search(word[:start]):
            return [*compound_parts(word[:start], speech), word[start:]]
    return [word]


def compound(parts: Sequence[Sequence[Syllable]]) -> list[Syllable]:
    """Return the syllables of a compound; a later part has no beat beside that of the part before."""
    whole: list[Syllable] = []
    for part in parts:
        beside = bool(whole) and whole[-1].stressed
        whole += [replace(syllable, stressed=False) if beside else syllable for syllable in part[:1]]
        whole += part[1:]
    return whole


def settled(word: str, phonemes: list[str], speech: Speech) -> list[str]:
    """Return phonemes with every e as the roots of `clear_e` have it, and diphthongs parted where due."""
    tokens = _with_clear_e(word, phonemes, speech) if speech.clear_e else phonemes
    return _parted(tokens, speech) if speech.final_diphthongs else tokens


def _with_clear_e(word: str, phonemes: list[str], speech: Speech) -> list[str]:
    """Make each e clear where a root says so, else weak; espeak is right where it hears other vowels."""
    spots = [index for index, sound in enumerate(phonemes) if sound[-1] in _E_SOUNDS]
    written = [index for index, letter in enumerate(word) if letter in (_CLEAR, _WEAK)]
    if len(spots) != len(written):
        return phonemes
    clear = _clear_places(word, speech)
    tokens = list(phonemes)
    for spot, place in zip(spots, written, strict=True):
        tokens[spot] = tokens[spot][:-1] + ("e" if place in clear else "ə")
    return tokens


def _clear_places(word: str, speech: Speech) -> set[int]:
    places = {index for index, letter in enumerate(word) if letter == _CLEAR}
    plain = word.replace(_CLEAR, _WEAK)
    for root in speech.clear_e:
        start = plain.find(root.replace(_CLEAR, _WEAK))
        if start >= 0:
            places |= {start + index for index, letter in enumerate(root) if letter == _CLEAR}
    return places


def _parted(phonemes: list[str], speech: Speech) -> list[str]:
    """Part a diphthong before a consonant, where the language has it only at the end of words: "la-ut"."""
    tokens: list[str] = []
    for token, after in zip(phonemes, [*phonemes[1:], ""], strict=True):
        mark, plain = re.fullmatch("([ˈˌ]?)(.*)", token).groups()  # type: ignore[union-attr]  # matches any
        if plain in speech.final_diphthongs and after and not set(after) & _VOWEL_SOUNDS:
            first, second = speech.final_diphthongs[plain].split()
            tokens += [mark + first, second]
        else:
            tokens.append(token)
    return tokens
