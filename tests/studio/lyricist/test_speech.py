"""Numbers, dates, times, units and signs, as they are said."""

import pytest

from edge_service.studio.lyricist.language import load_language
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.speech import said

from .claims import CLAIMS


def heard(text: str, language: str) -> str:
    words = ["", *text.split(), ""]
    beside = zip(words, words[1:-1], words[2:], strict=False)
    return " ".join(
        part for before, word, after in beside for part in said(word, load_language(language), before, after)
    )


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("5/3/2019", "en", "may third twenty nineteen"),
        ("3.5.2019", "en", "may third twenty nineteen"),
        ("2019-05-03", "en", "may third twenty nineteen"),
        ("25/12", "en", "december twenty fifth"),
        ("3 May 2019", "en", "three may twenty nineteen"),
        ("5/3/2019", "es", "cinco de marzo de dos mil diecinueve"),
        ("1/5", "es", "primero de mayo"),
        ("am 3.5.2019", "de", "am dritten mai zweitausendneunzehn"),
        ("der 3.5. war", "de", "der dritte mai war"),
        ("1/5/2019", "fr", "premier mai deux mille dix neuf"),
        ("3/5", "it", "tre maggio"),
        ("3/5/2019", "pt-br", "três de maio de dois mil e dezenove"),
        ("3-5-2019", "nl", "drie mei tweeduizendnegentien"),
        ("3/5/2019", "id", "tiga mei dua ribu sembilan belas"),
    ],
)
def test_dates_in_figures_are_said_in_the_order_of_the_language(
    text: str, language: str, expected: str
) -> None:
    assert heard(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("7:30", "en", "seven thirty"),
        ("7:00!", "en", "seven o'clock"),
        ("7:30", "de", "sieben uhr dreißig"),
        ("19:00", "nl", "negentien uur"),
        ("7:30", "es", "siete y treinta"),
        ("7:30", "id", "tujuh lewat tiga puluh"),
        ("7h30", "fr", "sept heures trente"),
        ("8pm", "en", "eight pee em"),
    ],
)
def test_times_of_day_are_said(text: str, language: str, expected: str) -> None:
    assert heard(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("zum 70. Geburtstag", "de", "zum siebzigsten geburtstag"),
        ("dein 70. Geburtstag", "de", "dein siebzigster geburtstag"),
        ("die 2. Strophe", "de", "die zweite strophe"),
        ("70.", "de", "siebzig"),
        ("je 70e", "nl", "je zeventigste"),
        ("5 km", "en", "five kilometers"),
        ("5km", "de", "fünf kilometer"),
        ("km", "id", "kamu"),
        ("5 km", "id", "lima kilometer"),
        ("$5.50", "en", "five dollars fifty"),
        ("5,50 €", "de", "fünf fünfzig euro"),
        ("Rp 5.000", "id", "rupiah lima ribu"),
        ("3.5", "en", "three point five"),
        ("3-5", "en", "three five"),
        ("24/7", "en", "twenty four seven"),
        ("99/99", "en", "ninety nine ninety nine"),
        ("0171", "en", "zero one seven one"),
        ("½", "nl", "half"),
        ("’s avonds", "nl", "des avonds"),
        ("m²", "en", "m two"),
    ],
)
def test_ordinals_units_prices_and_signs_are_said(text: str, language: str, expected: str) -> None:
    assert heard(text, language) == expected


@pytest.mark.parametrize("language", CLAIMS)
def test_every_figure_can_be_sung(language: str) -> None:
    line = spell_line("7:30 3.5.2019 5/3 50% 20°C ½ m² 1999 007 5 km €5 100,000 & + @ 1.", language)
    assert len(line.words) == 17
