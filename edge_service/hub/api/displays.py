"""The screens of the house: they sign in, are named, and show what was sent to them."""

from typing import Any

from flask_smorest import Blueprint

from edge_service.errors import BadDedication
from edge_service.hub.api.access import needs, only_own
from edge_service.hub.api.context import this_hub
from edge_service.hub.api.errors import ErrorSchema
from edge_service.hub.api.schemas.displays import (
    ArrivalsRequest,
    DisplayList,
    DisplayRequest,
    DisplaySchema,
    Shelf,
)
from edge_service.hub.hub import Hub
from edge_service.hub.library import Display
from edge_service.hub.library.displays import (
    add_display,
    all_displays,
    arrange_arrivals,
    find_display,
    shelf,
)
from edge_service.hub.manifest import Signing, write_manifest

blueprint = Blueprint("displays", __name__, url_prefix="/api/v1/displays", description="Screens")


@blueprint.get("")
@needs("guest")
@blueprint.response(200, DisplayList)
def list_displays() -> dict[str, Any]:
    """List the screens and whether they are on."""
    hub = this_hub()
    with hub.library.session() as session:
        return {"displays": [_describe(hub, display) for display in all_displays(session)]}


@blueprint.post("")
@needs("admin")
@blueprint.arguments(DisplayRequest)
@blueprint.response(201, DisplaySchema)
def sign_in(asked: dict[str, Any]) -> dict[str, Any]:
    """Sign a new screen in; it keeps the id it gets."""
    hub = this_hub()
    with hub.library.session() as session:
        return _describe(hub, add_display(session, _tidy(asked["name"])))


@blueprint.patch("/<display_id>")
@needs("sender", "display")
@blueprint.arguments(DisplayRequest)
@blueprint.response(200, DisplaySchema)
@blueprint.alt_response(404, schema=ErrorSchema)
def rename(asked: dict[str, Any], display_id: str) -> dict[str, Any]:
    """Give a screen another name."""
    only_own(display_id)
    hub = this_hub()
    with hub.library.session() as session:
        display = find_display(session, display_id)
        display.name = _tidy(asked["name"])
        return _describe(hub, display)


@blueprint.put("/<display_id>/arrivals")
@needs("sender", "display")
@blueprint.arguments(ArrivalsRequest)
@blueprint.response(200, DisplaySchema)
@blueprint.alt_response(404, schema=ErrorSchema)
def arrange(asked: dict[str, Any], display_id: str) -> dict[str, Any]:
    """Say how songs arrive at a screen, and when it wants none; what waits is looked at anew."""
    only_own(display_id)
    hub = this_hub()
    with hub.library.session() as session:
        told = _describe(hub, arrange_arrivals(session, display_id, **asked))
    hub.courier.deliver()
    return told


@blueprint.delete("/<display_id>")
@needs("admin")
@blueprint.response(204)
@blueprint.alt_response(404, schema=ErrorSchema)
def forget(display_id: str) -> None:
    """Forget a screen and what was sent to it; the songs stay."""
    hub = this_hub()
    with hub.library.session() as session:
        display = find_display(session, display_id)
        songs = [delivery.song_id for delivery in display.deliveries]
        session.delete(display)
    for song in songs:
        hub.courier.withdraw(display_id, song)


@blueprint.get("/<display_id>/songs")
@needs("sender", "display")
@blueprint.response(200, Shelf)
@blueprint.alt_response(404, schema=ErrorSchema)
def show_shelf(display_id: str) -> dict[str, Any]:
    """List the manifests of every finished song that was ever sent to a screen, the newest first."""
    hub = this_hub()
    signing = Signing(hub.tickets, lambda: hub.addresses[0])
    only_own(display_id)
    with hub.library.session() as session:
        return {"songs": [write_manifest(delivery, signing) for delivery in shelf(session, display_id)]}


def _describe(hub: Hub, display: Display) -> dict[str, Any]:
    return {
        "id": display.id,
        "name": display.name,
        "status": "online" if hub.courier.is_on(display.id) else "offline",
        "manner": display.manner,
        "quiet_from": display.quiet_from,
        "quiet_until": display.quiet_until,
    }


def _tidy(name: str) -> str:
    tidied = " ".join(name.split())
    if not tidied:
        raise BadDedication("The screen needs a name.", "Call it after the room it stands in.")
    return tidied
