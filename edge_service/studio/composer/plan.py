"""Joins the words to the form: which sections are sung, which are played, in what order."""

from dataclasses import dataclass

from edge_service.song.lyrics import Lyrics, Section
from edge_service.song.style import PLAYED_KINDS


@dataclass(frozen=True)
class Stretch:
    """A section to come: `words` are None where the band plays alone."""

    name: str
    kind: str
    words: Section | None = None


def plan_song(lyrics: Lyrics, form: tuple[str, ...]) -> tuple[Stretch, ...]:
    """Return the sections in order: all of the lyrics, and the form's intro, interludes and outro.

    Edited lyrics may have fewer or more sections than the form: an interlude stays between sung sections,
    and sections without a place come before the outro.
    """
    waiting = list(lyrics.sections)
    stretches: list[Stretch] = []
    for kind in form[:-1]:
        if kind not in PLAYED_KINDS:
            stretches += [_sung(waiting.pop(0))] if waiting else []
        elif kind == "intro" or waiting:
            stretches.append(_played(kind))
    return (*stretches, *map(_sung, waiting), _played(form[-1]))


def _sung(section: Section) -> Stretch:
    return Stretch(section.name, section.kind, section)


def _played(kind: str) -> Stretch:
    return Stretch(kind.capitalize(), kind)
