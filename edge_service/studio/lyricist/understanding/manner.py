"""Finds how people speak to each other in a message: formally or not, and as woman or man."""

from collections.abc import Mapping
from re import Pattern

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.understanding.lexicon import load_lexicon
from edge_service.studio.lyricist.understanding.meaning import Gender
from edge_service.studio.lyricist.understanding.people import gender_of


def is_formal(dedication: Dedication) -> bool:
    """Tell whether the recipient is spoken to as one speaks to a stranger."""
    manner = load_lexicon(dedication.language).manner
    text = f"{dedication.to}. {dedication.message}" if dedication.to else dedication.message
    return len(manner.formal.findall(text)) > len(manner.intimate.findall(dedication.message))


def recipients_gender(dedication: Dedication, folded: str) -> Gender:
    """Return the gender that the recipient's name tells, or else the words said to them."""
    told = gender_of(dedication.to, dedication.language)
    return told or _told(load_lexicon(dedication.language).manner.to, folded)


def senders_gender(dedication: Dedication, folded: str) -> Gender:
    """Return the gender that the sender's name tells, or else what they say of themselves."""
    told = gender_of(dedication.sender, dedication.language)
    return told or _told(load_lexicon(dedication.language).manner.sender, folded)


def _told(patterns: Mapping[Gender, Pattern[str]], folded: str) -> Gender:
    """Return the gender that words tell, "" where they tell none or both."""
    found = [gender for gender, pattern in patterns.items() if pattern.search(folded)]
    return found[0] if len(found) == 1 else ""
