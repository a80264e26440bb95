"""A genre is a file: found by its name, checked when read, wrong ones named with the place to mend."""

from pathlib import Path

import pytest

from edge_service.errors import ConfigError, UnknownGenre
from edge_service.song.style import PLAYED_KINDS, SUNG_KINDS, Style
from edge_service.studio.band import load_style
from edge_service.studio.band.style_files import STYLES, genres, read_style

POP = (STYLES / "pop.toml").read_text("utf-8")


def test_every_file_of_the_folder_is_a_genre_that_can_be_played() -> None:
    names = [style.name for style in genres()]
    assert names == sorted(file.stem for file in STYLES.glob("*.toml"))
    assert {"pop", "ballad", "lofi"} <= set(names)


def test_a_style_offers_every_length_and_section() -> None:
    for style in genres():
        assert set(style.forms) == {"short", "standard", "long"}
        assert set(style.lines_per_section) == set(SUNG_KINDS)
        assert {"line", *PLAYED_KINDS} == set(style.bars)


def test_an_unknown_genre_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownGenre) as caught:
        load_style("polka")
    assert "polka" in caught.value.message
    assert all(style.name in caught.value.hint for style in genres())


def test_a_path_is_no_genre() -> None:
    with pytest.raises(UnknownGenre):
        load_style("../styles/pop")


def test_a_new_file_is_a_new_genre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "polka.toml").write_text(POP.replace('label = "Pop"', 'label = "Polka"'), "utf-8")
    monkeypatch.setattr("edge_service.studio.band.style_files.STYLES", tmp_path)
    assert [style.label for style in genres()] == ["Polka"]
    assert load_style("polka").name == "polka"


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ('label = "Pop"', "", "lacks label"),
        ('label = "Pop"', 'label = "Pop"\ncolour = "red"', "colour"),
        ("tempo_bpm = [", "tempo_bpm = [1, ", "tempo_bpm"),
        ("metre = [4, 4]", "metre = [5, 4]", "accents"),
        ('short = ["intro"', 'short = ["overture"', "overture"),
        ("[harmony.major]", "[harmony.dorian]", "harmony.major"),
        ('"I | V"', '"I | W"', "'W'"),
        ('"x.xxx.x.x.x.x..."', '"x.xxx"', "'x.xxx'"),
        ('mode = "minor"', 'mode = "sad"', "major, minor"),
        ("high_midi = 48", "high_midi = 30", "bass"),
        ("program = 33", "program = 200", "program"),
        ('kick = "X..............."', 'gong = "X..............."', "gong"),
        ('kick = "X..............."', 'kick = "X..."', "equally long"),
        ("bells = { pan", "timpani = { pan", "timpani"),
        ("reverb_db =", "room_db =", "reverb_db"),
        ("verse = -2.0,", "verse = 3.0,", "levels_db.verse"),
        ("breath_db = -27.0", "breath_db = -3.0", "breath_db"),
        ("scoop_share = 0.2", "scoop_share = 2", "scoop_share"),
        ("hz = 5.6", "hz = 12", "vibrato.hz"),
        ("melisma_share = 0.2", "melisma_share = -1", "melisma_share"),
        ('way = "below"', 'way = "beside"', "below, above, double"),
        ("lines = 4", "lines = 0", "harmony_voice.lines"),
        ("voice_above_band_db = 4.5", "voice_above_band_db = -4.5", "voice_above_band_db"),
        ("pan = -0.25", "pan = -25", "pan of piano"),
        ("guitar = { level_db", "guitar = { gain_db", "level_db"),
        ("velocity = 92", 'velocity = "loud"', "velocity"),
        ('intro = ["X---x---X---x-x-"]', 'intro = ["X---x---X---x-"]', "band.parts.piano.patterns.intro"),
        ('intro = ["X---x---X---x-x-"]', 'intro = ["Y---x---X---x-x-"]', "which is no bar of chords"),
        ('intro = ["X---x---X---x-x-"]', 'overture = ["X---"]', "overture"),
        ("[band.drums.grooves.intro]", "[band.drums.grooves.overture]", "overture"),
        ('hat = "x.o.x.o.x.o.x.o."\nkick = "X..............."', 'hat = "x.o.x.o.x.o.x."', "each of 4 beats"),
        ("program = 33", 'program = 33\nsynth = "kazoo"', "kazoo"),
        ('openings = { chorus = "crash"', 'synth = { gong = "clap" }\nopenings = { chorus = "crash"', "gong"),
        ('openings = { chorus = "crash"', 'synth = { kick = "gong" }\nopenings = { chorus = "crash"', "gong"),
        ('openings = { chorus = "crash"', 'openings = { chorus = "gong"', "gong"),
        ("[forms]", "[forms", "TOML"),
    ],
)
def test_a_broken_style_is_refused_with_the_place_to_mend(
    good: str, bad: str, complaint: str, tmp_path: Path
) -> None:
    assert good in POP
    file = tmp_path / "broken.toml"
    file.write_text(POP.replace(good, bad, 1), "utf-8")
    with pytest.raises(ConfigError, match=r"broken\.toml") as caught:
        read_style(file)
    assert complaint in str(caught.value)


def test_a_genre_says_in_a_line_what_it_is() -> None:
    descriptions = [style.description for style in genres()]
    assert len(set(descriptions)) == len(descriptions) >= 12
    assert all(10 < len(description) <= 60 for description in descriptions)


@pytest.mark.parametrize("style", genres(), ids=lambda style: style.name)
def test_somebody_plays_in_every_kind_of_section(style: Style) -> None:
    for kind in (*SUNG_KINDS, *PLAYED_KINDS):
        assert any(kind in part.patterns for part in style.band.parts.values()), kind


@pytest.mark.parametrize("style", genres(), ids=lambda style: style.name)
def test_a_line_lasts_as_long_as_a_singer_needs(style: Style) -> None:
    beats = style.bars["line"] * style.metre[0]
    fast, slow = (beats * 60 / tempo for tempo in reversed(style.tempo_bpm))
    assert 3.2 < fast <= slow < 4.8


@pytest.mark.parametrize("style", genres(), ids=lambda style: style.name)
def test_more_play_in_the_last_chorus_than_in_the_first_verse(style: Style) -> None:
    players = style.band.parts.values()
    verse = [part for part in players if "verse" in part.patterns]
    chorus = [part for part in players if {"chorus", "chorus2", "last_chorus"} & set(part.patterns)]
    assert len(chorus) > len(verse)
