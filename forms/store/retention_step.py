"""The step that keeps holds, and what is left of destroyed cards; frozen."""

from sqlalchemy import Connection

_STATEMENTS = (
    "CREATE TABLE holds (\n"
    "    card INTEGER NOT NULL,\n"
    "    reason TEXT NOT NULL,\n"
    "    who TEXT NOT NULL,\n"
    "    since TEXT NOT NULL,\n"
    "    PRIMARY KEY (card),\n"
    "    FOREIGN KEY(card) REFERENCES cards (place) ON DELETE CASCADE\n"
    ") STRICT",
    "CREATE TABLE destroyed (\n"
    "    number TEXT NOT NULL,\n"
    "    id TEXT NOT NULL,\n"
    "    form TEXT NOT NULL,\n"
    "    kind TEXT NOT NULL,\n"
    "    registered_on TEXT,\n"
    "    ended_on TEXT NOT NULL,\n"
    "    years INTEGER NOT NULL,\n"
    "    norm TEXT NOT NULL,\n"
    "    act TEXT NOT NULL,\n"
    "    destroyed_on TEXT NOT NULL,\n"
    "    who TEXT NOT NULL,\n"
    "    PRIMARY KEY (number)\n"
    ") STRICT",
    "CREATE UNIQUE INDEX destroyed_id ON destroyed (id)",
    "CREATE INDEX destroyed_act ON destroyed (act)",
    "CREATE TABLE destroyed_counts (\n"
    "    return_code TEXT NOT NULL,\n"
    "    year INTEGER NOT NULL,\n"
    "    quarter INTEGER NOT NULL,\n"
    "    cell TEXT NOT NULL,\n"
    "    number INTEGER NOT NULL,\n"
    "    PRIMARY KEY (return_code, year, quarter, cell)\n"
    ") WITHOUT ROWID, STRICT",
)


def make_retention(connection: Connection) -> None:
    """Make the tables of holds and of destroyed cards."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
