"""Room for songs: a warning before, a clear stop after."""

import logging
from pathlib import Path

import pytest

from edge_service.hub.hub import Hub, open_hub
from edge_service.hub.keeping.room import FEW_SONGS, SONG_BYTES
from tests.hub.conftest import ask_for_song, client_of
from tests.hub.made_song import worker_of
from tests.hub.settings import house_config

MB = 2**20
LIMIT_MB = FEW_SONGS * SONG_BYTES // MB


@pytest.fixture
def small(tmp_path: Path):  # type: ignore[no-untyped-def]  # a generator of a hub
    """A hub whose songs may take as much room as FEW_SONGS of them."""
    with open_hub(
        house_config(tmp_path / "data", library_most_mb=LIMIT_MB, library_keep_free_mb=1)
    ) as opened:
        yield opened


def fill(hub: Hub, size: int) -> None:
    """Put songs of this size in a hub, without writing them."""
    folder = hub.library.folder / "songs" / "other"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "song.flac").open("wb") as file:
        file.truncate(size)
    hub.room.look()


def test_room_becomes_low_and_then_full(small: Hub, caplog: pytest.LogCaptureFixture) -> None:
    client = client_of(small, "sender")
    assert client.get("/api/v1/room").json["state"] == "plenty"
    with caplog.at_level(logging.WARNING, "edge_service"):
        fill(small, 2 * SONG_BYTES)
        fill(small, 2 * SONG_BYTES)
    assert [record.getMessage().split(" in ")[0] for record in caplog.records] == ["room for 18 more songs"]
    told = client.get("/api/v1/room").json
    assert (told["state"], told["songs_left"], told["songs_bytes"]) == ("low", FEW_SONGS - 2, 2 * SONG_BYTES)
    fill(small, LIMIT_MB * MB - 1)
    assert client.get("/api/v1/room").json["state"] == "full"


def test_a_full_hub_takes_no_song_and_says_what_to_do(small: Hub) -> None:
    client = client_of(small, "sender")
    waiting = ask_for_song(client)["id"]
    fill(small, LIMIT_MB * MB)
    answer = client.post("/api/v1/songs", json={"dedication": {"message": "Thank you"}})
    assert (answer.status_code, answer.json["error"]["code"]) == (507, "disk_full")
    assert "library.most_mb" in answer.json["error"]["hint"]
    worker_of(small).make(waiting)  # what was accepted is finished
    assert client.get(f"/api/v1/songs/{waiting}").json["state"] == "done"
    assert client.delete(f"/api/v1/songs/{waiting}").status_code == 204
    fill(small, 0)
    assert ask_for_song(client)


def test_a_disk_that_others_fill_stops_songs_too(tmp_path: Path) -> None:
    config = house_config(tmp_path / "data", library_keep_free_mb=2**40)
    with open_hub(config) as hub:
        answer = client_of(hub, "sender").post("/api/v1/songs", json={"dedication": {"message": "Thank you"}})
    assert answer.status_code == 507
    assert "disk" in answer.json["error"]["hint"]
