"""The transactions of an opened vault, as connections of SQLAlchemy."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from forms.store.vault_refusals import LINKS_BROKEN, VaultFault, fault, refusal

READ = "BEGIN"
WRITE = "BEGIN IMMEDIATE"
_START = "pana_start"  # execution option: how a transaction of this connection begins


def engine_on(connect: Callable[[], dbapi2.Connection]) -> Engine:
    """Give an engine whose connections are made by connect and begin only when told to."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=3,
        max_overflow=5,
        pool_use_lifo=True,  # what one connection writes, the others must read from the disk again
        hide_parameters=True,  # an error must not carry a name into a log
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # The driver begins nothing by itself (isolation_level None), so that DDL rolls back too.
    driver: Any = connection.connection.dbapi_connection
    driver.execute(connection.get_execution_options().get(_START, READ))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn errors of the disk, the file or a busy writer into VaultFault; leave ours as they are.

    An error of the disk met by the ordinary driver or by SQLAlchemy is the same error.
    """
    try:
        yield
    except (DBAPIError, dbapi2.DatabaseError, MemoryError) as error:
        finding = fault(error.orig if isinstance(error, DBAPIError) else error, path)
        if finding is None:
            raise
        raise VaultFault(finding) from error


@contextmanager
def transaction(engine: Engine, start: str) -> Iterator[Connection]:
    """Begin, then commit at the end or roll back when the body raises."""
    with engine.connect().execution_options(**{_START: start}) as connection, connection.begin():
        yield connection


@contextmanager
def rebuilding(engine: Engine, path: Path) -> Iterator[Connection]:
    """Begin a writing transaction without foreign keys, and check them before it is saved.

    The setting is ignored inside a transaction, so it is changed before and after.  Raises
    VaultFault (V22) when a row would point to nothing.
    """
    with engine.connect().execution_options(**{_START: WRITE}) as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.cursor().execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                _check_links(connection, path)
        finally:
            raw.cursor().execute("PRAGMA foreign_keys = ON")


def _check_links(connection: Connection, path: Path) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        table = broken[0][0]
        raise VaultFault(refusal("V22", LINKS_BROKEN, path, table=table, n=len(broken)))
