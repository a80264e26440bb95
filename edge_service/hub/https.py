"""The optional https door: the same pages and interface, and the broker's line, under one certificate."""

import asyncio
import logging
import threading
from collections.abc import Callable
from typing import Any

import uvicorn
from a2wsgi import WSGIMiddleware
from flask import Flask
from websockets.exceptions import InvalidState

from edge_service.hub.broker import LARGEST_PACKET_BYTES, require_free_port
from edge_service.hub.certificate import Certificate
from edge_service.hub.hub import Hub, page_hosts
from edge_service.hub.messenger import broker_address
from edge_service.hub.ticker import Ticker

log = logging.getLogger(__name__)
THREADS = 8
LOOK_SECONDS, STOP_SECONDS = 5.0, 5
MOST_CONNECTIONS = 400
LINE = "/mqtt"
CHUNK_BYTES = 64 * 1024
Message = dict[str, Any]
Address = tuple[str, int]


class SecureDoor:
    """Serves a web application over https until it is stopped, and renews its certificate meanwhile."""

    def __init__(self, hub: Hub, app: Flask) -> None:
        config = hub.config
        self._host, self._port = config.text("hub", "host"), config.number("hub", "https_port")
        name = f"{config.text('hub', 'name')} {hub.identity.id}"
        self._certificate = Certificate(config.data_dir, name, config.text("hub", "hosts").split())
        self._config = config
        self._ticker = Ticker("certificate", LOOK_SECONDS, self._look)
        own = broker_address(config, hub.identity)
        broker = None if config.text("mqtt", "url") else (own.host, own.port)
        self._server = uvicorn.Server(
            uvicorn.Config(
                _doors(app, broker),
                host=self._host,
                port=self._port,
                ssl_context_factory=lambda _config, _default: self._certificate.context,
                ws="websockets-sansio",
                ws_max_size=LARGEST_PACKET_BYTES,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                limit_concurrency=MOST_CONNECTIONS,
                timeout_graceful_shutdown=STOP_SECONDS,
            )
        )
        self._thread = threading.Thread(target=self._serve, name="https", daemon=True)

    def start(self) -> None:
        """Listen; raise PortTaken where another program does."""
        require_free_port(self._host, self._port, "GOODWAVE_HUB_HTTPS_PORT")
        self._certificate.renew(page_hosts(self._config))
        self._thread.start()
        self._ticker.start()
        log.info("https listens on port %d", self._port)

    def stop(self) -> None:
        self._ticker.stop()
        self._server.should_exit = True
        self._thread.join(2 * STOP_SECONDS)

    def _serve(self) -> None:
        try:
            self._server.run()
        except InvalidState:  # uvicorn said goodbye to a page that was just saying it; the port is shut
            log.debug("a page left as https was stopped")

    def _look(self) -> None:
        if self._certificate.renew(page_hosts(self._config)):
            log.info("a new certificate is served: the last one was ending, or the hub has moved")


def _doors(app: Flask, broker: Address | None) -> Callable[..., Any]:
    """Return what answers requests with the application, and a WebSocket at /mqtt with the broker's bytes."""
    pages = WSGIMiddleware(app.wsgi_app, workers=THREADS)  # type: ignore[arg-type]  # Flask's is one

    async def answer(scope: Message, receive: Callable[[], Any], send: Callable[[Message], Any]) -> None:
        if scope["type"] == "http":
            await pages(scope, receive, send)  # type: ignore[arg-type]  # plain dicts are what ASGI asks for
        elif scope["path"] == LINE and broker is not None:
            await _carry(broker, receive, send)
        else:
            await send({"type": "websocket.close"})

    return answer


async def _carry(broker: Address, receive: Callable[[], Any], send: Callable[[Message], Any]) -> None:
    """Carry MQTT both ways between a page's WebSocket and the broker's port on this machine."""
    await receive()
    reader, writer = await asyncio.open_connection(*broker)
    await send({"type": "websocket.accept", "subprotocol": "mqtt"})

    async def from_page() -> None:
        while (message := await receive())["type"] == "websocket.receive":
            writer.write(message.get("bytes") or b"")
            await writer.drain()

    async def to_page() -> None:
        while heard := await reader.read(CHUNK_BYTES):
            await send({"type": "websocket.send", "bytes": heard})
        await send({"type": "websocket.close"})

    ways = [asyncio.ensure_future(way()) for way in (from_page, to_page)]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        writer.close()
