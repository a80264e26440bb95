"""A whole hub in one file, and back."""

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config as AlembicConfig
from flask.testing import FlaskClient
from sqlalchemy import MetaData, Table, create_engine

from edge_service.config import Config
from edge_service.errors import BackupDamaged, Conflict, DataDirUnusable, DiskFull, FolderTaken, HubRunning
from edge_service.hub.access import find_token
from edge_service.hub.hub import Hub, open_hub
from edge_service.hub.identity import RESTORING, load_identity
from edge_service.hub.keeping import backup, restore
from edge_service.hub.keeping.backup import write_backup
from edge_service.hub.keeping.hold import Hold
from edge_service.hub.keeping.restore import restore_backup
from edge_service.hub.library.library import MIGRATIONS
from edge_service.hub.library.songs import delete_song, newest_songs
from tests.hub.conftest import MESSAGE, ask_for_song, client_of, key_of, new_display, song_of
from tests.hub.made_song import made_song
from tests.hub.settings import house_config


@pytest.fixture
def elsewhere(tmp_path: Path) -> Config:
    return house_config(tmp_path / "elsewhere")


def test_a_hub_moves_to_another_machine_whole(
    hub: Hub, client: FlaskClient, elsewhere: Config, tmp_path: Path
) -> None:
    display = new_display(client)
    song = made_song(hub, client, display=display)
    waiting = ask_for_song(client, "Thank you for the tea")
    key = key_of(hub, "sender")[1]
    (hub.config.data_dir / "certificate.pem").write_text("the hub's own")
    write_backup(hub.config, tmp_path / "hub.zip")
    restored = restore_backup(elsewhere, tmp_path / "hub.zip")
    assert (restored.contents.songs, restored.before) == (1, None)
    with open_hub(elsewhere) as moved:
        assert moved.identity == hub.identity
        assert song_of(client_of(moved, "admin"), song["id"])["deliveries"][0]["display"] == display
        for file in hub.library.song_folder(song["id"]).iterdir():
            assert (moved.library.song_folder(song["id"]) / file.name).read_bytes() == file.read_bytes()
        assert (moved.config.data_dir / "certificate.pem").read_text() == "the hub's own"
        with moved.library.session() as session:
            assert find_token(session, key)
        moved.jobs.sweep()
        assert [task.args[0] for task in moved.jobs.queue.pending()] == [waiting["id"]]


def test_keys_in_a_backup_and_in_what_is_restored_are_for_their_owner_alone(
    hub: Hub, elsewhere: Config, tmp_path: Path
) -> None:
    write_backup(hub.config, tmp_path / "hub.zip")
    restore_backup(elsewhere, tmp_path / "hub.zip")
    for file in (
        tmp_path / "hub.zip",
        elsewhere.data_dir / "identity.json",
        elsewhere.data_dir / "goodwave.db",
    ):
        assert file.stat().st_mode & 0o077 == 0


def test_what_was_there_before_is_moved_aside(
    hub: Hub, client: FlaskClient, elsewhere: Config, tmp_path: Path
) -> None:
    made_song(hub, client)
    write_backup(hub.config, tmp_path / "hub.zip")
    with open_hub(elsewhere) as other:
        own = made_song(other, client_of(other, "admin"), "Thank you, aunt")["id"]
        before = other.identity
    moved_aside = restore_backup(elsewhere, tmp_path / "hub.zip").before
    assert moved_aside is not None
    assert load_identity(moved_aside) == before
    assert (moved_aside / "songs" / own / "song.mp3").is_file()
    with open_hub(elsewhere) as again:
        assert again.identity == hub.identity


def test_a_backup_while_songs_are_written_is_one_moment_of_the_hub(
    hub: Hub, client: FlaskClient, elsewhere: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, deleted = made_song(hub, client)["id"], made_song(hub, client)["id"]
    late: list[str] = []

    def meanwhile(copied: Callable[[Path], list[str]]) -> Callable[[Path], list[str]]:
        def finished(copy: Path) -> list[str]:
            found = copied(copy)
            late.append(made_song(hub, client)["id"])
            with hub.library.session() as session:
                delete_song(session, hub.library, deleted)
            return found

        return finished

    monkeypatch.setattr(backup, "_finished", meanwhile(backup._finished))
    write_backup(hub.config, tmp_path / "hub.zip")
    restore_backup(elsewhere, tmp_path / "hub.zip")
    with open_hub(elsewhere) as moved, moved.library.session() as session:
        assert [song.id for song in newest_songs(session, 10)] == [kept]
    assert {path.name for path in (elsewhere.data_dir / "songs").iterdir()} == {kept}
    assert late[0] not in (tmp_path / "hub.zip").read_bytes().decode("latin-1")


def test_an_older_backup_is_replaced_and_nothing_else_ever(hub: Hub, tmp_path: Path) -> None:
    write_backup(hub.config, tmp_path / "hub.zip")
    write_backup(hub.config, tmp_path / "hub.zip")
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(FolderTaken):
        write_backup(hub.config, tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == "dear"


def test_a_backup_that_finds_no_room_leaves_the_older_one(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(hub.config, tmp_path / "hub.zip")
    before = (tmp_path / "hub.zip").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    with pytest.raises(DiskFull):
        write_backup(hub.config, tmp_path / "hub.zip")
    assert (tmp_path / "hub.zip").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".goodwave-")] == []


@pytest.mark.parametrize("harm", ["cut", "bit", "text"])
def test_a_damaged_backup_is_refused_and_the_hub_is_as_it_was(
    hub: Hub, client: FlaskClient, elsewhere: Config, tmp_path: Path, harm: str
) -> None:
    made_song(hub, client)
    file = tmp_path / "hub.zip"
    write_backup(hub.config, file)
    whole = bytearray(file.read_bytes())
    if harm == "bit":
        whole[len(whole) // 2] ^= 1
    file.write_bytes({"cut": whole[: len(whole) // 2], "bit": whole, "text": b"dear"}[harm])
    with open_hub(elsewhere) as other:
        own = other.identity
    with pytest.raises(BackupDamaged):
        restore_backup(elsewhere, file)
    with open_hub(elsewhere) as again:
        assert again.identity == own


def test_a_backup_of_a_newer_goodwave_is_named(elsewhere: Config, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "new.zip", "w") as archive:
        told = {"hub": "1", "songs": 0, "made_at": "", "goodwave": "9.0", "format": 9}
        archive.writestr("goodwave.json", json.dumps(told))
    with pytest.raises(BackupDamaged, match=r"9\.0"):
        restore_backup(elsewhere, tmp_path / "new.zip")


def test_a_running_hub_is_not_restored_over(hub: Hub, tmp_path: Path) -> None:
    write_backup(hub.config, tmp_path / "hub.zip")
    hold = Hold(hub.config.data_dir)
    hold.start()
    with pytest.raises(HubRunning, match="Stop it"):
        restore_backup(hub.config, tmp_path / "hub.zip")
    hold.stop()


def test_a_hub_does_not_start_on_half_a_restore_and_a_second_one_mends_it(
    hub: Hub, client: FlaskClient, elsewhere: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = made_song(hub, client)["id"]
    write_backup(hub.config, tmp_path / "hub.zip")
    with open_hub(elsewhere):
        pass

    def cut_off(self: Path, target: Path) -> Path:
        if self.parent.name == RESTORING:
            raise KeyboardInterrupt
        os.rename(self, target)  # noqa: PTH104  # Path.rename is what is replaced here
        return target

    with monkeypatch.context() as patched:
        patched.setattr(restore.Path, "rename", cut_off)
        with pytest.raises(KeyboardInterrupt):
            restore_backup(elsewhere, tmp_path / "hub.zip")
    with pytest.raises(DataDirUnusable, match="goodwave restore"), open_hub(elsewhere):
        pass
    restore_backup(elsewhere, tmp_path / "hub.zip")
    with open_hub(elsewhere) as mended:
        assert song_of(client_of(mended, "admin"), song)["state"] == "done"


def test_a_backup_moves_a_hub_to_another_kind_of_database(
    hub: Hub, client: FlaskClient, tmp_path: Path
) -> None:
    song = made_song(hub, client, display=new_display(client))["id"]
    write_backup(hub.config, tmp_path / "hub.zip")
    server = house_config(tmp_path / "big", database_url=f"sqlite:///{tmp_path / 'server.db'}")
    restore_backup(server, tmp_path / "hub.zip")
    assert not (server.data_dir / "goodwave.db").exists()
    with open_hub(server) as moved:
        assert song_of(client_of(moved, "admin"), song)["deliveries"]
    with pytest.raises(Conflict):
        restore_backup(server, tmp_path / "hub.zip")


def test_an_old_backup_is_brought_up_to_date(elsewhere: Config, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as archive:
        told = {"hub": "1", "songs": 0, "made_at": "2026-11-21", "goodwave": "0.1.0", "format": 1}
        archive.writestr("goodwave.json", json.dumps(told))
        archive.write(old_database(tmp_path / "old.db"), "goodwave.db")
    restore_backup(elsewhere, tmp_path / "old.zip")
    with open_hub(elsewhere) as moved, moved.library.session() as session:
        (song,) = newest_songs(session, 2)
        assert (song.message, song.names, song.theme) == (MESSAGE, "", "")


def old_database(file: Path) -> Path:
    """Return the database of a hub of the first days, with a song in it."""
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(f"sqlite:///{file}")
    words = dict.fromkeys(("to", "sender", "language", "genre", "mood", "voice", "length"), "x")
    asked = {"id": "a" * 32, "token": "t", "message": MESSAGE, "state": "failed", **words}
    numbers = dict.fromkeys(("seed", "fraction", "attempts", "cancel_requested", "created_at"), 0)
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0001")
        table = Table("song", MetaData(), autoload_with=connection)
        connection.execute(table.insert(), asked | numbers)
    engine.dispose()
    return file
