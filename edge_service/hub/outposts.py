"""The commands of a hub that has grown: a broker of its own, and workers on other machines."""

from contextlib import closing
from pathlib import Path

import click

from edge_service.config import Config


@click.command("broker-config")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--for", "broker", type=click.Choice(("mosquitto", "emqx")), default="mosquitto", show_default=True
)
@click.pass_obj
def broker_config(config: Config, folder: Path, broker: str) -> None:
    """Write a broker's users and topic rules into FOLDER; again when devices come or go.

    Mosquitto reads them at SIGHUP; EMQX imports users.csv, and its rules are loaded anew.
    """
    from edge_service.hub.access import emqx, mosquitto
    from edge_service.hub.access.outside import device, hub_user
    from edge_service.hub.access.tickets import Tickets
    from edge_service.hub.access.tokens import all_tokens
    from edge_service.hub.identity import load_identity
    from edge_service.hub.library import open_library
    from edge_service.hub.messenger import broker_address
    from edge_service.hub.topics import Topics

    identity = load_identity(config.data_dir)
    tickets, topics = Tickets(identity.broker_key), Topics(identity.id)
    with closing(open_library(config)) as library, library.session() as session:
        tokens = all_tokens(session)
        users = [device(token, tickets.standing_password(token.id), topics) for token in tokens]
    write = emqx.write_files if broker == "emqx" else mosquitto.write_files
    named = write(folder, [hub_user(broker_address(config, identity)), *users])
    click.echo(f"{len(users)} devices and the hub are in {folder}: include {named.resolve()}.")


@click.command()
@click.option("--count", type=click.IntRange(1, 64), default=1, show_default=True, help="Songs made at once.")
@click.option(
    "--gpu", is_flag=True, help="Take the songs that are left to graphics cards (queue.gpu_lengths)."
)
@click.pass_obj
def worker(config: Config, count: int, gpu: bool) -> None:
    """Make songs for a hub on another machine; database, queue, broker and media are the hub's."""
    from edge_service.hub.workers import work

    work(config, count, "gpu" if gpu else "")


COMMANDS = (broker_config, worker)
