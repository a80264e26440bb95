"""Gives a person the words they ask for: a draft, one around lines they keep, their message, or their own."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from edge_service.errors import BadLyrics
from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Lyrics, Section
from edge_service.song.song import Source as MadeBy
from edge_service.song.style import Style
from edge_service.studio.lyricist.care import STANDARD
from edge_service.studio.lyricist.credits import credited
from edge_service.studio.lyricist.read import MOST_LINES, read_line, read_lyrics
from edge_service.studio.lyricist.weave import Draft, Kept, Source, draft, redraft, word_for_word
from edge_service.studio.lyricist.writer import Writer, offers

OpenedWriter = Callable[[], Writer]


@dataclass(frozen=True)
class Wish:
    """How a person wants the words: lines they keep, their message word for word, or `lyrics` of their own.

    `kept` are (id, text), ids as `sheet` gives them: "1.0" is the first line of the second section.
    """

    kept: tuple[tuple[str, str], ...] = ()
    word_for_word: bool = False
    lyrics: str = ""


@dataclass(frozen=True)
class Written:
    """The words of a song, and who wrote them beside the person."""

    lyrics: Lyrics
    made_by: tuple[MadeBy, ...]


def write(
    dedication: Dedication,
    style: Style,
    own: str | None = None,
    care: str = STANDARD,
    writer: OpenedWriter | None = None,
) -> Written:
    """Return the words of a checked dedication's song, the person's `own` where there are any.

    Raises BadLyrics, Unpronounceable and UnkindMessage for `own` as `read_lyrics` does.
    """
    read = read_lyrics(own, dedication, care) if own else None
    offered = offers(dedication, style, writer)
    drafted = draft(dedication, style, offered.stanzas)
    lyrics = read or drafted.lyrics
    theme = dedication.theme or drafted.understanding.theme
    return Written(lyrics, credited(lyrics, drafted, theme, offered))


def draft_as_wished(
    dedication: Dedication, style: Style, wish: Wish, care: str = STANDARD, writer: OpenedWriter | None = None
) -> Draft:
    """Return the draft of a checked dedication that a person wishes for.

    Raises BadLyrics for lines or lyrics that cannot be read, Unpronounceable for a word, UnkindMessage for
    what would hurt in a household as strict as `care` says.
    """
    if wish.lyrics:
        own = read_lyrics(wish.lyrics, dedication, care)
        return _with_words(draft(dedication, style), own, "person")
    if wish.word_for_word:
        drafted = draft(dedication, style)
        words = replace(word_for_word(dedication, style), title=drafted.titles[0])
        return _with_words(drafted, words, "message")
    offered = offers(dedication, style, writer).stanzas
    return redraft(_kept(wish.kept, dedication, care), dedication, style, offered)


def sheet(draft: Draft) -> dict[str, Any]:
    """Return a draft as JSON has it: what `goodwave lyrics --json` prints and the API answers."""
    lyrics = draft.lyrics
    sections = [
        _section(number, section, draft.sources[number]) for number, section in enumerate(lyrics.sections)
    ]
    return {
        "title": lyrics.title,
        "titles": list(draft.titles),
        "language": lyrics.language,
        "text": lyrics.text,
        "presenter": draft.presenter,
        "left_out": list(draft.left_out),
        "sections": sections,
        "understood": asdict(draft.understanding),
    }


def _section(number: int, section: Section, sources: Sequence[Source]) -> dict[str, Any]:
    drafted = [
        {"id": f"{number}.{place}", "text": line.text, "source": source}
        for place, (line, source) in enumerate(zip(section.lines, sources, strict=True))
    ]
    return {
        "name": section.name,
        "kind": section.kind,
        "lines": [line.text for line in section.lines],
        "drafted": drafted,
    }


def _with_words(drafted: Draft, lyrics: Lyrics, source: Source) -> Draft:
    """Return a draft that sings other words, all of one source, under their own title first."""
    others = [title for title in drafted.titles if title != lyrics.title]
    sources = tuple((source,) * len(section.lines) for section in lyrics.sections)
    titles = (lyrics.title, others[0], others[1])
    return replace(drafted, lyrics=lyrics, titles=titles, sources=sources, left_out=())


def _kept(lines: Sequence[tuple[str, str]], dedication: Dedication, care: str) -> list[Kept]:
    if len(lines) > MOST_LINES:
        raise BadLyrics(f"{len(lines)} lines are kept; a song holds {MOST_LINES} at most.", "Keep fewer.")
    return [Kept(*_place(id_), read_line(text, dedication, care)) for id_, text in lines]


def _place(id_: str) -> tuple[int, int]:
    section, _, line = id_.partition(".")
    if not (section.isascii() and section.isdigit() and line.isascii() and line.isdigit()):
        raise BadLyrics(f"There is no line {id_!r}.", "Name lines as the draft does: 1.0, 1.1, 1.2.")
    return int(section), int(line)
