"""The broker inside the hub, with real clients."""

import queue
import socket

import pytest
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from edge_service.config import Config
from edge_service.errors import BrokerGone, PortTaken
from edge_service.hub import broker
from edge_service.hub import messenger as messaging
from edge_service.hub.access import Scope, revoke
from edge_service.hub.broker import EmbeddedBroker
from edge_service.hub.hub import Hub
from edge_service.hub.identity import Identity
from edge_service.hub.library.displays import add_display
from edge_service.hub.messenger import Messenger, broker_address
from tests.hub.conftest import key_of, listening, until

ME = Identity("h1", "key")


def test_both_doors_are_open(air: Hub) -> None:
    for name in ("tcp_port", "ws_port"):
        socket.create_connection(("127.0.0.1", air.config.number("mqtt", name)), 2).close()


def test_a_page_speaks_through_a_websocket(air: Hub) -> None:
    page = Client(CallbackAPIVersion.VERSION2, transport="websockets")
    page.username_pw_set(*day_key(air, "sender"))
    heard: queue.Queue[bytes] = queue.Queue()
    page.ws_set_options(path="/")
    page.on_connect = lambda client, *_: client.subscribe(air.topics.status, 1)
    page.on_message = lambda _client, _data, message: heard.put(message.payload)
    page.connect("127.0.0.1", air.config.number("mqtt", "ws_port"))
    page.loop_start()
    assert heard.get(timeout=5) == b'{"status": "online"}'
    page.disconnect()
    page.loop_stop()


def day_key(air: Hub, scope: Scope, display: str | None = None) -> tuple[str, str]:
    """Return name and password as a page gets them: good for a day, without the token itself."""
    token_id, _ = key_of(air, scope, display)
    return token_id, air.tickets.password(token_id)


def test_nobody_but_the_hub_fills_inboxes_or_speaks_for_the_hub(air: Hub) -> None:
    topics = air.topics
    with listening(air) as hub, listening(air, topics.status, key_of(air, "admin")) as phone:
        phone.say(topics.inbox("tv", "s1"), {"song": "s1"}, retain=True)
        phone.say(topics.status, {"status": "offline"}, retain=True)
        phone.say(topics.command("tv"), {"command": "pause"})
        heard = [hub.hear(lambda *_: True)[0]]
        while heard[-1] != topics.command("tv"):
            heard.append(hub.hear(lambda *_: True)[0])
    assert topics.inbox("tv", "s1") not in heard
    assert heard.count(topics.status) <= 1  # the hub's own, retained


def test_a_revoked_device_is_hung_up_on_at_once_and_not_let_in_again(air: Hub) -> None:
    key = key_of(air, "sender")
    with listening(air, air.topics.status, key) as phone:
        phone.client.reconnect_delay_set(60, 60)
        with air.library.session() as session:
            revoke(session, key[0])
        air.lines.forget(key[0])
        until(lambda: not phone.client.is_connected())
    again = Client(CallbackAPIVersion.VERSION2)
    again.username_pw_set(*key)
    assert is_refused(air, again)


def test_a_stranger_without_a_name_is_turned_away(air: Hub) -> None:
    assert is_refused(air, Client(CallbackAPIVersion.VERSION2))


def test_a_password_for_the_day_is_of_one_device(air: Hub) -> None:
    (one, _), (_, password) = day_key(air, "sender"), day_key(air, "admin")
    mixed = Client(CallbackAPIVersion.VERSION2)
    mixed.username_pw_set(one, password)
    assert is_refused(air, mixed)


def add_screen(air: Hub) -> str:
    with air.library.session() as session:
        return add_display(session, "Living room").id


def is_refused(air: Hub, client: Client) -> bool:
    """Return whether the broker answers a client's CONNECT with no."""
    answers: queue.Queue[bool] = queue.Queue()
    client.on_connect = lambda _c, _d, _f, reason, _p: answers.put(reason.is_failure)
    client.connect("127.0.0.1", air.config.number("mqtt", "tcp_port"))
    client.loop_start()
    refused = answers.get(timeout=5)
    client.disconnect()
    client.loop_stop()
    return refused


def test_a_wrong_key_is_turned_away(air: Hub) -> None:
    intruder = Client(CallbackAPIVersion.VERSION2)
    intruder.username_pw_set("hub", "guessed")
    assert is_refused(air, intruder)


def test_a_last_will_may_tell_that_a_screen_is_off_and_nothing_else(air: Hub) -> None:
    topics = air.topics
    screen, intruder = Client(CallbackAPIVersion.VERSION2), Client(CallbackAPIVersion.VERSION2)
    tv = add_screen(air)
    for client in (screen, intruder):
        client.username_pw_set(*key_of(air, "display", tv))
    screen.will_set(topics.display_status(tv), b"{}", qos=1, retain=True)
    intruder.will_set(topics.inbox("tv", "s1"), b"{}", qos=1, retain=True)
    assert not is_refused(air, screen)
    assert is_refused(air, intruder)


def test_a_visitor_who_says_nothing_is_shown_out(air: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broker, "CONNECT_SECONDS", 0.2)
    with socket.create_connection(("127.0.0.1", air.config.number("mqtt", "tcp_port")), 5) as visitor:
        assert visitor.recv(1) == b""


def test_a_new_client_hears_only_what_it_subscribed_to(air: Hub) -> None:
    topics = air.topics
    with listening(air, "#") as everything, listening(air, topics.command("tv")) as one:
        everything.say(topics.display_status("tv"), {"status": "online"}, retain=True)
        everything.say(topics.command("tv"), {"command": "pause"})
        assert one.hear(lambda *_: True)[0] == topics.command("tv")
        assert one.heard.empty()


def test_a_taken_port_is_named_with_its_cure(config: Config) -> None:
    squatter = socket.create_server(("127.0.0.1", config.number("mqtt", "ws_port")))
    with squatter, pytest.raises(PortTaken, match="GOODWAVE_MQTT_WS_PORT"):
        EmbeddedBroker(config, ME).start()


def test_speaking_without_a_broker_says_that_it_is_gone(config: Config) -> None:
    messenger = Messenger(broker_address(config, ME))
    messenger.start()
    with pytest.raises(BrokerGone) as gone:
        messenger.publish("goodwave/h1/status", {})
    messenger.stop()
    assert (gone.value.code, bool(gone.value.hint)) == ("broker_gone", True)


def test_a_deaf_broker_is_noticed(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messaging, "ACKNOWLEDGE_SECONDS", 0.2)
    deaf = socket.create_server(("127.0.0.1", config.number("mqtt", "tcp_port")))
    messenger = Messenger(broker_address(config, ME))
    messenger.start()
    with deaf, deaf.accept()[0] as line:
        line.recv(1000)
        line.sendall(b"\x20\x02\x00\x00")  # CONNACK, and never a word again
        until(lambda: messenger.online)
        with pytest.raises(BrokerGone, match="does not answer"):
            messenger.publish("goodwave/h1/status", {}, wait=True)
    messenger.stop()


def test_the_messenger_comes_back_with_the_broker(hub: Hub) -> None:
    config, lines = hub.config, hub.lines
    messenger = Messenger(broker_address(config, hub.identity), hub.topics.status)
    messenger.start()
    for _ in range(5):
        embedded = EmbeddedBroker(config, lines)
        embedded.start()
        until(lambda: messenger.online)
        embedded.stop()
        until(lambda: not messenger.online)
    messenger.stop()


def test_a_packet_longer_than_anything_that_is_sent_ends_the_line(air: Hub) -> None:
    phone = Client(CallbackAPIVersion.VERSION2)
    phone.username_pw_set(*key_of(air, "sender"))
    phone.reconnect_delay_set(60, 60)
    gone: queue.Queue[bool] = queue.Queue()
    phone.on_disconnect = lambda *_: gone.put(True)
    phone.connect("127.0.0.1", air.config.number("mqtt", "tcp_port"))
    phone.loop_start()
    phone.publish(air.topics.command("tv"), b"x" * (broker.LARGEST_PACKET_BYTES + 1), qos=1)
    assert gone.get(timeout=10)
    phone.loop_stop()


def test_a_client_subscribes_to_many_topics_but_not_to_any_number(
    air: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broker, "MOST_SUBSCRIPTIONS", 3)
    answers: queue.Queue[bool] = queue.Queue()
    phone = Client(CallbackAPIVersion.VERSION2)
    phone.username_pw_set(*key_of(air, "sender"))
    phone.on_subscribe = lambda _c, _d, _id, codes, _p: answers.put(codes[0].is_failure)
    phone.on_connect = lambda client, *_: [
        client.subscribe(air.topics.progress(f"s{number}"), 1) for number in range(5)
    ]
    phone.connect("127.0.0.1", air.config.number("mqtt", "tcp_port"))
    phone.loop_start()
    assert [answers.get(timeout=5) for _ in range(5)] == [False, False, False, True, True]
    phone.disconnect()
    phone.loop_stop()
