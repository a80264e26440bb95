"""Lyrics that a person has edited."""

import pytest

from edge_service.errors import BadLyrics, UnkindMessage, Unpronounceable
from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Lyrics
from edge_service.studio.band import load_style
from edge_service.studio.lyricist import check_dedication, draft, read_lyrics

from .claims import dedications

MUM = Dedication("Mum, thank you for the Sunday pancakes", "Mum")
MAMA = Dedication("Mamá, gracias por los panqueques del domingo", "Mamá", language="es")


def outline(lyrics: Lyrics) -> list[tuple[str, list[str]]]:
    return [(section.kind, [line.text for line in section.lines]) for section in lyrics.sections]


def test_a_draft_comes_back_as_it_was() -> None:
    for dedication in map(check_dedication, dedications()):
        made = draft(dedication, load_style(dedication.genre)).lyrics
        lyrics = read_lyrics(f"# {made.title}\n\n{made.text}", dedication)
        assert lyrics.title == made.title
        assert lyrics.text == made.text
        assert [section.kind for section in lyrics.sections] == [section.kind for section in made.sections]


@pytest.mark.parametrize("dedication", [MUM, MAMA])
def test_a_draft_without_its_title_line_finds_its_title_again(dedication: Dedication) -> None:
    made = draft(dedication, load_style("pop")).lyrics
    assert read_lyrics(made.text, dedication).title == made.title


def test_marks_of_any_language_and_spelling_are_read() -> None:
    text = "[Estrofa]\nOne line\n\n[ESTRIBILLO]\nTwo lines\n[Verse 2]\nThree lines\n(Puente)\nFour"
    kinds = [kind for kind, _ in outline(read_lyrics(text, MUM))]
    assert kinds == ["verse", "chorus", "verse", "bridge"]


def test_sections_get_the_names_of_the_songs_language() -> None:
    lyrics = read_lyrics("[Verse]\nUna canción\n[Chorus]\nPara mamá\n[Verse]\nOtra canción", MAMA)
    assert [section.name for section in lyrics.sections] == ["Estrofa 1", "Estribillo", "Estrofa 2"]


def test_a_bare_chorus_mark_repeats_the_first_chorus() -> None:
    lyrics = read_lyrics("[Verse]\nHere we go\n[Chorus]\nSing with me\n[Verse]\nAnd once more\n[Chorus]", MUM)
    assert outline(lyrics)[1] == outline(lyrics)[3] == ("chorus", ["Sing with me"])


def test_lyrics_without_marks_are_verses_and_what_returns_is_the_chorus() -> None:
    lyrics = read_lyrics("One by one\nTwo by two\n\nHey, sing!\n\nThree by three\n\nHey, sing!", MUM)
    assert outline(lyrics) == [
        ("verse", ["One by one", "Two by two"]),
        ("chorus", ["Hey, sing!"]),
        ("verse", ["Three by three"]),
        ("chorus", ["Hey, sing!"]),
    ]


def test_a_title_line_names_the_song() -> None:
    assert read_lyrics("# Pancake Sunday\n[Verse]\nHello there", MUM).title == "Pancake Sunday"


def test_a_title_is_made_where_there_is_none() -> None:
    assert read_lyrics("Hello there", MUM).title == "A Song for Mum"
    assert read_lyrics("Hola", Dedication("Hola", language="es")).title == "Una canción para ti"


def test_long_lines_are_split_at_a_good_place() -> None:
    text = "I still remember every single morning, when the radio was playing and the rain was falling"
    lines = outline(read_lyrics(text, MUM))[0][1]
    assert len(lines) >= 3
    assert " ".join(lines).lower().replace(",", "") == text.lower().replace(",", "")
    assert not {line.split()[-1] for line in lines} & {"the", "in", "and", "was", "when"}


def test_a_line_of_fourteen_syllables_stays_whole() -> None:
    text = "I love you and I love you and I love you and I do"
    assert outline(read_lyrics(text, MUM)) == [("verse", [text])]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "nothing to sing"),
        ("[Verse 1]\n[Verse 2]\n***", "nothing to sing"),
        ("[Verse]\nHello\n[Chorus]", "no words under it"),
        ("[Kazoo battle]\nHello", "Kazoo battle"),
        ("[Intro]\nHello", "no words"),
        ("La\n" * 61, "61 lines"),
        ("[Verse]\nПривет мама", "cyrillic"),
        ("# " + "x" * 81 + "\nHello", "81 characters"),
    ],
)
def test_lyrics_that_cannot_be_sung_say_why(text: str, sentence: str) -> None:
    with pytest.raises(BadLyrics, match=sentence) as caught:
        read_lyrics(text, MUM)
    assert caught.value.hint
    assert caught.value.code == "lyrics_unusable"


def test_an_intro_without_words_is_skipped() -> None:
    assert outline(read_lyrics("[Intro]\n[Verse]\nHello\n[Outro]", MUM)) == [("verse", ["Hello"])]


def test_edited_lyrics_are_read_with_the_same_care() -> None:
    with pytest.raises(UnkindMessage):
        read_lyrics("[Verse]\nI will kill you", MUM)


def test_a_word_without_end_is_unpronounceable() -> None:
    with pytest.raises(Unpronounceable):
        read_lyrics("la" * 40, MUM)
