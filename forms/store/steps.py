"""Brings a store from the state it was left in to what this program needs, step by named step.

A step is frozen once it was released: it says in SQL what it does and never looks at the forms
as they are declared later.  A declared field that no step makes fails a test.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from forms.findings import Finding, Severity
from forms.store.apart_step import make_apart
from forms.store.first_schema import FIRST_SCHEMA
from forms.store.journal_step import make_chain
from forms.store.retention_step import make_retention
from forms.store.tables import STEPS as RECORD
from forms.store.tally_step import make_tallies
from forms.store.users_step import make_users
from forms.store.vault import Vault
from forms.store.words_step import make_words
from forms.words import N_

NEWER = N_(
    "{file} was last used by a newer Pana (it has {n} changes of structure that this one does not "
    "know). Open it with the newer program; nothing was changed."
)


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the tables; rebuilds says that a table with others beneath it is made anew,
    so that foreign keys must be off while it works (they are checked before it is saved)."""

    name: str
    work: Callable[[Connection], None]
    rebuilds: bool = False


def _first(connection: Connection) -> None:
    for statement in FIRST_SCHEMA.split(";\n")[:-1]:
        connection.exec_driver_sql(statement)


CHAIN = "2026-11 journal in a chain"

STEPS: tuple[Step, ...] = (
    Step("2026-11 first tables", _first),
    Step("2026-11 tallies and indexes of lists", make_tallies),
    Step("2026-11 people told apart", make_apart),
    Step("2026-11 words by longer beginnings, typed texts", make_words),
    Step(CHAIN, make_chain),
    Step("2026-11 users and their slots", make_users),
    Step("2026-11 holds and destroyed cards", make_retention),
)


def missing_steps(vault: Vault, steps: tuple[Step, ...] = STEPS) -> tuple[Step, ...] | Finding:
    """Give the steps that a store still lacks, or say that it is newer than this program.

    Only reads.  Whoever opens an old store makes a backup first when this is not empty.
    """
    done = _done(vault)
    strange = done - {step.name for step in steps}
    if strange:
        name = vault.path.name
        return Finding(
            "V30", Severity.HARD, NEWER, {"file": name}, {"file": name, "n": len(strange)}
        )
    return tuple(step for step in steps if step.name not in done)


def bring_up(vault: Vault, steps: tuple[Step, ...] = STEPS) -> Finding | None:
    """Make the steps that are missing, each whole or not at all; None when the store is ready.

    Raises VaultFault when the disk fails or when a step would leave rows that point nowhere; the
    steps before it stay made.
    """
    missing = missing_steps(vault, steps)
    if isinstance(missing, Finding):
        return missing
    for step in missing:
        with vault.rebuilding() if step.rebuilds else vault.writing() as connection:
            step.work(connection)
            connection.execute(
                insert(RECORD).values(name=step.name, applied_at=func.current_timestamp())
            )
    return None


def _done(vault: Vault) -> frozenset[str]:
    with vault.reading() as connection:
        there = connection.exec_driver_sql(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'steps'"
        ).fetchone()
        if there is None:
            return frozenset()
        return frozenset(connection.execute(select(RECORD.c.name)).scalars())
