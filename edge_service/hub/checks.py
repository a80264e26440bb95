"""Looks at what a hub needs, one thing at a time, and names the setting that is wrong."""

import ipaddress
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from importlib import import_module
from pathlib import Path

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion
from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from edge_service.config import Config
from edge_service.errors import BrokerGone, ConfigError, DataDirUnusable, HubRunning, PortTaken
from edge_service.hub.addresses import LOOPBACK, current_addresses
from edge_service.hub.broker import require_free_port
from edge_service.hub.identity import load_identity, open_data_dir
from edge_service.hub.jobs import open_queue
from edge_service.hub.keeping.hold import Hold
from edge_service.hub.keeping.room import Room
from edge_service.hub.library import Song, open_library
from edge_service.hub.logs import choose_format
from edge_service.hub.messenger import BrokerAddress, broker_address
from edge_service.hub.moments import house_zone

PATIENCE_SECONDS = 3.0
DATA_FOLDER = "data folder"  # what is looked at after it stands on it
RANGE = range(1, 65536)
PORTS = (("hub", "port"), ("mqtt", "tcp_port"), ("mqtt", "ws_port"))
HTTPS = ("hub", "https_port")  # 0: none
CHOICES = {
    ("studio", "provider"): ("auto", "cpu", "cuda"),
    ("lyricist", "care"): ("gentle", "standard", "open"),
}
AT_LEAST_0 = (
    ("studio", "threads"),
    ("studio", "idle_minutes"),
    ("library", "most_mb"),
    ("library", "keep_free_mb"),
    ("queue", "workers"),
    ("queue", "per_person"),
)
# A board without a battery starts in 1970, or when its system was made: before this.
RELEASED = 1_790_000_000.0
Check = tuple[str, Callable[[Config], None]]


def hub_checks() -> Iterator[Check]:
    """Yield what to look at, by name; each look raises the error that a person should read."""
    for place in (*PORTS, HTTPS):
        yield ".".join(place), partial(_port, *place)
    for place in CHOICES:
        yield ".".join(place), partial(_choice, *place)
    for place in AT_LEAST_0:
        yield ".".join(place), partial(_at_least_0, *place)
    yield "hub.name", _name
    yield "hub.timezone", _timezone
    yield "logs.format", lambda config: choose_format(config.text("logs", "format"))
    yield "clock", _clock
    yield "network", _network
    yield "studio", _studio
    yield DATA_FOLDER, lambda config: open_data_dir(config.data_dir)
    yield "room for songs", lambda config: Room(config).require()
    yield "ports", _ports
    yield "database", _database
    yield "queue", _queue
    yield "broker", _broker


def _port(section: str, key: str, config: Config) -> None:
    port = config.number(section, key)
    if port == 0 and (section, key) == HTTPS:
        return
    if port not in RANGE:
        raise ConfigError(f"{section}.{key} is {port}.", "Write a number from 1 to 65535.")
    for other in (*PORTS, HTTPS):
        if other != (section, key) and config.number(*other) == port:
            raise ConfigError(
                f"{section}.{key} is {port}, and so is {'.'.join(other)}.", "Give each its own."
            )


def _choice(section: str, key: str, config: Config) -> None:
    if config.text(section, key) not in CHOICES[section, key]:
        told = f"{section}.{key} is {config.text(section, key)!r}."
        raise ConfigError(told, f"Write one of: {', '.join(CHOICES[section, key])}.")


def _at_least_0(section: str, key: str, config: Config) -> None:
    if config.number(section, key) < 0:
        raise ConfigError(f"{section}.{key} is {config.number(section, key)}.", "Write 0 or more.")


def _name(config: Config) -> None:
    if not config.text("hub", "name").strip():
        raise ConfigError("hub.name is empty.", "Give the hub a name: televisions show it.")


def _timezone(config: Config) -> None:
    house_zone(config)


def _clock(_config: Config) -> None:
    if time.time() < RELEASED:
        raise ConfigError(f"The clock of this machine says {time.strftime('%Y')}.", "Let it set its time.")


def _network(config: Config) -> None:
    host = config.text("hub", "host")
    try:
        address = ipaddress.ip_address(host or "0.0.0.0")
        with socket.create_server(
            (str(address), 0), family=socket.AF_INET6 if address.version == 6 else socket.AF_INET
        ):
            pass
    except (ValueError, OSError) as error:
        raise ConfigError(
            f"hub.host is {host!r}, no address of this machine.", "Write 0.0.0.0 for all."
        ) from error
    if address.is_unspecified and current_addresses() == (LOOPBACK,):
        raise ConfigError(
            "This machine is in no network.", "Connect it: phones and televisions must reach it."
        )


def _ports(config: Config) -> None:
    hold = Hold(config.data_dir)
    try:
        hold.start()
    except HubRunning:
        return  # the ports are its own
    try:
        for section, key in (HTTPS, *(PORTS[:1] if config.text("mqtt", "url") else PORTS)):
            port, setting = config.number(section, key), f"GOODWAVE_{section}_{key}".upper()
            if port in RANGE:
                require_free_port(config.text("hub", "host"), port, setting)
    except PortTaken as error:
        raise PortTaken(f"{section}.{key}: {error.message}", error.hint) from error
    finally:
        hold.stop()


def _studio(config: Config) -> None:
    name = config.text("studio", "module")
    try:
        module = import_module(name)
    except ImportError as error:
        raise ConfigError(
            f"studio.module is {name!r}, which cannot be imported: {error}.", "Check it."
        ) from error
    missing = [each for each in ("open_studio", "make_song", "options") if not hasattr(module, each)]
    if missing:
        raise ConfigError(f"studio.module {name} has no {missing[0]}.", "Name a module that makes songs.")
    model = config.text("lyricist", "model")
    if model and not Path(model).expanduser().is_dir():
        raise ConfigError(f"lyricist.model is {model!r}, and there is no such folder.", "Check its path.")
    if not config.models_dir.is_dir():
        raise ConfigError(
            f"studio.models_dir is {str(config.models_dir)!r}, no folder.", "Run `make models`."
        )


def _database(config: Config) -> None:
    try:
        make_url(config.database_url)
    except ArgumentError as error:
        raise ConfigError("database.url is not an address.", "Write postgresql+psycopg://...") from error
    load_identity(config.data_dir)
    with closing(open_library(config)) as library, library.session() as session:
        done = list(session.scalars(select(Song.id).where(Song.state == "done")))
        lost = [song for song in done if not library.has_song(song)]
    if lost:
        raise DataDirUnusable(
            f"The files of {len(lost)} of {len(done)} songs are not in {library.folder / 'songs'}.",
            "Put the folder back, or the whole hub with `goodwave restore FILE`.",
        )


def _queue(config: Config) -> None:
    with closing(open_queue(config).storage) as storage:
        try:
            storage.queue_size()
        except (
            Exception
        ) as error:  # the errors of Redis's library, which is there only with the extra `scale`
            raise ConfigError(f"The queue of queue.url does not answer: {error}.", "Start Redis.") from error


def _broker(config: Config) -> None:
    if config.text("mqtt", "url"):
        _greet(broker_address(config, load_identity(config.data_dir)))


def _greet(broker: BrokerAddress) -> None:
    """Say hello to a broker; raise BrokerGone where it cannot be reached, ConfigError where it refuses."""
    answers: list[str] = []
    client = Client(CallbackAPIVersion.VERSION2, clean_session=True)
    client.on_connect = lambda _client, _data, _flags, reason, _: answers.append(
        str(reason) if reason.is_failure else ""
    )
    if broker.user:
        client.username_pw_set(broker.user, broker.password)
    try:
        client.connect(broker.host, broker.port)
    except OSError as error:
        raise BrokerGone(
            f"The broker of mqtt.url cannot be reached: {error}.", "Start it, or check the address."
        ) from error
    end = time.monotonic() + PATIENCE_SECONDS
    while not answers and time.monotonic() < end:
        client.loop(0.1)
    client.disconnect()
    if not answers:
        raise BrokerGone("What listens at mqtt.url does not answer as a broker does.", "Check its port.")
    if answers[0]:
        raise ConfigError(
            f"The broker refuses the name and password of mqtt.url: {answers[0]}.", "Check them."
        )
