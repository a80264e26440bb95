"""Keeps how names sound, for each person who has been sent a song in which somebody told it."""

import re
from dataclasses import replace

from sqlalchemy.orm import Session

from edge_service.hub.library.models import Pronunciation
from edge_service.song.dedication import Dedication

_TOLD = re.compile(r"\{([^{}|]*)\|[^{}|]*\}")


def recalled(session: Session, dedication: Dedication) -> Dedication:
    """Return a dedication with what is known about names in songs for its recipient.

    What the dedication tells itself goes before it when it is checked.
    """
    known = session.get(Pronunciation, _key(dedication))
    return replace(dedication, names=f"{known.names} {dedication.names}".strip()) if known else dedication


def remember(session: Session, dedication: Dedication) -> None:
    """Keep how the names of a checked dedication sound, for later songs to the same person."""
    if dedication.names and dedication.to:
        recipient, language = _key(dedication)
        session.merge(Pronunciation(recipient=recipient, language=language, names=dedication.names))


def _key(dedication: Dedication) -> tuple[str, str]:
    recipient = " ".join(_TOLD.sub(r"\1", dedication.to).casefold().split())
    return recipient, dedication.language
