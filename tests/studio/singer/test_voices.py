"""Choosing a singer."""

from dataclasses import replace
from pathlib import Path

import pytest

from edge_service.errors import UnknownVoice
from edge_service.song.dedication import Dedication
from edge_service.studio.catalog import load_catalog
from edge_service.studio.lyricist import languages
from edge_service.studio.singer import choose_voice

CATALOG = load_catalog(Path(__file__).parents[3] / "models_onnx")
WISH = Dedication("Thank you for the pancakes", language="es")


def test_every_language_has_a_woman_and_a_man() -> None:
    for language in languages():
        genders = {voice.gender for voice in CATALOG.voices.values() if language.code in voice.languages}
        assert genders == {"female", "male"}, language.code


def test_every_voice_has_an_octave_to_sing_in_and_a_file_with_licence() -> None:
    for voice in CATALOG.voices.values():
        assert voice.high_midi - voice.low_midi >= 12
        assert CATALOG.asset(voice.asset).licence == "Apache-2.0"


def test_the_voice_asked_for_is_chosen() -> None:
    assert choose_voice(CATALOG, replace(WISH, voice="dora")).name == "dora"


def test_auto_follows_the_language_and_the_seed() -> None:
    chosen = {choose_voice(CATALOG, replace(WISH, seed=seed)).name for seed in range(6)}
    assert chosen == {"alex", "dora"}


def test_auto_asks_whom_the_genre_likes() -> None:
    for singer, name in (("female", "dora"), ("male", "alex")):
        chosen = {choose_voice(CATALOG, replace(WISH, seed=seed), singer).name for seed in range(6)}
        assert chosen == {name}


def test_the_voice_asked_for_is_chosen_whatever_the_genre_likes() -> None:
    assert choose_voice(CATALOG, replace(WISH, voice="dora"), "male").name == "dora"


def test_an_unknown_voice_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(UnknownVoice, match=r"no voice called 'freddie'.*alex, dora, auto"):
        choose_voice(CATALOG, replace(WISH, voice="freddie"))


def test_a_voice_of_another_language_is_an_error() -> None:
    with pytest.raises(UnknownVoice, match="Heart does not sing in 'es'"):
        choose_voice(CATALOG, replace(WISH, voice="heart"))


def test_a_language_nobody_sings_in_is_an_error() -> None:
    with pytest.raises(UnknownVoice, match="Nobody"):
        choose_voice(CATALOG, replace(WISH, language="tlh"))
