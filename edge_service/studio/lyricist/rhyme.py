"""Judges rhyme by ear: on phonemes, from the last stressed vowel on; near rhymes as a language likes them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from edge_service.song.lyrics import Line, Syllable, Word
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.writing import load_writing

RHYMES = Path(__file__).parent / "rhymes.toml"
Sounds = tuple[str, ...]
_SOUNDS_LIKE = {
    "ɾ": "t",
    "ɐ": "ə",
    "ᵻ": "ɪ",
    "iː": "i",
    "uː": "u",
    "ɜː": "ɚ",
    "β": "b",
    "ð": "d",
    "ɣ": "ɡ",
    "yː": "i",
    "ʏ": "ɪ",
    "øː": "eː",
    "ɛː": "eː",
    "œ": "ɛ",
    "ɔø": "aɪ",
}
_VOWELS_ALIKE = {"ɛ": "e", "ɔ": "o", "æ": "a", "ʊ": "u", "ɪ": "i"}
_OPEN_ALIKE = {"ɛ": "e", "ɔ": "o", "ɑ": "a", "ɑː": "a", "œ": "ø", "ə": "ø"}
_STRONG = "aeoɐ"


@dataclass(frozen=True)
class Ending:
    """How a line ends: its last word, what a perfect rhyme shares, and what near ones may."""

    word: str
    perfect: Sounds
    near: frozenset[Sounds]

    def rhymes(self, other: "Ending") -> bool:
        """Tell whether both are the same to the ear, and not the same word."""
        return self.word != other.word and self.perfect == other.perfect

    def nearly(self, other: "Ending") -> bool:
        """Tell whether a listener takes both for a rhyme, perfect or not."""
        return self.word != other.word and (self.perfect == other.perfect or bool(self.near & other.near))


def rhymes(one: Line, other: Line, language: str) -> bool:
    """Tell whether two lines rhyme perfectly, and do not end on the same word.

    Where the language's tradition is assonance, equal vowels are enough; where it is "final", the last
    syllables alone.
    """
    return ending(one.words[-1], language).rhymes(ending(other.words[-1], language))


def nearly(one: Line, other: Line, language: str) -> bool:
    """Tell whether a listener hears two lines rhyme, perfectly or as `rhymes.toml` says of the language."""
    return ending(one.words[-1], language).nearly(ending(other.words[-1], language))


def ending(word: Word, language: str) -> Ending:
    """Return how a line that ends on this word sounds at its end."""
    return _ending(bare(word.text), word.syllables, language)


@dataclass(frozen=True)
class _Near:
    merged: Mapping[str, str]
    families: Mapping[str, str]
    weak: frozenset[str]
    distant: frozenset[str]
    silent: frozenset[str]


@cache
def _near(language: str) -> _Near:
    table = tomllib.loads(RHYMES.read_text("utf-8"))[language]
    families = {sound: family.split()[0] for family in table["families"] for sound in family.split()}
    weak, distant, silent = (frozenset(table[name].split()) for name in ("weak", "distant", "silent"))
    return _Near(table.get("merged", {}), families, weak, distant, silent)


def _ending(word: str, syllables: tuple[Syllable, ...], language: str) -> Ending:
    tradition, near = load_writing(language).rhyme, _near(language)
    tail = _tail(syllables)
    if tradition == "assonant":
        return Ending(word, _vowels(tail), frozenset({_assonance(tail)}))
    if tradition == "final":
        tail = syllables[-1:]
    tails = [tail, *_later_tails(tail, near)]
    keys = {key for each in tails for key in _keys(each, near, open_alike=language == "fr")}
    return Ending(word, _sounds(tail, near), frozenset(keys))


def _tail(syllables: tuple[Syllable, ...]) -> tuple[Syllable, ...]:
    stressed = [index for index, syllable in enumerate(syllables) if syllable.stressed]
    return syllables[stressed[-1] if stressed else -1 :]


def _later_tails(tail: tuple[Syllable, ...], near: _Near) -> list[tuple[Syllable, ...]]:
    """Return the tail from its last full vowel on, where that comes after the stressed one."""
    if "*" in near.weak:
        return []
    for index in range(len(tail) - 1, 0, -1):
        vowel = tail[index].nucleus
        if vowel not in near.weak:
            return [tail[index:]] if index > 1 or vowel not in near.distant else []
    return []


def _keys(tail: tuple[Syllable, ...], near: _Near, *, open_alike: bool) -> list[Sounds]:
    sounds = _sounds(tail, near)
    alike = _OPEN_ALIKE if open_alike else {}
    key = tuple(near.families.get(sound, alike.get(sound, sound)) for sound in sounds)
    ends_silent = len(sounds) > 2 and sounds[-1] in near.silent
    return [key, key[:-1]] if ends_silent else [key]


def _vowels(tail: tuple[Syllable, ...]) -> Sounds:
    return tuple(_VOWELS_ALIKE.get(syllable.nucleus, syllable.nucleus) for syllable in tail)


def _assonance(tail: tuple[Syllable, ...]) -> Sounds:
    """Return the stressed and the last vowel, each without the glide of a diphthong."""
    vowels = [_strong(vowel) for vowel in _vowels(tail)]
    return (vowels[0], vowels[-1]) if len(vowels) > 1 else (vowels[0],)


def _strong(vowel: str) -> str:
    return next((sound for sound in vowel if sound in _STRONG), vowel)


def _sounds(tail: tuple[Syllable, ...], near: _Near) -> Sounds:
    sounds = [sound for syllable in tail for sound in (*syllable.onset, syllable.nucleus, *syllable.coda)]
    alike = {**_SOUNDS_LIKE, **near.merged}
    return tuple(alike.get(sound, sound) for sound in sounds[len(tail[0].onset) :])
