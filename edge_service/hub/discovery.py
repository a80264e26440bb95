"""Announces the hub on the home network with zeroconf, and again when its address changes."""

import logging
import socket
from collections.abc import Callable
from importlib.metadata import version

from zeroconf import ServiceInfo, Zeroconf

from edge_service.config import Config
from edge_service.hub.addresses import current_addresses
from edge_service.hub.identity import Identity
from edge_service.hub.ticker import Ticker

log = logging.getLogger(__name__)
SERVICE_TYPES = ("_goodwave._tcp.local.", "_http._tcp.local.")
POLL_SECONDS = 5.0
LONGEST_NAME_BYTES = 48  # DNS-SD leaves 63 for the whole instance name


class Announcer:
    """Keeps the hub's services registered under the addresses that `addresses` returns."""

    def __init__(
        self,
        config: Config,
        identity: Identity,
        addresses: Callable[[], tuple[str, ...]] = current_addresses,
    ) -> None:
        self._config = config
        self._identity = identity
        self._addresses = addresses
        self._announced: tuple[str, ...] = ()
        self._zeroconf: Zeroconf | None = None
        self._poll = Ticker("discovery", POLL_SECONDS, self._follow_addresses)

    def start(self) -> None:
        self._poll.start()

    def stop(self) -> None:
        """Say goodbye to the network."""
        self._poll.stop()
        self._leave()

    def _follow_addresses(self) -> None:
        """Announce anew where the addresses changed: sockets of zeroconf stay on their old interfaces."""
        addresses = self._addresses()
        if addresses == self._announced:
            return
        self._leave()
        try:
            self._zeroconf = Zeroconf(interfaces=list(addresses))
            for service in self._services(addresses):
                self._zeroconf.register_service(service, allow_name_change=True)
        except OSError as error:  # an interface that is just going or coming
            log.info("not announced yet: %s", error)
            return
        self._announced = addresses
        log.info("announced at %s", ", ".join(addresses))

    def _leave(self) -> None:
        if self._zeroconf is not None:
            self._zeroconf.close()
            self._zeroconf, self._announced = None, ()

    def _services(self, addresses: tuple[str, ...]) -> list[ServiceInfo]:
        hub = self._identity.id
        name = self._config.text("hub", "name").encode()[:LONGEST_NAME_BYTES].decode(errors="ignore")
        return [
            ServiceInfo(
                kind,
                f"{name} {hub[:4]}.{kind}",
                port=self._config.number("hub", "port"),
                addresses=[socket.inet_aton(address) for address in addresses],
                properties={
                    "id": hub,
                    "version": version("goodwave"),
                    "path": "/",
                    "mqtt": str(self._config.number("mqtt", "tcp_port")),
                },
                server=f"goodwave-{hub[:4]}.local.",
            )
            for kind in SERVICE_TYPES
        ]
