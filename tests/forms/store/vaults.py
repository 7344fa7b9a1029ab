"""What every test of a vault needs: to make one, fill it, open it, and leave it as a crash does."""

import hashlib
from pathlib import Path

from sqlalchemy import Connection

from forms.findings import Finding
from forms.store.vault import Vault
from forms.store.vault_keys import KeyCost
from forms.words import Language

PASS = "қызыл алма пана жаңбыр"


def create_vault(path: Path) -> tuple[Vault, str]:
    """Make a practice vault."""
    made = Vault.create(path, PASS, KeyCost.PRACTICE)
    assert not isinstance(made, Finding), made
    return made


def open_vault(path: Path, passphrase: str = PASS) -> Vault:
    """Open a vault that must open."""
    vault = Vault.open(path, passphrase)
    assert isinstance(vault, Vault), vault
    return vault


def fill(vault: Vault) -> None:
    """Make two tables and put three families and a child in."""
    with vault.writing() as work:
        work.exec_driver_sql("CREATE TABLE family (id INTEGER PRIMARY KEY, name TEXT) STRICT")
        work.exec_driver_sql(
            "CREATE TABLE child (family INTEGER NOT NULL REFERENCES family ON DELETE CASCADE)"
        )
        add(work, "Әлібек", "Ғани", "Үміт")
        work.exec_driver_sql("INSERT INTO child VALUES (1)")


def add(work: Connection, *names: str) -> None:
    """Add families by name."""
    for name in names:
        work.exec_driver_sql("INSERT INTO family (name) VALUES (?)", (name,))


def names_in(vault: Vault) -> list[str]:
    """Read the names of all families."""
    with vault.reading() as look:
        return [row[0] for row in look.exec_driver_sql("SELECT name FROM family ORDER BY id")]


def rule_of(outcome: object) -> str:
    """Give the number of a refusal; see that it can be spoken in every language."""
    assert isinstance(outcome, Finding), outcome
    for lang in Language:
        assert "{" not in outcome.say(lang)
    return outcome.rule


def digests(folder: Path) -> dict[str, str]:
    """Take the digest of every file in a folder."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.is_file()
    }


def open_by_code(path: Path, code: str) -> Vault:
    """Open a vault by a code that must fit."""
    vault = Vault.open_with_code(path, code)
    assert isinstance(vault, Vault), vault
    return vault


def crash(vault: Vault, folder: Path) -> Path:
    """Give what a killed program leaves: the open vault's files as they lie, nobody writing."""
    folder.mkdir()
    for name in ("", "-wal"):
        file = vault.path.with_name(vault.path.name + name)
        (folder / file.name).write_bytes(file.read_bytes())
    return folder / vault.path.name
