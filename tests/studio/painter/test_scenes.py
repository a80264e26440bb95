import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from edge_service.errors import UnknownLanguage, UnknownMood
from edge_service.studio.painter.caption import captions, describe
from edge_service.studio.painter.drawing import Scene, draw, scenes
from edge_service.studio.painter.palettes import choose_palette, palette_file, rgb
from edge_service.studio.painter.pen import ART, Pen
from edge_service.studio.painter.render import SHADES

MOODS = list(palette_file()["mood"])
ROLES = set(choose_palette("warm", ["day"], np.random.default_rng(0)).colours)
LIGHTS = {*SHADES, "round", "glow"}
NAMES = [scene.name for scene in scenes()]
GUESTS = [scene.name for scene in scenes() if scene.guest]
TIMES = {time for scene in scenes() for time in scene.times}


def named(name: str) -> Scene:
    return next(scene for scene in scenes() if scene.name == name)


def unknown_words(svg: str) -> set[str]:
    """Return the colours and shades in some shapes that the painter does not know."""
    found = set()
    for element in ElementTree.fromstring(f"<svg>{svg}</svg>").iter():
        found |= {element.get(key, "none") for key in ("fill", "stroke")} - ROLES - {"none"}
        found |= set(element.get("shade", "").split()) - LIGHTS
    return found


def test_there_are_at_least_twelve_motifs() -> None:
    assert len(scenes()) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_a_scene_can_be_drawn_at_each_of_its_times_in_known_colours(name: str) -> None:
    scene = named(name)
    for seed, time in enumerate(scene.times):
        pen = Pen(np.random.default_rng(seed))
        draw(scene, time, [], pen)
        assert len(pen.parts) > 20
        assert unknown_words("".join(pen.parts)) == set()
        assert "nan" not in "".join(pen.parts)


@pytest.mark.parametrize("name", NAMES)
def test_a_motif_has_every_language_that_a_caption_has(name: str) -> None:
    scene = named(name)
    guest = scene.guest["name"] if scene.guest else scene.describe
    for words in (scene.keywords, scene.hints, scene.describe, guest):
        assert set(words) == set(captions())
    assert all(len(words) >= 3 for words in scene.keywords.values())
    assert len(set(scene.describe.values())) == len(captions())


@pytest.mark.parametrize("language", captions())
def test_a_caption_tells_every_time_of_day_apart(language: str) -> None:
    assert set(captions()[language]["time"]) == TIMES
    assert len(set(captions()[language]["time"].values())) == len(TIMES)


@pytest.mark.parametrize("language", captions())
def test_a_description_is_one_whole_sentence_with_or_without_a_guest(language: str) -> None:
    for scene in scenes():
        visitors = [guest for guest in scenes() if guest.guest and guest.guest["place"] in scene.seats]
        for time in scene.times:
            for guests in ([], *([visitor] for visitor in visitors)):
                sentence = describe(scene, time, guests, language)
                assert re.fullmatch(r"\w[\w' ,-]+\w\.", sentence), sentence
                assert sentence[0].isupper()
                assert captions()[language]["time"][time] in sentence
                assert not re.search(r"\b(\w+) \1\b", sentence), "a word twice"


@pytest.mark.parametrize("name", GUESTS)
def test_a_german_guest_stands_in_the_dative(name: str) -> None:
    guest = named(name).guest
    assert guest
    assert re.match(r"einem |einer |\w+en \w+en$", guest["name"]["de"])


@pytest.mark.parametrize("name", GUESTS)
def test_every_guest_finds_a_place_somewhere_and_is_named_in_the_caption(name: str) -> None:
    visitor = named(name)
    assert visitor.guest
    hosts = [scene for scene in scenes() if visitor.guest["place"] in scene.seats and scene is not visitor]
    assert hosts
    pen = Pen(np.random.default_rng(0))
    assert draw(hosts[0], hosts[0].times[0], [visitor], pen) == [visitor]
    for language in captions():
        caption = describe(hosts[0], hosts[0].times[0], [visitor], language)
        assert visitor.guest["name"][language] in caption


@pytest.mark.parametrize("file", sorted(ART.glob("*.svg")), ids=lambda file: file.stem)
def test_a_drawing_uses_only_colours_of_the_palette(file: object) -> None:
    text = (ART / str(file)).read_text("utf-8")
    assert unknown_words(text) == set()


@pytest.mark.parametrize("mood", MOODS)
def test_a_mood_suits_several_scenes_and_has_a_palette_for_every_time(mood: str) -> None:
    assert sum(mood in scene.moods for scene in scenes()) >= 3
    for time in ("day", "golden", "dusk", "night", "winter", "rain"):
        palette = choose_palette(mood, [time], np.random.default_rng(1))
        assert palette.time == time
        assert all(re.fullmatch("#[0-9a-f]{6}", code) for code in palette.colours.values())
        assert sum(rgb(palette.colours["light"])) > sum(rgb(palette.colours["ink"])) + 1.2


def test_the_same_mood_is_not_always_the_same_colours() -> None:
    dice = [np.random.default_rng(seed) for seed in range(8)]
    assert len({choose_palette("warm", ["day", "golden"], rng).colours["sky1"] for rng in dice}) == 8


def test_a_mood_without_palette_is_refused() -> None:
    with pytest.raises(UnknownMood):
        choose_palette("furious", ["day"], np.random.default_rng(0))


def test_a_language_without_captions_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        describe(named("sea"), "day", [], "xx")
