"""What bad input gets over HTTP: a status, a code, a sentence and a cure."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from edge_service.hub.hub import Hub, open_hub
from tests.hub.conftest import MESSAGE, ask_for_song, client_of
from tests.hub.settings import house_config

JSON = {"Content-Type": "application/json"}


def refused(client: FlaskClient, status: int, code: str, method: str, path: str, **body: object) -> str:
    """Check a refusal and return its hint."""
    answer = client.open(path, method=method, **body)  # type: ignore[arg-type]
    assert answer.status_code == status, answer.text
    error = answer.json["error"]
    assert error.keys() == {"code", "message", "hint"}
    assert error["code"] == code
    assert error["message"].endswith(".")
    return str(error["hint"])


@pytest.mark.parametrize(
    ("dedication", "code"),
    [
        ({"message": ""}, "message_empty"),
        ({"message": " \n\t "}, "message_empty"),
        ({"message": "a" * 10_000}, "message_too_long"),
        ({"message": "x (be unkind)"}, "message_unkind"),
        ({"message": MESSAGE, "language": "tlh"}, "language_unknown"),
        ({"message": MESSAGE, "genre": "polka"}, "genre_unknown"),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/songs", "/api/v1/lyrics"])
def test_a_dedication_that_cannot_be_sung_says_why(
    client: FlaskClient, path: str, dedication: dict[str, str], code: str
) -> None:
    body = {"dedication": dedication} if path.endswith("songs") else dedication
    assert refused(client, 400, code, "POST", path, json=body)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "dedication"),
        ({"dedication": {}}, "dedication.message"),
        ({"dedication": {"message": 5}}, "dedication.message"),
        ({"dedication": {"message": None}}, "dedication.message"),
        ({"dedication": {"message": "a\0b"}}, "dedication.message"),
        ({"dedication": {"message": "\ud800"}}, "dedication.message"),
        ({"dedication": {"message": MESSAGE, "seed": -1}}, "dedication.seed"),
        ({"dedication": {"message": MESSAGE, "seed": 2**60}}, "dedication.seed"),
        ({"dedication": {"message": MESSAGE, "seed": "7"}}, "dedication.seed"),
        ({"dedication": {"message": MESSAGE}, "lyrics": ["a"]}, "lyrics"),
        ({"dedication": {"message": MESSAGE}, "colour": "red"}, "colour"),
    ],
)
def test_a_malformed_request_names_the_field(client: FlaskClient, body: object, field: str) -> None:
    hint = refused(client, 400, "bad_request", "POST", "/api/v1/songs", data=json.dumps(body), headers=JSON)
    assert hint.startswith(f"{field}:")


@pytest.mark.parametrize("body", ["{", "[1, 2]", '"text"', b"\xff\xfe", "null"])
def test_a_body_that_is_no_object_is_refused(client: FlaskClient, body: str | bytes) -> None:
    assert refused(client, 400, "bad_request", "POST", "/api/v1/songs", data=body, headers=JSON)


def test_a_form_of_a_foreign_page_is_refused(client: FlaskClient) -> None:
    assert refused(client, 415, "media_type", "POST", "/api/v1/songs", data={"message": "hello"})


def test_a_huge_body_is_refused_unread(client: FlaskClient) -> None:
    body = {"dedication": {"message": "a" * 100_000}}
    assert refused(client, 413, "too_large", "POST", "/api/v1/songs", json=body)


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/api/v1/nowhere",
        "/api/v1/songs/x",
        "/api/v1/songs/x/files/song.mp3",
        "/api/v1/songs?before=x",
        "/api/v1/displays/x/songs",
        "/api/v1/share/x",
        "/static/nothing.js",
        "/static/../pyproject.toml",
        "/static/fetch_vendor.py",
    ],
)
def test_what_is_not_there_is_told_kindly(client: FlaskClient, path: str) -> None:
    assert refused(client, 404, "not_found", "GET", path)


def test_a_wrong_method_is_told_kindly(client: FlaskClient) -> None:
    assert refused(client, 405, "method_not_allowed", "PUT", "/api/v1/songs", json={})


@pytest.mark.parametrize("limit", ["0", "-1", "1000", "many"])
def test_a_senseless_page_is_refused(client: FlaskClient, limit: str) -> None:
    assert "limit" in refused(client, 400, "bad_request", "GET", f"/api/v1/songs?limit={limit}")


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_screen_needs_a_name_that_fits(client: FlaskClient, name: str) -> None:
    answer = client.post("/api/v1/displays", json={"name": name})
    assert answer.status_code == 400
    assert client.get("/api/v1/displays").json == {"displays": []}


def test_a_file_outside_the_song_is_not_served(client: FlaskClient) -> None:
    song = ask_for_song(client)
    for name in ("..%2F..%2Fgoodwave.db", "stems", "song.mp3"):
        assert refused(client, 404, "not_found", "GET", f"/api/v1/songs/{song['id']}/files/{name}")


def test_missing_models_are_named_with_their_cure(tmp_path: Path) -> None:
    config = house_config(
        tmp_path, studio_module="tests.hub.broken_studio", studio_models_dir=tmp_path / "none"
    )
    with open_hub(config) as hub:
        hint = refused(client_of(hub, "sender"), 503, "model_missing", "GET", "/api/v1/options")
    assert hint == "Run `make models`."


def test_our_own_mistake_is_told_without_its_insides(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.hub.fake_studio.options", lambda _studio: 1 / 0)
    answer = client.get("/api/v1/options")
    assert (answer.status_code, answer.json["error"]["code"]) == (500, "internal")
    assert "division" not in answer.text


def test_a_full_disk_is_told_as_such_and_the_hub_goes_on(hub: Hub, client: FlaskClient) -> None:
    ask_for_song(client)

    def limit_pages(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # SQLite answers SQLITE_FULL, as on a full disk

    hub.library.engine.dispose()
    event.listen(hub.library.engine, "connect", limit_pages)
    body = {"dedication": {"message": MESSAGE}, "lyrics": "la " * 10_000}
    assert "Delete songs" in refused(client, 507, "disk_full", "POST", "/api/v1/songs", json=body)
    assert len(client.get("/api/v1/songs").json["songs"]) == 1


def test_our_own_mistake_is_logged_without_what_somebody_wrote(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("tests.hub.fake_studio.check", lambda dedication, *_: {}[dedication.message])
    answer = client.post("/api/v1/songs", json={"dedication": {"message": "a secret of ours"}})
    assert answer.status_code == 500
    assert "KeyError" in caplog.text
    assert "secret" not in caplog.text


def test_messages_never_reach_the_log(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ask_for_song(client, "a secret of ours")
    client.post("/api/v1/songs", json={"dedication": {"message": "a secret of ours (be unkind)"}})
    assert "secret" not in caplog.text
