"""The description of the API is valid, complete, and what the hub really answers."""

from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from jsonschema import ValidationError
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from edge_service.hub.hub import Hub
from tests.hub.conftest import MESSAGE, ask_for_song, new_display
from tests.hub.made_song import made_song

PAGES = {"/", "/tv", "/s/<token>", "/static/<path:name>", "/certificate"}
ROUTES_WITHOUT_DESCRIPTION = PAGES | {"/api/v1/openapi.json"}


@pytest.fixture
def spec(client: FlaskClient) -> dict[str, Any]:
    return dict(client.get("/api/v1/openapi.json").json)


def matches(spec: dict[str, Any], path: str, method: str, status: int, answer: Any) -> None:
    """Check an answer against what the description says of it."""
    place = ("paths", path, method, "responses", str(status), "content", "application/json", "schema")
    pointer = "/".join(quote(step.replace("/", "~1")) for step in place)
    registry = Registry().with_resource("urn:spec", Resource(spec, DRAFT4))
    OAS30Validator({"$ref": f"urn:spec#/{pointer}"}, registry=registry).validate(answer)


def test_the_description_is_valid_openapi(spec: dict[str, Any]) -> None:
    assert spec["openapi"].startswith("3.")
    validate(spec)


def test_every_route_is_described(client: FlaskClient, spec: dict[str, Any]) -> None:
    rules = {rule.rule for rule in client.application.url_map.iter_rules()}
    described = {path.replace("{", "<").replace("}", ">") for path in spec["paths"]}
    assert rules - ROUTES_WITHOUT_DESCRIPTION == described


def test_every_error_is_described(spec: dict[str, Any]) -> None:
    for path, methods in spec["paths"].items():
        for method in methods.keys() & {"get", "post", "patch", "delete"}:
            assert "default" in methods[method]["responses"], (method, path)


def test_a_wrong_answer_would_be_noticed(client: FlaskClient, spec: dict[str, Any]) -> None:
    answer = client.get("/api/v1/hub").json | {"broker": "asleep"}
    with pytest.raises(ValidationError):
        matches(spec, "/api/v1/hub", "get", 200, answer)


def test_answers_are_as_described(hub: Hub, client: FlaskClient, spec: dict[str, Any]) -> None:
    display = new_display(client)
    waiting, done = ask_for_song(client, display=display), made_song(hub, client, display=display)
    song = {"/api/v1/songs/{song_id}": f"/api/v1/songs/{done['id']}"}
    for path in ("/api/v1/hub", "/api/v1/options", "/api/v1/songs", "/api/v1/displays", *song):
        matches(spec, path, "get", 200, client.get(song.get(path, path)).json)
    matches(spec, "/api/v1/songs", "post", 202, waiting)
    shelf = client.get(f"/api/v1/displays/{display}/songs").json
    assert len(shelf["songs"]) == 1
    matches(spec, "/api/v1/displays/{display_id}/songs", "get", 200, shelf)
    shared = client.get(f"/api/v1/share/{done['share'].removeprefix('/s/')}").json
    matches(spec, "/api/v1/share/{token}", "get", 200, shared)
    draft = client.post("/api/v1/lyrics", json={"message": MESSAGE}).json
    matches(spec, "/api/v1/lyrics", "post", 200, draft)
    missing = client.get("/api/v1/songs/x").json
    matches(spec, "/api/v1/songs/{song_id}", "get", 404, missing)
