"""Tells which sentences of a message are not sung."""

from collections.abc import Iterable, Sequence

from edge_service.song.lyrics import Line
from edge_service.studio.lyricist.language import load_language
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.weave.sentences import Sentence

SUNG_SHARE = 0.5


def left_out(sentences: Sequence[Sentence], lines: Iterable[Line], language: str) -> tuple[str, ...]:
    """Return the sentences, as they were written, of which less than half the carrying words are sung."""
    sung = {bare(word.text) for line in lines for word in line.words}
    small = load_language(language).speech.unstressed
    return tuple(
        written
        for sentence in sentences
        for written in sentence.written
        if not _is_sung({bare(word) for word in written.split()} - small - {""}, sung)
    )


def _is_sung(words: set[str], sung: set[str]) -> bool:
    return not words or len(words & sung) >= SUNG_SHARE * len(words)
