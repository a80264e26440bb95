"""Looks whether a hub is well, part by part."""

import time
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from edge_service.hub.hub import Hub
from edge_service.hub.keeping.room import RoomState
from edge_service.hub.library import Song

# A song is taken up within seconds by a worker that is free: nobody at work for so long means there is none.
STUCK_SECONDS = 120.0


@dataclass(frozen=True)
class Health:
    """How each part is; `status` sums it up: "ok", "degraded" (songs wait), "failing" (nothing works)."""

    database: Literal["ok", "failing"]
    broker: Literal["online", "offline"]
    queue: Literal["ok", "stuck"]
    room: RoomState

    @property
    def status(self) -> Literal["ok", "degraded", "failing"]:
        if self.database == "failing":
            return "failing"
        well = self.broker == "online" and self.queue == "ok" and self.room != "full"
        return "ok" if well else "degraded"


def look(hub: Hub) -> Health:
    """Return how a hub is now."""
    try:
        with hub.library.engine.begin() as connection:
            connection.execute(text("SELECT number FROM song LIMIT 1"))
            stuck = _is_stuck(hub)
        database: Literal["ok", "failing"] = "ok"
    except SQLAlchemyError:
        database, stuck = "failing", False
    return Health(
        database,
        "online" if hub.messenger.online else "offline",
        "stuck" if stuck else "ok",
        hub.room.left().state,
    )


def _is_stuck(hub: Hub) -> bool:
    """Tell whether songs have waited long with nobody at work."""
    with hub.library.session() as session:
        if session.scalar(select(Song.id).where(Song.state == "making").limit(1)):
            return False
        waits_since = session.scalar(select(func.min(Song.created_at)).where(Song.state == "queued"))
        freed_at = session.scalar(select(func.max(Song.finished_at)))
    return waits_since is not None and time.time() - max(waits_since, freed_at or 0) > STUCK_SECONDS
