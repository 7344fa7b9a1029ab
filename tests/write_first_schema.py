"""Writes forms/store/first_schema.py from the tables as they are declared today.

To be run only until the first release; from then on the file is frozen and a new field gets a
step of its own: python -m tests.write_first_schema
"""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from forms.store.tables import SEARCH, all_tables

TARGET = Path(__file__).parents[1] / "forms" / "store" / "first_schema.py"
HEAD = '''"""The tables of the first released store, frozen: what came later came by steps."""

FIRST_SCHEMA = """
'''


def statements() -> Iterator[str]:
    """Give the SQL that makes the declared tables, parents before children."""
    dialect = sqlite.dialect()
    for table in all_tables().sorted_tables:
        yield (
            str(CreateTable(table).compile(dialect=dialect))
            .strip()
            .replace("\n STRICT", " STRICT")
            .replace("\n WITHOUT", " WITHOUT")
            .replace("\t", "    ")
        )
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            yield str(CreateIndex(index).compile(dialect=dialect)).strip()
    yield SEARCH


def main() -> None:
    """Write the file."""
    text = HEAD + "".join(f"{one};\n" for one in statements()) + '"""\n'
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    TARGET.write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
