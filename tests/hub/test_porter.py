"""Sound and cover reach a display over MQTT in chunks, and only one to which they were announced."""

import hashlib
import json
import queue
import threading
from typing import Any

import pytest
from flask.testing import FlaskClient
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from edge_service.hub import porter
from edge_service.hub.hub import Hub
from tests.hub.conftest import key_of, listening, new_display, retained_on, song_of, until
from tests.hub.made_song import made_song

SMALL_BYTES = 600


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(porter, "CHUNK_BYTES", SMALL_BYTES)


class Screen:
    """A display without HTTP: it asks for chunks and keeps them by number."""

    def __init__(self, hub: Hub, display: str, sha256: str) -> None:
        self.granted: queue.Queue[int] = queue.Queue()
        self.chunks: dict[int, bytes] = {}
        self._event = hub.topics.event(display)
        self._news = threading.Condition()
        self.client = Client(CallbackAPIVersion.VERSION2, clean_session=True)
        self.client.username_pw_set(*key_of(hub, "display", display))
        topic = f"{hub.topics.root}/media/{sha256}/+"
        self.client.on_connect = lambda client, *_: client.subscribe(topic, 1)
        self.client.on_subscribe = lambda _c, _d, _m, codes, _p: self.granted.put(codes[0].value)
        self.client.on_message = self._hear
        self.client.connect("127.0.0.1", hub.config.number("mqtt", "tcp_port"))
        self.client.loop_start()

    def want(self, song: str, first: Any, file: str = "audio") -> None:
        content = f'{{"event": "wants", "song": "{song}", "file": "{file}", "from": {first}}}'
        self.client.publish(self._event, content, qos=1).wait_for_publish(5)

    def leave(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()

    def _hear(self, _client: Client, _data: Any, message: Any) -> None:
        self.chunks[int(message.topic.rsplit("/", 1)[1])] = message.payload


def delivered(air: Hub, client: FlaskClient) -> tuple[str, str, str, bytes]:
    """Return a display, a song announced to it, the hash of the sound and the sound."""
    display = new_display(client)
    song = str(made_song(air, client, display=display)["id"])
    until(lambda: song_of(client, song)["deliveries"][0]["state"] == "sent")
    sound = (air.library.song_folder(song) / "song.mp3").read_bytes()
    assert len(sound) > 2 * SMALL_BYTES
    return display, song, hashlib.sha256(sound).hexdigest(), sound


def fetch(screen: Screen, song: str, size: int) -> bytes:
    """Ask until everything is there, as a display does: from the first chunk that is missing on."""
    count = -(-size // SMALL_BYTES)
    while len(screen.chunks) < count:
        before = len(screen.chunks)
        screen.want(song, next(n for n in range(count) if n not in screen.chunks))
        until(lambda before=before: len(screen.chunks) > before)
    return b"".join(screen.chunks[n] for n in range(count))


def test_a_display_without_http_gets_the_whole_sound(air: Hub, client: FlaskClient) -> None:
    display, song, sha256, sound = delivered(air, client)
    screen = Screen(air, display, sha256)
    assert screen.granted.get(timeout=5) == 1
    assert hashlib.sha256(fetch(screen, song, len(sound))).hexdigest() == sha256
    screen.leave()


def test_a_display_that_was_cut_off_goes_on_where_it_was(air: Hub, client: FlaskClient) -> None:
    display, song, sha256, sound = delivered(air, client)
    first = Screen(air, display, sha256)
    first.granted.get(timeout=5)
    first.want(song, 0)
    until(lambda: first.chunks)
    first.leave()
    again = Screen(air, display, sha256)
    again.granted.get(timeout=5)
    again.chunks = {0: first.chunks[0]}
    assert fetch(again, song, len(sound)) == sound
    again.leave()


def test_a_display_hears_no_chunks_of_what_was_not_announced_to_it(air: Hub, client: FlaskClient) -> None:
    display, song, sha256, _ = delivered(air, client)
    stranger = new_display(client, "Kitchen")
    screen = Screen(air, stranger, sha256)
    assert screen.granted.get(timeout=5) == 0x80
    screen.want(song, 0)
    entitled = Screen(air, display, sha256)
    entitled.granted.get(timeout=5)
    entitled.want(song, 0)
    until(lambda: entitled.chunks)
    assert screen.chunks == {}
    screen.leave()
    entitled.leave()


def test_words_with_their_times_come_in_the_inbox_of_a_display_that_wants_them(
    air: Hub, client: FlaskClient
) -> None:
    display, song, sha256, _ = delivered(air, client)
    inbox = air.topics.inbox(display, song)
    told = json.loads((air.library.song_folder(song) / "song.json").read_text("utf-8"))["lyrics"]
    screen = Screen(air, display, sha256)
    screen.granted.get(timeout=5)
    with listening(air, inbox) as ear:
        screen.want(song, 0, file="details")
        heard = ear.hear(lambda _, payload: payload and "audio" not in payload)[1]
    assert heard == {"song": song, "details": {"lyrics": told}}
    assert "audio" in retained_on(air, inbox)
    screen.leave()


def test_words_of_a_song_that_was_not_announced_are_not_told(air: Hub, client: FlaskClient) -> None:
    display, song, sha256, _ = delivered(air, client)
    stranger = new_display(client, "Kitchen")
    asking = Screen(air, stranger, sha256)
    asking.granted.get(timeout=5)
    entitled = Screen(air, display, sha256)
    entitled.granted.get(timeout=5)
    with listening(air, air.topics.inbox("+", song)) as ear:
        asking.want(song, 0, file="details")
        entitled.want(song, 0, file="details")
        topic = ear.hear(lambda _, payload: payload and "audio" not in payload)[0]
    assert topic == air.topics.inbox(display, song)
    asking.leave()
    entitled.leave()


@pytest.mark.parametrize("tail", ["+/+", "+/0", "#", "0" * 64 + "/#"])
@pytest.mark.parametrize("scope", ["admin", "sender", "guest", "display"])
def test_nobody_listens_to_everything_that_is_carried(
    hub: Hub, client: FlaskClient, scope: Any, tail: str
) -> None:
    display = new_display(client) if scope == "display" else None
    caller = hub.lines.admit(*key_of(hub, scope, display))
    assert caller is not None
    assert not hub.lines.may_listen(caller, f"{hub.topics.root}/media/{tail}")


def test_senseless_wishes_leave_the_porter_at_work(air: Hub, client: FlaskClient) -> None:
    display, song, sha256, _ = delivered(air, client)
    screen = Screen(air, display, sha256)
    screen.granted.get(timeout=5)
    for first in (-1, 10**30, 10**6, '"x"', "null", 1.5):
        screen.want(song, first)
    screen.want(song, 0, file="../../goodwave.db")
    screen.want("../..", 0)
    (air.library.song_folder(song) / "cover.jpg").unlink()
    screen.want(song, 0, file="cover")
    screen.chunks.clear()
    screen.want(song, 1)
    until(lambda: 1 in screen.chunks)
    screen.leave()
