"""What people may take away, and what is left when they delete it."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from edge_service.errors import FolderTaken, NotFound
from edge_service.hub.hub import Hub
from edge_service.hub.keeping.export import write_export
from tests.hub.conftest import MESSAGE, key_of, new_display
from tests.hub.made_song import made_song

SECRET_WORDS = "(only between us) the blue teapot on the third shelf"


def downloaded(client: FlaskClient, path: str) -> zipfile.ZipFile:
    answer = client.get(path, buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert archive.testzip() is None
    return archive


def about(archive: zipfile.ZipFile) -> Any:
    return json.loads(archive.read("about.json"))


def test_a_song_is_taken_away_whole(hub: Hub, client: FlaskClient) -> None:
    song = made_song(hub, client)
    archive = downloaded(client, f"/api/v1/songs/{song['id']}/export")
    folder = hub.library.song_folder(song["id"])
    assert {Path(name).name for name in archive.namelist()} == {p.name for p in folder.iterdir()} | {
        "about.json"
    }
    for name in archive.namelist()[1:]:
        assert archive.read(name) == (folder / Path(name).name).read_bytes()
    assert about(archive)["songs"][0]["dedication"]["message"] == MESSAGE
    assert {Path(name).parts[0] for name in archive.namelist()[1:]} == {
        f"{song['created_at'][:10]} {song['title'].replace(',', '')} {song['id'][:6]}"
    }


def test_everything_is_taken_away_without_keys(hub: Hub, client: FlaskClient) -> None:
    display = new_display(client)
    songs = [
        made_song(hub, client, display=display),
        made_song(hub, client, "Thank you for {Siobhan|shi-VAWN}"),
    ]
    secret = key_of(hub, "sender")[1].rpartition("_")[2]
    archive = downloaded(client, "/api/v1/export")
    told = about(archive)
    assert [song["id"] for song in told["songs"]] == [song["id"] for song in songs]
    assert told["displays"] == [{"id": display, "name": "Living room"}]
    assert sum(name.endswith("song.flac") for name in archive.namelist()) == 2
    whole = b"".join(archive.read(name) for name in archive.namelist())
    assert secret.encode() not in whole
    assert hub.identity.broker_key.encode() not in whole


def test_a_song_deleted_in_the_middle_of_an_export_is_left_out(hub: Hub, client: FlaskClient) -> None:
    stays, goes = made_song(hub, client), made_song(hub, client)
    with client.get("/api/v1/export") as answer:
        pieces = iter(answer.response)
        begun = next(pieces)
        client.delete(f"/api/v1/songs/{goes['id']}")
        archive = zipfile.ZipFile(io.BytesIO(begun + b"".join(pieces)))
    assert archive.testzip() is None
    assert {re.sub(r".* (\w{6})/.*", r"\1", name) for name in archive.namelist()[1:]} == {stays["id"][:6]}


def test_an_unknown_song_is_named_and_no_file_written(hub: Hub, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        write_export(hub.library, tmp_path / "song.zip", ["nobody"])
    assert not (tmp_path / "song.zip").exists()


def test_an_export_writes_over_nothing(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "song.zip").write_text("dear")
    with pytest.raises(FolderTaken):
        write_export(hub.library, tmp_path / "song.zip", [])
    assert (tmp_path / "song.zip").read_text() == "dear"


def test_a_deleted_song_leaves_no_word_on_the_disk(hub: Hub, client: FlaskClient) -> None:
    song = made_song(hub, client, SECRET_WORDS)
    assert found_in(hub.config.data_dir, SECRET_WORDS)
    client.delete(f"/api/v1/songs/{song['id']}")
    hub.library.close()  # the write-ahead log goes into the database
    assert found_in(hub.config.data_dir, SECRET_WORDS) == []


def found_in(folder: Path, words: str) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]
