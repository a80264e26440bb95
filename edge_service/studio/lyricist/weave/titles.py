"""Finds titles for a song: the message's image, the chorus's own, and whose song it is."""

from collections.abc import Sequence

from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Section
from edge_service.studio.lyricist.breaking import Fit
from edge_service.studio.lyricist.language import load_language
from edge_service.studio.lyricist.songbook import load_songbook
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.understanding import understand
from edge_service.studio.lyricist.weave.naming import behind_for
from edge_service.studio.lyricist.weave.order import Order, images_in
from edge_service.studio.lyricist.weave.presenter import occasion
from edge_service.studio.lyricist.weave.sentences import sentences_of
from edge_service.studio.lyricist.writing import capitalised, load_writing

LEAST_WORDS = 2
LINES = Fit(6, 10)


def titles_for(order: Order, image: str, chorus_title: str) -> tuple[str, str, str]:
    """Return three different titles, the best first; `image` is the one that the chorus holds up, or ""."""
    writing = load_writing(order.language)
    images = [each for each in (image, *order.images) if len(each.split()) >= LEAST_WORDS]
    shown, *others = [titled(each, order.language) for each in images] or [""]
    candidates = [
        shown,
        chorus_title,
        title_for(order.dedication),
        *others,
        capitalised(occasion(order)),
        writing.title_plain,
    ]
    different: dict[str, str] = {}
    for title in filter(None, candidates):
        different.setdefault(title.lower(), title)
    first, second, third = list(different.values())[:3]
    return first, second, third


def known_title(dedication: Dedication, sections: Sequence[Section]) -> str:
    """Return a title for lyrics without one.

    It is the message's image or that of the songbook's chorus where these are sung, else made of the name.
    """
    sung = _key(" ".join(line.text for section in sections for line in section.lines))
    refrain = _key(" ".join(line.text for s in sections if s.kind == "chorus" for line in s.lines))
    understanding = understand(dedication)
    images = images_in(dedication, understanding, sentences_of(dedication, understanding, LINES))
    for text in (refrain, sung):
        for image in images:
            if len(image.split()) >= LEAST_WORDS and _key(image) in text:
                return titled(image, dedication.language)
    for theme in load_songbook(dedication.language).themes.values():
        for chorus in theme.choruses:
            if _key(chorus.lines[0]) in sung or _key(chorus.lines[-1]) in sung:
                return chorus.title
    return title_for(dedication)


def title_for(dedication: Dedication) -> str:
    """Return a title that tells whose song it is."""
    writing = load_writing(dedication.language)
    name = behind_for(dedication.to, dedication.language)
    return writing.title_for.format(name=name) if name else writing.title_plain


def titled(image: str, language: str) -> str:
    """Return an image as a title: "the Sunday pancakes" is "Sunday Pancakes", "la casa" stays "La casa"."""
    writing, unstressed = load_writing(language), load_language(language).speech.unstressed
    words = image.split()
    if not words or writing.title_keeps_article:
        return capitalised(image)
    joined = any(bare(word) in writing.of_words for word in words)
    alone = len(words) == LEAST_WORDS
    kept = words if joined or alone or bare(words[0]) not in unstressed else words[1:]
    small = unstressed if joined else frozenset()
    return capitalised(" ".join(word if word in small else capitalised(word) for word in kept))


def _key(text: str) -> str:
    return " ".join(bare(word) for word in text.split())
