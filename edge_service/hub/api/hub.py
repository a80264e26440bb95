"""Who the hub is, and where its doors are."""

from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from flask_smorest import Blueprint

from edge_service.hub.api.access import open_to_all
from edge_service.hub.api.context import this_hub
from edge_service.hub.api.schemas.hub import HubSchema
from edge_service.hub.hub import Hub

blueprint = Blueprint("hub", __name__, description="The hub itself")


@blueprint.get("/api/v1/hub")
@open_to_all("a device finds the hub before it is paired")
@blueprint.response(200, HubSchema)
def show_hub() -> dict[str, Any]:
    """Tell who the hub is and where its doors are."""
    hub = this_hub()
    addresses = hub.addresses
    return {
        "id": hub.identity.id,
        "name": hub.config.text("hub", "name"),
        "version": version("goodwave"),
        "address": addresses[0],
        "addresses": addresses,
        "mqtt": _mqtt_doors(hub),
        "broker": "online" if hub.messenger.online else "offline",
    }


def _mqtt_doors(hub: Hub) -> dict[str, Any]:
    url = hub.config.text("mqtt", "url")
    return {
        "host": urlsplit(url).hostname if url else None,
        "tcp_port": hub.config.number("mqtt", "tcp_port"),
        "ws_port": hub.config.number("mqtt", "ws_port"),
    }
