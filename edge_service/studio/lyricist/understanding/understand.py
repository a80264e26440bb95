"""The whole way of understanding: a dedication goes in, what it says comes out."""

import re

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.understanding.lexicon import load_lexicon
from edge_service.studio.lyricist.understanding.meaning import Understanding
from edge_service.studio.lyricist.understanding.moods import leanings
from edge_service.studio.lyricist.understanding.people import gender_of, people_in
from edge_service.studio.lyricist.understanding.theme import theme_of


def understand(dedication: Dedication) -> Understanding:
    """Return what a checked dedication seems to say, its words read in `dedication.language`."""
    message, language = dedication.message, dedication.language
    lexicon = load_lexicon(language)
    theme, sure = theme_of(message, language, leanings()[dedication.mood])
    formal = any(re.search(rf"(?<!\w){word}(?!\w)", message) for word in lexicon.formal)
    return Understanding(
        language=language,
        theme=theme,
        theme_sure=sure,
        occasion="",
        mood=dedication.mood,
        people=people_in(message, language),
        memories=(),
        formal=formal,
        to_gender=gender_of(dedication.to, lexicon),
        from_gender=gender_of(dedication.sender, lexicon),
    )
