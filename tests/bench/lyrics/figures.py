"""Measures drafts: each figure is a share of what it counts, or a number that should be nothing."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

import simplemma

from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Line, Lyrics
from edge_service.song.style import Style
from edge_service.studio.lyricist import Draft
from edge_service.studio.lyricist.language import load_language
from edge_service.studio.lyricist.rhyme import nearly, rhymes
from edge_service.studio.lyricist.songbook import says_you
from edge_service.studio.lyricist.text import bare

SLACK = 2
STANZA = 4
SCHEMES = {4: (((0, 1), (2, 3)), ((0, 2), (1, 3))), 2: (((0, 1),),)}
LEMMAS = {"pt-br": "pt"}
Share = tuple[int, int]


def words_sung(dedication: Dedication, lyrics: Lyrics) -> Share:
    """Count the words of a message, by their lemmas, that carry meaning: those sung, and all of them."""
    small = load_language(dedication.language).speech.unstressed
    asked = _lemmas((word for word in _words(dedication.message) if word not in small), dedication.language)
    sung = _lemmas(_words(" ".join(line.text for line in all_lines(lyrics))), dedication.language)
    return len(asked & sung), len(asked)


def names_sung(dedication: Dedication, draft: Draft) -> Share:
    """Count the names of people and pets in a message, and the recipient's: those sung, and all."""
    sung = set(_words(draft.lyrics.text))
    said = " ".join(mention.text for mention in draft.understanding.people if mention.kind != "kin")
    names = {word for word in _words(f"{said} {dedication.to}") if word in _words(dedication.message)}
    return len(names & sung), len(names)


def name_in_chorus(dedication: Dedication, lyrics: Lyrics) -> bool:
    """Tell whether the recipient is named in every chorus."""
    first = _words(dedication.to)[0]
    choruses = [section for section in lyrics.sections if section.kind == "chorus"]
    return all(first in _words(" ".join(line.text for line in chorus.lines)) for chorus in choruses)


def couplets(lyrics: Lyrics) -> tuple[int, int, int]:
    """Count couplets that rhyme perfectly, that rhyme at all, and all of them; a chorus counts once."""
    counts = [0, 0, 0]
    sung: set[tuple[Line, ...]] = set()
    for section in lyrics.sections:
        if section.lines not in sung:
            sung.add(section.lines)
            for start in range(0, len(section.lines), STANZA):
                stanza = section.lines[start : start + STANZA]
                found = max(_rhymed(stanza, pairs, lyrics.language) for pairs in SCHEMES[len(stanza)])
                counts = [count + more for count, more in zip(counts, (found[1], *found[::2]), strict=True)]
    return counts[0], counts[1], counts[2]


def lines_within_plan(lyrics: Lyrics, style: Style) -> Share:
    """Count lines within two syllables of what the style asks for, and all lines."""
    least, most = style.syllables_per_line
    lines = all_lines(lyrics)
    return sum(least - SLACK <= line.syllable_count <= most + SLACK for line in lines), len(lines)


def lines_repeated(lyrics: Lyrics) -> int:
    """Count lines that come again, other than in a chorus that returns."""
    sections = {(section.kind, section.lines) for section in lyrics.sections}
    texts = [line.text.lower() for _, lines in sections for line in lines]
    return len(texts) - len(set(texts))


def faults(draft: Draft) -> list[str]:
    """Return lines with an open slot, or with an intimate "you" of the songbook's in a formal song."""
    lines = [
        (line.text, source)
        for section, sources in zip(draft.lyrics.sections, draft.sources, strict=True)
        for line, source in zip(section.lines, sources, strict=True)
    ]
    formal = draft.understanding.formal
    return [
        text
        for text, source in lines
        if re.search(r"[{}|]", text)
        or (formal and source == "songbook" and says_you(text, draft.lyrics.language))
    ]


def shared_lines(drafts: Sequence[Draft]) -> list[float]:
    """Return, for each two drafts, which share of their verse lines both have."""
    verses = [
        {line.text for section in draft.lyrics.sections if section.kind == "verse" for line in section.lines}
        for draft in drafts
    ]
    return [len(one & other) / min(len(one), len(other)) for one, other in combinations(verses, 2)]


def verses_shared(drafts: Iterable[Draft]) -> int:
    """Count verses that two drafts have alike from first to last line."""
    verses = [
        tuple(line.text for line in section.lines)
        for draft in drafts
        for section in draft.lyrics.sections
        if section.kind == "verse"
    ]
    return len(verses) - len(set(verses))


def all_lines(lyrics: Lyrics) -> list[Line]:
    """Return every line of a song."""
    return [line for section in lyrics.sections for line in section.lines]


def _rhymed(stanza: Sequence[Line], pairs: Sequence[tuple[int, int]], language: str) -> tuple[int, int, int]:
    """Count, of some pairs, those that rhyme at all, those that do perfectly, and all."""
    any_how = sum(nearly(stanza[one], stanza[other], language) for one, other in pairs)
    perfect = sum(rhymes(stanza[one], stanza[other], language) for one, other in pairs)
    return any_how, perfect, len(pairs)


def _words(text: str) -> list[str]:
    return [word for word in (bare(part) for part in re.split(r"[\s'’-]+", text)) if word]


def _lemmas(words: Iterable[str], language: str) -> set[str]:
    code = LEMMAS.get(language, language)
    return {str(simplemma.lemmatize(word, lang=code)).lower() for word in words}
