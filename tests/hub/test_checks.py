"""`goodwave check` names whatever is wrong."""

import shutil
import socket
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from edge_service.doctor import findings
from edge_service.errors import GoodwaveError
from edge_service.hub import checks
from edge_service.hub.hub import Hub
from edge_service.hub.keeping.hold import Hold
from tests.hub.conftest import House
from tests.hub.made_song import made_song
from tests.hub.settings import free_port, house_config


def wrong(config: Any) -> dict[str, GoodwaveError]:
    """Return what `goodwave check` finds of the hub, by subject."""
    subjects = {subject for subject, _ in checks.hub_checks()}
    return {each.subject: each.error for each in findings(config) if each.error and each.subject in subjects}


def test_nothing_is_wrong_with_a_new_hub(tmp_path: Path) -> None:
    assert wrong(house_config(tmp_path / "data")) == {}


@pytest.mark.parametrize(
    ("settings", "subject", "named"),
    [
        ({"hub_port": 70000}, "hub.port", "hub.port"),
        ({"hub_port": 9000, "mqtt_ws_port": 9000}, "mqtt.ws_port", "mqtt.ws_port"),
        ({"hub_port": 9000, "hub_https_port": 9000}, "hub.https_port", "hub.port"),
        ({"hub_https_port": -1}, "hub.https_port", "hub.https_port"),
        ({"studio_provider": "tpu"}, "studio.provider", "studio.provider"),
        ({"lyricist_care": "none"}, "lyricist.care", "lyricist.care"),
        ({"library_most_mb": -1}, "library.most_mb", "library.most_mb"),
        ({"hub_name": " "}, "hub.name", "hub.name"),
        ({"hub_timezone": "Mars/Olympus"}, "hub.timezone", "Mars/Olympus"),
        ({"queue_workers": -1}, "queue.workers", "queue.workers"),
        ({"logs_format": "xml"}, "logs.format", "logs.format"),
        ({"hub_host": "192.0.2.1"}, "network", "hub.host"),
        ({"hub_host": "living room"}, "network", "hub.host"),
        ({"studio_module": "no.such.studio"}, "studio", "studio.module"),
        ({"studio_module": "json"}, "studio", "open_studio"),
        ({"lyricist_model": "/nowhere"}, "studio", "lyricist.model"),
        ({"studio_models_dir": "/nowhere"}, "studio", "studio.models_dir"),
        ({"hub_data_dir": "/dev/null/data"}, "data folder", "/dev/null/data"),
        ({"library_keep_free_mb": 2**40}, "room for songs", "no room"),
        ({"database_url": "nonsense"}, "database", "database.url"),
        ({"database_url": "postgresql+psycopg://nobody@127.0.0.1:1/x"}, "database", "127.0.0.1"),
        ({"queue_url": "nonsense"}, "queue", "queue.url"),
        ({"queue_url": "redis://127.0.0.1:1/0"}, "queue", "queue.url"),
        ({"mqtt_url": "http://broker"}, "broker", "mqtt.url"),
        ({"mqtt_url": "mqtt://127.0.0.1:1"}, "broker", "mqtt.url"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, settings: dict[str, Any], subject: str, named: str) -> None:
    found = wrong(house_config(tmp_path / "data", **settings))
    assert named in found[subject].message
    assert found[subject].hint


@pytest.mark.parametrize("key", ["hub_port", "hub_https_port", "mqtt_tcp_port", "mqtt_ws_port"])
def test_a_taken_port_is_named(tmp_path: Path, key: str) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        found = wrong(house_config(tmp_path / "data", **{key: port}))
    assert key.replace("_", ".", 1) in found["ports"].message


def test_the_ports_of_a_running_hub_are_its_own(house: House) -> None:
    assert wrong(house.hub.config) == {}


def test_a_broker_that_refuses_the_password_is_named(house: House, tmp_path: Path) -> None:
    port = house.hub.config.number("mqtt", "tcp_port")
    found = wrong(house_config(tmp_path / "other", mqtt_url=f"mqtt://hub:wrong@127.0.0.1:{port}"))
    assert "name and password" in found["broker"].message


def test_a_listener_that_is_no_broker_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "PATIENCE_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        found = wrong(house_config(tmp_path, mqtt_url=f"mqtt://127.0.0.1:{mute.getsockname()[1]}"))
    assert "does not answer" in found["broker"].message


def test_a_clock_that_was_never_set_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = house_config(tmp_path / "data")
    monkeypatch.setattr(checks, "RELEASED", 2e10)
    assert "clock" in wrong(config)


def test_songs_whose_files_are_gone_are_counted(hub: Hub, client: FlaskClient) -> None:
    made_song(hub, client)
    shutil.rmtree(hub.library.folder / "songs")
    assert "1 of 1 songs" in wrong(hub.config)["database"].message


def test_looking_takes_nothing_away_from_a_hub_that_starts(hub: Hub) -> None:
    assert wrong(hub.config) == {}
    hold = Hold(hub.config.data_dir)
    hold.start()
    hold.stop()
