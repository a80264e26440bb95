"""The database: made, brought up to date, guarded."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from edge_service.config import Config
from edge_service.errors import ConfigError, DatabaseDamaged, DataDirUnusable
from edge_service.hub.hub import Hub, open_hub
from edge_service.hub.library import open_library
from edge_service.hub.library.models import Base
from tests.hub.settings import house_config


def test_the_migrations_make_exactly_the_tables_of_the_models(hub: Hub) -> None:
    with hub.library.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_an_existing_library_is_opened_again(hub: Hub) -> None:
    with closing(open_library(hub.config)) as again, again.session() as session:
        assert session.execute(text("SELECT count(*) FROM song")).scalar() == 0


def test_sqlite_keeps_a_write_ahead_log_and_checks_references(hub: Hub) -> None:
    with hub.library.session() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_damaged_database_is_named_with_its_cure(config: Config) -> None:
    _write_database(config, b"this is not a database at all, " * 40)
    with pytest.raises(DatabaseDamaged, match="goodwave restore"):
        open_library(config)


def test_a_database_of_a_newer_goodwave_is_left_alone(config: Config) -> None:
    config.data_dir.mkdir()
    open_library(config).close()
    file = config.data_dir / "goodwave.db"
    with closing(sqlite3.connect(file)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    with pytest.raises(DataDirUnusable, match="9999"):
        open_library(config)


@pytest.mark.parametrize(
    ("setting", "url"),
    [("database_url", "nonsense"), ("queue_url", "nonsense"), ("mqtt_url", "http://broker:1883")],
)
def test_a_server_address_that_is_none_is_named(tmp_path: Path, setting: str, url: str) -> None:
    with pytest.raises(ConfigError), open_hub(house_config(tmp_path, **{setting: url})):
        pass


def _write_database(config: Config, content: bytes) -> None:
    Path(config.data_dir).mkdir(parents=True)
    (config.data_dir / "goodwave.db").write_bytes(content)
