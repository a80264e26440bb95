"""The hub is found by others on the network."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from zeroconf import ServiceInfo, Zeroconf

from edge_service.config import Config
from edge_service.hub import discovery
from edge_service.hub.discovery import SERVICE_TYPES, Announcer
from edge_service.hub.identity import Identity
from tests.hub.conftest import until

ME = Identity("abcdef123456", "key")


@contextmanager
def neighbour() -> Iterator[Zeroconf]:
    """Another program on the same network that looks for hubs."""
    other = Zeroconf(interfaces=["127.0.0.1"])
    try:
        yield other
    finally:
        other.close()


def found(other: Zeroconf, kind: str) -> ServiceInfo | None:
    return other.get_service_info(kind, f"Goodwave abcd.{kind}", timeout=500)


@pytest.fixture
def addresses() -> list[str]:
    return ["127.0.0.1"]


@pytest.fixture
def announcer(config: Config, addresses: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Announcer]:
    monkeypatch.setattr(discovery, "POLL_SECONDS", 0.05)
    announcer = Announcer(config, ME, lambda: tuple(addresses))
    announcer.start()
    yield announcer
    announcer.stop()


def test_a_neighbour_finds_the_hub_until_it_says_goodbye(announcer: Announcer, config: Config) -> None:
    with neighbour() as other:
        for kind in SERVICE_TYPES:
            service = until(lambda kind=kind: found(other, kind))
            assert service.port == config.number("hub", "port")
            assert service.parsed_addresses() == ["127.0.0.1"]
            properties = {key.decode(): value.decode() for key, value in service.properties.items()}
            assert properties["id"] == ME.id
            assert properties["path"] == "/"
            assert properties["mqtt"] == str(config.number("mqtt", "tcp_port"))
        announcer.stop()
    with neighbour() as other:
        assert found(other, SERVICE_TYPES[0]) is None


@pytest.mark.usefixtures("announcer")
def test_a_changed_address_is_announced_anew(addresses: list[str]) -> None:
    with neighbour() as other:
        until(lambda: found(other, SERVICE_TYPES[0]))
        addresses.append("127.0.0.2")
        until(lambda: (hub := found(other, SERVICE_TYPES[0])) and "127.0.0.2" in hub.parsed_addresses())
