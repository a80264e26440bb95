"""Speaks MQTT for the hub and its worker: JSON out and in, and back again after a broker was gone."""

import json
import logging
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage, MQTTMessageInfo
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from edge_service.config import Config
from edge_service.errors import BrokerGone, ConfigError
from edge_service.hub.addresses import own_address
from edge_service.hub.identity import Identity
from edge_service.hub.topics import HUB_USER

log = logging.getLogger(__name__)
RECONNECT_SECONDS = (1, 15)
ACKNOWLEDGE_SECONDS = 5.0

Payload = Mapping[str, Any]
OnMessage = Callable[[str, Payload | None, bool], None]


@dataclass(frozen=True)
class BrokerAddress:
    """Where the broker listens for programs, and as whom the hub speaks to it."""

    host: str
    port: int
    user: str
    password: str


def broker_address(config: Config, identity: Identity) -> BrokerAddress:
    """Return the broker of the settings: the hub's own where `mqtt.url` is empty."""
    url = config.text("mqtt", "url")
    if not url:
        here = own_address(config.text("hub", "host"))
        return BrokerAddress(here, config.number("mqtt", "tcp_port"), HUB_USER, identity.broker_key)
    parts = urlsplit(url)
    if parts.scheme != "mqtt" or not parts.hostname:
        raise ConfigError("mqtt.url is not an address of a broker.", "Write mqtt://user:password@host:1883.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return BrokerAddress(parts.hostname, parts.port or 1883, user, password)


class Messenger:
    """A client that stays connected; `on_online` and `on_message` are called from its own thread."""

    def __init__(self, broker: BrokerAddress, status_topic: str | None = None) -> None:
        """Tell `status_topic`, where there is one, when the hub comes and goes."""
        self._broker = broker
        self._status_topic = status_topic
        self._filters: Sequence[str] = ()
        self._on_online: Callable[[], None] = lambda: None
        self._on_message: OnMessage = lambda _topic, _payload, _retained: None
        self._client = Client(
            CallbackAPIVersion.VERSION2, client_id=f"goodwave-{secrets.token_hex(6)}", clean_session=True
        )
        self._client.reconnect_delay_set(*RECONNECT_SECONDS)
        self._client.on_connect = self._connected
        self._client.on_disconnect = self._disconnected
        self._client.on_message = self._received
        if broker.user:
            self._client.username_pw_set(broker.user, broker.password)
        if status_topic:
            self._client.will_set(status_topic, _encode({"status": "offline"}), qos=1, retain=True)

    @property
    def online(self) -> bool:
        return bool(self._client.is_connected())

    def listen(self, filters: Sequence[str], on_online: Callable[[], None], on_message: OnMessage) -> None:
        """Set what is heard; call it before `start`."""
        self._filters, self._on_online, self._on_message = filters, on_online, on_message

    def start(self) -> None:
        """Connect in the background, and again whenever the connection is lost."""
        self._client.connect_async(self._broker.host, self._broker.port, keepalive=30)
        self._client.loop_start()

    def stop(self) -> None:
        if self._status_topic and self.online:
            with suppress(BrokerGone):
                self.publish(self._status_topic, {"status": "offline"}, retain=True, wait=True)
        self._client.disconnect()
        self._client.loop_stop()

    def publish(self, topic: str, payload: Payload | None, retain: bool = False, wait: bool = False) -> None:
        """Hand a message to the broker, None being the empty one; `wait` for its acknowledgement.

        Raises BrokerGone where the broker cannot be reached or does not answer.
        """
        if not self.online:
            raise _unreachable()
        sent = self._client.publish(topic, _encode(payload), qos=1, retain=retain)
        if wait and not _is_acknowledged(sent):
            raise BrokerGone("The message broker does not answer.", "Goodwave tries again by itself.")

    def publish_all(self, messages: Sequence[tuple[str, Payload]]) -> list[bool]:
        """Hand retained messages to the broker together; return of each whether it was acknowledged.

        Raises BrokerGone where the broker cannot be reached.
        """
        if not self.online:
            raise _unreachable()
        sent = [
            self._client.publish(topic, _encode(payload), qos=1, retain=True) for topic, payload in messages
        ]
        until = time.monotonic() + ACKNOWLEDGE_SECONDS
        return [_is_acknowledged(one, max(until - time.monotonic(), 0.0)) for one in sent]

    def publish_bytes(self, topic: str, content: bytes) -> None:
        """Hand bytes to the broker and wait for its acknowledgement; raises as `publish`."""
        if not self.online:
            raise _unreachable()
        if not _is_acknowledged(self._client.publish(topic, content, qos=1)):
            raise BrokerGone("The message broker does not answer.", "Goodwave tries again by itself.")

    def tell(self, topic: str, payload: Payload) -> None:
        """Publish news that nobody misses when the broker is gone."""
        try:
            self.publish(topic, payload)
        except BrokerGone as gone:
            log.debug("nobody was told on %s: %s", topic, gone.message)

    def _connected(
        self, client: Client, _data: Any, _flags: ConnectFlags, reason: ReasonCode, _properties: Any
    ) -> None:
        if reason.is_failure:
            log.warning("the broker at %s:%d refused us: %s", self._broker.host, self._broker.port, reason)
            return
        if self._filters:
            client.subscribe([(topic, 1) for topic in self._filters])
        if self._status_topic:
            client.publish(self._status_topic, _encode({"status": "online"}), qos=1, retain=True)
        self._on_online()

    def _disconnected(
        self,
        _client: Client,
        _data: Any,
        _flags: DisconnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            log.warning("the broker is gone (%s); trying again", reason)

    def _received(self, _client: Client, _data: Any, message: MQTTMessage) -> None:
        try:
            payload = json.loads(message.payload) if message.payload else None
        except (ValueError, RecursionError):
            log.info("ignored a message on %s that is not JSON", message.topic)
            return
        if payload is None or isinstance(payload, dict):
            self._on_message(message.topic, payload, message.retain)


def _unreachable() -> BrokerGone:
    return BrokerGone("The message broker cannot be reached.", "Goodwave tries again by itself.")


def _is_acknowledged(sent: MQTTMessageInfo, patience_seconds: float = ACKNOWLEDGE_SECONDS) -> bool:
    try:
        sent.wait_for_publish(patience_seconds)
        return sent.is_published()
    except (RuntimeError, ValueError):  # paho's words for a connection that was lost just now
        return False


def _encode(payload: Payload | None) -> bytes:
    return b"" if payload is None else json.dumps(payload, ensure_ascii=False).encode()
