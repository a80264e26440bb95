"""Chooses who sings."""

from edge_service.errors import UnknownVoice
from edge_service.song.dedication import Dedication
from edge_service.song.style import Singer
from edge_service.song.voice import Voice
from edge_service.studio.catalog import Catalog

AUTO = "auto"


def choose_voice(catalog: Catalog, dedication: Dedication, singer: Singer = "any") -> Voice:
    """Return the voice asked for, or for "auto" one of the language that the genre likes, by the song's seed.

    Raises UnknownVoice for a name that is not in the catalog or does not sing in the language.
    """
    able = sorted(
        (voice for voice in catalog.voices.values() if dedication.language in voice.languages),
        key=lambda voice: voice.name,
    )
    names = ", ".join(voice.name for voice in able)
    if not able:
        raise UnknownVoice(f"Nobody here sings in {dedication.language!r}.", "Choose another language.")
    if dedication.voice == AUTO:
        liked = [voice for voice in able if singer in ("any", voice.gender)] or able
        return liked[dedication.seed % len(liked)]
    for voice in able:
        if voice.name == dedication.voice:
            return voice
    if dedication.voice in catalog.voices:
        message = f"{catalog.voices[dedication.voice].label} does not sing in {dedication.language!r}."
        raise UnknownVoice(message, f"Choose one of: {names}, auto.")
    raise UnknownVoice(f"There is no voice called {dedication.voice!r}.", f"Choose one of: {names}, auto.")
