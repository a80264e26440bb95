"""The person decides: what they keep, write or ask for is what is sung."""

import pytest

from edge_service.errors import BadLyrics, UnkindMessage
from edge_service.song.dedication import Dedication
from edge_service.studio.band import load_style
from edge_service.studio.lyricist import Draft, Wish, check_dedication, draft_as_wished, read_lyrics, sheet
from edge_service.studio.lyricist.text import bare

from .claims import CLAIMS

STYLE = load_style("pop")
MUM = Dedication(
    "Mum, I still smell the Sunday pancakes. You always left the light on.", "Mum", "Ana", seed=4
)


def asked(wish: Wish, dedication: Dedication = MUM) -> Draft:
    return draft_as_wished(check_dedication(dedication), STYLE, wish)


def texts(draft: Draft) -> list[str]:
    return [line.text for section in draft.lyrics.sections for line in section.lines]


@pytest.mark.parametrize("code", CLAIMS)
def test_what_is_shown_is_what_is_sung(code: str) -> None:
    entry = CLAIMS[code]["message"][0]
    dedication = check_dedication(Dedication(entry["text"], entry.get("to", ""), language=code))
    draft = draft_as_wished(dedication, STYLE, Wish())
    sung = read_lyrics(sheet(draft)["text"], dedication)
    assert [line.text for section in sung.sections for line in section.lines] == texts(draft)


def test_every_line_of_a_draft_can_be_kept() -> None:
    first = sheet(asked(Wish()))
    lines = [(line["id"], line["text"]) for section in first["sections"] for line in section["drafted"]]
    again = asked(Wish(tuple(lines)), Dedication(**{**vars(MUM), "seed": 99}))
    assert texts(again) == [text for _, text in lines]


def test_own_lyrics_win_over_the_songbook_and_keep_their_title() -> None:
    draft = asked(Wish(lyrics="# Pancakes\n\n[Verse]\nButter in the pan\n\n[Chorus]\nOh Mum"))
    assert texts(draft) == ["Butter in the pan", "Oh Mum"]
    assert draft.titles[0] == draft.lyrics.title == "Pancakes"
    assert len(set(draft.titles)) == 3
    assert draft.sources == (("person",), ("person",))


def test_word_for_word_every_word_is_sung_in_its_order_and_nothing_else() -> None:
    draft = asked(Wish(word_for_word=True))
    assert [bare(word) for line in texts(draft) for word in line.split()] == [
        bare(word) for word in MUM.message.split()
    ]
    assert {source for section in draft.sources for source in section} == {"message"}
    assert draft.left_out == ()


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (("0.0", "I hate you"), UnkindMessage),
        (("0.0", "..."), BadLyrics),
        (("0.0", "la " * 100), BadLyrics),
        (("0.0", "Привет"), BadLyrics),
        (("first", "Oh Mum"), BadLyrics),
        (("-1.0", "Oh Mum"), BadLyrics),
    ],
)
def test_a_line_that_cannot_be_kept_is_explained(line: tuple[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        asked(Wish((line,)))


def test_more_lines_than_a_song_holds_are_not_kept() -> None:
    with pytest.raises(BadLyrics, match="60"):
        asked(Wish((("0.0", "Oh Mum"),) * 61))
