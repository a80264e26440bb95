"""Copies a hub's database: into a file of SQLite, and from such a file into any database."""

from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, func, select, text

from edge_service.hub.library.library import open_database
from edge_service.hub.library.models import Base

ROWS_AT_ONCE = 500


def copy_out(engine: Engine, file: Path) -> None:
    """Copy a database, at one moment of its life, into a new file of SQLite."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            # One read transaction: what others write meanwhile is in it whole or not at all.
            connection.exec_driver_sql("VACUUM INTO ?", (str(file),))
        return
    copy = open_database(f"sqlite:///{file}")
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as source:
        _copy_rows(source, copy)
    copy.dispose()


def copy_in(file: Path, engine: Engine) -> None:
    """Fill the empty tables of a database from a file of SQLite."""
    copy = open_database(f"sqlite:///{file}")
    with copy.connect() as source:
        _copy_rows(source, engine)
    copy.dispose()


def is_empty(engine: Engine) -> bool:
    """Tell whether nothing was ever put in the tables of a database."""
    with engine.connect() as connection:
        return not any(connection.execute(select(table).limit(1)).first() for table in _tables(connection))


def _copy_rows(source: Connection, into: Engine) -> None:
    with into.begin() as target:
        for table in _tables(source):
            rows = source.execute(select(table).execution_options(yield_per=ROWS_AT_ONCE)).mappings()
            for some in rows.partitions():
                target.execute(table.insert(), [dict(row) for row in some])
            if target.dialect.name == "postgresql":
                _count_on(target, table)


def _tables(connection: Connection) -> list[Table]:
    """Return the tables as they are, those referred to first."""
    found = MetaData()
    found.reflect(connection, only=list(Base.metadata.tables))
    return found.sorted_tables


def _count_on(connection: Connection, table: Table) -> None:
    """Let the next row get the number after the largest one."""
    (key,) = list(table.primary_key)[:1]
    if key.type.python_type is not int:
        return
    sequence = connection.scalar(
        text("SELECT pg_get_serial_sequence(:t, :k)"), {"t": table.name, "k": key.name}
    )
    largest = connection.scalar(select(func.max(key)))
    if sequence and largest:
        connection.execute(
            text("SELECT setval(:sequence, :largest)"), {"sequence": sequence, "largest": largest}
        )
