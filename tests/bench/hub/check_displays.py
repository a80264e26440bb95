"""1,000 displays: a manifest reaches all within 2 s on the broker inside the hub, and on Mosquitto."""

import asyncio
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil

from edge_service.config import Config
from edge_service.hub.access.mosquitto import write_files
from edge_service.hub.access.outside import device, hub_user
from edge_service.hub.access.tokens import all_tokens, issue
from edge_service.hub.hub import open_hub
from edge_service.hub.library.displays import add_display
from edge_service.hub.messenger import Messenger, broker_address
from edge_service.hub.topics import HUB_USER
from tests.bench.home import home
from tests.bench.hub.screens import Key, connect_all
from tests.hub import servers
from tests.hub.conftest import until
from tests.hub.settings import free_port, house_config

DISPLAYS = 1000
ASKED_SECONDS = 2.0
ASKED_MB = 400.0
PATIENCE_SECONDS = 30.0
ROUNDS = 3
MANIFEST = {"title": "Sunday Light", "message": "Thank you for the pancakes. " * 20, "padding": "x" * 600}


def figures(folder: Path) -> Iterator[tuple[str, float, float, str]]:
    """Yield seconds until the median and the last display has it, and the hub's memory."""
    for name in ("embedded", "mosquitto"):
        own = folder / name
        own.mkdir(mode=0o755)
        with ExitStack() as stack:
            yield from _measure(stack, name, own)


def _measure(stack: ExitStack, name: str, folder: Path) -> Iterator[tuple[str, float, float, str]]:
    port = free_port()
    settings = {"mqtt_tcp_port": port, "queue_workers": 0, "studio_module": "tests.hub.fake_studio"}
    if name == "mosquitto":
        settings["mqtt_url"] = f"mqtt://{HUB_USER}:secret@127.0.0.1:{port}"
    config = house_config(folder, **settings)
    keys = _sign_in(config, folder / "broker")
    if name == "mosquitto":
        stack.enter_context(servers.mosquitto(folder / "broker", port))
    opened = stack.enter_context(home(folder, **settings))
    rounds, connect_seconds = asyncio.run(_publish_to(config, keys))
    yield f"{name}: {DISPLAYS} displays come in", connect_seconds, 60.0, "s"
    yield f"{name}: manifest at the median display, best round", min(m for m, _ in rounds), ASKED_SECONDS, "s"
    yield f"{name}: manifest at the last display, best round", min(w for _, w in rounds), ASKED_SECONDS, "s"
    memory = psutil.Process(opened.process.pid).memory_info().rss / 1e6
    yield f"{name}: memory of the hub without its worker", memory, ASKED_MB, "MB"


def _sign_in(config: Config, broker: Path) -> list[Key]:
    """Put the displays in the library, and in Mosquitto's files."""
    with open_hub(config) as hub, hub.library.session() as session:
        keys = []
        for number in range(DISPLAYS):
            display = add_display(session, f"Room {number}").id
            grant, text = issue(session, "display", f"Room {number}", display=display)
            password = hub.tickets.standing_password(grant.id) if config.text("mqtt", "url") else text
            keys.append(Key(display, grant.id, password, hub.topics.inbox(display, "+")))
        tokens, known = all_tokens(session), hub.tickets.standing_password
        users = [device(token, known(token.id), hub.topics) for token in tokens]
        write_files(broker, [hub_user(broker_address(config, hub.identity)), *users])
        return keys


async def _publish_to(config: Config, keys: list[Key]) -> tuple[list[tuple[float, float]], float]:
    heard: dict[str, float] = {}
    start = time.monotonic()
    port = config.number("mqtt", "tcp_port")
    screens = await connect_all(port, keys, heard.setdefault)
    connect_seconds = time.monotonic() - start
    with open_hub(config) as hub:
        sender = Messenger(broker_address(config, hub.identity))
        sender.start()
        await asyncio.to_thread(until, lambda: sender.online)
        rounds = []
        for number in range(ROUNDS):
            heard.clear()
            start = time.monotonic()
            await asyncio.to_thread(_send, sender, [f"{key.topic[:-1]}song{number}" for key in keys])
            while len(heard) < len(keys) and time.monotonic() - start < PATIENCE_SECONDS:
                await asyncio.sleep(0.01)
            took = [heard.get(key.display, start + PATIENCE_SECONDS) - start for key in keys]
            rounds.append((statistics.median(took), max(took)))
        sender.stop()
    for screen in screens:
        screen.cancel()
    await asyncio.gather(*screens)
    return rounds, connect_seconds


def _send(sender: Messenger, topics: list[str]) -> None:
    for topic in topics:
        sender.publish(topic, MANIFEST, retain=True)
