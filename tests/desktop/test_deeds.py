"""Every operation leaves exactly one row in the journal, with no name, ИИН or typed text in it."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from desktop import looking, safekeeping
from desktop.admission import create_desk, leave, open_desk, open_desk_with_code
from desktop.desk import Desk
from desktop.exporting import export_consolidated, export_own
from desktop.gathering import gather
from desktop.lists.arrangement import Arrangement
from desktop.lists.list_columns import Columns
from desktop.lists.list_export import Wanted, export_list
from desktop.lists.list_looks import LOOKS
from desktop.lists.saved_views import delete_view, keep_columns, save_view
from desktop.merge.merge_desk import read_noted
from desktop.office_details import save_office
from desktop.operations import annul_record, mark_complete, restore_record, save_record
from desktop.printing import papers
from desktop.register_edits import edit_register
from desktop.returning import confirm, hand_in, prepare, revise
from desktop.telling_apart import take_back, tell_apart
from forms.catalogue import form_of
from forms.codes import code
from forms.findings import Finding, Severity
from forms.record import Record, State
from forms.register_changes import ChangeKind, RegisterChange
from forms.store.store import Deed, Query
from reports.period import Period
from tests.desktop.offices import OFFICE, PASSPHRASE, PERIOD, TODAY, add_draft, practice_office

ROOM = Path(__file__).parents[2] / "desktop"
IIN = "880101100019"  # of somebody born in the 1880s, so of nobody alive
WORDS, VIEW = "екі рет терілген", "Менің тізімім"
PLANTED = ("Нұрмұхамбетова", "Гүлнәр", IIN, "Жалғызқарағай", WORDS, VIEW)

Do = Callable[[], object]
Case = Callable[[Desk, Path], Do]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: what prepares it and gives the thing to do, and the deed it must note."""

    case: Case
    deed: Deed
    doors: tuple[str, ...]
    """The functions of the desk that write to the store on the way, as introspection names them."""


SILENT = {
    "drafts.keep_draft": "what is typed is kept letter by letter; its saving is noted",
    "drafts.drop_draft": "what was typed and not wanted is forgotten; no card changes",
    "safekeeping._remember_failure": "a backup that was not made is told, and no deed",
    "self_check._cards": "cards of its own vault, each of which notes itself",
    "practising.make_practice_vault": "made-up cards, each of which notes itself",
}


def _card(desk: Desk, state: State = State.COMPLETE) -> Record:
    with desk.store.reading() as reading:
        ids = reading.ids("family", Query(states=frozenset({state})))
        card = reading.get("family", ids[0])
    assert card is not None
    return card


def _planted(desk: Desk) -> Record:
    """Give a saved draft in which every planted text stands."""
    draft = add_draft(desk).replace("settlement", "Жалғызқарағай")
    row = draft.rows("parents")[0]
    return save(desk, draft.replace("parents.iin", IIN, row.id))


def save(desk: Desk, record: Record) -> Record:
    kept = save_record(desk, record).record
    assert kept is not None
    return kept


def _new(desk: Desk, _place: Path) -> Do:
    record = Record.blank("family").add_row("parents", {"surname": "Нұрмұхамбетова"})
    return lambda: save_record(desk, record)


def _changed(desk: Desk, _place: Path) -> Do:
    record = _planted(desk)
    return lambda: save_record(desk, record.replace("settlement", VIEW))


def _completed(desk: Desk, _place: Path) -> Do:
    record = replace(_card(desk), state=State.DRAFT)
    record = save(desk, record)

    def do() -> None:
        assert not isinstance(mark_complete(desk, record), tuple)

    return do


def _annulled(desk: Desk, _place: Path) -> Do:
    record = _planted(desk)
    safekeeping.back_up(desk)  # else it would make one first, which has its own row
    return lambda: annul_record(desk, "family", record.id, code("annul_reason", "1"), WORDS)


def _restored(desk: Desk, place: Path) -> Do:
    _annulled(desk, place)()
    annulled = _card(desk, State.ANNULLED)
    return lambda: restore_record(desk, "family", annulled.id)


def _soft(desk: Desk) -> tuple[object, list[Finding]]:
    _planted(desk)  # a draft of the quarter: rule R3 asks
    prepared = prepare(desk, "1-QO", PERIOD)
    return prepared, [one for one in prepared.findings if one.severity is Severity.SOFT]


def _confirmed(desk: Desk, _place: Path) -> Do:
    prepared, found = _soft(desk)
    assert found
    return lambda: confirm(desk, prepared, found, "4", WORDS)  # type: ignore[arg-type]


def _handed_in(desk: Desk, _place: Path) -> Do:
    prepared = prepare(desk, "1-QO", PERIOD)
    found = [one for one in prepared.findings if one.severity is Severity.SOFT]
    prepared = confirm(desk, prepared, found, "1") if found else prepared

    def do() -> None:
        assert not isinstance(hand_in(desk, prepared), tuple)

    return do


def _revised(desk: Desk, place: Path) -> Do:
    _handed_in(desk, place)()
    with desk.store.reading() as reading:
        card = next(c for c in reading.counted("family") if c.get("removed_on") is None)
    earlier = replace(card, state=State.DRAFT)
    save(desk, earlier)
    with desk.store.begin() as work:
        work.annul("family", card.id, code("annul_reason", "1"), who="a", when=desk.now())

    def do() -> None:
        assert revise(desk, "1-QO", Period(2027, 1), WORDS)

    return do


def _exported(desk: Desk, place: Path) -> Do:
    prepared = prepare(desk, "1-QO", PERIOD)

    def do() -> None:
        assert not isinstance(export_own(desk, prepared, place), Finding)

    return do


def _merge_exported(desk: Desk, place: Path) -> Do:
    folder = place / "in"
    folder.mkdir()
    export_own(desk, prepare(desk, "1-QO", PERIOD), folder)
    offered = read_noted(desk, [folder], lambda _done, _all: None)
    merged = gather([one.received for one in offered], PERIOD, "KDN-1100", desk.register)

    def do() -> None:
        assert not isinstance(export_consolidated(desk, merged, place), Finding)

    return do


def _list_exported(desk: Desk, place: Path) -> Do:
    _planted(desk)
    columns = Columns(form_of("family"), LOOKS["family"])
    wanted = Wanted(columns, columns.look.columns, Query(text="Нұрмұхамбетова"), "Гүлнәр", "")

    def do() -> None:
        assert not isinstance(export_list(desk, wanted, place / "a.xlsx"), Finding)

    return do


def _viewed(desk: Desk, _place: Path) -> Do:
    columns = Columns(form_of("family"), LOOKS["family"])
    return lambda: save_view(desk, columns, VIEW, _arrangement(columns))


def _arrangement(columns: Columns) -> Arrangement:
    return Arrangement(columns.look.views[0].key, columns.look.columns)


def _unviewed(desk: Desk, _place: Path) -> Do:
    columns = Columns(form_of("family"), LOOKS["family"])
    view = save_view(desk, columns, VIEW, _arrangement(columns))
    return lambda: delete_view(desk, columns, view.key)


def _columned(desk: Desk, _place: Path) -> Do:
    columns = Columns(form_of("family"), LOOKS["family"])
    return lambda: keep_columns(desk, columns, ("title",))


def _rows(desk: Desk) -> tuple[str, str]:
    people = _card(desk).rows("children") or _card(desk).rows("parents")
    return people[0].id, "f" * 32


def _apart(desk: Desk, _place: Path) -> Do:
    return lambda: tell_apart(desk, *_rows(desk), "other", WORDS)


def _back(desk: Desk, place: Path) -> Do:
    _apart(desk, place)()
    return lambda: take_back(desk, *_rows(desk))


def _registered(desk: Desk, _place: Path) -> Do:
    change = RegisterChange(ChangeKind.CLOSE, "KDN-1132", date(2026, 12, 1), reason=WORDS)

    def do() -> None:
        assert edit_register(desk, change) is desk

    return do


def _backed_up(desk: Desk, _place: Path) -> Do:
    return lambda: safekeeping.back_up(desk)


def _copied(desk: Desk, place: Path) -> Do:
    (place / "stick").mkdir()
    assert safekeeping.choose_second(desk, place / "stick") is None
    return lambda: safekeeping.copy_to_second(desk)


def _brought_back(desk: Desk, _place: Path) -> Do:
    made = safekeeping.back_up(desk)
    assert not isinstance(made, Finding)
    return lambda: safekeeping.bring_back(desk, made.backup.path)


def _key_changed(desk: Desk, _place: Path) -> Do:
    def do() -> None:
        code = desk.store.change_passphrase("тоғыз тал су ішеді", who=desk.who, when=desk.now())
        assert isinstance(code, str)

    return do


def _printed(desk: Desk, _place: Path) -> Do:
    matter = papers.card_matter(_planted(desk))
    return lambda: papers.note(desk, matter, matter.printed)


def _return_printed(desk: Desk, _place: Path) -> Do:
    matter = papers.return_matter("1-QO", OFFICE, PERIOD)
    return lambda: papers.note(desk, matter, matter.printed)


OPERATIONS = {
    "save a new card": Operation(_new, Deed.CARD_NEW, ("operations._keep",)),
    "save a changed card": Operation(_changed, Deed.CARD_CHANGED, ("operations._keep",)),
    "mark a card complete": Operation(_completed, Deed.CARD_COMPLETED, ("operations._keep",)),
    "annul a card": Operation(_annulled, Deed.CARD_ANNULLED, ("operations.annul_record",)),
    "restore a card": Operation(_restored, Deed.CARD_RESTORED, ("operations.restore_record",)),
    "look at a card": Operation(
        lambda desk, _place: lambda: looking.open_card(desk, "family", _card(desk).id),
        Deed.CARD_OPENED,
        ("noting.note",),
    ),
    "search": Operation(
        lambda desk, _place: lambda: looking.searched(desk), Deed.SEARCHED, ("noting.note",)
    ),
    "print a card": Operation(_printed, Deed.CARD_PRINTED, ("noting.note",)),
    "print a return": Operation(_return_printed, Deed.RETURN_PRINTED, ("noting.note",)),
    "confirm in a return": Operation(_confirmed, Deed.RETURN_CONFIRMED, ("returning.confirm",)),
    "hand in": Operation(_handed_in, Deed.RETURN_HANDED_IN, ("returning.hand_in",)),
    "revise": Operation(_revised, Deed.RETURN_REVISED, ("returning.revise",)),
    "write a return": Operation(_exported, Deed.RETURN_EXPORTED, ("noting.note",)),
    "read for a merge": Operation(
        lambda desk, place: lambda: read_noted(desk, [place], lambda _done, _all: None),
        Deed.MERGED,
        ("noting.note",),
    ),
    "write a merge": Operation(_merge_exported, Deed.MERGE_EXPORTED, ("noting.note",)),
    "write a list": Operation(
        _list_exported, Deed.LIST_EXPORTED, ("lists.list_export.export_list",)
    ),
    "save a view": Operation(_viewed, Deed.SETTING_CHANGED, ("lists.saved_views.save_view",)),
    "delete a view": Operation(_unviewed, Deed.SETTING_CHANGED, ("lists.saved_views.delete_view",)),
    "choose columns": Operation(
        _columned, Deed.SETTING_CHANGED, ("lists.saved_views.keep_columns",)
    ),
    "tell apart": Operation(_apart, Deed.TOLD_APART, ("telling_apart.tell_apart",)),
    "take apart back": Operation(_back, Deed.APART_TAKEN_BACK, ("telling_apart.take_back",)),
    "edit the register": Operation(
        _registered, Deed.REGISTER_EDITED, ("register_edits.edit_register",)
    ),
    "change the office": Operation(
        lambda desk, _place: lambda: save_office(desk, {"executor": "Нұрмұхамбетова"}),
        Deed.SETTING_CHANGED,
        ("office_details.save_office",),
    ),
    "back up": Operation(_backed_up, Deed.BACKUP, ("safekeeping.back_up",)),
    "copy to the second place": Operation(
        _copied, Deed.BACKUP_COPIED, ("safekeeping.copy_to_second",)
    ),
    "choose the second place": Operation(
        lambda desk, place: lambda: safekeeping.choose_second(desk, place / "Гүлнәр"),
        Deed.SETTING_CHANGED,
        ("safekeeping.choose_second",),
    ),
    "bring a backup back": Operation(
        _brought_back, Deed.BACKUP_RESTORED, ("safekeeping.bring_back",)
    ),
    "confirm what was restored": Operation(
        lambda desk, _place: lambda: safekeeping.confirm_restored(desk),
        Deed.RESTORE_CONFIRMED,
        ("safekeeping.confirm_restored",),
    ),
    "change the key": Operation(_key_changed, Deed.KEY_CHANGED, ()),
}

AT_THE_DOOR = ("admission.create_desk", "admission._note_opening", "admission.leave")
"""Tried by test_each_opening_and_closing_is_one_row."""


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
    card = _planted(desk)
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
    unsaid = {one.name for one in Deed if f"Deed.{one.name}" not in text}
    assert unsaid <= STILL_TO_COME


STILL_TO_COME = {
    "FAILED_LOGIN",
    "USER_ADDED",
    "USER_CHANGED",
    "USER_REVOKED",
    "PASSPHRASE_CHANGED",
    "CARD_DESTROYED",
    "SENSITIVE_SHOWN",
    "JOURNAL_CHECKED",
}


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
        and ast.unparse(node.func.value).endswith("store")
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
