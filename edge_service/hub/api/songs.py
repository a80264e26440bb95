"""Asks for songs, watches, cancels, sends and deletes them."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from flask_smorest import Blueprint
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from edge_service.errors import (
    BrokerGone,
    Conflict,
    DisplayOff,
    GoodwaveError,
    InvitationSpent,
    QuietHours,
    WrongScope,
)
from edge_service.hub.access.tokens import spend
from edge_service.hub.api.access import needs, this_grant
from edge_service.hub.api.context import this_hub
from edge_service.hub.api.errors import ErrorSchema
from edge_service.hub.api.lyrics import read_dedication
from edge_service.hub.api.schemas.songs import (
    DeliveryRequest,
    DeliverySchema,
    RequestKey,
    SongList,
    SongPage,
    SongRequestSchema,
    SongSchema,
)
from edge_service.hub.hub import Hub
from edge_service.hub.library import Delivery, Song
from edge_service.hub.library.claims import cancel_song, retry_song
from edge_service.hub.library.displays import ask_delivery
from edge_service.hub.library.outbox import UNACKNOWLEDGED
from edge_service.hub.library.pronunciations import remember
from edge_service.hub.library.songs import (
    SongRequest,
    add_song,
    delete_song,
    find_repeat,
    find_song,
    newest_songs,
)
from edge_service.hub.library.televisions import trouble_of
from edge_service.hub.library.waiting import check_share, place_in_queue, seconds_left
from edge_service.hub.manifest import iso_time, song_files

blueprint = Blueprint("songs", __name__, url_prefix="/api/v1/songs", description="Songs")


@blueprint.post("")
@needs("guest")
@blueprint.arguments(RequestKey, location="headers")
@blueprint.arguments(SongRequestSchema)
@blueprint.response(202, SongSchema)
@blueprint.alt_response(404, schema=ErrorSchema, description="No such display")
@blueprint.alt_response(409, schema=ErrorSchema, description="The key was used for another dedication")
@blueprint.alt_response(429, schema=ErrorSchema, description="The invitation or the queue has no room")
@blueprint.alt_response(503, schema=ErrorSchema, description="Models are missing")
@blueprint.alt_response(507, schema=ErrorSchema, description="There is no room for another song")
def ask_for_song(headers: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    """Ask for a song; asking again with the same Idempotency-Key returns the first one."""
    hub = this_hub()
    hub.room.require()
    lyrics = asked["lyrics"] or None
    dedication = hub.studio.check(read_dedication(hub, asked["dedication"]), lyrics)
    due_at = _moment(hub, asked["at"])
    request = SongRequest(dedication, lyrics, asked["display"], headers["key"], this_grant().id, due_at)
    try:
        return _keep(hub, request)
    except IntegrityError:  # the same key, at the same moment: now it is in the table
        return _keep(hub, request)


@blueprint.get("")
@needs("sender")
@blueprint.arguments(SongPage, location="query")
@blueprint.response(200, SongList)
@blueprint.alt_response(404, schema=ErrorSchema)
def list_songs(page: dict[str, Any]) -> dict[str, Any]:
    """List songs, the newest first; with `q` those that hold all its words."""
    hub = this_hub()
    with hub.library.session() as session:
        songs = newest_songs(session, page["limit"], page["before"], page["q"])
        return {"songs": [describe_song(hub, session, song) for song in songs]}


@blueprint.get("/<song_id>")
@needs("guest")
@blueprint.response(200, SongSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
def show_song(song_id: str) -> dict[str, Any]:
    """Tell everything about a song."""
    hub = this_hub()
    with hub.library.session() as session:
        return describe_song(hub, session, _seen_song(session, song_id))


@blueprint.post("/<song_id>/cancel")
@needs("guest")
@blueprint.response(202, SongSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
@blueprint.alt_response(409, schema=ErrorSchema, description="The song is already finished")
def cancel(song_id: str) -> dict[str, Any]:
    """Cancel a song: at once while it waits, within seconds while it is being made."""
    hub = this_hub()
    with hub.library.session() as session:
        _seen_song(session, song_id)
        song = cancel_song(session, song_id)
        told = describe_song(hub, session, song)
    hub.newsroom.tell(song_id)
    return told


@blueprint.post("/<song_id>/retry")
@needs("guest")
@blueprint.response(202, SongSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
@blueprint.alt_response(409, schema=ErrorSchema, description="The song is already finished")
def retry(song_id: str) -> dict[str, Any]:
    """Make a song anew that failed or was cancelled, with the same words and seed."""
    hub = this_hub()
    with hub.library.session() as session:
        _seen_song(session, song_id)
        song = retry_song(session, song_id)
        told = describe_song(hub, session, song)
    if song.state == "queued":
        hub.jobs.enqueue(song)
    hub.newsroom.tell(song_id)
    return told


@blueprint.delete("/<song_id>")
@needs("sender")
@blueprint.response(204)
@blueprint.alt_response(404, schema=ErrorSchema)
def delete(song_id: str) -> None:
    """Delete a song and its files; stop making it, and take it away from displays that have not got it."""
    hub = this_hub()
    with hub.library.session() as session:
        displays = delete_song(session, hub.library, song_id)
    for display in displays:
        hub.courier.withdraw(display, song_id)


@blueprint.post("/<song_id>/deliveries")
@needs("sender")
@blueprint.arguments(DeliveryRequest)
@blueprint.response(202, DeliverySchema)
@blueprint.alt_response(404, schema=ErrorSchema, description="No such song or display")
@blueprint.alt_response(409, schema=ErrorSchema, description="The song failed or was cancelled")
def deliver(asked: dict[str, Any], song_id: str) -> dict[str, Any]:
    """Send a song to a display: once the song is finished, the moment has come and the display is there."""
    hub = this_hub()
    due_at = _moment(hub, asked["at"])
    with hub.library.session() as session:
        song = find_song(session, song_id)
        if song.state in ("failed", "cancelled"):
            raise Conflict("There is no song to send: it was not finished.", "Ask for it again.")
        told = describe_delivery(hub, ask_delivery(session, song, asked["display"], due_at))
    hub.courier.deliver()
    return told


def _seen_song(session: Session, song_id: str) -> Song:
    """Return a song that the caller may see; a guest sees what it asked for itself, else WrongScope."""
    song, grant = find_song(session, song_id), this_grant()
    if grant.scope == "guest" and song.asked_by != grant.id:
        raise WrongScope("This is somebody else's song.", "A guest sees the songs asked for here.")
    return song


def _keep(hub: Hub, request: SongRequest) -> dict[str, Any]:
    """Put a request in table and queue, or find what it made before."""
    with hub.library.session() as session:
        repeated = find_repeat(session, request)
        if repeated is not None:
            return describe_song(hub, session, repeated)
        check_share(session, this_grant().id, hub.config.number("queue", "per_person"))
        if not spend(session, this_grant().id):
            raise InvitationSpent("All songs of this invitation are made.", "Ask for another invitation.")
        song = add_song(session, request)
        remember(session, request.dedication)
        if request.display is not None:
            ask_delivery(session, song, request.display, request.due_at)
            session.refresh(song)
        told = describe_song(hub, session, song)
    hub.jobs.enqueue(song)
    return told


def describe_song(hub: Hub, session: Session, song: Song) -> dict[str, Any]:
    """Return a song as SongSchema gives it."""
    is_done = song.state == "done"
    error = {"code": song.error_code, "message": song.error_message, "hint": song.error_hint}
    return {
        "id": song.id,
        "title": song.title,
        "state": song.state,
        "step": song.step,
        "fraction": song.fraction,
        "position": place_in_queue(session, song),
        "seconds_left": seconds_left(session, song),
        "dedication": asdict(song.dedication),
        "created_at": iso_time(song.created_at),
        "finished_at": iso_time(song.finished_at),
        "duration_seconds": song.duration_seconds,
        "error": error if song.error_code else None,
        "files": song_files(song.id, hub.tickets) if is_done else None,
        "share": f"/s/{song.token}" if is_done else None,
        "deliveries": [describe_delivery(hub, delivery) for delivery in song.deliveries],
    }


def describe_delivery(hub: Hub, delivery: Delivery) -> dict[str, Any]:
    """Return a delivery as DeliverySchema gives it."""
    notice = _why_it_waits(hub, delivery)
    return {
        "song": delivery.song_id,
        "display": delivery.display_id,
        "display_name": delivery.display.name,
        "state": delivery.state,
        "due_at": iso_time(delivery.due_at) if delivery.due_at else None,
        "reply": delivery.reply,
        "notice": notice and {"code": notice.code, "message": notice.message, "hint": notice.hint},
    }


def _moment(hub: Hub, written: str | None) -> float:
    return hub.clock.read(written) if written else 0.0


def _at(hub: Hub, seconds: float) -> str:
    return datetime.fromtimestamp(seconds, hub.clock.zone).strftime("at %H:%M")


def _why_it_waits(hub: Hub, delivery: Delivery) -> GoodwaveError | None:
    """Return what a person should know about a delivery that has not arrived; nothing of it is lost."""
    if delivery.state not in UNACKNOWLEDGED or delivery.due_at > hub.clock.now():
        return None
    if not hub.messenger.online:
        return BrokerGone("The message broker cannot be reached.", "The song is sent when it is back.")
    if quiet := hub.clock.quiet_until(delivery.display, hub.clock.now()):
        return QuietHours(f"{delivery.display.name} is quiet now.", f"The song comes {_at(hub, quiet)}.")
    if not hub.courier.is_on(delivery.display_id):
        if trouble := trouble_of(delivery.display):
            return trouble
        name = delivery.display.name
        return DisplayOff(f"{name} is off.", "Switch it on and open Goodwave: the song waits for it.")
    return None
