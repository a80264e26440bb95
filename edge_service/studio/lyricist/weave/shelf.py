"""The songbook's lines that one voice can sing of a theme, spelled, and found by how they end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from edge_service.song.lyrics import Line
from edge_service.studio.lyricist.names import marked
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.rhyme import Ending, Sounds, ending
from edge_service.studio.lyricist.songbook import Stanza, Voice, load_songbook, voiced

PERFECT, NEAR = 2.0, 1.2
# Themes in which lines about nothing in particular would hurt.
GRAVE = frozenset({"apology", "remembrance", "get_well"})


@dataclass(frozen=True)
class Sung:
    """A line of the songbook as it is sung; `own` tells whether it is of the song's theme.

    `stanza` numbers the stanza it is from; lines of one stanza have one image. `offered` lines are a
    bigger writer's.
    """

    line: Line
    ending: Ending
    stanza: int
    image: str
    mood: str
    own: bool
    offered: bool = False


@dataclass(frozen=True)
class Shelf:
    """What the songbook has for a song: stanzas by kind, and the lines that may answer any other by sound."""

    theme: str
    couplets: tuple[tuple[Sung, ...], ...]
    spare: tuple[tuple[Sung, ...], ...]
    closings: tuple[tuple[Sung, ...], ...]
    bridges: tuple[tuple[Sung, ...], ...]
    openers: tuple[tuple[Sung, ...], ...]
    singles: tuple[tuple[Sung, ...], ...]
    sounds: Mapping[Sounds, tuple[Sung, ...]]

    def answers(self, sound: Ending) -> list[tuple[float, Sung]]:
        """Return the lines that rhyme with an ending, each with how well."""
        found = {id(sung): sung for key in _keys(sound) for sung in self.sounds.get(key, ())}
        return [
            (PERFECT if sound.rhymes(sung.ending) else NEAR, sung)
            for sung in found.values()
            if sound.nearly(sung.ending)
        ]

    def rhymes_with(self, sound: Ending) -> float:
        """Return how well the best line rhymes with an ending: PERFECT, NEAR, or 0 where none does."""
        return max((how for how, _ in self.answers(sound)), default=0.0)


@lru_cache(maxsize=32)
def shelf_of(language: str, theme: str, voice: Voice, names: str) -> Shelf:
    """Return the songbook's shelf for a theme; `names` as in Dedication.names."""
    book = load_songbook(language)
    own = book.themes[theme]
    spare = () if theme == "just_because" else book.themes["just_because"].couplets
    opening = tuple(Stanza((text,), (), "", "") for text in book.openers)
    kinds: list[tuple[tuple[Sung, ...], ...]] = []
    count = 0
    for stanzas, is_own in (
        (own.couplets, True), (spare, False), (own.closings, True), (own.bridges, True),
        (opening, False), (book.answers, False),
    ):  # fmt: skip
        sung = []
        for stanza in stanzas:
            lines = voiced(stanza.lines, stanza.formal, voice, language)
            if lines:
                count += 1
                sung.append(tuple(_sung(text, stanza, count, is_own, language, names) for text in lines))
        kinds.append(tuple(sung))
    couplets, rest, closings, bridges, openers, answers = kinds
    light = () if theme in GRAVE else rest
    sounds = _by_sound([*couplets, *answers, *light])
    return Shelf(theme, couplets, rest, closings, bridges, openers, answers, sounds)


def with_offers(shelf: Shelf, offered: Sequence[Stanza], language: str, names: str) -> Shelf:
    """Return a shelf on which a bigger writer's couplets and single lines stand beside the songbook's."""
    if not offered:
        return shelf
    sung = [
        tuple(
            replace(_sung(text, stanza, -number, True, language, names), offered=True)
            for text in stanza.lines
        )
        for number, stanza in enumerate(offered, 1)
    ]
    couplets = (*(pair for pair in sung if len(pair) > 1), *shelf.couplets)
    own = _by_sound(sung)
    sounds = {
        key: (*own.get(key, ()), *shelf.sounds.get(key, ())) for key in shelf.sounds.keys() | own.keys()
    }
    return replace(shelf, couplets=couplets, sounds=sounds)


@lru_cache(maxsize=16384)
def spelled(text: str, language: str) -> Line:
    """Return a line of the songbook as it is sung."""
    return spell_line(text, language)


def _sung(text: str, stanza: Stanza, number: int, own: bool, language: str, names: str) -> Sung:
    line = spelled(marked(text, names), language)
    return Sung(line, ending(line.words[-1], language), number, stanza.image, stanza.mood, own)


def _by_sound(stanzas: Iterable[Sequence[Sung]]) -> dict[Sounds, tuple[Sung, ...]]:
    sounds: dict[Sounds, list[Sung]] = {}
    for sung in (sung for stanza in stanzas for sung in stanza):
        for key in _keys(sung.ending):
            sounds.setdefault(key, []).append(sung)
    return {key: tuple(found) for key, found in sounds.items()}


def _keys(sound: Ending) -> list[Sounds]:
    """Return everything by which a rhyme may be found, perfect ones apart from near ones."""
    return [("=", *sound.perfect), *(("~", *key) for key in sorted(sound.near))]
