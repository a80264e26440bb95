"""Says whose lines lyrics sing beside the person's: the songbook's, a bigger writer's, or both."""

import hashlib
from collections.abc import Iterable
from importlib.metadata import version

from edge_service.song.lyrics import Lyrics
from edge_service.song.song import Source
from edge_service.studio.lyricist.songbook import theme_file
from edge_service.studio.lyricist.weave import Draft
from edge_service.studio.lyricist.writer import Offers


def credited(lyrics: Lyrics, drafted: Draft, theme: str, offers: Offers) -> tuple[Source, ...]:
    """Return who wrote lines of these lyrics, by the draft they may have come from and what was offered."""
    sung = {line.text.lower() for section in lyrics.sections for line in section.lines}
    found = []
    if offers.source and sung & {text.lower() for stanza in offers.stanzas for text in stanza.lines}:
        found.append(offers.source)
    if sung & set(_of_the_songbook(drafted)):
        found.append(_songbook(lyrics.language, theme))
    return tuple(found)


def _of_the_songbook(drafted: Draft) -> Iterable[str]:
    for section, sources in zip(drafted.lyrics.sections, drafted.sources, strict=True):
        for line, source in zip(section.lines, sources, strict=True):
            if source == "songbook":
                yield line.text.lower()


def _songbook(language: str, theme: str) -> Source:
    file = theme_file(language, theme)
    return Source(
        f"goodwave songbook, {language}, {theme}",
        version("goodwave"),
        hashlib.sha256(file.read_bytes()).hexdigest(),
        "Apache-2.0",
        f"edge_service/studio/lyricist/songbook/{language}/{file.name}",
    )
