"""Gives songs away whole, as a ZIP."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from flask import Response
from flask_smorest import Blueprint

from edge_service.hub.api.access import needs
from edge_service.hub.api.context import this_hub
from edge_service.hub.api.errors import ErrorSchema
from edge_service.hub.keeping.export import all_entries, export_name, some_entries, zipped
from edge_service.hub.library import Library
from edge_service.hub.library.songs import find_song

blueprint = Blueprint("exports", __name__, url_prefix="/api/v1", description="Songs to take away")
ZIP: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}, "content_type": "application/zip"}


@blueprint.get("/songs/<song_id>/export")
@needs("sender")
@blueprint.response(200, **ZIP, description="A ZIP of the song's files and what is known of it")
@blueprint.alt_response(404, schema=ErrorSchema)
def export_song(song_id: str) -> Response:
    """Give one song away, with everything that is known of it."""
    library = this_hub().library
    with library.session() as session:
        song = find_song(session, song_id)
        entries, name = list(some_entries(library, [song])), export_name(song)
    return _download(zipped(entries), name)


@blueprint.get("/export")
@needs("admin")
@blueprint.response(200, **ZIP, description="A ZIP of every song and all that is known of them")
def export_everything() -> Response:
    """Give everything away that people put into the hub."""
    return _download(_everything(this_hub().library), "Goodwave")


def _everything(library: Library) -> Iterator[bytes]:
    with library.session() as session:
        entries = all_entries(library, session)
        yield from zipped(entries)


def _download(pieces: Iterator[bytes], name: str) -> Response:
    answer = Response(pieces, mimetype="application/zip")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.zip"
    return answer
