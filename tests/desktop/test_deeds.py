"""Every operation leaves exactly one row in the journal, with no name, ИИН or typed text in it."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from desktop import looking, safekeeping
from desktop.admission import create_desk, leave, open_desk, open_desk_with_code
from desktop.desk import Desk
from forms.findings import Finding
from forms.store import tries
from forms.store.store import Deed
from forms.store.vault_keys import code_from_root
from tests.desktop.deeds import OPERATIONS
from tests.desktop.offices import OFFICE, PASSPHRASE, PERIOD, TODAY, practice_office
from tests.desktop.planting import PLANTED, planted

ROOM = Path(__file__).parents[2] / "desktop"
SILENT = {
    "drafts.keep_draft": "what is typed is kept letter by letter; its saving is noted",
    "drafts.drop_draft": "what was typed and not wanted is forgotten; no card changes",
    "safekeeping._remember_failure": "a backup that was not made is told, and no deed",
    "self_check._cards": "cards of its own vault, each of which notes itself",
    "practising.make_practice_vault": "made-up cards, each of which notes itself",
}


AT_THE_DOOR = (
    "admission.create_desk",
    "admission._note_opening",
    "admission._note_withdrawn",
    "admission.leave",
    "desk.begin",
)
"""Tried by test_each_opening_and_closing_is_one_row, and in test_membership."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_office(tmp_path) as made:
        yield made


def rows(desk: Desk) -> list[tuple[str, ...]]:
    """Give every row as the vault keeps it, the first one first."""
    with desk.store.vault.reading() as connection:
        found = connection.exec_driver_sql("SELECT deed, * FROM journal ORDER BY entry").fetchall()
    return [tuple(map(str, row)) for row in found]


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_operation_writes_one_row_without_names(name: str, desk: Desk, tmp_path: Path) -> None:
    operation = OPERATIONS[name]
    do = operation.case(desk, tmp_path)
    before = len(rows(desk))
    do()
    made = rows(desk)[before:]
    assert [row[0] for row in made] == [operation.deed.value]
    whole = "\n".join(" ".join(row) for row in rows(desk)).casefold()
    assert not [text for text in PLANTED if text.casefold() in whole]
    assert desk.store.check_journal().findings == ()


def test_the_planted_texts_do_stand_in_the_vault(desk: Desk) -> None:
    """Else the scan of the rows would prove nothing."""
    card = planted(desk)
    told = repr(card.values)
    assert all(text in told for text in PLANTED[:4])


def test_every_door_to_the_store_is_among_the_operations() -> None:
    """A new one?  Let it note its deed, and add a line to OPERATIONS (or to SILENT, and why)."""
    tried = {door for one in OPERATIONS.values() for door in one.doors}
    assert doors() == tried | set(SILENT) | set(AT_THE_DOOR)


def test_every_deed_is_noted_somewhere() -> None:
    """A deed that nothing notes is a promise to the auditor that nobody keeps."""
    text = "".join(
        path.read_text(encoding="utf-8")
        for room in (ROOM, ROOM.parent / "forms")
        for path in room.rglob("*.py")
        if path.name != "deeds.py"
    )
    assert {one.name for one in Deed if f"Deed.{one.name}" not in text} == set()


def doors() -> set[str]:
    """Find every function of the desk that begins a piece of work on the store."""
    found = set()
    for path in ROOM.rglob("*.py"):
        module = ".".join(path.relative_to(ROOM).with_suffix("").parts)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and any(map(_begins, ast.walk(function))):
                found.add(f"{module}.{function.name}")
    return found


def _begins(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "begin"
        and ast.unparse(node.func.value).endswith(("store", "desk", "at"))
    )


def test_each_opening_and_closing_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "a.pana"
    made = create_desk(path, PASSPHRASE, OFFICE, PERIOD, practice=True)
    assert not isinstance(made, Finding)
    leave(made[0])
    for way in (partial(open_desk, path, PASSPHRASE), partial(open_desk_with_code, path, made[1])):
        opened = way()
        assert isinstance(opened, Desk)
        leave(opened)
    again = open_desk(path, PASSPHRASE)
    assert isinstance(again, Desk)
    with again.store.vault:
        assert [row[0] for row in rows(again)] == [
            Deed.MADE,
            Deed.LOGOUT,
            Deed.LOGIN,
            Deed.LOGOUT,
            Deed.CODE_LOGIN,
            Deed.LOGOUT,
            Deed.LOGIN,
        ]


def test_failed_openings_are_noted_at_the_next_one(tmp_path: Path) -> None:
    path = tmp_path / "a.pana"
    made = create_desk(path, PASSPHRASE, OFFICE, PERIOD, practice=True)
    assert not isinstance(made, Finding)
    leave(made[0])
    other = code_from_root(bytes(16))
    for way in (
        partial(open_desk, path, "not the passphrase"),
        partial(open_desk, path, "not this one either"),
        partial(open_desk_with_code, path, other),
    ):
        assert isinstance(way(), Finding)
    beside = tries.tries_file(path)
    kept = beside.read_bytes()
    assert b"passphrase" not in kept and other.encode() not in kept
    for again in range(2):
        opened = open_desk(path, PASSPHRASE)
        assert isinstance(opened, Desk)
        assert [row[0] for row in rows(opened)].count(Deed.FAILED_LOGIN) == 3
        assert not beside.exists()
        assert opened.store.check_journal().findings == ()
        leave(opened)
        if not again:
            beside.write_bytes(kept)  # as if the power had gone before it was taken away


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b'{"version": 2, "failed": []}',
        b'{"version": 1, "failed": [["a", 5, true]]}',
        b'{"version": 1, "failed": [["0123456789ab", "2026-11-24T09:00:00", false]]}',
        b'{"version": 1}',
        b"\xff" * 100,
        b"9" * 300_000,
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_of_failures_stops_nobody(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pana"
    tries.tries_file(path).write_bytes(content)
    assert tries.remembered(path) == ()
    tries.remember(path, datetime(2026, 11, 24, 9, tzinfo=UTC))
    assert len(tries.remembered(path)) == 1


def test_the_file_of_failures_does_not_grow_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "MOST", 3)
    for minute in range(5):
        tries.remember(tmp_path / "a.pana", datetime(2026, 11, 24, 9, minute, tzinfo=UTC))
    assert [one.when.minute for one in tries.remembered(tmp_path / "a.pana")] == [2, 3, 4]


def test_what_was_restored_tells_it_at_its_first_opening(desk: Desk) -> None:
    made = safekeeping.back_up(desk)
    assert not isinstance(made, Finding)
    to = safekeeping.bring_back(desk, made.backup.path)
    assert isinstance(to, Path)
    for deeds in ([Deed.RESTORED_FROM, Deed.LOGIN], [Deed.LOGOUT, Deed.LOGIN]):
        opened = open_desk(to, PASSPHRASE)
        assert isinstance(opened, Desk)
        assert [row[0] for row in rows(opened)][-2:] == deeds
        assert opened.store.check_journal().findings == ()
        leave(opened)


def test_a_card_never_saved_is_looked_at_without_a_row(desk: Desk) -> None:
    before = rows(desk)
    assert looking.open_card(desk, "family", "nobody") is None
    assert rows(desk) == before


def test_today_is_a_day_of_the_quarter_or_after() -> None:
    assert PERIOD.span.last <= TODAY
