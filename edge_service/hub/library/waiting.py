"""The queue: whose turn it is, how long that will take, and how much of it one person may fill."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from edge_service.errors import TooManySongs
from edge_service.hub.library.models import Song
from edge_service.hub.library.pace import left_seconds, whole_seconds

# How long a song lets shorter ones go before it: nobody waits for ever, however many short ones come.
COURTESY_SECONDS = {"short": 0.0, "standard": 60.0, "long": 180.0}
USUAL_COURTESY_SECONDS = 60.0


def turn_of(length: str, asked_at: float) -> float:
    """Return a song's place in time: of two that wait, the one with the smaller turn is made first."""
    return asked_at + COURTESY_SECONDS.get(length, USUAL_COURTESY_SECONDS)


def last_turn(now: float) -> float:
    """Return the turn of a song that lets go first whatever was asked for until now."""
    return now + max(COURTESY_SECONDS.values())


def place_in_queue(session: Session, song: Song) -> int | None:
    """Return 0 for a song being made, 1 for the next one, None for one that waits no more."""
    if song.state == "making":
        return 0
    if song.state != "queued":
        return None
    return 1 + sum(_ahead(session, song).values())


def seconds_left(session: Session, song: Song) -> float | None:
    """Return the seconds until a song is finished, None where no song like it was measured here yet.

    Songs that wait are shared by as many workers as are at work.
    """
    if song.state == "making":
        return left_seconds(session, song.length, song.fraction)
    if song.state != "queued":
        return None
    making = session.execute(select(Song.length, Song.fraction).where(Song.state == "making")).all()
    before = [left_seconds(session, length, fraction) for length, fraction in making]
    before += [_times(whole_seconds(session, name), n) for name, n in _ahead(session, song).items()]
    own = whole_seconds(session, song.length)
    known = [seconds for seconds in before if seconds is not None]
    if own is None or len(known) < len(before):
        return None
    return sum(known) / max(len(making), 1) + own


def check_share(session: Session, token: str, most: int) -> None:
    """Raise TooManySongs where the holder of a token has `most` songs unfinished; 0 is no limit."""
    unfinished = Song.state.in_(("queued", "making")) & (Song.asked_by == token)
    if most and (session.scalar(select(func.count()).where(unfinished)) or 0) >= most:
        raise TooManySongs(
            f"{most} of your songs wait to be made already.", "Ask again when one of them is finished."
        )


def _ahead(session: Session, song: Song) -> dict[str, int]:
    """Return how many songs of each length are made before a song that waits."""
    earlier = (Song.state == "queued") & (Song.turn < song.turn)
    rows = session.execute(
        select(Song.length, func.count().label("songs")).where(earlier).group_by(Song.length)
    )
    return {row.length: row.songs for row in rows}


def _times(seconds: float | None, songs: int) -> float | None:
    return None if seconds is None else seconds * songs
