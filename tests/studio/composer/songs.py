"""Whole songs' words for the composer's tests, spelled by the real phonemiser."""

from functools import cache
from pathlib import Path

from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Lyrics, Section, SectionKind
from edge_service.song.score import Note, Score, SungLine
from edge_service.song.style import Style
from edge_service.song.voice import Voice
from edge_service.studio.band import load_style
from edge_service.studio.catalog import load_catalog
from edge_service.studio.composer import compose
from edge_service.studio.lyricist import spell_line
from edge_service.studio.models import Models

WOMAN = Voice("woman", "Woman", ("en", "es"), "female", 54, 67, "")
MAN = Voice("man", "Man", ("en", "es"), "male", 45, 58, "")
MODELS = Path(__file__).parents[3] / "models_onnx"
KINDS: dict[str, SectionKind] = {
    "Verse": "verse",
    "Chorus": "chorus",
    "Pre-Chorus": "prechorus",
    "Bridge": "bridge",
}
WORDS = {
    "en": {
        "Verse 1": [
            "Mum, you made the kitchen warm",
            "Sunday pancakes every week",
            "Flour dancing in the air",
            "And a story while we eat",
        ],
        "Chorus": [
            "Oh Margaret, thank you for the days",
            "You light the window when I'm late",
            "Whatever comes, I know the way",
            "Back home to you, back home to stay",
        ],
        "Verse 2": [
            "Now I have a kitchen too",
            "And the children call my name",
            "I hear your voice in what I say",
            "I make the pancakes just the same",
        ],
        "Pre-Chorus": ["And every time I close my eyes", "I see the morning and the light"],
        "Bridge": [
            "If ever I forget the words",
            "I only have to look at you",
            "The smallest things are what we were",
            "And all of them were always true",
        ],
    },
    "es": {
        "Verse 1": [
            "Abuela, tu cocina es luz",
            "domingos de pan y miel",
            "la harina vuela en el aire",
            "y yo te miraba crecer",
        ],
        "Chorus": [
            "Gracias, María, por tu amor",
            "por cada mañana de sol",
            "me llevo tu risa conmigo",
            "te canto con el corazón",
        ],
        "Verse 2": [
            "Hoy tengo mi propia cocina",
            "mis hijos me llaman también",
            "escucho tu voz en la mía",
            "y todo se vuelve a encender",
        ],
    },
}


@cache
def song_words(language: str, order: tuple[str, ...] = ("Verse 1", "Chorus", "Verse 2", "Chorus")) -> Lyrics:
    return Lyrics(
        "Pancakes", language, tuple(section(name, WORDS[language][name], language) for name in order)
    )


def form_words(genre: str, length: str) -> Lyrics:
    """Return words for every sung section of a genre's form."""
    names = {"verse": "Verse 1", "chorus": "Chorus", "prechorus": "Pre-Chorus", "bridge": "Bridge"}
    form = [names[kind] for kind in load_style(genre).forms[length] if kind in names]
    return song_words("en", tuple(form))


def section(name: str, lines: list[str], language: str = "en") -> Section:
    kind: SectionKind = KINDS[name.split()[0]]
    return Section(name, kind, tuple(spell_line(line, language) for line in lines))


def dedication(genre: str, seed: int = 1, mood: str = "warm", length: str = "standard") -> Dedication:
    return Dedication("thank you for the pancakes", genre=genre, mood=mood, length=length, seed=seed)


@cache
def song(genre: str, language: str = "en", voice: Voice = WOMAN, seed: int = 1, mood: str = "warm") -> Score:
    return composed(song_words(language), dedication(genre, seed, mood), load_style(genre), voice)


def composed(words: Lyrics, asked: Dedication, style: Style, voice: Voice) -> Score:
    """Compose with the model that the project ships."""
    return compose(words, asked, style, voice, models())


@cache
def models() -> Models:
    return Models(load_catalog(MODELS), provider="cpu")


def sung_lines(score: Score) -> list[SungLine]:
    return [line for each in score.sections for line in each.lines]


def sung_notes(score: Score) -> list[Note]:
    return [note for line in sung_lines(score) for note in line.notes]


def syllable_notes(line: SungLine) -> list[Note]:
    """The first note of every syllable: a melisma has more."""
    places = [(note.word, note.syllable) for note in line.notes]
    return [note for index, note in enumerate(line.notes) if places[index] not in places[:index]]


def weight(beat: float, metre: tuple[int, int]) -> int:
    """How strong a beat is, by the book: bar line, half bar, beat, half beat, less."""
    place = beat % metre[0]
    if place == 0:
        return 4
    if metre[0] % 2 == 0 and place == metre[0] / 2:
        return 3
    return 2 if place % 1 == 0 else 1 if place % 0.5 == 0 else 0
