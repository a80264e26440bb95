"""Words that sound together: vowels that share a note."""

from edge_service.song.lyrics import Line, Syllable, Word
from edge_service.studio.lyricist.liaison import joined


def word(text: str, *syllables: tuple[str, str, str, bool]) -> Word:
    """Return a word of (onset, nucleus, coda, stressed) syllables."""
    return Word(text, tuple(Syllable(tuple(o), n, tuple(c), stressed) for o, n, c, stressed in syllables))


LA = word("la", ("l", "a", "", False))
ESCRIBI = word("escribí", ("", "e", "s", False), ("k", "i", "", False), ("b", "i", "", True))


def joins(*words: Word) -> list[bool]:
    return [each.syllables[0].joined for each in joined(words)]


def test_two_weak_vowels_share_a_note() -> None:
    assert joins(LA, ESCRIBI) == [False, True]
    assert Line(joined((LA, ESCRIBI))).syllable_count == 3
    assert Line(joined((LA, ESCRIBI))).places == ((0, 0), (1, 1), (1, 2))


def test_a_strong_vowel_shares_only_with_its_own() -> None:
    te = word("te", ("t", "e", "", False))
    assert joins(te, word("echo", ("", "e", "", True), ("tʃ", "o", "", False))) == [False, True]
    assert joins(te, word("amo", ("", "a", "", True), ("m", "o", "", False))) == [False, False]
    assert joins(word("fe", ("f", "e", "", True)), word("era", ("", "e", "", True))) == [False, False]


def test_pauses_names_diphthongs_and_consonants_keep_vowels_apart() -> None:
    ana = word("Ana", ("", "a", "", False), ("n", "a", "", False))
    assert joins(LA, ana) == [False, False]
    assert joins(word("la,", ("l", "a", "", False)), ESCRIBI) == [False, False]
    assert joins(word("las", ("l", "a", "s", False)), ESCRIBI) == [False, False]
    assert joins(word("hay", ("", "ai", "", False)), ESCRIBI) == [False, False]


def test_no_more_than_two_vowels_share_a_note() -> None:
    y = word("y", ("", "i", "", False))
    assert joins(word("noche", ("n", "o", "", True), ("tʃ", "e", "", False)), y, ESCRIBI) == [
        False,
        True,
        False,
    ]
