"""Roles and rights: the table that a clerk can read, tried through the operations themselves."""

import ast
import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.desk import Desk
from desktop.places import places
from desktop.rights_words import not_allowed
from forms.rights import ALLOWED, ROLE_NAMES, SPOKEN, NotAllowed, Right, Role, User
from forms.words import Language
from tests.desktop.deeds import OPERATIONS
from tests.desktop.offices import practice_office

ROOM = Path(__file__).parents[2] / "desktop"
TABLE = Path(__file__).parents[1] / "cases" / "rights.tsv"
YES, NO = "yes", "–"
AT_THE_DOOR = {"change the key"}
"""Shown by the old passphrase or the recovery code itself, before anybody is known."""

BEFORE_ANYBODY = {"admission.py", "desk.py"}
"""Make the desk, so they cannot ask it."""


def _table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_office(tmp_path) as made:
        yield made


def be(desk: Desk, *roles: Role) -> None:
    """Let somebody of these roles sit down at the desk."""
    object.__setattr__(desk, "user", User("Б. Үлгі", frozenset(roles)))


def test_every_operation_and_every_right_stands_in_the_table() -> None:
    assert {row["operation"] for row in _table()} == set(OPERATIONS) - AT_THE_DOOR
    assert {Right(row["right"]) for row in _table()} <= set(Right)


@pytest.mark.parametrize("row", _table(), ids=lambda row: row["operation"])
def test_the_rights_are_those_of_the_table(row: dict[str, str]) -> None:
    allowed = ALLOWED[Right(row["right"])]
    assert {role: row[role.value] for role in Role} == {
        role: YES if role in allowed else NO for role in Role
    }


@pytest.mark.parametrize("row", _table(), ids=lambda row: row["operation"])
def test_each_role_does_what_the_table_says(
    row: dict[str, str], desk: Desk, tmp_path: Path
) -> None:
    """First every role that may not, which changes nothing; then one that may."""
    do = OPERATIONS[row["operation"]].case(desk, tmp_path)
    before = _all(desk), sorted(tmp_path.rglob("*"))
    for role in (one for one in Role if row[one.value] == NO):
        be(desk, role)
        with pytest.raises(NotAllowed):
            do()
    assert (_all(desk), sorted(tmp_path.rglob("*"))) == before
    may = [one for one in Role if row[one.value] == YES]
    be(desk, may[0])
    do()
    assert _all(desk) != before[0]


def _all(desk: Desk) -> list[object]:
    """Give what a change would change: journal, settings and cards."""
    with desk.store.vault.reading() as connection:
        return [
            connection.exec_driver_sql(f"SELECT * FROM {table}").fetchall()
            for table in ("journal", "settings", "cards", "apart", "users", "holds", "destroyed")
        ]


def test_a_chair_confirms_but_does_not_change(desk: Desk) -> None:
    from desktop.operations import save_record
    from tests.desktop.offices import add_draft

    draft = add_draft(desk)
    be(desk, Role.CHAIR)
    with pytest.raises(NotAllowed):
        save_record(desk, draft.replace("settlement", "Ақжар"))


def test_nothing_of_the_desk_changes_the_vault_without_a_right() -> None:
    """Desk.begin asks; only what makes the desk goes round it."""
    found = {
        path.name
        for path in ROOM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("store.begin")
    }
    assert found == BEFORE_ANYBODY


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("right", Right)
def test_a_refusal_names_the_right_and_whose_it_is(right: Right, lang: Language) -> None:
    said = not_allowed(NotAllowed(right)).say(lang)
    assert "{" not in said and len(said) > 20


def test_every_right_and_role_has_words() -> None:
    assert set(SPOKEN) == set(Right) == set(ALLOWED)
    assert set(ROLE_NAMES) == set(Role)
    assert all(ALLOWED[right] for right in Right)


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.SECRETARY, ["today", "families", "cases", "returns", "merge", "settings"]),
        (Role.CHAIR, ["today", "families", "cases", "returns", "history", "settings"]),
        (Role.OFFICER, ["returns", "merge", "settings"]),
        (Role.ADMINISTRATOR, ["history", "settings"]),
    ],
)
def test_only_places_with_something_to_do_are_shown(
    role: Role, shown: list[str], desk: Desk
) -> None:
    from desktop.choices import Choices
    from desktop.entrance.doors import Opened
    from desktop.settings import Recent

    be(desk, role)
    opened = Opened(desk, Recent(desk.store.vault.path))
    choices = object.__new__(Choices)
    assert [place.key for place in places(opened, choices)] == shown
