"""A finished song reaches a screen, whatever was off in between."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from edge_service.hub.broker import EmbeddedBroker
from edge_service.hub.hub import Hub
from edge_service.hub.library.claims import claim_song
from edge_service.hub.library.losses import MOST_CRASHES
from edge_service.hub.serve import running
from tests.hub.conftest import (
    Listener,
    ask_for_song,
    key_of,
    listening,
    new_display,
    retained_on,
    song_of,
    until,
)
from tests.hub.made_song import made_song

SUBSCRIBER = shutil.which("mosquitto_sub")


def delivery_state(client: FlaskClient, song_id: str) -> str:
    return str(song_of(client, song_id)["deliveries"][0]["state"])


def sent_song(air: Hub, client: FlaskClient) -> tuple[str, str]:
    """Return a display and a song that lies in its inbox."""
    display = new_display(client)
    song_id = made_song(air, client, display=display)["id"]
    until(lambda: delivery_state(client, song_id) == "sent")
    return display, song_id


@pytest.fixture
def display_of(air: Hub) -> Iterator[Listener]:
    with listening(air, f"{air.topics.root}/#") as listener:
        yield listener


def test_a_screen_that_comes_later_finds_the_manifest(air: Hub, client: FlaskClient) -> None:
    display, song_id = sent_song(air, client)
    manifest = retained_on(air, air.topics.inbox(display, song_id))
    assert (manifest["song"], manifest["to"]) == (song_id, "Mum")
    assert manifest["audio"]["type"] == "audio/mpeg"
    assert manifest["base_url"] == air.addresses[0]


def test_the_manifest_is_cleared_once_the_screen_has_received_the_song(
    air: Hub, client: FlaskClient, display_of: Listener
) -> None:
    display, song_id = sent_song(air, client)
    inbox = air.topics.inbox(display, song_id)
    display_of.say(air.topics.event(display), {"event": "received", "song": song_id})
    display_of.hear(lambda topic, payload: topic == inbox and payload is None)
    assert retained_on(air, inbox) is None
    assert delivery_state(client, song_id) == "received"
    display_of.say(air.topics.event(display), {"event": "played", "song": song_id})
    until(lambda: delivery_state(client, song_id) == "played")


@pytest.mark.parametrize("event", ["received", "played", "yawned"])
def test_a_screen_hears_that_what_it_told_was_noted(
    air: Hub, client: FlaskClient, display_of: Listener, event: str
) -> None:
    display, song_id = sent_song(air, client)
    told = {"event": event, "song": song_id, "ticket": "t1", "reply": "You made me cry"}
    display_of.say(air.topics.event(display), told | {"more": 1})
    command = air.topics.command(display)
    assert display_of.hear(lambda topic, _: topic == command)[1] == {"command": "noted", **told}


def test_what_is_told_of_a_song_that_was_deleted_is_noted_too(
    air: Hub, client: FlaskClient, display_of: Listener
) -> None:
    display, song_id = sent_song(air, client)
    client.delete(f"/api/v1/songs/{song_id}")
    display_of.say(air.topics.event(display), {"event": "played", "song": song_id})
    noted = {"command": "noted", "event": "played", "song": song_id}
    display_of.hear(lambda _, payload: payload == noted)


def test_progress_is_told_step_by_step(air: Hub, client: FlaskClient, display_of: Listener) -> None:
    song_id = made_song(air, client)["id"]
    topic = air.topics.progress(song_id)
    news: list[dict[str, Any]] = []
    while not news or news[-1]["state"] != "done":
        news.append(display_of.hear(lambda heard, _: heard == topic)[1])
    steps = list(dict.fromkeys(item["step"] for item in news))
    assert steps == ["lyrics", "score", "vocals", "band", "cover", "mix", "package"]
    fractions = [item["fraction"] for item in news]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_a_song_that_lost_its_worker_for_good_is_told(
    air: Hub, client: FlaskClient, display_of: Listener
) -> None:
    song_id = ask_for_song(client)["id"]
    for number in range(MOST_CRASHES):
        with air.library.session() as session:
            claim_song(session, song_id, f"w{number}")
        air.jobs.worker_gone(f"w{number}", "crashed")
    topic = air.topics.progress(song_id)
    states = [display_of.hear(lambda heard, _: heard == topic)[1]["state"] for _ in range(MOST_CRASHES)]
    assert states == ["queued", "queued", "failed"]


def test_a_restarted_broker_gets_what_no_screen_has_acknowledged(hub: Hub, client: FlaskClient) -> None:
    display = new_display(client)
    song = made_song(hub, client, display=display)
    inbox = hub.topics.inbox(display, song["id"])
    with running(hub.messenger, hub.courier):
        for _ in range(2):  # the second broker knows nothing of the first one's messages
            with running(EmbeddedBroker(hub.config, hub.lines)):
                until(lambda: hub.messenger.online)
                assert until(lambda: retained_on(hub, inbox))["song"] == song["id"]
            until(lambda: not hub.messenger.online)


def test_a_restarted_broker_does_not_get_what_was_received(hub: Hub, client: FlaskClient) -> None:
    display = new_display(client)
    received, waiting = (made_song(hub, client, display=display)["id"] for _ in range(2))
    topics = hub.topics
    with running(EmbeddedBroker(hub.config, hub.lines), hub.messenger, hub.courier):
        until(lambda: retained_on(hub, topics.inbox(display, received)))
        with listening(hub) as listener:
            listener.say(topics.event(display), {"event": "received", "song": received})
            until(lambda: song_of(client, received)["deliveries"][0]["state"] == "received")
    with running(EmbeddedBroker(hub.config, hub.lines)), listening(hub) as listener:
        from edge_service.hub.hub import open_hub

        with open_hub(hub.config) as again, running(again.messenger, again.courier):
            listener.hear(lambda topic, _: topic == topics.inbox(display, waiting))
            assert retained_on(hub, topics.inbox(display, received)) is None


def test_a_screen_is_on_until_its_plug_is_pulled(air: Hub, client: FlaskClient) -> None:
    display = new_display(client)
    topic, port = air.topics.display_status(display), air.config.number("mqtt", "tcp_port")
    key = key_of(air, "display", display)
    will = (topic, json.dumps({"status": "offline"}))
    television = Listener(port, air.topics.command(display), key, will)
    television.say(topic, {"status": "online"}, retain=True)

    def status() -> str:
        return str(client.get("/api/v1/displays").json["displays"][0]["status"])

    until(lambda: status() == "online")
    television.vanish()
    until(lambda: status() == "offline")


def test_a_song_for_a_screen_that_is_off_waits_and_says_so(air: Hub, client: FlaskClient) -> None:
    _, song_id = sent_song(air, client)
    delivery = song_of(client, song_id)["deliveries"][0]
    assert (delivery["state"], delivery["notice"]["code"]) == ("sent", "display_off")
    assert "Living room" in delivery["notice"]["message"]


def test_a_deleted_song_is_taken_back_from_the_inbox(air: Hub, client: FlaskClient) -> None:
    display, song_id = sent_song(air, client)
    client.delete(f"/api/v1/songs/{song_id}")
    until(lambda: retained_on(air, air.topics.inbox(display, song_id)) is None)


def test_sending_again_lays_the_song_in_the_inbox_again(
    air: Hub, client: FlaskClient, display_of: Listener
) -> None:
    display, song_id = sent_song(air, client)
    display_of.say(air.topics.event(display), {"event": "played", "song": song_id})
    until(lambda: delivery_state(client, song_id) == "played")
    answer = client.post(f"/api/v1/songs/{song_id}/deliveries", json={"display": display})
    assert (answer.status_code, answer.json["state"]) == (202, "pending")
    until(lambda: delivery_state(client, song_id) == "sent")
    assert retained_on(air, air.topics.inbox(display, song_id))["song"] == song_id


def test_nonsense_from_a_screen_disturbs_nothing(air: Hub, client: FlaskClient) -> None:
    display, song_id = sent_song(air, client)
    topic = air.topics.event(display)
    nonsense = [b"\xff not JSON", b"[" * 50_000, b"[]", b"{}", b"7", b'{"event": "received"}']
    nonsense += [
        b'{"event": "sang", "song": "x"}',
        b'{"event": 5, "song": 5}',
        b'{"event": "played", "song": "x"}',
    ]
    with listening(air, "nothing") as screen:
        for payload in nonsense:
            screen.client.publish(topic, payload, qos=1).wait_for_publish(5)
        assert delivery_state(client, song_id) == "sent"
        screen.say(topic, {"event": "received", "song": song_id})
    until(lambda: delivery_state(client, song_id) == "received")


@pytest.mark.skipif(SUBSCRIBER is None, reason="mosquitto_sub is not installed (Debian: mosquitto-clients)")
def test_mosquitto_receives_the_manifest(air: Hub, client: FlaskClient) -> None:
    display, song_id = sent_song(air, client)
    port = air.config.number("mqtt", "tcp_port")
    topic = air.topics.inbox(display, "+")
    user, password = key_of(air, "display", display)
    command = [str(SUBSCRIBER), "-p", str(port), "-u", user, "-P", password, "-t", topic]
    command += ["-q", "1", "-C", "1", "-W", "5", "-V", "311"]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=10)
    assert json.loads(answer.stdout)["song"] == song_id
