"""Spells a line for singing: every word as it is shown, with its syllables, sounds and stress."""

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from edge_service.errors import Unpronounceable
from edge_service.song.lyrics import Line, Syllable, Word
from edge_service.studio.lyricist import espeak
from edge_service.studio.lyricist.language import Language, Speech, load_language
from edge_service.studio.lyricist.liaison import joined
from edge_service.studio.lyricist.names import spoken_word
from edge_service.studio.lyricist.parts import compound, compound_parts, settled
from edge_service.studio.lyricist.speech import said
from edge_service.studio.lyricist.text import script, shown_words

PRIMARY, SECONDARY = "ˈ", "ˌ"
VOWELS = frozenset("aeiouyøœɑɐɒæɔəɚɛɜɝɪɨɯʊʉʌɤᵻ")
MOST_SYLLABLES = 24
UNSUNG_MARKS = "ː\u0303"


@dataclass(frozen=True)
class Sound:
    """One phoneme; `stress` is espeak's mark before it, or empty."""

    ipa: str
    vowel: bool
    stress: str = ""


def spell_line(text: str, language: str) -> Line:
    """Return one line ready to be sung, its words one-to-one with those of `text`.

    Signs that cannot be sung are dropped; numbers stay as written and are sung as words; a word in braces
    sounds as they say ("{Siobhan|shi-VAWN}"). Raises UnknownLanguage, and Unpronounceable naming the word
    in which nothing can be sung, or without end.
    """
    tongue = load_language(language)
    shown = [spoken_word(word) for word in shown_words(text)]
    if not shown:
        raise Unpronounceable(f"There is nothing to sing in {text!r}.", "Write it in words.")
    spoken = [
        [] if word.said else [compound_parts(part, tongue.speech) for part in _said(beside, tongue)]
        for word, beside in zip(shown, _beside([word.text for word in shown]), strict=True)
    ]
    heard = iter(_pronounce([part for word in spoken for parts in word for part in parts], tongue.speech))
    words = []
    for word, said_words in zip(shown, spoken, strict=True):
        syllables = _as_told(word.said, tongue) if word.said else []
        for parts in said_words:
            syllables += compound([_spell(part, next(heard), tongue) for part in parts])
        if not 0 < len(syllables) <= MOST_SYLLABLES:
            raise _unpronounceable(word.text, tongue)
        words.append(Word(word.text, tuple(syllables), word.said))
    return Line(joined(tuple(words)) if tongue.speech.joins else tuple(words))


def _as_told(said: str, language: Language) -> list[Syllable]:
    """Return the syllables of a sound as a person spells it: a chunk each, the one in capitals stressed."""
    chunks = said.split("-")
    loud = [chunk.isupper() for chunk in chunks]
    if all(loud) or not any(loud):
        loud = [index == 0 for index in range(len(chunks))]
    syllables: list[Syllable] = []
    for before, chunk, stressed in zip(["", *chunks], chunks, loud, strict=False):
        heard = _chunk(chunk.lower(), before.lower(), language)
        syllables += [
            replace(syllable, stressed=stressed and index == 0) for index, syllable in enumerate(heard)
        ]
    return syllables


def _chunk(chunk: str, before: str, language: Language) -> list[Syllable]:
    """Return how a chunk sounds behind another one, which is empty for the first.

    An r between vowels is the one of a word's middle ("NA-ra"); a vowel alone is its sound, not its name
    ("é" is "e accent aigu" to a French voice).
    """
    if before and _is_vowel(before[-1]) and chunk.startswith("r") and not chunk.startswith("rr"):
        return _heard_alone(f"a{chunk}", language)[1:]
    heard = _heard_alone(chunk, language)
    if len(chunk) == 1 and _is_vowel(chunk) and (len(heard) > 1 or heard[0].onset or heard[0].coda):
        return [replace(syllable, onset=()) for syllable in _heard_alone(f"h{chunk}", language)] or heard
    return heard


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[0] in "aeiouy"


def _heard_alone(text: str, language: Language) -> list[Syllable]:
    heard = espeak.phonemes(text, language.speech.voice)
    return _spell("", [sound for word in heard for sound in word], language)


def _beside(words: list[str]) -> list[tuple[str, str, str]]:
    """Return each word with the ones before and after it, empty at the ends."""
    return list(zip(["", *words], words, [*words[1:], ""], strict=False))


def _said(beside: tuple[str, str, str], language: Language) -> list[str]:
    before, word, after = beside
    if {script(letter) for letter in word} - language.speech.scripts - {""}:
        raise _unpronounceable(word, language)
    return said(word, language, before, after)


def _unpronounceable(word: str, language: Language) -> Unpronounceable:
    return Unpronounceable(
        f"The singer cannot read “{word}” in {language.label}.", "Write it the way it is spoken."
    )


def _pronounce(words: list[str], speech: Speech) -> list[list[str]]:
    """Return the phonemes of each word, heard in its line where espeak keeps the words apart."""
    if not words:
        return []
    heard = espeak.phonemes(" ".join(words), speech.voice)
    if len(words) == 1:
        alone = [sound for word in heard for sound in word]
        return [speech.weak[words[0]].split() if words[0] in speech.weak else alone]
    if len(heard) == len(words) and all(_is_one_word(word, speech.voice) for word in words):
        return heard
    middle = len(words) // 2
    return _pronounce(words[:middle], speech) + _pronounce(words[middle:], speech)


@lru_cache(maxsize=8192)
def _is_one_word(word: str, voice: str) -> bool:
    return len(espeak.phonemes(word, voice)) == 1


def _spell(word: str, phonemes: list[str], language: Language) -> list[Syllable]:
    speech = language.speech
    known = speech.always.get(word)
    tokens = known.split() if known else settled(word, phonemes, speech)
    sounds = _glided(_with_last_vowel(_sounds(tokens, speech), speech), speech)
    sounds = _without_linking_r(_fallen(sounds, speech), speech)
    syllables = _syllables(sounds, speech)
    beats = _beats(syllables, speech) if word not in speech.unstressed else set()
    return [
        Syllable(onset, nucleus.ipa, coda, index in beats)
        for index, (onset, nucleus, coda) in enumerate(syllables)
    ]


def _sounds(tokens: list[str], speech: Speech) -> list[Sound]:
    """Split espeak's tokens ("ˈɑːɹ") into single sounds, without its language marks and doublings."""
    sounds: list[Sound] = []
    for token in tokens:
        stress = next((mark for mark in (PRIMARY, SECONDARY) if mark in token), "")
        plain = token.replace(PRIMARY, "").replace(SECONDARY, "").split(")")[-1].split("(")[0]
        for part in speech.sung_as.get(plain, plain).split():
            for sound in _split(part, stress, speech):
                if speech.doubles or sound.vowel or not sounds or sounds[-1].ipa != sound.ipa:
                    sounds.append(sound)
    return sounds


def _split(token: str, stress: str, speech: Speech) -> list[Sound]:
    sounds = []
    while token:
        nucleus = next((vowel for vowel in speech.nuclei if token.startswith(vowel)), "")
        if not nucleus and token[0] in VOWELS:
            nucleus = token[0]
        end = len(nucleus) or next((i for i, sign in enumerate(token) if sign in VOWELS), len(token))
        sounds.append(Sound(token[:end], bool(nucleus), stress if nucleus else ""))
        stress = "" if nucleus else stress
        token = token[end:].lstrip(UNSUNG_MARKS)
    return sounds


def _glided(sounds: list[Sound], speech: Speech) -> list[Sound]:
    """Turn a weak vowel without the word's stress into a glide before a strong one."""
    glided = []
    for sound, after in zip(sounds, [*sounds[1:], None], strict=True):
        weak = sound.vowel and sound.ipa in speech.glides and sound.stress != PRIMARY
        if weak and after and after.vowel and after.ipa.startswith(speech.strong):
            sound = Sound(speech.glides[sound.ipa], vowel=False)
        glided.append(sound)
    return glided


def _with_last_vowel(sounds: list[Sound], speech: Speech) -> list[Sound]:
    """Give a word that espeak has run into the next one ("te amo" as "tjamo") its last vowel back."""
    if not sounds or sounds[-1].ipa not in speech.final_glides or (len(sounds) > 1 and sounds[-2].vowel):
        return sounds
    return [*sounds[:-1], Sound(speech.final_glides[sounds[-1].ipa], vowel=True)]


def _fallen(sounds: list[Sound], speech: Speech) -> list[Sound]:
    """Make one nucleus of a vowel and a weaker one that it falls into, unless a third vowel follows."""
    fallen: list[Sound] = []
    for sound, after in zip(sounds, [*sounds[1:], None], strict=True):
        before = fallen[-1] if fallen else None
        weak = sound.vowel and sound.stress != PRIMARY and not (after and after.vowel)
        if weak and before and before.vowel and before.ipa + sound.ipa in speech.falling:
            fallen[-1] = Sound(before.ipa + sound.ipa, vowel=True, stress=before.stress)
        else:
            fallen.append(sound)
    return fallen


def _without_linking_r(sounds: list[Sound], speech: Speech) -> list[Sound]:
    links = len(sounds) > 1 and sounds[-1].ipa == "ɹ" and sounds[-2].ipa in speech.rhotic
    return sounds[:-1] if links else sounds


RawSyllable = tuple[tuple[str, ...], Sound, tuple[str, ...]]


def _syllables(sounds: list[Sound], speech: Speech) -> list[RawSyllable]:
    """Give each vowel the longest onset the language allows, and what is left to the coda before."""
    nuclei = [index for index, sound in enumerate(sounds) if sound.vowel]
    if not nuclei:
        return []
    starts = [0]
    for before, nucleus in pairwise(nuclei):
        between = tuple(sound.ipa for sound in sounds[before + 1 : nucleus])
        starts.append(nucleus - _onset_length(between, speech))
    ends = [*starts[1:], len(sounds)]
    return [
        (_ipa(sounds[start:nucleus]), sounds[nucleus], _ipa(sounds[nucleus + 1 : end]))
        for start, nucleus, end in zip(starts, nuclei, ends, strict=True)
    ]


def _onset_length(consonants: tuple[str, ...], speech: Speech) -> int:
    for start in range(len(consonants)):
        onset = consonants[start:]
        glides = onset[-1] in speech.glide_onsets and onset[:-1] in speech.onsets
        if onset in speech.onsets or glides:
            return len(onset)
    return 0


def _ipa(sounds: list[Sound]) -> tuple[str, ...]:
    return tuple(sound.ipa for sound in sounds)


def _beats(syllables: list[RawSyllable], speech: Speech) -> set[int]:
    """Return which syllables of a content word carry stress: the main one, and second ones apart from it."""
    marks = [nucleus.stress for _, nucleus, _ in syllables]
    for index, (_, nucleus, _) in enumerate(syllables[:-1]):
        if nucleus.ipa in speech.beatless:
            marks[index], marks[index + 1] = "", marks[index] or marks[index + 1]
    if PRIMARY not in marks:
        return {marks.index(SECONDARY) if SECONDARY in marks else 0} if marks else set()
    main = {index for index, mark in enumerate(marks) if mark == PRIMARY}
    apart = {
        index
        for index, mark in enumerate(marks)
        if mark == SECONDARY and all(abs(index - other) > 1 for other in main)
    }
    return main | apart
