"""The step for finding people among many: words by longer beginnings, typed texts.

Frozen.  All that it drops is worked out from the cards anew (derived.py).
"""

from sqlalchemy import Connection

_STATEMENTS = (
    "DROP TABLE search",
    "CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1,\n"
    "    detail=none, prefix='1 2 3 4 5 6 7 8 9 10 11 12', tokenize=ascii)",
    "DROP TABLE people",
    "CREATE TABLE people (\n"
    "    card INTEGER NOT NULL,\n"
    "    repeat TEXT NOT NULL,\n"
    '    "row" TEXT NOT NULL,\n'
    "    surname TEXT NOT NULL,\n"
    "    name TEXT NOT NULL,\n"
    "    patronymic TEXT NOT NULL,\n"
    "    iin TEXT,\n"
    "    birth TEXT,\n"
    "    called TEXT NOT NULL,\n"
    "    position INTEGER NOT NULL,\n"
    '    PRIMARY KEY (card, repeat, "row"),\n'
    "    FOREIGN KEY(card) REFERENCES cards (place) ON DELETE CASCADE\n"
    ") WITHOUT ROWID, STRICT",
    "CREATE INDEX people_birth ON people (birth)",
    "CREATE INDEX people_iin ON people (iin)",
    "CREATE INDEX people_names ON people (surname, name, birth, patronymic)",
    'CREATE INDEX people_row ON people ("row")',
    "CREATE TABLE typed_texts (\n"
    "    form TEXT NOT NULL,\n"
    "    path TEXT NOT NULL,\n"
    "    folded TEXT NOT NULL,\n"
    "    text TEXT NOT NULL,\n"
    "    uses INTEGER NOT NULL,\n"
    "    PRIMARY KEY (form, path, folded, text)\n"
    ") WITHOUT ROWID, STRICT",
    "CREATE TABLE derived (\n"
    "    what TEXT NOT NULL,\n"
    "    version INTEGER NOT NULL,\n"
    "    PRIMARY KEY (what)\n"
    ") STRICT",
)


def make_words(connection: Connection) -> None:
    """Make the index of words, the people and what is derived beside them, all empty."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
