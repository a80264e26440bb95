"""The files of a song over HTTP."""

import hashlib

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from edge_service.hub.hub import Hub
from tests.hub.conftest import ask_for_song, new_display
from tests.hub.made_song import made_song


def fetch(client: FlaskClient, path: str, **headers: str) -> TestResponse:
    """Return a whole answer, its file closed; `If_None_Match="..."` is a header."""
    return client.get(
        path, buffered=True, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


def test_every_file_of_a_finished_song_is_served(hub: Hub, client: FlaskClient) -> None:
    song = made_song(hub, client)
    kinds = {
        "audio": "audio/mpeg",
        "lossless": "audio/flac",
        "cover": "image/jpeg",
        "lyrics": "text/plain; charset=utf-8",
        "score": "audio/midi",
        "song": "application/json",
    }
    for name, kind in kinds.items():
        answer = fetch(client, song["files"][name])
        assert (answer.status_code, answer.content_type) == (200, kind)
        assert answer.data


def test_a_player_can_seek(hub: Hub, client: FlaskClient) -> None:
    audio = made_song(hub, client)["files"]["audio"]
    whole = fetch(client, audio).data
    part = fetch(client, audio, Range="bytes=100-199")
    assert (part.status_code, part.data) == (206, whole[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"
    beyond = fetch(client, audio, Range=f"bytes={len(whole)}-")
    assert (beyond.status_code, beyond.json["error"]["code"]) == (416, "range")


def test_a_file_is_fetched_once(hub: Hub, client: FlaskClient) -> None:
    audio = made_song(hub, client)["files"]["audio"]
    first = fetch(client, audio)
    assert "immutable" in first.headers["Cache-Control"]
    again = fetch(client, audio, If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")


def test_the_manifest_tells_hash_and_size_of_what_is_served(hub: Hub, client: FlaskClient) -> None:
    display = new_display(client)
    made_song(hub, client, display=display)
    manifest = fetch(client, f"/api/v1/displays/{display}/songs").json["songs"][0]
    for kind in ("audio", "cover"):
        data = fetch(client, manifest[kind]["path"]).data
        assert manifest[kind]["sha256"] == hashlib.sha256(data).hexdigest()
        assert manifest[kind]["bytes"] == len(data)


def test_a_shared_link_shows_one_song_and_not_its_id(hub: Hub, client: FlaskClient) -> None:
    song = made_song(hub, client)
    token = song["share"].removeprefix("/s/")
    shared = fetch(client, f"/api/v1/share/{token}")
    assert shared.json["title"] == song["title"]
    assert song["id"] not in shared.text
    assert fetch(client, shared.json["files"]["audio"]).data == fetch(client, song["files"]["audio"]).data


def test_a_song_that_is_not_done_has_no_files_and_no_link(client: FlaskClient) -> None:
    song = ask_for_song(client)
    assert (song["files"], song["share"]) == (None, None)
    assert fetch(client, f"/api/v1/songs/{song['id']}/files/song.mp3").status_code == 404


def test_a_deleted_song_leaves_no_files(hub: Hub, client: FlaskClient) -> None:
    song = made_song(hub, client)
    folder = hub.library.song_folder(song["id"])
    assert folder.is_dir()
    client.delete(f"/api/v1/songs/{song['id']}")
    assert not folder.exists()


@pytest.mark.parametrize("path", ["/api/v1/hub", "/nowhere", "/api/v1/songs"])
def test_every_answer_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    headers = fetch(client, path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
