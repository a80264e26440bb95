"""What can be chosen, and lyrics to look at before a song is made of them."""

import secrets
from typing import Any

from flask_smorest import Blueprint

from edge_service.hub.api.access import needs
from edge_service.hub.api.context import this_hub
from edge_service.hub.api.drafts import DraftAnswer, DraftRequest
from edge_service.hub.api.errors import ErrorSchema
from edge_service.hub.api.schemas.hub import OptionsSchema
from edge_service.hub.hub import Hub
from edge_service.hub.library.pronunciations import recalled
from edge_service.song.dedication import Dedication

blueprint = Blueprint("lyrics", __name__, description="Choices and drafts of lyrics")
DRAWN_SEEDS = 2**31


@blueprint.get("/api/v1/options")
@needs("guest")
@blueprint.response(200, OptionsSchema)
@blueprint.alt_response(503, schema=ErrorSchema, description="Models are missing")
def show_options() -> dict[str, Any]:
    """List the languages with their voices, the genres, moods and lengths."""
    options = this_hub().studio.options()
    return {
        "languages": [
            {
                "code": language.code,
                "label": language.label,
                "status": language.status,
                "voices": [voice for voice in options.voices if language.code in voice.languages],
            }
            for language in options.languages
        ],
        "genres": options.genres,
        "moods": [{"name": mood} for mood in options.moods],
        "lengths": [{"name": length} for length in options.lengths],
        "themes": [{"name": theme} for theme in options.themes],
    }


@blueprint.post("/api/v1/lyrics")
@needs("guest")
@blueprint.arguments(DraftRequest)
@blueprint.response(200, DraftAnswer)
@blueprint.alt_response(503, schema=ErrorSchema, description="Models are missing")
def draft_lyrics(asked: dict[str, Any]) -> dict[str, Any]:
    """Draft lyrics, around the lines kept; the same seed gives the same draft, and no seed a new one."""
    hub = this_hub()
    kept = tuple((line["id"], line["text"]) for line in asked.pop("kept"))
    wish = {"kept": kept, "word_for_word": asked.pop("word_for_word"), "lyrics": asked.pop("lyrics") or ""}
    dedication = read_dedication(hub, asked)
    return hub.studio.draft(dedication, wish) | {"seed": dedication.seed}


def read_dedication(hub: Hub, asked: dict[str, Any]) -> Dedication:
    """Return what was asked for, with a seed drawn where none was given and the names known to the hub."""
    seed = asked.get("seed")
    drawn = secrets.randbelow(DRAWN_SEEDS) if seed is None else seed
    with hub.library.session() as session:
        return recalled(session, Dedication(**(asked | {"seed": drawn})))
