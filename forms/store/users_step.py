"""The step that keeps further users with their roles and slots; frozen."""

from sqlalchemy import Connection

_STATEMENTS = (
    "CREATE TABLE users (\n"
    "    number INTEGER NOT NULL,\n"
    "    name TEXT NOT NULL,\n"
    "    roles TEXT NOT NULL,\n"
    "    public TEXT NOT NULL,\n"
    "    secret TEXT NOT NULL,\n"
    "    since TEXT NOT NULL,\n"
    "    revoked_at TEXT,\n"
    "    PRIMARY KEY (number)\n"
    ") STRICT",
)


def make_users(connection: Connection) -> None:
    """Make the table of users."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
