"""Every line of the songbook, as it is sung."""

import pytest

from edge_service.studio.lyricist import languages, spell_line
from edge_service.studio.lyricist.care import check_care
from edge_service.studio.lyricist.dedication import leanings
from edge_service.studio.lyricist.rhyme import rhymes
from edge_service.studio.lyricist.songbook.earlier import Theme, load_earlier, theme_of
from edge_service.studio.lyricist.writing import load_writing

from .claims import each

CODES = [language.code for language in languages()]
THEMES = [(code, theme) for code in CODES for theme in load_earlier(code).themes.values()]
LEAST, MOST = 5, 10
ADVERBS_TOO = {"on", "in", "through", "across", "along", "near", "around", "behind", "before"}
every_theme = pytest.mark.parametrize(
    ("code", "theme"), THEMES, ids=[f"{code}-{theme.name}" for code, theme in THEMES]
)


def lines_of(theme: Theme) -> list[str]:
    couplets = [line for couplet in theme.couplets for line in couplet]
    return couplets + [line for frame in theme.choruses for line in (*frame.filled(""), *frame.filled("Ana"))]


@every_theme
def test_a_theme_has_enough_to_choose_from(code: str, theme: Theme) -> None:
    assert len(set(theme.couplets)) >= 12
    assert len(theme.choruses) >= 4
    assert all(len(frame.lines) == 4 for frame in theme.choruses)
    assert code in CODES


@every_theme
def test_lines_can_be_sung_in_every_style(code: str, theme: Theme) -> None:
    counts = {line: spell_line(line, code).syllable_count for line in lines_of(theme)}
    assert not {line: count for line, count in counts.items() if not LEAST <= count <= MOST}


@every_theme
def test_no_slot_stays_open_and_no_line_ends_on_a_pause_or_a_word_that_leans(code: str, theme: Theme) -> None:
    writing = load_writing(code)
    articles = writing.determiners | writing.prepositions
    for line in lines_of(theme):
        assert "{" not in line
        assert "  " not in line
        assert line[0].isupper() or line[0] in "¡¿"
        assert line[-1] not in ",;:"
        assert line.split()[-1].lower() not in articles - ADVERBS_TOO


@every_theme
def test_no_line_of_the_songbook_would_be_declined(code: str, theme: Theme) -> None:
    for line in lines_of(theme):
        check_care(line, code)


@every_theme
def test_the_name_stands_in_just_one_line_of_a_chorus(code: str, theme: Theme) -> None:
    for frame in theme.choruses:
        assert sum("{name}" in line for line in frame.lines) == 1, (code, frame.title)
        assert "{" not in frame.plain
        assert not frame.lines[-1].rstrip("!?.").endswith("{name}")


@pytest.mark.parametrize("code", CODES)
def test_couplets_rhyme_by_ear(code: str) -> None:
    couplets = [couplet for theme in load_earlier(code).themes.values() for couplet in theme.couplets]
    lame = [
        couplet
        for couplet in couplets
        if not rhymes(spell_line(couplet[0], code), spell_line(couplet[1], code), code)
    ]
    assert len(lame) <= 0.05 * len(couplets), lame


@pytest.mark.parametrize("code", CODES)
def test_choruses_rhyme_by_ear(code: str) -> None:
    pairs = [
        pair
        for theme in load_earlier(code).themes.values()
        for frame in theme.choruses
        for pair in (frame.filled("Ana")[:2], frame.filled("Ana")[2:], frame.filled("")[2:])
    ]
    lame = [pair for pair in pairs if not rhymes(spell_line(pair[0], code), spell_line(pair[1], code), code)]
    assert len(lame) <= 0.1 * len(pairs), lame


@pytest.mark.parametrize("code", CODES)
def test_no_couplet_is_there_twice(code: str) -> None:
    lines = [
        line for theme in load_earlier(code).themes.values() for couplet in theme.couplets for line in couplet
    ]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("code", CODES)
def test_every_mood_leans_to_a_theme_of_the_songbook(code: str) -> None:
    assert set(leanings().values()) <= set(load_earlier(code).themes)


def test_languages_have_the_same_themes() -> None:
    assert len({tuple(load_earlier(code).themes) for code in CODES}) == 1


@pytest.mark.parametrize(("code", "message", "theme"), each("themes"))
def test_a_message_is_about_what_its_words_say(code: str, message: str, theme: str) -> None:
    assert theme_of(message, code, "just_because").name == theme


@pytest.mark.parametrize(("code", "one", "other", "expected"), each("rhymes"))
def test_rhyme_is_heard_from_the_last_stressed_vowel(code: str, one: str, other: str, expected: bool) -> None:
    assert rhymes(spell_line(one, code), spell_line(other, code), code) is expected
