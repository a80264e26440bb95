"""Runs a hub: broker, worker, announcement and web server, from start to a clean end."""

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Protocol

import segno
from waitress.server import create_server

from edge_service.config import Config
from edge_service.hub.access.tokens import has_owner
from edge_service.hub.addresses import AddressWatch
from edge_service.hub.app import create_app
from edge_service.hub.broker import EmbeddedBroker, require_free_port
from edge_service.hub.certificate import fingerprint
from edge_service.hub.discovery import Announcer
from edge_service.hub.displays.caller import CALL_SECONDS
from edge_service.hub.home_assistant import Bridge
from edge_service.hub.https import SecureDoor
from edge_service.hub.hub import Hub, open_hub, page_hosts
from edge_service.hub.jobs import SWEEP_SECONDS
from edge_service.hub.keeping.hold import Hold
from edge_service.hub.keeping.room import LOOK_SECONDS
from edge_service.hub.logs import choose_format, quiet_libraries
from edge_service.hub.supervisor import Supervisor
from edge_service.hub.ticker import Ticker

log = logging.getLogger(__name__)
WEB_THREADS = 8
ADDRESS_SECONDS = 5.0


class Part(Protocol):
    """Something of the hub that runs in the background."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


def serve(config: Config) -> None:
    """Run the hub until SIGTERM or SIGINT.

    Raises PortTaken, HubRunning, DataDirUnusable or ConfigError where it cannot start.
    """
    quiet_libraries()
    choose_format(config.text("logs", "format"))
    with ending_on_signals(), open_hub(config) as hub, running(*parts_of(hub)), ExitStack() as stack:
        threading.Thread(target=hub.studio.warm_up, name="warm-up", daemon=True).start()
        host, port = config.text("hub", "host"), config.number("hub", "port")
        app = create_app(hub)
        if config.number("hub", "https_port"):
            stack.enter_context(running(SecureDoor(hub, app)))
        server = create_server(app, host=host, port=port, threads=WEB_THREADS)
        print(welcome(hub), flush=True)
        try:
            server.run()
        finally:
            server.close()
            log.info("stopping")


def parts_of(hub: Hub) -> list[Part]:
    """Return what runs beside the web server, in the order of starting; nothing is running yet."""
    config = hub.config
    require_free_port(config.text("hub", "host"), config.number("hub", "port"), "GOODWAVE_HUB_PORT")
    parts: list[Part] = [Hold(config.data_dir)]
    if not config.text("mqtt", "url"):
        parts.append(EmbeddedBroker(config, hub.lines))
    parts += [hub.messenger, hub.courier]
    parts.append(Ticker("televisions", CALL_SECONDS, hub.caller.call_round))
    if config.flag("home_assistant", "enabled"):
        parts.append(Bridge(hub))
    if config.flag("discovery", "enabled"):
        parts.append(Announcer(config, hub.identity))
    hub.jobs.tidy()
    parts.append(Ticker("sweep", SWEEP_SECONDS, hub.jobs.sweep))
    parts.append(Ticker("room", LOOK_SECONDS, hub.room.look))
    moves = AddressWatch(lambda: hub.addresses, lambda _now: print(welcome(hub), flush=True))
    parts.append(Ticker("addresses", ADDRESS_SECONDS, moves.look))
    workers = range(config.number("queue", "workers"))
    return parts + [Supervisor(config, hub.identity.id, hub.jobs.worker_gone) for _ in workers]


@contextmanager
def running(*parts: Part) -> Iterator[None]:
    """Start the parts in order, and stop them in the opposite one."""
    with ExitStack() as stack:
        for part in parts:
            part.start()
            stack.callback(part.stop)
        yield


def welcome(hub: Hub) -> str:
    """Return what the terminal shows: the addresses, and the phone's as a QR code."""
    phone, *others = hub.addresses
    key = "" if has_owner(hub.library) else f"#claim={hub.pairing.claim_code}"
    lines = [
        "",
        f"  {hub.config.text('hub', 'name')} is on the air.",
        f"  Phone       {phone}/",
        f"  Television  {phone}/tv",
        *(f"  or          {other}/" for other in others),
        *_secure_lines(hub.config),
        *(
            [f"  Code        {hub.pairing.claim_code}   (for the first phone, which then lets others in)"]
            if key
            else []
        ),
        "",
    ]
    return "\n".join(lines) + "\n" + _qr_code(f"{phone}/{key}")


def _secure_lines(config: Config) -> list[str]:
    """Return where https is and the mark by which its certificate is known; nothing where there is none."""
    port = config.number("hub", "https_port")
    if not port:
        return []
    mark = fingerprint(config.data_dir)
    half = len(mark) // 2 + 1
    return [
        f"  Secure      https://{page_hosts(config)[0]}:{port}/   (a browser warns once; the certificate is)",
        f"              {mark[:half]}",
        f"              {mark[half:]}",
    ]


def _qr_code(url: str) -> str:
    rows = [list(row) for row in segno.make(url, error="m").matrix_iter(border=2)]
    rows += [[0] * len(rows[0])] * (len(rows) % 2)
    blocks = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}  # dark terminals: light is drawn
    return "\n".join(
        "".join(blocks[bool(up), bool(down)] for up, down in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """Let SIGTERM end the block as SIGINT does."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
