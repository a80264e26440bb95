"""Shows from outside whether the hub is well, how much it does, and how much room is left."""

from typing import Any, cast

from flask import Response, current_app
from flask_smorest import Blueprint

from edge_service.hub.api.access import needs, open_to_all
from edge_service.hub.api.context import this_hub
from edge_service.hub.api.schemas_watch import HealthSchema, RoomSchema
from edge_service.hub.health import look
from edge_service.hub.metrics import CONTENT_TYPE, Meters

blueprint = Blueprint("watch", __name__, description="The hub seen from outside")
TEXT = {"schema": {"type": "string"}, "content_type": "text/plain"}


@blueprint.get("/healthz")
@open_to_all("what watches the hub has no token")
@blueprint.response(200, HealthSchema, description="The hub answers; `status` says whether songs wait")
@blueprint.alt_response(503, schema=HealthSchema, description="The database cannot be used")
def show_health() -> Any:
    """Tell how the parts of the hub are."""
    health = look(this_hub())
    told = {
        "status": health.status,
        "database": health.database,
        "broker": health.broker,
        "queue": health.queue,
        "room": health.room,
    }
    return told, 503 if health.status == "failing" else 200


@blueprint.get("/metrics")
@needs("sender")
@blueprint.response(200, **TEXT, description="Figures in the text format of Prometheus")
def show_metrics() -> Response:
    """Tell figures, as Prometheus reads them."""
    meters = cast(Meters, current_app.extensions["goodwave-meters"])
    return Response(meters.text(), content_type=CONTENT_TYPE)


@blueprint.get("/api/v1/room")
@needs("sender")
@blueprint.response(200, RoomSchema)
def show_room() -> dict[str, Any]:
    """Tell how much room is left for songs."""
    left = this_hub().room.left()
    return {
        "state": left.state,
        "songs_left": left.songs_left,
        "songs_bytes": left.songs_bytes,
        "free_bytes": left.free_bytes,
        "limit_bytes": left.limit_bytes,
    }
