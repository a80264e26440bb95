"""How a draft is woven: what is kept, what is left out, what titles and presenters say."""

from dataclasses import replace

import pytest

from edge_service.errors import Unpronounceable
from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Lyrics
from edge_service.studio.band import load_style
from edge_service.studio.lyricist import Draft, Kept, check_dedication, draft, redraft, word_for_word
from edge_service.studio.lyricist.language import languages
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.understanding import THEMES
from edge_service.studio.lyricist.weave.images import images_of
from edge_service.studio.lyricist.weave.variants import variants
from edge_service.studio.lyricist.weave.whims import Whims

POP = load_style("pop")
PANCAKES = Dedication(
    "Mum, thank you for the Sunday pancakes and for teaching me to ride the old red bike. "
    "I still remember the smell of your kitchen in the morning. You never gave up on me.",
    "Mum",
    "Ana",
)


def drafted(dedication: Dedication) -> Draft:
    return draft(check_dedication(dedication), POP)


def lines_of(lyrics: Lyrics) -> list[str]:
    return [line.text for section in lyrics.sections for line in section.lines]


def test_every_line_tells_where_it_came_from() -> None:
    found = drafted(PANCAKES)
    assert [len(section.lines) for section in found.lyrics.sections] == [len(row) for row in found.sources]
    own = {
        line.text
        for section, row in zip(found.lyrics.sections, found.sources, strict=True)
        for line, source in zip(section.lines, row, strict=True)
        if source == "message"
    }
    assert any("pancakes" in line for line in own)
    assert not any("pancakes" in line for line in lines_of(found.lyrics)[:6] if line not in own)


def test_the_chorus_names_the_recipient_and_holds_up_an_image_of_the_message() -> None:
    for seed in range(6):
        chorus = drafted(replace(PANCAKES, seed=seed)).lyrics.sections[1]
        text = " ".join(line.text for line in chorus.lines).lower()
        assert "mum" in text
        assert any(image in text for image in ("pancakes", "red bike", "kitchen"))


def test_lines_that_are_kept_stay_and_the_others_are_new() -> None:
    before = drafted(PANCAKES)
    kept = [Kept(0, 1, before.lyrics.sections[0].lines[1].text), Kept(3, 0, "My own line for the chorus")]
    after = redraft(kept, check_dedication(replace(PANCAKES, seed=9)), POP)
    assert after.lyrics.sections[0].lines[1].text == kept[0].text
    assert after.sources[0][1] == "person"
    for section in (1, 3):
        assert after.lyrics.sections[section].lines[0].text == "My own line for the chorus"
    assert len(set(lines_of(before.lyrics)) & set(lines_of(after.lyrics))) < len(lines_of(before.lyrics)) / 2


def test_what_a_kept_line_sings_is_not_sung_again() -> None:
    kept = [Kept(0, 0, "You never gave up on me")]
    after = redraft(kept, check_dedication(PANCAKES), POP)
    assert sum("gave up on me" in line for line in lines_of(after.lyrics)) == 1


def test_the_name_stays_in_a_chorus_of_which_a_line_is_kept() -> None:
    for place in range(4):
        after = redraft([Kept(1, place, "We sang along the lane")], check_dedication(PANCAKES), POP)
        chorus = [line.text for line in after.lyrics.sections[1].lines]
        assert chorus[place] == "We sang along the lane"
        assert "Mum" in " ".join(chorus)


def test_a_kept_line_that_cannot_be_sung_is_refused() -> None:
    with pytest.raises(Unpronounceable):
        redraft([Kept(0, 0, "...")], check_dedication(PANCAKES), POP)


def test_sentences_that_found_no_room_are_told() -> None:
    things = ["boat", "bike", "tent", "kite", "piano", "garden", "oven", "hammer", "violin", "saddle"]
    places = ["river", "barn", "attic", "harbor", "meadow", "cellar", "forest", "chapel", "island", "castle"]
    pairs = zip(things, places, strict=True)
    message = " ".join(f"You taught me about the {thing} by the {place}." for thing, place in pairs)
    short = drafted(Dedication(message, "Dad", length="short"))
    assert 3 < len(short.left_out) < 10
    assert all(sentence in message for sentence in short.left_out)
    assert drafted(PANCAKES).left_out == ()


def test_one_word_and_two_thousand_characters_both_make_a_song_of_their_length() -> None:
    word = drafted(Dedication("Thanks", "Mum"))
    long = drafted(Dedication((PANCAKES.message + " ") * 11, "Mum"))
    assert [len(section.lines) for section in word.lyrics.sections] == [4, 4, 4, 4]
    assert [section.kind for section in long.lyrics.sections] == [s.kind for s in word.lyrics.sections]
    assert all(len(section.lines) <= 8 for section in long.lyrics.sections)


@pytest.mark.parametrize("code", [language.code for language in languages()])
@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_that_a_person_chose_is_sung_whatever_the_words(code: str, theme: str) -> None:
    found = draft(check_dedication(Dedication("Lago", "Ana", "Leo", language=code, theme=theme)), POP)
    assert "Ana" in found.presenter
    assert "Leo" in found.presenter
    assert not set("{}|") & set(found.presenter + found.lyrics.text)


def test_three_titles_differ_and_the_first_is_the_songs() -> None:
    found = drafted(PANCAKES)
    assert len({title.lower() for title in found.titles}) == 3
    assert found.titles[0] == found.lyrics.title


def test_word_for_word_every_word_is_sung_in_its_order_and_nothing_else() -> None:
    lyrics = word_for_word(check_dedication(PANCAKES), POP)
    sung = [bare(word) for line in lines_of(lyrics) for word in line.split()]
    assert sung == [bare(word) for word in PANCAKES.message.split()]
    assert {section.kind for section in lyrics.sections} == {"verse"}


@pytest.mark.parametrize(
    ("code", "sentence", "image"),
    [
        ("en", "Thank you for the Sunday pancakes", "the Sunday pancakes"),
        ("en", "I remember the smell of your kitchen", "the smell of your kitchen"),
        ("es", "Gracias por las tardes de verano", "las tardes de verano"),
        ("es", "Vamos a la orilla del mar", "la orilla del mar"),
        ("fr", "Merci pour les crêpes du mercredi", "les crêpes du mercredi"),
        ("fr", "On jouait au bord de la mer", "le bord de la mer"),
        ("it", "Ricordo il profumo del ragù", "il profumo del ragù"),
        ("it", "Giocavamo nel cortile", "il cortile"),
        ("pt-br", "Obrigado pelo bolo de fubá", "o bolo de fubá"),
        ("de", "Danke für den warmen Apfelkuchen", "der warme Apfelkuchen"),
        ("de", "Wir saßen in der alten Küche", "die alte Küche"),
        ("de", "Ich liebe deinen Garten", "dein Garten"),
        ("nl", "Bedankt voor de geur van je pijp", "de geur van je pijp"),
        ("nl", "Ik mocht in de bruine jus roeren", "de bruine jus"),
        ("id", "Terima kasih sudah membuat nasi goreng", "nasi goreng"),
    ],
)
def test_an_image_is_a_noun_phrase_in_the_nominative(code: str, sentence: str, image: str) -> None:
    assert images_of([sentence], code)[0] == image


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "I was sad when the dog died"),
        ("en", "You are the best friend in the world"),
        ("es", "Eres el amor de mi vida"),
        ("es", "Hoy la escoges tú"),
        ("de", "Wir saßen auf dem Dach"),
        ("pt-br", "Você me ensinou a plantar"),
        ("id", "Kamu tidur di sana"),
        ("en", "I am sorry for the argument, and that's friendship"),
        ("es", "Siempre te la quiero dar, pero la regué"),
        ("fr", "Je suis désolé pour notre dispute et je le savais"),
        ("it", "Mamma, lo dico sempre e la amo"),
        ("pt-br", "A gente perdeu tudo na enchente"),
        ("de", "Wir hatten einen Streit trotz der Entfernung"),
        ("nl", "Het regent en het wordt gehaald"),
        ("id", "Kami bermain di sungai"),
    ],
)
def test_what_is_no_picture_or_may_be_wrong_is_no_image(code: str, sentence: str) -> None:
    assert images_of([sentence], code, ["Sana"]) == []


def test_what_is_held_up_is_found_beside_what_would_hurt() -> None:
    assert images_of(["Forgive me for the quarrel about the blue kite"], "en") == ["the blue kite"]
    assert images_of(["Na enchente você salvou a geladeira"], "pt-br") == ["a geladeira"]


def test_a_sentence_is_said_in_other_ways_that_mean_the_same() -> None:
    said = variants("When it rained, we played cards.", "Tom", "en", first=False, calls=True)
    assert "We played cards when it rained." in said
    assert "When it rained, we played cards, Tom." in said
    assert variants("Wenn es regnete, spielten wir.", "", "de", first=True, calls=False) == [
        "Wenn es regnete, spielten wir."
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "When the power went out you told us of the circus, and Eddie fell asleep in the bathtub."),
        ("es", "Cuando se fue la luz nos contaste del circo, y Pepe se durmió en la bañera."),
        ("fr", "Quand il pleuvait on jouait aux cartes, et Paul dormait dans le salon."),
        ("it", "Quando pioveva giocavamo a carte, e Paolo dormiva sul divano."),
    ],
)
def test_what_stands_behind_an_and_is_not_pulled_in_front(language: str, sentence: str) -> None:
    said = variants(sentence, "", language, first=False, calls=False)
    first = sentence.split()[-3].lower()
    assert all(way.lower().index(first) > len(way) / 2 for way in said), said


def test_choices_take_turns_from_seed_to_seed() -> None:
    things = ["a", "b", "c", "d"]
    chosen = [Whims("text", seed).pick("here", things, lambda _: 0.0, 0.0) for seed in range(4)]
    assert sorted(chosen) == things
    worst_left_out = [Whims("text", seed).pick("here", things, "dcba".find, 1.0) for seed in range(8)]
    assert set(worst_left_out) == {"a", "b"}
