"""Writes the whole hub into one file, also while it runs: songs, database, identity and keys.

The file is a ZIP without compression (songs are compressed already), so that any computer opens it:
goodwave.json says what it holds, goodwave.db is the database, songs/<id>/ the songs, and beside them lies
everything else of the data folder that cannot be made anew.
"""

import errno
import json
import os
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import delete, select

from edge_service.config import Config
from edge_service.errors import BackupDamaged, DiskFull, FolderTaken
from edge_service.hub.identity import RESTORING, load_identity
from edge_service.hub.keeping.hold import LOCK
from edge_service.hub.keeping.tables import copy_out
from edge_service.hub.library import Library, Song, open_library
from edge_service.hub.library.library import DATABASE, open_database
from edge_service.hub.manifest import iso_time

FORMAT = 1
CONTENTS = "goodwave.json"
SONGS = "songs"
UNPACKING = "unpacking"
BEFORE = "before-"
# What a backup copies in its own way, what is only good for a running hub, and what was moved aside.
LEFT_OUT = (DATABASE, "queue.db", SONGS, "making", LOCK, UNPACKING, RESTORING, BEFORE)


@dataclass(frozen=True)
class Contents:
    """What a backup holds; `hub` is the hub's id, `made_at` in ISO 8601, `songs` how many are finished."""

    hub: str
    songs: int
    made_at: str
    goodwave: str
    format: int = FORMAT


def write_backup(config: Config, file: Path) -> Contents:
    """Write a backup; the file appears whole or not at all, and takes the place of an older backup.

    Raises FolderTaken where the file is something else, DataDirUnusable, and DiskFull.
    """
    _require_place(file)
    with (
        no_room_named(file.parent),
        tempfile.TemporaryDirectory(dir=file.parent, prefix=".goodwave-") as scratch,
    ):
        copy, draft = Path(scratch) / DATABASE, Path(scratch) / "draft"
        with closing(open_library(config)) as library:
            copy_out(library.engine, copy)
            songs = _finished(copy)
            contents = Contents(
                load_identity(config.data_dir).id,
                len(songs),
                iso_time(time.time()) or "",
                version("goodwave"),
            )
            with _new_archive(draft) as archive:
                archive.writestr(CONTENTS, json.dumps(asdict(contents), indent=2))
                for song_id in songs:
                    _add_folder(archive, library.song_folder(song_id), f"{SONGS}/{song_id}")
                for path in sorted(config.data_dir.iterdir()):
                    if not path.name.startswith(LEFT_OUT):
                        _add_folder(archive, path, path.name)
                _forget_deleted(copy, set(songs) - _all_songs(library))
                archive.write(copy, DATABASE)
        draft.replace(file)
    return contents


def read_contents(file: Path) -> Contents:
    """Return what a backup says of itself; raise BackupDamaged for a file that is none."""
    try:
        with zipfile.ZipFile(file) as archive:
            return Contents(**json.loads(archive.read(CONTENTS)))
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        raise BackupDamaged(f"{file} is no whole backup of Goodwave.", "Try another one.") from error


@contextmanager
def no_room_named(folder: Path) -> Iterator[None]:
    """Turn the system's error for a full disk into DiskFull."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise DiskFull(f"There is no room left in {folder}.", "Choose another disk.") from error


def _require_place(file: Path) -> None:
    if not file.parent.is_dir():
        raise FolderTaken(f"There is no folder {file.parent}.", "Choose one that exists.")
    if file.exists():
        try:
            read_contents(file)
        except BackupDamaged as error:
            raise FolderTaken(
                f"{file} is there and no backup; nothing was touched.", "Choose another name."
            ) from error


@contextmanager
def _new_archive(file: Path) -> Iterator[zipfile.ZipFile]:
    """Yield a ZIP that only its owner may read, on the disk when the block ends."""
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
            yield archive
        raw.flush()
        os.fsync(raw.fileno())


def _add_folder(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    """Add a file, or a folder with all that is in it; what is deleted meanwhile is left out."""
    for inner in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if inner.is_file():
            try:
                archive.write(inner, f"{name}/{inner.relative_to(path)}" if path.is_dir() else name)
            except FileNotFoundError:
                continue


def _finished(copy: Path) -> list[str]:
    engine = open_database(f"sqlite:///{copy}")
    with engine.connect() as connection:
        found = list(connection.scalars(select(Song.id).where(Song.state == "done").order_by(Song.number)))
    engine.dispose()
    return found


def _all_songs(library: Library) -> set[str]:
    with library.session() as session:
        return set(session.scalars(select(Song.id)))


def _forget_deleted(copy: Path, gone: set[str]) -> None:
    """Take out of the copy what was deleted while its files were copied."""
    engine = open_database(f"sqlite:///{copy}")
    with engine.begin() as connection:
        connection.execute(delete(Song).where(Song.id.in_(gone)))  # and with it its deliveries
    engine.dispose()
