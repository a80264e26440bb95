"""What a draft is: lyrics, where each line came from, and what the person may choose or was left out."""

from dataclasses import dataclass
from typing import Literal

from edge_service.song.lyrics import Lyrics
from edge_service.studio.lyricist.understanding.meaning import Understanding

Source = Literal["message", "songbook", "person", "writer"]


@dataclass(frozen=True)
class Kept:
    """A line that the person keeps: its section and line, counted from 0, and its words as written."""

    section: int
    line: int
    text: str


@dataclass(frozen=True)
class Draft:
    """Lyrics to look at before they are sung.

    `titles` are three to choose from, the first that of the lyrics. `presenter` is one line to say before
    the song. `left_out` are sentences of the message that are not sung. `sources` says of each line of each
    section whose words it sings: the message's, the songbook's, those of the person who kept or wrote it, or
    those of a bigger writer.
    """

    lyrics: Lyrics
    titles: tuple[str, str, str]
    presenter: str
    left_out: tuple[str, ...]
    understanding: Understanding
    sources: tuple[tuple[Source, ...], ...]
