"""Televisions that the hub may call to its page: paired once, forgotten when nobody wants it any more."""

from typing import Any

from flask_smorest import Blueprint

from edge_service.errors import NotFound
from edge_service.hub.api.access import needs
from edge_service.hub.api.context import this_hub
from edge_service.hub.api.errors import ErrorSchema
from edge_service.hub.api.schemas.displays import TelevisionRequest, TelevisionSchema
from edge_service.hub.hub import Hub
from edge_service.hub.library import Display
from edge_service.hub.library.displays import find_display
from edge_service.hub.library.televisions import trouble_of

blueprint = Blueprint(
    "televisions", __name__, url_prefix="/api/v1/displays/<display_id>/television", description="Televisions"
)


@blueprint.get("")
@needs("sender")
@blueprint.response(200, TelevisionSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
def show_television(display_id: str) -> dict[str, Any]:
    """Tell whether a screen can be called, and what it could not do."""
    hub = this_hub()
    with hub.library.session() as session:
        return _describe(hub, find_display(session, display_id))


@blueprint.put("")
@needs("admin")
@blueprint.arguments(TelevisionRequest)
@blueprint.response(202, TelevisionSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
@blueprint.alt_response(409, schema=ErrorSchema, description="It is asking already")
def pair(asked: dict[str, Any], display_id: str) -> dict[str, Any]:
    """Pair a screen that is an LG television: it asks its people for a minute; look again how it went."""
    hub = this_hub()
    with hub.library.session() as session:
        display = find_display(session, display_id)
        hub.caller.begin_pairing(display.id, display.name, asked["address"], asked["opens_page"])
        return _describe(hub, display)


@blueprint.delete("")
@needs("admin")
@blueprint.response(204)
@blueprint.alt_response(404, schema=ErrorSchema)
def unpair(display_id: str) -> None:
    """Forget a television's key: it is called no more."""
    with this_hub().library.session() as session:
        television = find_display(session, display_id).television
        if television is None:
            raise NotFound("This screen was not paired.", "There is nothing to forget.")
        session.delete(television)


def _describe(hub: Hub, display: Display) -> dict[str, Any]:
    known, failed = display.television, hub.caller.pairing_trouble(display.id)
    trouble = failed or trouble_of(display)
    state = "asking" if hub.caller.is_asking(display.id) else "failed" if failed else "paired"
    return {
        "state": state if known or state != "paired" else "none",
        "address": known.address if known else None,
        "opens_page": known.opens_page if known else None,
        "trouble": trouble and {"code": trouble.code, "message": trouble.message, "hint": trouble.hint},
    }
