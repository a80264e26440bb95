"""Runs workers on a machine of their own: `goodwave worker`."""

import logging
import socket
import threading
from contextlib import closing

from edge_service.config import Config
from edge_service.errors import ConfigError
from edge_service.hub.identity import load_identity, open_folder
from edge_service.hub.jobs import Jobs, open_lanes
from edge_service.hub.library import open_library
from edge_service.hub.logs import choose_format, quiet_libraries
from edge_service.hub.serve import ending_on_signals, running
from edge_service.hub.supervisor import Supervisor

log = logging.getLogger(__name__)


def work(config: Config, count: int, lane: str) -> None:
    """Keep `count` workers alive that take songs from the queue of a lane, until SIGTERM or SIGINT.

    Raises ConfigError where nothing says whose songs they are.
    """
    quiet_libraries()
    choose_format(config.text("logs", "format"))
    hub = hub_of(config)
    with ending_on_signals(), closing(open_library(config)) as library:
        jobs = Jobs(open_lanes(config), library)
        prefix = f"{hub}-{socket.gethostname()}"
        workers = [Supervisor(config, prefix, jobs.worker_gone, lane) for _ in range(count)]
        with closing(jobs), running(*workers):
            log.info("%d workers make songs for hub %s", count, hub)
            threading.Event().wait()


def hub_of(config: Config) -> str:
    """Return the id of the hub whose songs are made here."""
    named = config.text("queue", "hub")
    if named or (config.data_dir / "identity.json").exists():
        open_folder(config.data_dir)
        return named or load_identity(config.data_dir).id
    raise ConfigError(
        "Nothing says which hub these workers belong to.",
        "Set GOODWAVE_QUEUE_HUB to the `id` that the hub's /api/v1/hub tells, or share its data folder.",
    )
