"""Serves the files of finished songs, whole or in ranges, and what a shared link may see."""

from typing import Any

from flask import Response, send_file
from flask_smorest import Blueprint

from edge_service.errors import NotFound
from edge_service.hub.api.access import needs, open_to_all, signed_link
from edge_service.hub.api.context import this_hub
from edge_service.hub.api.errors import ErrorSchema
from edge_service.hub.api.schemas.songs import ShareSchema
from edge_service.hub.library import Song
from edge_service.hub.library.songs import find_shared, find_song
from edge_service.hub.manifest import MEDIA_TYPES, shared_files

blueprint = Blueprint("files", __name__, url_prefix="/api/v1", description="Files of songs")
YEAR_SECONDS = 365 * 24 * 3600
BYTES = {"type": "string", "format": "binary"}


@blueprint.get("/songs/<song_id>/files/<name>")
@needs("sender")
@signed_link
@blueprint.response(200, BYTES, content_type="application/octet-stream", description="The file")
@blueprint.alt_response(206, description="A range of it")
@blueprint.alt_response(404, schema=ErrorSchema)
@blueprint.alt_response(416, schema=ErrorSchema)
def get_file(song_id: str, name: str) -> Response:
    """Return a file of a finished song; it never changes."""
    with this_hub().library.session() as session:
        return _send(find_song(session, song_id), name)


@blueprint.get("/share/<token>")
@open_to_all("who has the link was given the song")
@blueprint.response(200, ShareSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
def show_shared(token: str) -> dict[str, Any]:
    """Tell about the song that a shared link leads to, and nothing else of the house."""
    with this_hub().library.session() as session:
        song = find_shared(session, token)
        return {
            "title": song.title,
            "from": song.sender,
            "to": song.to,
            "message": song.message,
            "language": song.language,
            "duration_seconds": song.duration_seconds,
            "files": shared_files(token),
        }


@blueprint.get("/share/<token>/files/<name>")
@open_to_all("who has the link was given the song")
@blueprint.response(200, BYTES, content_type="application/octet-stream", description="The file")
@blueprint.alt_response(206, description="A range of it")
@blueprint.alt_response(404, schema=ErrorSchema)
@blueprint.alt_response(416, schema=ErrorSchema)
def get_shared_file(token: str, name: str) -> Response:
    """Return a file of the song that a shared link leads to."""
    with this_hub().library.session() as session:
        return _send(find_shared(session, token), name)


def _send(song: Song, name: str) -> Response:
    if name not in MEDIA_TYPES:
        raise NotFound("A song has no such file.", f"Ask for one of: {', '.join(MEDIA_TYPES)}.")
    path = this_hub().library.song_folder(song.id) / name
    if song.state != "done" or not path.is_file():
        raise NotFound("This file is not there.", "The song is not finished, or its folder was removed.")
    response = send_file(path, MEDIA_TYPES[name], conditional=True)
    response.headers["Cache-Control"] = f"private, max-age={YEAR_SECONDS}, immutable"
    return response
