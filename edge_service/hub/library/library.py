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
from sqlalchemy import CursorResult, Engine, Update, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from edge_service.config import Config
from edge_service.errors import ConfigError, DataDirUnusable

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_SECONDS = 10


@dataclass(frozen=True)
class Library:
    """The tables and the files of one hub; share one per process between its threads."""

    engine: Engine
    folder: Path
    _sessions: sessionmaker[Session]

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Yield a session that is committed when the block ends well."""
        with self._sessions.begin() as session:
            yield session

    def song_folder(self, song_id: str) -> Path:
        """Return where a finished song lies."""
        return self.folder / "songs" / song_id

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
    """Return the library of a data folder; raise DataDirUnusable where its database cannot be used."""
    engine = _engine(config.database_url)
    try:
        _migrate(engine)
    except (SQLAlchemyError, CommandError) as error:
        engine.dispose()
        raise DataDirUnusable(
            f"The database in {config.data_dir} cannot be used: {_reason(error)}.",
            "Restore it from a copy, or move it away to start with an empty library; songs stay in songs/.",
        ) from error
    return Library(engine, config.data_dir, sessionmaker(engine, expire_on_commit=False))


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
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(engine: Engine) -> None:
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error)
