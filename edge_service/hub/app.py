"""Joins the routes into one web application."""

import logging
from typing import Any

from flask import Flask, Response, abort, request

from edge_service.hub.access.rates import Rates
from edge_service.hub.api import (
    devices,
    displays,
    exports,
    files,
    hub,
    lyrics,
    pages,
    pairing,
    songs,
    televisions,
    watch,
)
from edge_service.hub.api.access import HOME_PACE, check_access, check_origin, check_pace
from edge_service.hub.api.errors import HouseApi
from edge_service.hub.hub import Hub
from edge_service.hub.logs import where
from edge_service.hub.metrics import Meters

log = logging.getLogger(__name__)
LARGEST_BODY_BYTES = 64 * 1024
SETTINGS = {
    "API_TITLE": "Goodwave",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.0.3",
    "OPENAPI_URL_PREFIX": "/api/v1",
    "MAX_CONTENT_LENGTH": LARGEST_BODY_BYTES,
}
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    # The broker's WebSocket has a port of its own, hence ws: in connect-src.
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'",
}


class QuietFlask(Flask):
    """Logs where a mistake of ours happened, and neither what somebody wrote nor which link was shared."""

    def log_exception(self, exc_info: Any) -> None:
        log.error("%s %s failed: %s", request.method, request.url_rule, where(exc_info[1]))


def create_app(of: Hub) -> Flask:
    """Return the web application of a hub."""
    app = QuietFlask("goodwave", static_folder=None)
    app.config.update(SETTINGS)
    app.json.sort_keys = False  # type: ignore[attr-defined]  # Flask's default provider has it
    app.extensions["goodwave"] = of
    app.extensions["goodwave-rates"] = Rates(HOME_PACE)
    for check in (check_origin, check_pace, _require_json, check_access):
        app.before_request(check)
    app.after_request(_add_security_headers)
    Meters(of).watch(app)
    api = HouseApi(app)
    for module in (hub, pairing, devices, lyrics, songs, displays, televisions, files, exports, watch):
        api.register_blueprint(module.blueprint)
    app.register_blueprint(pages.blueprint)
    return app


def _require_json() -> None:
    """Refuse bodies that are not JSON: a form on a foreign page can send everything else unasked."""
    if request.content_length and not request.is_json:
        abort(415)


def _add_security_headers(response: Response) -> Response:
    response.headers.update(SECURITY_HEADERS)
    return response
