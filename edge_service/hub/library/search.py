"""Finds songs by what is written in them, whatever the accents and capitals."""

import unicodedata
from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_

from edge_service.hub.library.models import Song


def searchable(texts: Iterable[str | None]) -> str:
    """Return texts as they are searched: small letters without accents, one blank between words."""
    apart = unicodedata.normalize("NFKD", " ".join(text or "" for text in texts).casefold())
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def holds(query: str) -> ColumnElement[bool]:
    """Return the condition that a song has every word of a query, or a part of a word, somewhere."""
    return and_(True, *(Song.words.contains(word, autoescape=True) for word in searchable([query]).split()))
