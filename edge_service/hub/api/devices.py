"""Lists every device that was let in, and takes its token back."""

from typing import Any

from flask_smorest import Blueprint

from edge_service.errors import LastKeeper
from edge_service.hub.access import all_tokens, revoke
from edge_service.hub.api.access import needs
from edge_service.hub.api.context import this_hub
from edge_service.hub.api.errors import ErrorSchema
from edge_service.hub.api.schemas.devices import DeviceList
from edge_service.hub.manifest import iso_time

blueprint = Blueprint("devices", __name__, url_prefix="/api/v1/devices", description="Paired devices")


@blueprint.get("")
@needs("admin")
@blueprint.response(200, DeviceList)
def list_devices() -> dict[str, Any]:
    """List the devices that may come in, the newest first."""
    with this_hub().library.session() as session:
        return {
            "devices": [
                {
                    "id": token.id,
                    "name": token.name,
                    "scope": token.scope,
                    "display": token.display_id,
                    "songs_left": token.uses_left,
                    "created_at": iso_time(token.created_at),
                    "used_at": iso_time(token.used_at),
                    "ends_at": iso_time(token.expires_at),
                }
                for token in all_tokens(session)
            ]
        }


@blueprint.delete("/<token_id>")
@needs("admin")
@blueprint.response(204)
@blueprint.alt_response(404, schema=ErrorSchema)
@blueprint.alt_response(409, schema=ErrorSchema, description="The last one who looks after the hub")
def send_away(token_id: str) -> None:
    """Take a device's token back: from now on it is let in nowhere."""
    hub = this_hub()
    with hub.library.session() as session:
        admins = [token.id for token in all_tokens(session) if token.scope == "admin"]
        if admins == [token_id]:
            raise LastKeeper(
                "Nobody would look after the hub any more.", "Invite another phone that does, first."
            )
        revoke(session, token_id)
    hub.lines.forget(token_id)
