"""The whole way of understanding: a dedication goes in, what it says comes out."""

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.understanding.lexicon import fold
from edge_service.studio.lyricist.understanding.manner import is_formal, recipients_gender, senders_gender
from edge_service.studio.lyricist.understanding.meaning import Understanding
from edge_service.studio.lyricist.understanding.memories import memories_in
from edge_service.studio.lyricist.understanding.moods import mood_of
from edge_service.studio.lyricist.understanding.people import people_in
from edge_service.studio.lyricist.understanding.theme import occasion_of, theme_of
from edge_service.studio.lyricist.understanding.tongue import language_of


def understand(dedication: Dedication) -> Understanding:
    """Return what a checked dedication seems to say, its words read in `dedication.language`.

    A theme that the person has chosen is taken as it is, and is sure; a language of which the text is too
    short to be sure is the person's.
    """
    folded = fold(dedication.message)
    theme, sure = theme_of(dedication, folded)
    return Understanding(
        language=language_of(dedication.message) or dedication.language,
        theme=theme,
        theme_sure=sure,
        occasion=occasion_of(folded, dedication.language),
        mood=mood_of(folded, dedication.language, theme),
        people=people_in(dedication),
        memories=memories_in(dedication),
        formal=is_formal(dedication),
        to_gender=recipients_gender(dedication, folded),
        from_gender=senders_gender(dedication, folded),
    )
