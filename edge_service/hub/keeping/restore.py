"""Puts a hub back as a backup has it; what was there before is moved aside, never deleted.

Everything is unpacked and looked at first. Then the old files move into before-<time>/ and the new ones take
their place; a hub does not start between these two moves (identity.open_data_dir).
"""

import shutil
import tempfile
import time
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from edge_service.config import Config
from edge_service.errors import BackupDamaged, Conflict, DataDirUnusable, DiskFull
from edge_service.hub.identity import RESTORING, open_folder
from edge_service.hub.keeping.backup import (
    BEFORE,
    CONTENTS,
    FORMAT,
    UNPACKING,
    Contents,
    no_room_named,
    read_contents,
)
from edge_service.hub.keeping.hold import LOCK, running_nowhere_else
from edge_service.hub.keeping.tables import copy_in, is_empty
from edge_service.hub.library import open_library
from edge_service.hub.library.library import DATABASE, open_database


@dataclass(frozen=True)
class Restored:
    """What was put back, and where lies what was there before (None where there was nothing)."""

    contents: Contents
    before: Path | None


def restore_backup(config: Config, file: Path) -> Restored:
    """Put the hub of a backup in the data folder of the settings.

    Raises BackupDamaged, HubRunning, DiskFull, DataDirUnusable, and Conflict for a database server that
    already has a hub in it; the hub that was there is then untouched.
    """
    contents = read_contents(file)
    if contents.format > FORMAT:
        raise BackupDamaged(f"{file} is of a newer Goodwave.", f"Install Goodwave {contents.goodwave} first.")
    open_folder(config.data_dir)
    with running_nowhere_else(config.data_dir):
        fresh = config.data_dir / UNPACKING
        shutil.rmtree(fresh, ignore_errors=True)  # left by a restore that was cut off
        try:
            _unpack(file, fresh)
            _check(fresh / DATABASE)
            if config.text("database", "url"):
                _fill_server(config, fresh / DATABASE)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        return Restored(contents, _swap(config.data_dir, fresh))


def _unpack(file: Path, folder: Path) -> None:
    """Extract a backup; ZipFile compares every checksum, and keeps names within the folder."""
    with zipfile.ZipFile(file) as archive, no_room_named(folder.parent):
        needed, free = (
            sum(info.file_size for info in archive.infolist()),
            shutil.disk_usage(folder.parent).free,
        )
        if needed > free:
            raise DiskFull(
                f"The backup needs {needed // 2**20} MB, and {free // 2**20} MB are free at {folder.parent}.",
                "Free some space; the hub is as it was.",
            )
        try:
            archive.extractall(folder)
        except zipfile.BadZipFile as error:
            raise BackupDamaged(
                f"{file} is damaged: {error}.", "Try another one; the hub is as it was."
            ) from error
    (folder / CONTENTS).unlink()
    for path in folder.iterdir():
        if path.is_file():
            path.chmod(0o600)


def _check(database: Path) -> None:
    """Look through the unpacked database, and bring it up to date."""
    try:
        open_database(f"sqlite:///{database}").dispose()
    except DataDirUnusable as error:
        raise BackupDamaged(
            f"The backup's database cannot be used: {error.message}", "Try another one; the hub is as it was."
        ) from error


def _fill_server(config: Config, copy: Path) -> None:
    """Put the tables into the database of the settings, where that is not a file of the data folder."""
    with closing(open_library(config)) as library:
        if not is_empty(library.engine):
            raise Conflict(
                "The database of database.url already has a hub in it.", "Restore into an empty database."
            )
        copy_in(copy, library.engine)
    copy.unlink()


def _swap(data_dir: Path, fresh: Path) -> Path | None:
    """Move the old files aside and the new ones in; return where the old ones are."""
    shutil.rmtree(data_dir / RESTORING, ignore_errors=True)
    restoring = fresh.rename(data_dir / RESTORING)
    before = Path(tempfile.mkdtemp(prefix=time.strftime(f"{BEFORE}%Y%m%d-%H%M%S-"), dir=data_dir))
    for path in data_dir.iterdir():
        if path.name not in (RESTORING, LOCK) and not path.name.startswith(BEFORE):
            path.rename(before / path.name)
    for path in restoring.iterdir():
        path.rename(data_dir / path.name)
    restoring.rmdir()
    if any(before.iterdir()):
        return before
    before.rmdir()
    return None
