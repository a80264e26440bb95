"""Chooses the numeric addresses under which phones and televisions reach the hub."""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import ifaddr

# Interfaces of containers and virtual machines: nobody's phone is on them.
VIRTUAL = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "cni", "flannel")
LOOPBACK = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::", "")


@dataclass(frozen=True)
class Interface:
    """One IPv4 address of one network interface."""

    name: str
    address: str


def interfaces() -> tuple[Interface, ...]:
    """Return the IPv4 addresses this machine has now."""
    return tuple(
        Interface(adapter.nice_name, str(ip.ip))
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
        if ip.is_IPv4
    )


def lan_addresses(found: Iterable[Interface], default_route: str | None) -> tuple[str, ...]:
    """Return the addresses others can reach, the likeliest first; the loopback where there are none."""
    usable = [item.address for item in found if not _is_unreachable(item)]
    ranked = sorted(set(usable), key=lambda address: (address != default_route, _rank(address), address))
    return tuple(ranked) or (LOOPBACK,)


def current_addresses() -> tuple[str, ...]:
    """Return the addresses of this machine on the home network, the likeliest first."""
    return lan_addresses(interfaces(), default_route_address())


def own_address(host: str) -> str:
    """Return the address at which a program of this machine reaches what listens on `host`."""
    return LOOPBACK if host in EVERYWHERE else host


def default_route_address() -> str | None:
    """Return the address that packets to the world would leave from; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1 of RFC 5737: nobody's address
            return str(probe.getsockname()[0])
        except OSError:
            return None


def _is_unreachable(item: Interface) -> bool:
    address = ipaddress.ip_address(item.address)
    return (
        address.is_loopback
        or address.is_link_local
        or address.is_unspecified
        or item.name.startswith(VIRTUAL)
    )


def _rank(address: str) -> int:
    """Home routers hand out 192.168 first, then 10, then 172.16; public addresses come last."""
    for rank, prefix in enumerate(("192.168.", "10.")):
        if address.startswith(prefix):
            return rank
    return 2 if ipaddress.ip_address(address).is_private else 3


class AddressWatch:
    """Calls `moved` with the new addresses when they are others than at the last look."""

    def __init__(
        self, addresses: Callable[[], tuple[str, ...]], moved: Callable[[tuple[str, ...]], None]
    ) -> None:
        self._addresses = addresses
        self._moved = moved
        self._last = addresses()

    def look(self) -> None:
        now = self._addresses()
        if now != self._last:
            self._last = now
            self._moved(now)
