"""The step that keeps who was told apart from whom, and finds a person by the row; frozen."""

from sqlalchemy import Connection

_STATEMENTS = (
    "CREATE TABLE apart (\n"
    "    one TEXT NOT NULL,\n"
    "    other TEXT NOT NULL,\n"
    "    reason TEXT NOT NULL,\n"
    "    words TEXT NOT NULL,\n"
    "    who TEXT NOT NULL,\n"
    "    decided_at TEXT NOT NULL,\n"
    "    PRIMARY KEY (one, other)\n"
    ") WITHOUT ROWID, STRICT",
    "CREATE INDEX apart_other ON apart (other)",
    "CREATE INDEX people_row ON people (row)",
)


def make_apart(connection: Connection) -> None:
    """Make the table of people told apart, and the index of people by their rows."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
