"""The same hub on servers of its own: PostgreSQL, Redis and Mosquitto, as Debian packages them."""

import json
import os
import queue
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from click.testing import CliRunner
from moto.server import ThreadedMotoServer

from edge_service.cli import main
from edge_service.config import Config
from edge_service.errors import ConfigError
from edge_service.hub.hub import Hub, open_hub
from edge_service.hub.library.models import Base
from edge_service.hub.serve import parts_of, running
from edge_service.hub.supervisor import worker_environ
from edge_service.hub.topics import HUB_USER
from edge_service.song.folder import read_song
from tests.hub import servers
from tests.hub.conftest import (
    House,
    ask_for_song,
    client_of,
    key_of,
    listening,
    living_house,
    new_display,
    song_of,
    until,
    wait_for_state,
)
from tests.hub.made_song import made_song
from tests.hub.settings import free_port, house_config


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.redis(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.postgres(tmp_path_factory.mktemp("postgres")) as url:
        yield url


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory, postgres_url: str, redis_url: str) -> Iterator[Config]:
    """Settings of a hub on all three servers; the broker knows what `broker-config` told it."""
    folder, port = tmp_path_factory.mktemp("grown"), free_port()
    config = house_config(
        folder, database_url=postgres_url, queue_url=redis_url, mqtt_url=f"mqtt://{HUB_USER}:secret@127.0.0.1:{port}",
        mqtt_tcp_port=port,
    )  # fmt: skip
    with open_hub(config) as hub:
        display = new_display(client_of(hub, "admin"))
        keys = {"display": key_of(hub, "display", display), "sender": key_of(hub, "sender")}
        (folder / "keys").write_text(
            json.dumps({name: id_ for name, (id_, _) in keys.items()} | {"screen": display})
        )
    done = CliRunner().invoke(main, ["broker-config", str(folder / "broker")], env=_environ(config))
    assert done.exit_code == 0, done.output
    with servers.mosquitto(folder / "broker", port):
        yield config


@pytest.fixture
def big_house(grown: Config) -> Iterator[House]:
    with living_house(grown) as house:
        yield house


def test_the_migrations_make_the_same_tables_in_postgresql(grown: Config) -> None:
    with open_hub(grown) as hub, hub.library.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_song_is_made_and_arrives_over_postgresql_redis_and_mosquitto(big_house: House) -> None:
    hub, keys = big_house.hub, _keys(big_house.hub)
    display = keys["screen"]
    with listening(hub, hub.topics.inbox(display, "+"), _line(hub, keys["display"])) as screen:
        song = ask_for_song(big_house.client, display=display)
        assert wait_for_state(big_house.client, song["id"], "done", "failed")["state"] == "done"
        _, manifest, _ = screen.hear(lambda topic, _: topic.endswith(song["id"]))
        assert manifest["song"] == song["id"]
        screen.say(hub.topics.event(display), {"event": "received", "song": song["id"]})
        until(lambda: song_of(big_house.client, song["id"])["deliveries"][0]["state"] == "received")


def test_short_songs_go_first_in_redis_too(grown: Config) -> None:
    with open_hub(grown) as hub:
        client = client_of(hub, "sender")
        asked = [
            client.post("/api/v1/songs", json={"dedication": {"message": "Hi", "length": length}}).json["id"]
            for length in ("long", "standard", "short")
        ]
        waiting = [task.args[0] for task in hub.jobs.queue.pending()]
        for song_id in asked:
            client.delete(f"/api/v1/songs/{song_id}")
        hub.jobs.queue.flush()
        assert waiting == list(reversed(asked))


def test_mosquitto_lets_a_display_hear_its_own_inbox_alone(big_house: House) -> None:
    hub, keys = big_house.hub, _keys(big_house.hub)
    with listening(hub, f"{hub.topics.root}/display/#", _line(hub, keys["display"])) as screen:
        hub.messenger.publish(hub.topics.inbox("another", "s1"), {"song": "s1"}, wait=True)
        hub.messenger.publish(hub.topics.inbox(keys["screen"], "s2"), {"song": "s2"}, wait=True)
        assert screen.hear(lambda *_: True)[1] == {"song": "s2"}


def test_mosquitto_lets_nobody_but_the_hub_fill_an_inbox(big_house: House) -> None:
    hub, keys = big_house.hub, _keys(big_house.hub)
    inbox = hub.topics.inbox(keys["screen"], "s1")
    with (
        listening(hub, inbox, (HUB_USER, "secret")) as hub_side,
        listening(hub, hub.topics.status, _line(hub, keys["sender"])) as phone,
    ):
        phone.say(inbox, {"song": "forged"})
        with pytest.raises(queue.Empty):
            hub_side.hear(lambda *_: True, 0.5)


def test_mosquitto_refuses_a_password_that_is_not_the_tokens(big_house: House) -> None:
    hub, keys = big_house.hub, _keys(big_house.hub)
    with pytest.raises(AssertionError), listening(hub, "#", (keys["display"], "wrong")):
        pass


def test_a_phone_is_told_the_password_that_mosquitto_knows(grown: Config) -> None:
    with open_hub(grown) as hub:
        me = client_of(hub, "sender").get("/api/v1/me").json
        assert me["mqtt"]["password"] == hub.tickets.standing_password(me["id"])


def test_a_server_that_is_gone_is_named(tmp_path: Path, grown: Config) -> None:
    gone = f"postgresql+psycopg://goodwave@127.0.0.1:{free_port()}/postgres"
    done = CliRunner().invoke(
        main, ["broker-config", str(tmp_path)], env=_environ(grown) | {"GOODWAVE_DATABASE_URL": gone}
    )
    assert done.exit_code == 1
    assert "cannot be used" in done.stderr


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A store that speaks S3, on this machine."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "ACCESS_KEY_ID": "a",
        "SECRET_ACCESS_KEY": "b",
        "DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    boto3.client("s3").create_bucket(Bucket="songs")
    yield "s3://songs/home"
    server.stop()


def test_a_song_kept_in_a_store_is_fetched_when_it_is_not_here_and_deleted_there(
    tmp_path: Path, bucket: str
) -> None:
    with open_hub(house_config(tmp_path, media_url=bucket)) as hub:
        client = client_of(hub, "admin")
        song = made_song(hub, client)
        whole = hub.library.song_folder(song["id"]) / "song.mp3"
        audio = whole.read_bytes()
        shutil.rmtree(tmp_path / "songs")
        with client.get(song["files"]["audio"]) as answer:
            assert answer.data == audio
        assert read_song(hub.library.song_folder(song["id"])).id == song["id"]
        client.delete(f"/api/v1/songs/{song['id']}")
        assert boto3.client("s3").list_objects_v2(Bucket="songs").get("KeyCount") == 0


def test_a_few_songs_of_a_store_stay_here(tmp_path: Path, bucket: str) -> None:
    with open_hub(house_config(tmp_path, media_url=bucket, media_songs_here=2)) as hub:
        client = client_of(hub, "admin")
        songs = [made_song(hub, client)["id"] for _ in range(3)]
        shutil.rmtree(tmp_path / "songs")
        for song_id in songs:
            assert (hub.library.song_folder(song_id) / "song.json").exists()
        assert {path.name for path in (tmp_path / "songs").iterdir()} == set(songs[1:])


def test_a_store_that_is_gone_fails_the_song_with_a_cure(
    tmp_path: Path, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    with open_hub(house_config(tmp_path, media_url=bucket)) as hub:
        song = made_song(hub, client_of(hub, "admin"))
        assert (song["state"], song["error"]["code"]) == ("failed", "store_gone")


def test_an_address_that_is_no_store_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(ConfigError, match=r"media\.url"),
        open_hub(house_config(tmp_path, media_url="ftp://x")),
    ):
        pass


def test_workers_on_another_machine_make_the_songs_of_a_hub(
    grown: Config, bucket: str, tmp_path: Path
) -> None:
    shared = {"media_url": bucket, "queue_workers": 0}
    config = _with(grown, **shared)
    with open_hub(config) as hub, running(*parts_of(hub)):
        client = client_of(hub, "admin")
        far = _with(grown, **shared, hub_data_dir=tmp_path / "far", queue_hub=hub.identity.id)
        command = [sys.executable, "-m", "edge_service.cli", "worker"]
        process = subprocess.Popen(command, env=os.environ | worker_environ(far))
        try:
            song = ask_for_song(client)
            done = wait_for_state(client, song["id"], "done", "failed", seconds=40)
            assert done["state"] == "done"
            with client.get(done["files"]["audio"]) as answer:
                assert answer.status_code == 200
        finally:
            process.terminate()
            assert process.wait(20) == 0


def test_workers_that_belong_to_no_hub_say_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["worker"], env=_environ(house_config(tmp_path / "new")))
    assert done.exit_code == 1
    assert "GOODWAVE_QUEUE_HUB" in done.stderr


def _with(config: Config, **settings: Any) -> Config:
    """Return settings with some of them changed: `queue_hub` is queue.hub."""
    own = {name.lower().removeprefix("goodwave_"): value for name, value in worker_environ(config).items()}
    return house_config(config.data_dir, **own | settings)


def _keys(hub: Hub) -> dict[str, str]:
    return dict(json.loads((hub.config.data_dir / "keys").read_text()))


def _line(hub: Hub, token_id: str) -> tuple[str, str]:
    return token_id, hub.tickets.standing_password(token_id)


def _environ(config: Config) -> dict[str, str]:
    return worker_environ(config)
