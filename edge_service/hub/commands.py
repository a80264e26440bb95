"""The commands that keep a hub safe: backup, restore, export."""

from contextlib import closing
from pathlib import Path

import click

from edge_service.config import Config

NEW_FILE = click.Path(path_type=Path, dir_okay=False)
A_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command()
@click.argument("file", type=NEW_FILE)
@click.pass_obj
def backup(config: Config, file: Path) -> None:
    """Write the whole hub into FILE, also while it runs; keep it safe: who has it is the hub."""
    from edge_service.hub.keeping.backup import write_backup

    contents = write_backup(config, file)
    click.echo(f"{file} · {contents.songs} songs · {file.stat().st_size / 1e6:.1f} MB")


@click.command()
@click.argument("file", type=A_FILE)
@click.pass_obj
def restore(config: Config, file: Path) -> None:
    """Put the hub back as FILE has it; stop it first. What was there before is moved aside."""
    from edge_service.hub.keeping.restore import restore_backup

    restored = restore_backup(config, file)
    click.echo(
        f"{restored.contents.songs} songs of {restored.contents.made_at[:10]} are back in {config.data_dir}."
    )
    if restored.before:
        click.echo(f"What was there before lies in {restored.before}: delete it when all is well.")


@click.command()
@click.argument("file", type=NEW_FILE)
@click.argument("songs", nargs=-1, metavar="[SONG_ID]...")
@click.pass_obj
def export(config: Config, file: Path, songs: tuple[str, ...]) -> None:
    """Write songs and all that is known of them into the ZIP FILE: one, some, or everything."""
    from edge_service.hub.keeping.export import write_export
    from edge_service.hub.library import open_library

    with closing(open_library(config)) as library:
        write_export(library, file, songs)
    click.echo(f"{file} · {file.stat().st_size / 1e6:.1f} MB")


COMMANDS = (backup, restore, export)
