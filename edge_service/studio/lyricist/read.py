"""Reads lyrics that a person has edited: plain text with marks, back into sections and syllables."""

import re
from collections.abc import Sequence

from edge_service.errors import BadLyrics
from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Line, Lyrics
from edge_service.studio.lyricist.breaking import Fit, as_line, break_lines
from edge_service.studio.lyricist.care import STANDARD, check_care
from edge_service.studio.lyricist.language import languages, load_language
from edge_service.studio.lyricist.names import as_heard, known_names, marked, read_names, written
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.text import bare, script, tidy
from edge_service.studio.lyricist.weave import known_title
from edge_service.studio.lyricist.weave.sections import named_sections
from edge_service.studio.lyricist.writing import load_writing

MOST_LINES = 60
LONGEST_LINE_SYLLABLES = 14
LONGEST_LINE = 200
SPLIT = Fit(5, 9)
LONGEST_TITLE = 80
UNMARKED_VERSE_LINES = 8
_MARK = re.compile(r"^\s*[\[(]([^\])]*)[\])]\s*:?\s*$")
Block = tuple[str, list[str]]


def read_lyrics(text: str, dedication: Dedication, care: str = STANDARD) -> Lyrics:
    """Return edited lyrics ready to be sung, word for word.

    A first line "# Title" names the song. Marks such as [Verse 2], [Chorus], [Estribillo] begin sections,
    in any language; a mark of a chorus with nothing under it repeats the first chorus. Without marks,
    blank lines part verses, and a verse that returns word for word is the chorus. Long lines are split.
    A name sounds as its braces say wherever it stands, else as those of the dedication. `care` says how
    strict the household is.
    Raises BadLyrics for what cannot be read, Unpronounceable for a word, UnkindMessage for what would hurt.
    """
    plain, _ = read_names(text, BadLyrics)
    names = names_told(text, dedication)
    title, lines = _title_and_lines(plain)
    language = load_language(dedication.language)
    check_care("\n".join([title, *lines, names]), language.code, care)
    _check_script(as_heard("\n".join(lines), names), dedication.language)
    lines = [marked(line, names) for line in lines]
    blocks = _marked(lines) if any(_MARK.match(line) for line in lines) else _unmarked(lines)
    sections = [(kind, _sung(block, language.code)) for kind, block in _with_choruses(blocks)]
    count = sum(len(block) for _, block in sections)
    if not count:
        raise BadLyrics("There is nothing to sing in these lyrics.", "Write at least one line.")
    if count > MOST_LINES:
        raise BadLyrics(
            f"These lyrics have {count} lines; a song holds {MOST_LINES} at most.", "Shorten them."
        )
    named = named_sections(sections, language.code)
    return Lyrics(title or known_title(dedication, named), language.code, named)


def read_line(text: str, dedication: Dedication, care: str = STANDARD) -> str:
    """Return one line that a person keeps, tidied, without braces; see `read_lyrics` for what is raised."""
    plain, _ = read_names(text, BadLyrics)
    line = " ".join(tidy(plain).split())
    if not _is_sung(line):
        raise BadLyrics("A line that is kept has no words.", "Write some, or let it go.")
    if len(line) > LONGEST_LINE:
        raise BadLyrics(f"A line of {len(line)} characters is too long to keep.", "Break it in two.")
    check_care(line, dedication.language, care)
    _check_script(as_heard(line, names_told(text, dedication)), dedication.language)
    return line


def names_told(text: str, dedication: Dedication) -> str:
    """Return how names sound, as Dedication.names keeps it; what was changed in the edited lyrics counts.

    Raises BadLyrics for braces that do not say how a name sounds.
    """
    known = known_names(dedication.names)
    _, told = read_names(text, BadLyrics)
    return written({**known, **{name: said for name, said in told.items() if said != known.get(name)}})


def _title_and_lines(text: str) -> tuple[str, list[str]]:
    lines = tidy(text).split("\n")
    first = next((line.strip() for line in lines if line.strip()), "")
    if not first.startswith("#"):
        return "", lines
    title = first.lstrip("# ").strip()
    if len(title) > LONGEST_TITLE:
        raise BadLyrics(
            f"The title is {len(title)} characters long.", f"Keep it under {LONGEST_TITLE} characters."
        )
    return title, lines[next(i for i, line in enumerate(lines) if line.strip()) + 1 :]


def _check_script(text: str, code: str) -> None:
    language = load_language(code)
    foreign = sorted({script(letter) for letter in text} - language.speech.scripts - {""})
    if foreign:
        raise BadLyrics(
            f"The lyrics have letters ({', '.join(foreign).lower()}) not used in {language.label}.",
            "Write them in the letters of the song's language.",
        )


def _marked(lines: Sequence[str]) -> list[Block]:
    """Return the sections as marked; lines before the first mark are a verse, silent marks end a section."""
    blocks: list[Block] = [("verse", [])]
    for line in lines:
        mark = _MARK.match(line)
        if mark:
            blocks.append((_kind(mark[1]), []))
        elif _is_sung(line):
            blocks[-1][1].append(line)
    for kind, block in blocks:
        if kind == "silent" and block:
            raise BadLyrics(
                "An intro, a solo or an outro has no words.", "Mark words as [Verse] or [Chorus]."
            )
    return [(kind, block) for kind, block in blocks if kind != "silent" and (block or kind == "chorus")]


def _kind(mark: str) -> str:
    name = re.sub(r"[\d\W_]+$", "", mark.strip().lower())
    for language in languages():
        for kind, names in load_writing(language.code).marks.items():
            if any(name == known or name.startswith(f"{known} ") for known in names):
                return kind
    raise BadLyrics(
        f"The mark [{mark.strip()}] is not known.", "Use [Verse], [Pre-Chorus], [Chorus] or [Bridge]."
    )


def _unmarked(lines: Sequence[str]) -> list[Block]:
    """Return blocks between blank lines; long ones are cut into verses, returning ones are the chorus."""
    stanzas: list[list[str]] = [[]]
    for line in lines:
        if not line.strip() or len(stanzas[-1]) == UNMARKED_VERSE_LINES:
            stanzas.append([])
        if _is_sung(line):
            stanzas[-1].append(line)
    stanzas = [stanza for stanza in stanzas if stanza]
    same = [" ".join(bare(word) for line in stanza for word in line.split()) for stanza in stanzas]
    return [
        ("chorus" if same.count(key) > 1 else "verse", stanza)
        for key, stanza in zip(same, stanzas, strict=True)
    ]


def _with_choruses(blocks: Sequence[Block]) -> list[Block]:
    chorus = next((block for kind, block in blocks if kind == "chorus" and block), None)
    if chorus is None and any(kind == "chorus" for kind, _ in blocks):
        raise BadLyrics("There is a mark for the chorus, but no words under it.", "Write the chorus once.")
    return [(kind, block or chorus or []) for kind, block in blocks]


def _is_sung(line: str) -> bool:
    return any(sign.isalnum() for sign in line)


def _sung(lines: Sequence[str], code: str) -> list[Line]:
    sung: list[Line] = []
    for text in lines:
        line = spell_line(text, code)
        if line.syllable_count <= LONGEST_LINE_SYLLABLES:
            sung.append(line)
        else:
            sung += [as_line(words, code) for words in break_lines(line.words, SPLIT, load_writing(code))]
    return sung
