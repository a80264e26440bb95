"""Finds the song's title: an image from the message, else the chorus's own."""

from collections.abc import Sequence

from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Section, Word
from edge_service.studio.lyricist.breaking import Fit
from edge_service.studio.lyricist.clauses import Clause, message_clauses
from edge_service.studio.lyricist.language import load_language
from edge_service.studio.lyricist.songbook.earlier import load_earlier
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.writing import Writing, capitalised, load_writing

IMAGE_WORDS = 2
LINES, VERSE_LINES = Fit(5, 9), 4
LONGEST_IMAGE_SYLLABLES = 8


def draft_title(clauses: Sequence[Clause], fallback: str, language: str) -> str:
    """Return the image a clause ends on ("Sunday Pancakes", "La casa del mar"), or `fallback`."""
    for clause in clauses:
        words = [word for line in clause.lines for word in line.words]
        image = _image(words, language)
        if image:
            return _titled(image, language)
    return fallback


def _image(words: Sequence[Word], language: str) -> list[Word]:
    """Return an article, then two carrying words, or two joined by "of", at the end; else nothing."""
    writing, unstressed = load_writing(language), load_language(language).speech.unstressed
    start = next(
        (i for i in range(len(words) - 1, -1, -1) if bare(words[i].text) in writing.determiners), len(words)
    )
    if start >= IMAGE_WORDS and bare(words[start - 1].text) in writing.of_words:
        start = _owner(words, start, writing)
    if start and bare(words[start - 1].text) in writing.subordinate - writing.prepositions:
        return []
    image = list(words[start:])
    carrying = [word for word in image[1:] if bare(word.text) not in unstressed]
    leans = [
        word for word in image[1:] if bare(word.text) in unstressed - writing.of_words - writing.determiners
    ]
    pauses = any(word.text[-1] in ",;:.!?" for word in image[:-1])
    short = sum(len(word.syllables) for word in image) <= LONGEST_IMAGE_SYLLABLES
    return image if len(carrying) == IMAGE_WORDS and not leans and not pauses and short else []


def _owner(words: Sequence[Word], start: int, writing: Writing) -> int:
    """Return where "the smell of the kitchen" begins, given where "the kitchen" does."""
    before = start - IMAGE_WORDS - 1
    return before if before >= 0 and bare(words[before].text) in writing.determiners else start


def _titled(image: Sequence[Word], language: str) -> str:
    writing, unstressed = load_writing(language), load_language(language).speech.unstressed
    texts = [bare(word.text) if word.text.islower() else word.text.strip(".,;:!?¡¿\"'") for word in image]
    if writing.title_keeps_article:
        return capitalised(" ".join(texts))
    joined = any(bare(text) in writing.of_words for text in texts)
    kept = texts if joined else texts[1:]
    small = unstressed if joined else set()
    return capitalised(" ".join(text if text in small else capitalised(text) for text in kept))


def known_title(dedication: Dedication, sections: Sequence[Section]) -> str:
    """Return a title for lyrics without one.

    It is the message's image or that of the songbook's chorus where these are sung, else made of the name.
    """
    sung = " ".join(bare(word.text) for section in sections for line in section.lines for word in line.words)
    image = draft_title(message_clauses(dedication, LINES, VERSE_LINES), "", dedication.language)
    if image and image.lower() in sung:
        return image
    for theme in load_earlier(dedication.language).themes.values():
        for frame in theme.choruses:
            if _key(frame.lines[0]) in sung or _key(frame.lines[-1]) in sung:
                return frame.title
    writing = load_writing(dedication.language)
    return writing.title_for.format(name=dedication.to) if dedication.to else writing.title_plain


def _key(line: str) -> str:
    return " ".join(bare(word) for word in line.split())
