"""Names the sections of a song in its language."""

from collections.abc import Sequence
from typing import cast

from edge_service.song.lyrics import Line, Section, SectionKind
from edge_service.studio.lyricist.writing import load_writing


def named_sections(sections: Sequence[tuple[str, Sequence[Line]]], language: str) -> tuple[Section, ...]:
    """Return sections under the names their language gives them, verses numbered."""
    names = load_writing(language).sections
    named, number = [], 0
    for kind, lines in sections:
        number += kind == "verse"
        named.append(Section(names[kind].format(number=number), cast(SectionKind, kind), tuple(lines)))
    return tuple(named)
