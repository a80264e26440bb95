"""What is declined, and what must never be."""

import tomllib
from pathlib import Path

import pytest

from edge_service.config import load_config
from edge_service.errors import ConfigError, HeavyMoment, UnkindMessage
from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist import check_dedication
from edge_service.studio.lyricist.care import LEVELS, check_care, check_level
from edge_service.studio.lyricist.read import read_lyrics

from .claims import CLAIMS, cared

MEASURED = sorted((Path(__file__).parent / "care").glob("*.toml"))
FAMILIES = sorted((Path(__file__).parents[3] / "export_scripts/data/messages").glob("*.toml"))
LEAST_RIGHT = 0.95
LEAST_MESSAGES = 20
HARM = {"insult", "threat", "sexual", "self_harm"}


def declined(message: str, language: str, level: str = "standard") -> bool:
    try:
        check_dedication(Dedication(message, language=language), level)
    except UnkindMessage:
        return True
    return False


@pytest.mark.parametrize("file", MEASURED, ids=lambda file: file.stem)
@pytest.mark.parametrize("side", ["declined", "passing"])
def test_nineteen_of_twenty_messages_are_judged_rightly(file: Path, side: str) -> None:
    kinds = tomllib.loads(file.read_text("utf-8"))[side]
    messages = [message for kind in kinds.values() for message in kind]
    wrong = [message for message in messages if declined(message, file.stem) != (side == "declined")]
    assert len(messages) >= LEAST_MESSAGES
    assert side == "passing" or kinds.keys() == HARM
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(messages), wrong


@pytest.mark.parametrize("file", FAMILIES, ids=lambda file: file.stem)
def test_of_a_hundred_messages_that_families_write_at_most_one_is_declined_wrongly(file: Path) -> None:
    messages = [entry["text"] for entry in tomllib.loads(file.read_text("utf-8"))["messages"]]
    assert sum(declined(message, file.stem) for message in messages) <= 0.01 * len(messages)


def test_every_language_is_measured() -> None:
    assert {file.stem for file in MEASURED} == CLAIMS.keys()


@pytest.mark.parametrize("file", MEASURED, ids=lambda file: file.stem)
@pytest.mark.parametrize("level", LEVELS)
def test_self_harm_gets_a_helpline_however_strict_a_household_is(file: Path, level: str) -> None:
    for message in tomllib.loads(file.read_text("utf-8"))["declined"]["self_harm"]:
        with pytest.raises(HeavyMoment, match=r"findahelpline\.com"):
            check_care(message, file.stem, level)


@pytest.mark.parametrize(
    "disguise",
    [
        "I h4te you", "I h*te you", "I h@te you", "I h a t e you", "I h.a.t.e you", "I haaaate you",
        "I HATE YOU", "I hàte you", "I ｈａｔｅ you", "I ha\u200bte you", "k1ll yourself", "you are a l0ser",
        "you are a 1oser", "you are such a f*ggot", "f**k you", "$hut the fuck up", "you b!tch",
        "y-o-u are trash",
    ],
)  # fmt: skip
def test_disguises_are_seen_through(disguise: str) -> None:
    with pytest.raises(UnkindMessage):
        check_care(disguise, "en")


@pytest.mark.parametrize(
    "plain",
    [
        "See you at 7 or 8, flat 5a", "1st prize!!! Well done", "A B C and 1 2 3, you taught me all",
        "Yeeees!!!",
        "P. S. I l o v e you", "U R the best", "Room 404, $5 a night, call us @ noon", "R.I.P. Grandad",
    ],
)  # fmt: skip
def test_numbers_and_letters_that_stand_alone_are_no_disguise(plain: str) -> None:
    assert not declined(plain, "en")


def test_a_gentle_household_hears_no_mild_swearing_and_an_open_one_bears_strong_words() -> None:
    mild, crude, flirt = (
        "Damn, what a party",
        "What a fucking great party",
        "Your bum looks great in that dress",
    )
    assert [declined(mild, "en", level) for level in ("gentle", "standard", "open")] == [True, False, False]
    assert [declined(crude, "en", level) for level in ("gentle", "standard", "open")] == [True, True, False]
    assert [declined(flirt, "en", level) for level in ("gentle", "standard", "open")] == [True, True, False]


@pytest.mark.parametrize("code", CLAIMS)
@pytest.mark.parametrize("level", LEVELS)
def test_threats_and_insults_are_declined_in_every_household(code: str, level: str) -> None:
    assert {"insult", "threat", "sexual"} <= set(LEVELS[level])
    assert declined("I will kill you", code, level)


def test_a_household_says_how_strict_it_is() -> None:
    assert load_config({"GOODWAVE_LYRICIST_CARE": "gentle"}).text("lyricist", "care") == "gentle"
    with pytest.raises(ConfigError, match="gentle, standard, open"):
        check_level("lax")


def test_edited_lyrics_are_read_as_strictly_as_the_message() -> None:
    assert read_lyrics("Damn good pancakes", Dedication("Thank you"), "standard").sections
    with pytest.raises(UnkindMessage):
        read_lyrics("Damn good pancakes", Dedication("Thank you"), "gentle")


def test_a_word_that_is_crude_in_one_language_is_innocent_in_another() -> None:
    assert declined("Quelle conne", "fr")
    assert not declined("Con mucho cariño, tío Kike", "es")
    assert not declined("We willen een huis huren", "nl")


@pytest.mark.parametrize(("language", "message"), cared("unkind"))
def test_what_would_hurt_is_declined(language: str, message: str) -> None:
    assert declined(message, language)


@pytest.mark.parametrize(("language", "message"), cared("kind"))
def test_grief_jokes_and_innocent_words_pass(language: str, message: str) -> None:
    assert not declined(message, language)


@pytest.mark.parametrize("language", CLAIMS)
def test_what_hurts_in_one_language_is_declined_in_another(language: str) -> None:
    assert declined("I hate you", language)


@pytest.mark.parametrize("said_in", CLAIMS)
@pytest.mark.parametrize("language", CLAIMS)
def test_a_heavy_moment_gets_a_helpline_in_the_senders_language(language: str, said_in: str) -> None:
    heavy, helpline = CLAIMS[said_in]["care"]["heavy"][0], CLAIMS[language]["care"]["heavy"][1]
    with pytest.raises(UnkindMessage) as caught:
        check_dedication(Dedication(heavy, language=language))
    assert helpline in caught.value.hint
    assert "findahelpline.com" in caught.value.hint


@pytest.mark.parametrize("language", CLAIMS)
def test_a_crude_word_is_declined_for_the_word_not_the_thought(language: str) -> None:
    message, sentence = CLAIMS[language]["care"]["crude"]
    with pytest.raises(UnkindMessage, match=sentence):
        check_dedication(Dedication(message, language=language))


def test_names_are_read_with_the_same_care() -> None:
    with pytest.raises(UnkindMessage):
        check_dedication(Dedication("Thank you for the tea", to="you fat pig"))
