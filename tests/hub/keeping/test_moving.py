"""A hub moves from SQLite to PostgreSQL and back, by a backup."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from edge_service.errors import Conflict
from edge_service.hub.hub import Hub, open_hub
from edge_service.hub.keeping.backup import write_backup
from edge_service.hub.keeping.restore import restore_backup
from tests.hub import servers
from tests.hub.conftest import ask_for_song, client_of, new_display, song_of
from tests.hub.made_song import made_song
from tests.hub.settings import house_config


def test_a_hub_moves_to_postgresql_and_back_whole(hub: Hub, client: FlaskClient, tmp_path: Path) -> None:
    song = made_song(hub, client, display=new_display(client))
    write_backup(hub.config, tmp_path / "small.zip")
    with servers.postgres(tmp_path / "server") as url:
        big, home = house_config(tmp_path / "big", database_url=url), house_config(tmp_path / "home")
        restore_backup(big, tmp_path / "small.zip")
        with open_hub(big) as moved:
            there = client_of(moved, "admin")
            assert song_of(there, song["id"])["deliveries"] == song["deliveries"]
            added = ask_for_song(there, display=song["deliveries"][0]["display"])["id"]  # numbers go on
        with pytest.raises(Conflict):
            restore_backup(big, tmp_path / "small.zip")
        write_backup(big, tmp_path / "big.zip")
    restore_backup(home, tmp_path / "big.zip")
    with open_hub(home) as back:
        again = client_of(back, "admin")
        assert [each["id"] for each in again.get("/api/v1/songs").json["songs"]] == [added, song["id"]]
        assert back.identity == hub.identity
