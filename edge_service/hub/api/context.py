"""Gives a route the hub it serves."""

from typing import cast

from flask import current_app

from edge_service.hub.hub import Hub


def this_hub() -> Hub:
    """Return the hub of the app that answers the request at hand."""
    return cast(Hub, current_app.extensions["goodwave"])
