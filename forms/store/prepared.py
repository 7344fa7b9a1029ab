"""Statements compiled once and run by the driver itself: what every save does, again and again.

They are made of the declared tables like all others and run in the transaction of the connection;
SQLAlchemy alone would take longer over each of them than the vault.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, bindparam, func, select
from sqlalchemy.dialects import sqlite

Values = Mapping[str, Any]
Rows = list[tuple[Any, ...]]

NOTHING: Values = {}


def run(connection: Connection, sql: str, given: Sequence[Any], *, many: bool = False) -> Rows:
    """Run one statement, for one row or for many, and give what it gives.

    All prepared statements pass here, so that whoever counts or records them has one place.
    Raises the driver's own errors, which the vault turns into findings like SQLAlchemy's.
    """
    driver: Any = connection.connection.dbapi_connection
    if many:
        driver.executemany(sql, given)
        return []
    rows: Rows = driver.execute(sql, given).fetchall()
    return rows


class Prepared:
    """One statement, compiled; values are given by the names of its parameters."""

    def __init__(self, statement: Executable, columns: Iterable[str] = ()) -> None:
        """Compile it; an insert or update writes the columns, all where none is named."""
        names = list(columns) or None
        compiled: Any = statement.compile(dialect=sqlite.dialect(), column_keys=names)  # type: ignore[attr-defined]
        self._sql = str(compiled)
        self._names: tuple[str, ...] = tuple(compiled.positiontup)
        self._fixed: Values = {
            name: value for name, value in compiled.params.items() if value is not None
        }

    def rows(self, connection: Connection, values: Values = NOTHING) -> Rows:
        """Run it and give its rows; raises KeyError where a value is missing."""
        return run(connection, self._sql, self._given(values))

    def first(self, connection: Connection, values: Values = NOTHING) -> tuple[Any, ...] | None:
        """Run it and give its first row, None where there is none."""
        rows = self.rows(connection, values)
        return rows[0] if rows else None

    def many(self, connection: Connection, values: Iterable[Values]) -> None:
        """Run it for each of many rows; for none do nothing."""
        given = [self._given(one) for one in values]
        if given:
            run(connection, self._sql, given, many=True)

    def _given(self, values: Values) -> list[Any]:
        fixed = self._fixed
        return [values[name] if name in values else fixed[name] for name in self._names]


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Give the condition that a column is one of the values that listed() wrote under a name."""
    return column.in_(select(func.json_each(bindparam(name)).table_valued("value").c.value))


def listed(values: Iterable[int]) -> str:
    """Write values as one, for among()."""
    return json.dumps(list(values))
