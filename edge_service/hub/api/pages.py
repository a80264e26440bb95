"""Serves the pages of tv_client: phone, television, a shared song, and what they are made of."""

from pathlib import Path

from flask import Blueprint, Response, send_from_directory

from edge_service.config import ROOT
from edge_service.hub.api.access import open_to_all
from edge_service.hub.api.context import this_hub
from edge_service.hub.certificate import certificate_file

blueprint = Blueprint("pages", __name__)
TV_CLIENT = ROOT.parent / "tv_client"
SERVED = (".html", ".js", ".css", ".json", ".svg", ".png", ".jpg", ".webp", ".ico", ".woff2", ".webmanifest")


@blueprint.get("/")
@open_to_all("a page without its data")
def phone() -> Response:
    return _page("phone/index.html")


@blueprint.get("/tv")
@open_to_all("a page without its data")
def television() -> Response:
    return _page("tv/index.html")


@blueprint.get("/s/<token>")
@open_to_all("a page without its data")
def shared(token: str) -> Response:  # noqa: ARG001  # the page asks for its song by itself
    return _page("share/index.html")


@blueprint.get("/certificate")
@open_to_all("a certificate is shown to everyone who connects")
def certificate() -> Response:
    """Give the hub's own certificate to a phone that is to trust it; nothing where there is no https."""
    file = certificate_file(this_hub().config.data_dir)
    return send_from_directory(
        file.parent, file.name, mimetype="application/x-x509-ca-cert", download_name="goodwave.crt"
    )


@blueprint.get("/static/<path:name>")
@open_to_all("a page without its data")
def static(name: str) -> Response:
    return _page(name)


def _page(name: str) -> Response:
    if Path(name).suffix not in SERVED:
        name = "no such page"
    response = send_from_directory(TV_CLIENT, name, conditional=True)
    response.cache_control.no_cache = True  # asks again each time, and is told "not modified"
    return response
