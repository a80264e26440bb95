"""Hubs to test: one without network, one with everything running."""

import json
import queue
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion
from werkzeug.datastructures import Headers

from edge_service.config import Config
from edge_service.hub import delivery, jobs, messenger, supervisor
from edge_service.hub.access import Scope, issue
from edge_service.hub.app import create_app
from edge_service.hub.broker import EmbeddedBroker
from edge_service.hub.hub import Hub, open_hub
from edge_service.hub.serve import parts_of, running
from edge_service.hub.supervisor import Supervisor
from edge_service.hub.topics import HUB_USER
from tests.hub.settings import house_config

MESSAGE = "Mum, thank you for the Sunday pancakes"


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shrink what would make tests wait."""
    monkeypatch.setattr(delivery, "RETRY_SECONDS", 0.2)
    monkeypatch.setattr(jobs, "STALE_SECONDS", 5.0)
    monkeypatch.setattr("edge_service.hub.serve.SWEEP_SECONDS", 0.2)
    monkeypatch.setattr(messenger, "RECONNECT_SECONDS", (0.1, 0.2))
    monkeypatch.setattr(supervisor, "BACKOFF_SECONDS", (0.05, 0.2))


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return house_config(tmp_path / "data")


@pytest.fixture
def hub(config: Config) -> Iterator[Hub]:
    """A hub that does not run: tables, queue and routes, no broker and no worker."""
    with open_hub(config) as opened:
        yield opened


@pytest.fixture
def client(hub: Hub) -> FlaskClient:
    """The phone of somebody who looks after the hub."""
    return client_of(hub, "admin")


def client_of(hub: Hub, scope: Scope | None, display: str | None = None) -> FlaskClient:
    """Return a device with a token of a scope, or, for None, one without."""
    app = create_app(hub)
    if scope is not None:
        _, token = key_of(hub, scope, display)
        app.test_client_class = Paired
        app.extensions["token"] = token
    return app.test_client()


def key_of(hub: Hub, scope: Scope, display: str | None = None) -> tuple[str, str]:
    """Return id and text of a new token: name and password for the broker."""
    with hub.library.session() as session:
        grant, token = issue(session, scope, f"a {scope}", display=display)
    return grant.id, token


class Paired(FlaskClient):
    """A device that sends its token with every request."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        headers = Headers(kwargs.pop("headers", None) or {})
        headers.setdefault("Authorization", f"Bearer {self.application.extensions['token']}")
        return super().open(*args, headers=headers, **kwargs)


@dataclass(frozen=True)
class House:
    """A hub with broker, courier and worker running."""

    hub: Hub
    client: FlaskClient
    supervisor: Supervisor


@contextmanager
def living_house(config: Config) -> Iterator[House]:
    with open_hub(config) as hub:
        parts = parts_of(hub)
        supervised = next(part for part in parts if isinstance(part, Supervisor))
        with running(*parts):
            until(lambda: hub.messenger.online)
            yield House(hub, client_of(hub, "admin"), supervised)


@pytest.fixture
def air(hub: Hub) -> Iterator[Hub]:
    """A hub with broker and courier running, and no worker process."""
    with running(EmbeddedBroker(hub.config, hub.lines), hub.messenger, hub.courier):
        until(lambda: hub.messenger.online)
        yield hub


@pytest.fixture
def house(config: Config) -> Iterator[House]:
    with living_house(config) as living:
        yield living


def until(holds: Callable[[], Any], seconds: float = 10.0) -> Any:
    """Return what `holds` returns once it is true; fail after some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := holds():
            return value
        time.sleep(0.02)
    raise AssertionError(f"not so after {seconds} s")


def ask_for_song(client: FlaskClient, message: str = MESSAGE, **more: Any) -> dict[str, Any]:
    answer = client.post("/api/v1/songs", json={"dedication": {"message": message, "to": "Mum"}, **more})
    assert answer.status_code == 202, answer.json
    return dict(answer.json)


def song_of(client: FlaskClient, song_id: str) -> dict[str, Any]:
    return dict(client.get(f"/api/v1/songs/{song_id}").json)


def wait_for_state(client: FlaskClient, song_id: str, *states: str, seconds: float = 40.0) -> dict[str, Any]:
    """Return the song once it is in one of the states."""
    until(lambda: song_of(client, song_id)["state"] in states, seconds)
    return song_of(client, song_id)


def new_display(client: FlaskClient, name: str = "Living room") -> str:
    return str(client.post("/api/v1/displays", json={"name": name}).json["id"])


class Listener:
    """A client of the broker, as televisions, phones and the hub itself are."""

    def __init__(
        self, port: int, topic: str, key: tuple[str, str], will: tuple[str, str] | None = None
    ) -> None:
        self.heard: queue.Queue[tuple[str, Any, bool]] = queue.Queue()
        self._subscribed = False
        self.client = Client(CallbackAPIVersion.VERSION2, clean_session=True)
        self.client.username_pw_set(*key)
        if will:
            self.client.will_set(*will, qos=1, retain=True)
        self.client.on_connect = lambda client, *_: client.subscribe(topic, 1)
        self.client.on_subscribe = self._has_subscribed
        self.client.on_message = self._hear
        self.client.connect("127.0.0.1", port)
        self.client.loop_start()
        until(lambda: self._subscribed)

    def say(self, topic: str, payload: Any, retain: bool = False) -> None:
        data = b"" if payload is None else json.dumps(payload).encode()
        self.client.publish(topic, data, qos=1, retain=retain).wait_for_publish(5)

    def hear(self, matching: Callable[[str, Any], bool], seconds: float = 10.0) -> tuple[str, Any, bool]:
        """Return the next message that matches: topic, content, whether it was retained."""
        end = time.monotonic() + seconds
        while True:
            topic, payload, retained = self.heard.get(timeout=max(end - time.monotonic(), 0.001))
            if matching(topic, payload):
                return topic, payload, retained

    def leave(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()

    def vanish(self) -> None:
        """Go without a word, as a television does whose plug is pulled."""
        self.client.loop_stop()
        self.client.socket().close()

    def _has_subscribed(self, *_: Any) -> None:
        self._subscribed = True

    def _hear(self, _client: Client, _data: Any, message: Any) -> None:
        payload = json.loads(message.payload) if message.payload else None
        self.heard.put((message.topic, payload, bool(message.retain)))


def hub_key(hub: Hub) -> tuple[str, str]:
    """Return the hub's own name and password for the broker: it hears and says everything."""
    return HUB_USER, hub.identity.broker_key


@contextmanager
def listening(hub: Hub, topic: str = "#", key: tuple[str, str] | None = None) -> Iterator[Listener]:
    """Yield a client that hears a topic, with the hub's own key where no other is given."""
    listener = Listener(hub.config.number("mqtt", "tcp_port"), topic, key or hub_key(hub))
    try:
        yield listener
    finally:
        listener.leave()


def retained_on(hub: Hub, topic: str) -> Any:
    """Return what the broker keeps on a topic, None where it keeps nothing."""
    with listening(hub, topic) as listener:
        try:
            return listener.hear(lambda *_: True, 0.3)[1]
        except queue.Empty:
            return None
