"""The broker inside the hub: amqtt on TCP and WebSocket, in a thread with its own event loop."""

import asyncio
import logging
import socket
import threading
from asyncio import StreamReader, StreamWriter
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from amqtt.adapters import ReaderAdapter, WriterAdapter
from amqtt.broker import Broker
from amqtt.contexts import Action
from amqtt.errors import MQTTError
from amqtt.plugins.base import BaseAuthPlugin, BaseTopicPlugin
from amqtt.session import Session

from edge_service.config import Config
from edge_service.errors import BrokerGone, PortTaken
from edge_service.hub.access.lines import Lines
from edge_service.hub.topics import HUB_USER

log = logging.getLogger(__name__)
PATIENCE_SECONDS = 5
CONNECT_SECONDS = 10
MOST_CONNECTIONS = 2000
MOST_SUBSCRIPTIONS = 50
# A chunk of media is 256 KiB at most (see topics.py); nothing else comes near it.
LARGEST_PACKET_BYTES = 512 * 1024
REFUSED = 0x80  # MQTT 3.1.1, section 3.9.3


class HouseRules(BaseAuthPlugin, BaseTopicPlugin):  # type: ignore[misc]  # amqtt is not typed
    """Asks the hub's `Lines` who may come in, speak and listen; amqtt calls it at every such moment."""

    @dataclass
    class Config:
        lines: Any = None

    async def authenticate(self, *, session: Session) -> bool:
        session.is_anonymous = False
        caller = self.config.lines.admit(session.username or "", session.password or "")
        if caller is None:
            return False
        session.goodwave = caller
        # amqtt publishes a last will without asking `topic_filtering`.
        return not session.will_flag or self.config.lines.may_publish(caller, session.will_topic)

    async def topic_filtering(
        self, *, session: Session | None = None, topic: str | None = None, action: Action | None = None
    ) -> bool:
        caller = getattr(session, "goodwave", None)
        if caller is None:
            return False
        if action == Action.PUBLISH:
            return bool(self.config.lines.may_publish(caller, topic or ""))
        return bool(self.config.lines.may_listen(caller, topic or ""))


class SparingReader(ReaderAdapter):  # type: ignore[misc]  # amqtt is not typed
    """Ends a line on which a packet comes that is longer than anything Goodwave sends."""

    def __init__(self, reader: ReaderAdapter, writer: WriterAdapter) -> None:
        self._reader = reader
        self._writer = writer

    async def read(self, n: int = -1) -> bytes:
        if n > LARGEST_PACKET_BYTES:
            log.info("a line was closed: a packet of %d bytes was coming", n)
            await self._writer.close()
            return b""
        return bytes(await self._reader.read(n))

    def feed_eof(self) -> None:
        self._reader.feed_eof()


class HomeBroker(Broker):  # type: ignore[misc]  # amqtt is not typed
    """amqtt, mended in four places.

    It reads packets of any length, and takes any number of subscriptions: here both have a limit. It
    hands a client that connects the retained messages of everyone's subscriptions: here only those of
    its own. It keeps the socket of a visitor who never says CONNECT: here every socket is closed. It
    lets clients in while it shuts down, and may wait for a reader that missed its cancellation: here the
    doors and the lines are closed first.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._lines: set[StreamWriter] = set()
        self._hangups: set[asyncio.Future[None]] = set()

    async def shutdown(self) -> None:
        for server in self._servers.values():
            server.instance.close()
        for writer in self._lines:
            writer.close()
        await super().shutdown()

    async def stream_connected(self, reader: StreamReader, writer: StreamWriter, listener_name: str) -> None:
        self._lines.add(writer)
        try:
            await super().stream_connected(reader, writer, listener_name)
        finally:
            self._lines.discard(writer)
            writer.close()

    def hang_up(self, user: str) -> None:
        """End the lines of everyone who came in under a name."""
        for session, handler in list(self._sessions.values()):
            if session.username == user:
                self._hangups.add(task := asyncio.ensure_future(handler.handle_connection_closed()))
                task.add_done_callback(self._hangups.discard)

    async def _client_connected(
        self, listener_name: str, reader: ReaderAdapter, writer: WriterAdapter
    ) -> None:
        await super()._client_connected(listener_name, SparingReader(reader, writer), writer)

    async def add_subscription(self, subscription: tuple[str, int], session: Session) -> int:
        """Take a subscription, or answer REFUSED to a client that has very many."""
        taken = sum(any(one is session for one, _ in found) for found in self._subscriptions.values())
        if taken >= MOST_SUBSCRIPTIONS and session.username != HUB_USER:
            return REFUSED
        return int(await super().add_subscription(subscription, session))

    def _matches(self, topic: str, a_filter: str) -> bool:
        """Tell whether a topic is of a filter; amqtt asks so for every message and every subscription."""
        literal = a_filter.partition("+")[0].partition("#")[0].removesuffix("/")
        return topic.startswith(literal) and bool(super()._matches(topic, a_filter))

    async def _initialize_client_session(self, *connection: Any) -> Any:
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                return await super()._initialize_client_session(*connection)
        except TimeoutError as error:
            raise MQTTError("no CONNECT came in time") from error

    async def _publish_retained_messages_for_subscription(
        self, subscription: tuple[str, int], session: Session
    ) -> None:
        subscribers = self._subscriptions.get(subscription[0], ())
        if any(subscriber is session for subscriber, _ in subscribers):
            await super()._publish_retained_messages_for_subscription(subscription, session)


class EmbeddedBroker:
    """A broker that can be started and stopped once; what it retained is gone with it."""

    def __init__(self, config: Config, lines: Lines) -> None:
        self._host = config.text("hub", "host")
        self._ports = (config.number("mqtt", "tcp_port"), config.number("mqtt", "ws_port"))
        self._lines = lines
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(_note)
        self._thread = threading.Thread(target=self._loop.run_forever, name="broker", daemon=True)
        self._broker: HomeBroker | None = None

    def start(self) -> None:
        """Listen on both doors; raise PortTaken where another program has one of them."""
        try:
            for port, name in zip(self._ports, ("TCP", "WS"), strict=True):
                require_free_port(self._host, port, f"GOODWAVE_MQTT_{name}_PORT")
        except PortTaken:
            self._loop.close()
            raise
        self._thread.start()
        self._run(self._open())
        log.info("the broker listens on port %d, and for pages on port %d", *self._ports)

    def stop(self) -> None:
        if self._broker is not None:
            with suppress(BrokerGone):  # a client that does not let go is dropped by `_settle`
                self._run(self._broker.shutdown())
            self._run(_settle())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _open(self) -> None:
        broker = HomeBroker(self._settings())
        await broker.start()
        self._broker = broker
        self._lines.on_forget(self._hang_up)

    def _hang_up(self, token: str) -> None:
        if self._broker is not None:
            self._loop.call_soon_threadsafe(self._broker.hang_up, token)

    def _settings(self) -> dict[str, Any]:
        tcp_port, ws_port = self._ports
        return {
            "listeners": {
                "default": {
                    "type": "tcp",
                    "bind": f"{self._host}:{tcp_port}",
                    "max_connections": MOST_CONNECTIONS,
                },
                "pages": {
                    "type": "ws",
                    "bind": f"{self._host}:{ws_port}",
                    "max_connections": MOST_CONNECTIONS,
                },
            },
            "plugins": {f"{__name__}.HouseRules": {"lines": self._lines}},
        }

    def _run(self, work: Any) -> None:
        try:
            asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_SECONDS)
        except TimeoutError as error:
            raise BrokerGone("The broker inside the hub does not answer.", "Start Goodwave again.") from error


def _note(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """amqtt leaves tasks behind when a client goes in the middle of a message."""
    log.debug("left over in the broker: %s", type(context.get("exception")).__name__)


async def _settle() -> None:
    """Let the handlers of closed connections end before the loop does."""
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    await asyncio.sleep(0)  # transports close their sockets one turn later


def require_free_port(host: str, port: int, setting: str) -> None:
    """Raise PortTaken, naming the setting that cures it, where something already listens on a port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"Goodwave cannot listen on port {port}: {error.strerror}.",
                f"Stop the program that uses it, or choose another port with {setting}.",
            ) from error
