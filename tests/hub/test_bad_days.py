"""What happens on bad days: the table "On a bad day" of README, line by line."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from edge_service.config import Config
from edge_service.errors import DatabaseDamaged
from edge_service.hub import hub as hub_module
from edge_service.hub import serve
from edge_service.hub.hub import Hub, open_hub
from edge_service.hub.keeping.backup import write_backup
from edge_service.hub.keeping.restore import restore_backup
from edge_service.hub.library.claims import claim_song
from edge_service.hub.serve import parts_of, running
from tests.hub.conftest import (
    House,
    ask_for_song,
    client_of,
    hub_key,
    listening,
    new_display,
    song_of,
    until,
    wait_for_state,
)
from tests.hub.made_song import made_song
from tests.hub.settings import house_config

DAY = 24 * 3600
PAGE_BYTES = 4096
ASKED = {"dedication": {"message": "Thank you"}}
LONG = {"dedication": {"message": "Thank you " * 40}}


def test_a_full_disk_is_named_keeps_what_there_is_and_is_over_when_there_is_room(tmp_path: Path) -> None:
    with open_hub(house_config(tmp_path / "data", queue_per_person=0)) as hub:
        client = client_of(hub, "admin")
        kept = made_song(hub, client)
        with hub.library.engine.connect() as connection:  # SQLite's own way to a disk that is full
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        full = until(lambda: refused(client.post("/api/v1/songs", json=LONG)))
        assert (full.status_code, full.json["error"]["code"]) == (507, "disk_full")
        assert full.json["error"]["hint"]
        assert client.get("/healthz").status_code == 200
        assert song_of(client, kept["id"])["state"] == "done"
        hub.library.engine.dispose()  # new connections have no such limit
        assert client.post("/api/v1/songs", json=ASKED).status_code == 202


def refused(answer: TestResponse) -> TestResponse | None:
    return answer if answer.status_code != 202 else None


def test_a_song_that_finds_the_disk_full_fails_with_a_reason_and_leaves_nothing_half_made(
    hub: Hub, client: FlaskClient
) -> None:
    song = made_song(hub, client, "Thank you (fill the disk)")
    assert (song["state"], song["error"]["code"]) == ("failed", "disk_full")
    assert list(hub.library.folder.rglob("song.*")) == []
    assert made_song(hub, client)["state"] == "done"


@pytest.mark.parametrize("page", ["first", "last of the songs"])
def test_a_damaged_database_page_stops_the_start_and_a_backup_brings_everything_back(
    config: Config, tmp_path: Path, page: str
) -> None:
    with open_hub(config) as hub:
        client = client_of(hub, "admin")
        song = made_song(hub, client, display=new_display(client))
        key, identity = hub_key(hub), hub.identity
        with hub.library.engine.connect() as connection:
            root = connection.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'song'"))
    write_backup(config, tmp_path / "hub.zip")
    spoil(config.data_dir / "goodwave.db", 1 if page == "first" else root)
    with pytest.raises(DatabaseDamaged, match="goodwave restore"), open_hub(config):
        pass
    restored = restore_backup(config, tmp_path / "hub.zip")
    assert restored.before is not None
    assert (restored.before / "songs" / song["id"] / "song.mp3").is_file()  # moved aside, not deleted
    with open_hub(config) as hub:
        assert (hub.identity, hub_key(hub)) == (identity, key)
        back = song_of(client_of(hub, "admin"), song["id"])
        assert (back["state"], back["deliveries"][0]["state"]) == ("done", "pending")
        audio = client_of(hub, None).get(back["files"]["audio"], buffered=True)
        assert audio.status_code == 200


def spoil(database: Path, page: int) -> None:
    """Write noise over a page, as a dying card does."""
    with database.open("r+b") as file:
        file.seek((page - 1) * PAGE_BYTES)
        file.write(bytes(range(256)) * (PAGE_BYTES // 256))


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch) -> Callable[[Hub, float], None]:
    """Set the clock on the wall forward or back."""
    real = time.time

    def by(hub: Hub, seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: real() + seconds)
        object.__setattr__(hub.clock, "now", time.time)

    return by


@pytest.mark.parametrize("seconds", [DAY, -DAY])
def test_a_clock_that_jumps_takes_no_song_from_its_worker_and_frees_those_without_one(
    hub: Hub,
    client: FlaskClient,
    jump: Callable[[Hub, float], None],
    monkeypatch: pytest.MonkeyPatch,
    seconds: float,
) -> None:
    song_id = ask_for_song(client)["id"]
    with hub.library.session() as session:
        claim_song(session, song_id, "w1")
    hub.jobs.sweep()
    jump(hub, seconds)
    hub.jobs.sweep()
    assert song_of(client, song_id)["state"] == "making"
    monkeypatch.setattr("edge_service.hub.jobs.STALE_SECONDS", 0.05)
    until(lambda: hub.jobs.sweep() or song_of(client, song_id)["state"] == "queued")


@pytest.mark.parametrize("seconds", [DAY, -DAY])
def test_a_clock_that_jumps_loses_no_song_and_shuts_nobody_out(
    house: House, jump: Callable[[Hub, float], None], seconds: float
) -> None:
    hub, client = house.hub, house.client
    display = new_display(client)
    before = ask_for_song(client, display=display)["id"]
    jump(hub, seconds)
    after = ask_for_song(client, display=display)["id"]
    with listening(hub, hub.topics.inbox(display, "+")) as screen:
        arrived = {screen.hear(lambda _, manifest: manifest)[1]["song"] for _ in range(2)}
        for song_id in arrived:
            screen.say(hub.topics.event(display), {"event": "played", "song": song_id})
    assert arrived == {before, after}
    for song_id in arrived:
        song = wait_for_state(client, song_id, "done")
        until(lambda song_id=song_id: song_of(client, song_id)["deliveries"][0]["state"] == "played")
        link = client_of(hub, None).get(song["files"]["audio"], buffered=True)
        assert link.status_code == 200
    assert client.get("/api/v1/displays").status_code == 200  # the phone's token is as good as before


def test_a_new_address_is_shown_and_used_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ["192.168.1.5"]
    monkeypatch.setattr(hub_module, "current_addresses", lambda: tuple(here))
    monkeypatch.setattr(serve, "ADDRESS_SECONDS", 0.05)
    config = house_config(tmp_path / "data", hub_host="0.0.0.0")
    port = config.number("hub", "port")
    with open_hub(config) as hub, running(*parts_of(hub)):
        client = client_of(hub, "admin")
        display = new_display(client)
        made = made_song(hub, client, display=display)
        until(lambda: hub.messenger.online)
        here[0] = "10.0.0.7"
        shown = ""

        def is_shown() -> bool:
            nonlocal shown
            shown += capsys.readouterr().out
            return f"http://10.0.0.7:{port}/tv" in shown

        until(is_shown)
        assert client.get("/api/v1/hub").json["address"] == f"http://10.0.0.7:{port}"
        manifest = client.get(f"/api/v1/displays/{display}/songs").json["songs"][0]
        assert manifest["base_url"] == f"http://10.0.0.7:{port}"
        moved = client_of(hub, None).get(
            made["files"]["audio"], base_url=f"http://10.0.0.7:{port}", buffered=True
        )
        assert moved.status_code == 200  # links made before go on


def test_nothing_of_a_hub_depends_on_where_its_folder_lies(
    hub: Hub, client: FlaskClient, tmp_path: Path
) -> None:
    song = made_song(hub, client)["id"]
    hub.library.close()
    shutil.copytree(hub.config.data_dir, tmp_path / "moved")
    with open_hub(house_config(tmp_path / "moved")) as moved:
        audio = song_of(client_of(moved, "admin"), song)["files"]["audio"]
        assert client_of(moved, None).get(audio, buffered=True).status_code == 200
