"""Everything that one hub is made of, handed to the routes as one object."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass

from edge_service.config import Config
from edge_service.hub.access.lines import Lines
from edge_service.hub.access.pairing import Pairing
from edge_service.hub.access.tickets import Tickets
from edge_service.hub.addresses import EVERYWHERE, current_addresses
from edge_service.hub.delivery import Courier
from edge_service.hub.displays.caller import Caller
from edge_service.hub.identity import Identity, load_identity, open_data_dir
from edge_service.hub.jobs import Jobs, open_lanes
from edge_service.hub.keeping.room import Room
from edge_service.hub.library import Library, open_library
from edge_service.hub.manifest import Signing
from edge_service.hub.messenger import Messenger, broker_address
from edge_service.hub.moments import Clock, house_zone
from edge_service.hub.news import Newsroom
from edge_service.hub.studio_link import StudioLink
from edge_service.hub.topics import Topics


@dataclass(frozen=True)
class Hub:
    """The parts of a hub; nothing here touches the network before it is started."""

    config: Config
    identity: Identity
    topics: Topics
    library: Library
    jobs: Jobs
    studio: StudioLink
    room: Room
    messenger: Messenger
    newsroom: Newsroom
    courier: Courier
    pairing: Pairing
    tickets: Tickets
    lines: Lines
    clock: Clock
    caller: Caller

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the hub's pages, the likeliest first."""
        return page_addresses(self.config)


@contextmanager
def open_hub(config: Config) -> Iterator[Hub]:
    """Yield a hub over its data folder; raise DataDirUnusable where that cannot be read and written."""
    open_data_dir(config.data_dir)
    identity = load_identity(config.data_dir)
    topics = Topics(identity.id)
    with ExitStack() as stack:
        library = stack.enter_context(closing(open_library(config)))
        messenger = Messenger(broker_address(config, identity), topics.status)
        newsroom = Newsroom(library, messenger, topics)
        jobs = stack.enter_context(closing(Jobs(open_lanes(config), library, newsroom.tell)))
        tickets = Tickets(identity.broker_key)
        clock = Clock(house_zone(config))
        signing = Signing(tickets, lambda: page_addresses(config)[0])
        courier = Courier(library, messenger, topics, signing, clock)
        lines = Lines(library, topics, tickets, identity.broker_key)
        caller = Caller(
            library, courier.is_on, lambda: f"{page_addresses(config)[0]}/tv", lambda: clock.now()
        )
        yield Hub(
            config, identity, topics, library, jobs, StudioLink(config), Room(config),
            messenger, newsroom, courier, Pairing(), tickets, lines, clock, caller,
        )  # fmt: skip


def page_addresses(config: Config) -> tuple[str, ...]:
    """Return http addresses with numbers in them: phones resolve the names of mDNS badly."""
    return tuple(f"http://{host}:{config.number('hub', 'port')}" for host in page_hosts(config))


def page_hosts(config: Config) -> tuple[str, ...]:
    """Return the addresses that the hub listens on, the likeliest first."""
    host = config.text("hub", "host")
    return current_addresses() if host in EVERYWHERE else (host,)
