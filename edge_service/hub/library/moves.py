"""The one way a song changes its state: an UPDATE with conditions, so that of two changes one wins."""

import time
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from edge_service.errors import GoodwaveError
from edge_service.hub.library.library import rows_changed
from edge_service.hub.library.models import Song


def move(session: Session, where: ColumnElement[bool], **values: Any) -> bool:
    """Change the songs of which `where` still holds; return whether there were any."""
    changed = rows_changed(session, update(Song).where(where).values(**values))
    session.expire_all()
    return changed > 0


def not_begun() -> dict[str, Any]:
    return {"step": None, "fraction": 0.0}


def ended() -> dict[str, Any]:
    return {"finished_at": time.time(), "worker": None}


def told(error: GoodwaveError | None) -> dict[str, str | None]:
    """Return the columns of what a person should know, empty ones for None."""
    words = (error.code, error.message, error.hint) if error else (None, None, None)
    return dict(zip(("error_code", "error_message", "error_hint"), words, strict=True))
