"""Opens the library: the database, brought up to date, and the folders of the songs."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.util import CommandError
from sqlalchemy import CursorResult, Engine, Update, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from edge_service.config import Config
from edge_service.errors import ConfigError, DatabaseDamaged, DataDirUnusable
from edge_service.hub.library.store import Store, open_store

MIGRATIONS = Path(__file__).parent / "migrations"
DATABASE = "goodwave.db"
DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
BUSY_TIMEOUT_SECONDS = 10


@dataclass(frozen=True)
class Library:
    """The tables and the files of one hub; share one per process between its threads."""

    engine: Engine
    folder: Path
    _sessions: sessionmaker[Session]
    _store: Store | None = None
    _songs_here: int = 0

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Yield a session that is committed when the block ends well."""
        with self._sessions.begin() as session:
            yield session

    def song_folder(self, song_id: str) -> Path:
        """Return where a finished song lies, fetched from the store where it is not here."""
        folder = self._place(song_id)
        if self._store is not None and not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            self._make_room(self._store)
            self._store.fetch(song_id, folder)
        return folder

    def has_song(self, song_id: str) -> bool:
        """Tell whether the files of a song are here or in the store."""
        return self._place(song_id).is_dir() or (self._store is not None and self._store.holds(song_id))

    def keep_song(self, song_id: str, folder: Path) -> None:
        """Move a song that was made into the library, and into the store where there is one."""
        if self._store is not None:
            self._store.put(song_id, folder)
        kept = self._place(song_id)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(kept, ignore_errors=True)  # left by a worker that died before it told the table
        folder.rename(kept)

    def remove_song(self, song_id: str) -> None:
        """Delete the files of a song everywhere."""
        if self._store is not None:
            self._store.remove(song_id)
        shutil.rmtree(self._place(song_id), ignore_errors=True)

    def _place(self, song_id: str) -> Path:
        return self.folder / "songs" / song_id

    def _make_room(self, store: Store) -> None:
        """Delete the songs here that were fetched longest ago, as far as the store has them."""
        here = sorted((self.folder / "songs").glob("[!.]*"), key=lambda path: path.stat().st_mtime)
        for folder in here[: max(len(here) + 1 - self._songs_here, 0)]:
            if store.holds(folder.name):
                shutil.rmtree(folder, ignore_errors=True)

    def workbench(self, worker: str) -> Path:
        """Return where a worker makes its songs before they are kept."""
        return self.folder / "making" / worker

    def workbenches(self) -> set[str]:
        """Return the workers that have a workbench."""
        return {bench.name for bench in (self.folder / "making").glob("*")}

    def clear_workbench(self, worker: str) -> None:
        """Remove what a worker left behind."""
        shutil.rmtree(self.workbench(worker), ignore_errors=True)

    def close(self) -> None:
        self.engine.dispose()


def open_library(config: Config) -> Library:
    """Return the library of a data folder; raises as `open_database`."""
    url = config.text("media", "url")
    store = open_store(url) if url else None
    engine = open_database(config.database_url)
    sessions = sessionmaker(engine, expire_on_commit=False)
    return Library(engine, config.data_dir, sessions, store, config.number("media", "songs_here"))


def open_database(url: str) -> Engine:
    """Return a database that was looked through and brought up to date.

    Raises DatabaseDamaged where its pages do not fit together, DataDirUnusable where it cannot be used.
    """
    engine = _engine(url)
    try:
        _look_through(engine)
        _migrate(engine)
    except DatabaseDamaged:
        engine.dispose()
        raise
    except (SQLAlchemyError, CommandError) as error:
        engine.dispose()
        raise _unusable(engine, error) from error
    return engine


def rows_changed(session: Session, statement: Update) -> int:
    """Run an UPDATE in the database alone and return how many rows it changed."""
    result = session.execute(statement.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", result).rowcount


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return _server_engine(url)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _tune_sqlite)
    return engine


def _server_engine(url: str) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    except (ArgumentError, ImportError) as error:
        raise ConfigError(
            f"The database of database.url cannot be used: {error}.",
            "Install Goodwave with its extra `scale` and write postgresql+psycopg://user:password@host/name.",
        ) from error


def _tune_sqlite(connection: DBAPIConnection, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(engine: Engine) -> None:
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


def _look_through(engine: Engine) -> None:
    """Raise DatabaseDamaged where SQLite finds a page that does not fit the others."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        found = connection.scalar(text("PRAGMA quick_check(1)"))
    if found != "ok":
        raise _damaged(engine, str(found))


def _unusable(engine: Engine, error: Exception) -> DataDirUnusable:
    if getattr(getattr(error, "orig", None), "sqlite_errorname", "") in DAMAGED:
        return _damaged(engine, _reason(error))
    return DataDirUnusable(
        f"The database {_place(engine)} cannot be used: {_reason(error)}.",
        "Restore it from a copy, or move it away to start with an empty library; songs stay in songs/.",
    )


def _damaged(engine: Engine, reason: str) -> DatabaseDamaged:
    return DatabaseDamaged(
        f"The database {_place(engine)} is damaged: {reason}.",
        "Put the hub back with `goodwave restore FILE`: what is there now is moved aside, not deleted.",
    )


def _place(engine: Engine) -> str:
    return str(engine.url.database or engine.url.host)


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error)
