"""The step that lets the journal be a chain; frozen.

What the older journal holds is taken over as it is, without seals; the chain begins after it and
its first seal covers all of it (see forms.store.journal).
"""

from sqlalchemy import Connection

_STATEMENTS = (
    "CREATE TABLE journal_new (\n"
    "    entry INTEGER NOT NULL,\n"
    "    happened_at TEXT NOT NULL,\n"
    "    who TEXT NOT NULL,\n"
    "    deed TEXT NOT NULL,\n"
    "    form TEXT NOT NULL,\n"
    "    record TEXT NOT NULL,\n"
    "    about TEXT NOT NULL,\n"
    "    seal TEXT NOT NULL,\n"
    "    PRIMARY KEY (entry)\n"
    ") STRICT",
    "INSERT INTO journal_new SELECT entry, happened_at, who, action, '', '', about, '' "
    "FROM journal",
    "DROP TABLE journal",
    "ALTER TABLE journal_new RENAME TO journal",
    "CREATE INDEX journal_deed ON journal (deed)",
    "CREATE INDEX journal_record ON journal (record)",
    "CREATE INDEX journal_who ON journal (who)",
    "CREATE TABLE journal_head (\n"
    "    place INTEGER NOT NULL,\n"
    "    since INTEGER NOT NULL,\n"
    "    start TEXT NOT NULL,\n"
    "    entry INTEGER NOT NULL,\n"
    "    seal TEXT NOT NULL,\n"
    "    proof TEXT NOT NULL,\n"
    "    PRIMARY KEY (place)\n"
    ") STRICT",
    "CREATE TABLE journal_keys (\n"
    "    wrapped TEXT NOT NULL,\n"
    "    since TEXT NOT NULL,\n"
    "    who TEXT NOT NULL,\n"
    "    PRIMARY KEY (wrapped)\n"
    ") STRICT",
    # Without proof: the chain waits to be begun by whoever opens the vault next.
    "INSERT INTO journal_head SELECT 1, coalesce(max(entry), 0) + 1, '', "
    "coalesce(max(entry), 0), '', '' FROM journal",
)


def make_chain(connection: Connection) -> None:
    """Rebuild the journal with room for seals, and make the places of its head and its key."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
