"""How a name sounds, told in braces."""

import pytest

from edge_service.errors import BadDedication, BadLyrics, Unpronounceable
from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Lyrics, Word
from edge_service.studio.band import load_style
from edge_service.studio.lyricist import check_dedication, draft, read_lyrics, spell_line

SIOBHAN = Dedication("{Siobhan|shi-VAWN}, I love the garden and Siobhan's tea", "Siobhan", "Worcestershire")


def words(lyrics: Lyrics) -> list[Word]:
    return [word for section in lyrics.sections for line in section.lines for word in line.words]


def lyrics_of(dedication: Dedication) -> Lyrics:
    return draft(check_dedication(dedication), load_style(dedication.genre)).lyrics


@pytest.mark.parametrize(
    ("text", "syllables", "stressed"),
    [
        ("{Worcestershire|WUUS-ter-sher}", 3, [True, False, False]),
        ("{Siobhan|shi-VAWN}", 2, [False, True]),
        ("{Xuan|SWAHN}", 1, [True]),
        ("{Nguyen|win}", 1, [True]),
        ("{Aoife|ee-fa}", 2, [True, False]),
    ],
)
def test_a_chunk_is_a_syllable_and_the_one_in_capitals_is_stressed(
    text: str, syllables: int, stressed: list[bool]
) -> None:
    (word,) = spell_line(text, "en").words
    assert len(word.syllables) == syllables
    assert [syllable.stressed for syllable in word.syllables] == stressed


def test_the_screen_shows_the_name_and_the_editor_its_braces() -> None:
    line = spell_line("Dear ¡{Siobhan|shi-VAWN}!, hello", "en")
    assert line.text == "Dear ¡Siobhan!, hello"
    assert line.written == "Dear ¡{Siobhan|shi-VAWN}!, hello"


def test_each_language_reads_the_chunks_in_its_own_way() -> None:
    english, german = (spell_line("{Zoe|ZO-i}", code).words[0].syllables for code in ("en", "de"))
    assert english[0].onset == ("z",)
    assert german[0].onset == ("ts",)


@pytest.mark.parametrize(
    ("text", "code", "sung"),
    [
        ("{Maëlys|ma-é-LISS}", "fr", "ma e lis"),
        ("{Caíque|ca-Í-que}", "pt-br", "ka i ki"),
        ("{Noa|NO-á}", "es", "no a"),
        ("{Uma|U-ma}", "en", "uː mɑː"),
        ("{Nara|NA-ra}", "pt-br", "na ɾæ"),
    ],
)
def test_a_chunk_is_a_sound_and_never_the_name_of_a_letter(text: str, code: str, sung: str) -> None:
    (word,) = spell_line(text, code).words
    heard = ["".join((*one.onset, one.nucleus, *one.coda)) for one in word.syllables]
    assert " ".join(heard) == sung


def test_a_checked_dedication_is_plain_and_remembers_how_its_names_sound() -> None:
    checked = check_dedication(SIOBHAN)
    assert checked.message == "Siobhan, I love the garden and Siobhan's tea"
    assert checked.names == "{siobhan|shi-VAWN}"
    assert check_dedication(checked) == checked


def test_a_name_told_once_sounds_so_wherever_it_is_sung() -> None:
    told = [word for word in words(lyrics_of(SIOBHAN)) if "siobhan" in word.text.lower()]
    assert len(told) >= 3
    assert {word.said for word in told} <= {"shi-VAWN", "shi-VAWN's"}
    assert all(word.syllables[0].onset == ("ʃ",) for word in told)


def test_the_recipient_may_be_told_alone() -> None:
    lyrics = lyrics_of(Dedication("Thank you for the tea", "{Anne Marie|AN ma-REE}"))
    assert {word.said for word in words(lyrics)} == {"", "AN", "ma-REE"}
    assert "{" not in lyrics.title


def test_lyrics_keep_the_braces_when_they_are_edited_and_read_back() -> None:
    checked = check_dedication(SIOBHAN)
    lyrics = draft(checked, load_style("pop")).lyrics
    assert "{Siobhan|shi-VAWN}" in lyrics.text
    assert "{" not in " ".join(line.text for section in lyrics.sections for line in section.lines)
    assert read_lyrics(lyrics.text, checked) == lyrics


def test_what_is_changed_in_the_lyrics_counts() -> None:
    checked = check_dedication(SIOBHAN)
    lyrics = read_lyrics("[Verse]\n{Siobhan|SHEE-van} sings\nOh Siobhan, hello", checked)
    assert [word.said for word in words(lyrics)] == ["SHEE-van", "", "", "SHEE-van", ""]


def test_a_name_in_letters_of_another_language_can_be_told() -> None:
    lyrics = lyrics_of(Dedication("Thank you, {小林|ko-BA-ya-shi}", "小林"))
    assert any(word.text.strip(",") == "小林" and word.said for word in words(lyrics))
    with pytest.raises(Unpronounceable):
        lyrics_of(Dedication("Thank you", "小林"))


@pytest.mark.parametrize(
    "form",
    [
        "{Siobhan}",
        "{Siobhan|}",
        "{|shi-VAWN}",
        "{Siobhan|shi-VAWN",
        "Siobhan|shi-VAWN}",
        "{Siobhan|shi--VAWN}",
        "{Siobhan|4u}",
        "{Anne Marie|AN}",
        "{a|b|c}",
        "{!|hey}",
    ],
)
def test_broken_braces_are_explained(form: str) -> None:
    with pytest.raises(BadDedication, match=r"brace|sounds") as caught:
        check_dedication(Dedication(f"Thank you, {form} my dear"))
    assert "WUUS-ter-sher" in caught.value.hint
    with pytest.raises(BadDedication):
        check_dedication(Dedication("Thank you", to=form))
    with pytest.raises(BadLyrics, match=r"brace|sounds"):
        read_lyrics(f"[Verse]\nHello {form} my dear", SIOBHAN)


def test_how_a_name_sounds_is_read_with_care_too() -> None:
    with pytest.raises(BadDedication):
        check_dedication(Dedication("Hello {Sam|FUCK-er}"))
