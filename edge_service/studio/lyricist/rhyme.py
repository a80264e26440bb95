"""Judges rhyme by ear: on phonemes, from the last stressed vowel on."""

from edge_service.song.lyrics import Line, Syllable
from edge_service.studio.lyricist.writing import load_writing

_SOUNDS_LIKE = {
    "ɔ": "ɑː",
    "ɔː": "ɑː",
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


def rhymes(one: Line, other: Line, language: str) -> bool:
    """Tell whether two lines rhyme, and do not end on the same word.

    Where the language's tradition is assonance, equal vowels are enough; where it is "final", the last
    syllables alone.
    """
    if _last_word(one) == _last_word(other):
        return False
    tradition = load_writing(language).rhyme
    if tradition == "final":
        return _sounds(one.words[-1].syllables[-1:]) == _sounds(other.words[-1].syllables[-1:])
    ear = _vowels if tradition == "assonant" else _sounds
    return ear(_tail(one)) == ear(_tail(other))


def _last_word(line: Line) -> str:
    return line.words[-1].text.lower().strip(".,;:!?¡¿\"'—")


def _tail(line: Line) -> tuple[Syllable, ...]:
    syllables = line.words[-1].syllables
    stressed = [index for index, syllable in enumerate(syllables) if syllable.stressed]
    return syllables[stressed[-1] if stressed else -1 :]


def _vowels(tail: tuple[Syllable, ...]) -> tuple[str, ...]:
    return tuple(_VOWELS_ALIKE.get(syllable.nucleus, syllable.nucleus) for syllable in tail)


def _sounds(tail: tuple[Syllable, ...]) -> tuple[str, ...]:
    sounds = [sound for syllable in tail for sound in (*syllable.onset, syllable.nucleus, *syllable.coda)]
    return tuple(_SOUNDS_LIKE.get(sound, sound) for sound in sounds[len(tail[0].onset) :])
