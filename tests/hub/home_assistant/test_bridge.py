"""Home Assistant at the hub's broker, as far as MQTT goes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest
from paho.mqtt.client import Client

from edge_service.errors import GoodwaveError, UnreadableWish
from edge_service.hub.broker import EmbeddedBroker
from edge_service.hub.home_assistant import Bridge, bridge
from edge_service.hub.home_assistant.bridge import wish
from edge_service.hub.home_assistant.discovery import Device, describe
from edge_service.hub.hub import Hub, open_hub
from edge_service.hub.serve import running
from edge_service.hub.topics import Topics
from edge_service.song.dedication import Dedication
from tests.hub.conftest import Listener, client_of, key_of, listening, new_display, until
from tests.hub.made_song import made_song, worker_of
from tests.hub.settings import house_config

SCHEMA = json.loads(Path(__file__).with_name("discovery_schema.json").read_text())
DEVICE = Device(Topics("h1"), "Home", "http://192.168.1.5:8080", {"tv1": "Living room"})


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "LOOK_SECONDS", 0.1)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Hub]:
    """A hub whose bridge runs, and no worker."""
    config = house_config(tmp_path / "data", home_assistant_enabled=True)
    with (
        open_hub(config) as hub,
        running(EmbeddedBroker(config, hub.lines), hub.messenger, hub.courier, Bridge(hub)),
    ):
        until(lambda: hub.messenger.online)
        yield hub


class HomeAssistant(Listener):
    """What Home Assistant's MQTT integration does: it hears configurations, and says texts as they are."""

    def say_text(self, topic: str, text: str) -> None:
        self.client.publish(topic, text, qos=1).wait_for_publish(5)

    def _hear(self, _client: Client, _data: Any, message: Any) -> None:
        try:
            super()._hear(_client, _data, message)
        except ValueError:
            return


@contextmanager
def home_assistant(hub: Hub, topic: str) -> Iterator[HomeAssistant]:
    """Yield Home Assistant with the token of a sender, listening to a topic."""
    listener = HomeAssistant(hub.config.number("mqtt", "tcp_port"), topic, key_of(hub, "sender"))
    try:
        yield listener
    finally:
        listener.leave()


def discovered(listener: HomeAssistant, holds: Any = lambda _: True) -> dict[str, Any]:
    """Return the next discovery message for which something holds; it must be as documented."""
    message = listener.hear(lambda topic, told: topic.endswith("/config") and holds(told["components"]))[1]
    jsonschema.validate(message, SCHEMA)
    return dict(message)


def test_the_description_is_as_home_assistant_documents_it() -> None:
    described = describe(DEVICE, gone=["button_play_tv9"])
    jsonschema.validate(described, SCHEMA)
    assert described["components"]["button_play_tv9"] == {"platform": "button"}
    platforms = {entity["platform"] for entity in described["components"].values()}
    assert platforms == {"sensor", "image", "event", "text", "notify", "button"}
    ids = [entity["unique_id"] for entity in described["components"].values() if "unique_id" in entity]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("key", "field", "value"),
    [
        ("cover", "content_type", "image/jpeg"),  # not beside url_topic
        ("dedicate", "max", 256),
        ("status", "state_topic", "a/+"),
        ("events", "event_types", []),
        ("notify", "title", "x"),
    ],
)
def test_a_description_that_home_assistant_refuses_would_be_noticed(key: str, field: str, value: Any) -> None:
    described = describe(DEVICE)
    described["components"][key][field] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(described, SCHEMA)


def test_home_assistant_finds_the_hub_and_again_when_it_is_born_anew(home: Hub) -> None:
    with home_assistant(home, "homeassistant/+/+/config") as assistant:
        assert discovered(assistant)["device"]["name"] == "Goodwave"
        while not assistant.heard.empty():
            assistant.heard.get()
        assistant.say_text("homeassistant/status", "online")
        assert discovered(assistant)["device"]["identifiers"] == [f"goodwave_{home.identity.id}"]


def test_screens_come_and_go_in_home_assistant(home: Hub) -> None:
    client = client_of(home, "admin")
    with home_assistant(home, "homeassistant/+/+/config") as assistant:
        display = new_display(client, "Kitchen")
        play = f"button_play_{display}"
        told = discovered(assistant, lambda entities: play in entities)["components"][play]
        assert told["name"] == "Play Kitchen"
        assert (told["command_topic"], json.loads(told["payload_press"])) == (
            home.topics.command(display),
            {"command": "play"},
        )
        client.delete(f"/api/v1/displays/{display}")
        gone = discovered(assistant, lambda entities: entities[play].keys() == {"platform"})
        assert gone["components"][f"notify_{display}"] == {"platform": "notify"}


def test_what_is_dedicated_there_becomes_a_song_on_the_screen(home: Hub) -> None:
    client = client_of(home, "admin")
    display = new_display(client)
    with (
        home_assistant(home, home.topics.home("event")) as assistant,
        listening(home, f"{home.topics.root}/home/+") as listener,
    ):
        assistant.say_text(home.topics.dedicate(display), "Thank you for the pancakes")
        song = until(lambda: client.get("/api/v1/songs").json["songs"])[0]
        assert song["dedication"]["message"] == "Thank you for the pancakes"
        assert song["deliveries"][0]["display"] == display
        listener.hear(lambda topic, told: topic.endswith("/state") and told["queue"] == 1)
        worker_of(home).make(song["id"])
        home.newsroom.tell(song["id"])  # the worker's own messenger is not connected here
        ready = assistant.hear(lambda _, told: told["event_type"] == "song_ready")[1]
        last = listener.hear(lambda topic, _: topic.endswith("/last"))[1]
    assert ready["song"] == last["song"] == song["id"]
    cover = urlsplit(last["cover"])
    fetched = client_of(home, None).get(f"{cover.path}?{cover.query}", buffered=True)
    assert (fetched.status_code, fetched.mimetype) == (200, "image/jpeg")


def test_the_screens_of_the_house_tell_home_assistant_what_they_did(home: Hub) -> None:
    client = client_of(home, "admin")
    display = new_display(client, "Kitchen")
    song = made_song(home, client, display=display)
    screen = Listener(home.config.number("mqtt", "tcp_port"), "nothing", key_of(home, "display", display))
    with home_assistant(home, home.topics.home("event")) as assistant:
        screen.say(home.topics.event(display), {"event": "thanked", "song": song["id"], "reply": "Lovely!"})
        told = assistant.hear(lambda _, told: told["event_type"] == "song_thanked")[1]
    screen.leave()
    assert (told["display"], told["title"], told["reply"]) == ("Kitchen", song["title"], "Lovely!")


def test_what_cannot_be_sung_is_refused_with_a_reason(home: Hub) -> None:
    with home_assistant(home, home.topics.home("event")) as assistant:
        for text, code in (("(be unkind)", "message_unkind"), ('{"mesage": "hi"}', "wish_unreadable")):
            assistant.say_text(home.topics.dedicate("any"), text)
            told = assistant.hear(lambda *_: True)[1]
            assert (told["event_type"], told["code"]) == ("song_refused", code)
    assert client_of(home, "admin").get("/api/v1/songs").json["songs"] == []


def test_a_guest_dedicates_nothing_this_way(home: Hub) -> None:
    guest = HomeAssistant(home.config.number("mqtt", "tcp_port"), home.topics.status, key_of(home, "guest"))
    guest.say_text(home.topics.dedicate("any"), "Thank you")
    guest.leave()
    with home_assistant(home, home.topics.home("event")) as assistant:
        assistant.say_text(home.topics.dedicate("any"), "Thank you, Mum")
        songs = until(lambda: client_of(home, "admin").get("/api/v1/songs").json["songs"])
    assert [song["dedication"]["message"] for song in songs] == ["Thank you, Mum"]


def test_a_wish_may_say_more_than_its_message() -> None:
    asked = '{"message": "Thank you", "to": "Mum", "from": "Léa", "genre": "ballad"}'
    assert wish(asked) == Dedication("Thank you", to="Mum", sender="Léa", genre="ballad")
    assert wish("Thank you") == Dedication("Thank you")


@pytest.mark.parametrize("text", ['{"to": "Mum"}', '{"message": 5}', "{", '{"message": "x", "volume": 11}'])
def test_a_wish_that_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(UnreadableWish) as refused:
        wish(text)
    assert isinstance(refused.value, GoodwaveError)
    assert refused.value.hint


def test_a_hub_shows_itself_only_when_asked_to(hub: Hub) -> None:
    assert not hub.config.flag("home_assistant", "enabled")
