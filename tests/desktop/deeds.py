"""The operations of the desk, each with what prepares it and the one deed that it must note."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop import looking, retention, safekeeping
from desktop.desk import Desk
from desktop.exporting import export_consolidated, export_own
from desktop.gathering import gather
from desktop.journal.journal_checking import check_journal, stranger
from desktop.lists.arrangement import Arrangement
from desktop.lists.list_columns import Columns
from desktop.lists.list_export import Wanted, export_list
from desktop.lists.list_looks import LOOKS
from desktop.lists.saved_views import delete_view, keep_columns, save_view
from desktop.membership import (
    add_user,
    change_own_passphrase,
    change_roles,
    give_passphrase,
    revoke_user,
)
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
from forms.rights import Role
from forms.store.store import Deed, Mark, Query
from reports.period import Period
from tests.desktop import due_deeds
from tests.desktop.offices import OFFICE, PASSPHRASE, PERIOD
from tests.desktop.planting import VIEW, WORDS, planted, save

Do = Callable[[], object]
Case = Callable[[Desk, Path], Do]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: what prepares it and gives the thing to do, and the deed it must note."""

    case: Case
    deed: Deed
    doors: tuple[str, ...]
    """The functions of the desk that write to the store on the way, as introspection names them."""


def _card(desk: Desk, state: State = State.COMPLETE) -> Record:
    with desk.store.reading() as reading:
        ids = reading.ids("family", Query(states=frozenset({state})))
        card = reading.get("family", ids[0])
    assert card is not None
    return card


def _new(desk: Desk, _place: Path) -> Do:
    record = Record.blank("family").add_row("parents", {"surname": "Нұрмұхамбетова"})
    return lambda: save_record(desk, record)


def _changed(desk: Desk, _place: Path) -> Do:
    record = planted(desk)
    return lambda: save_record(desk, record.replace("settlement", VIEW))


def _completed(desk: Desk, _place: Path) -> Do:
    record = replace(_card(desk), state=State.DRAFT)
    record = save(desk, record)

    def do() -> None:
        assert not isinstance(mark_complete(desk, record), tuple)

    return do


def _annulled(desk: Desk, _place: Path) -> Do:
    record = planted(desk)
    safekeeping.back_up(desk)  # else it would make one first, which has its own row
    return lambda: annul_record(desk, "family", record.id, code("annul_reason", "1"), WORDS)


def _restored(desk: Desk, place: Path) -> Do:
    _annulled(desk, place)()
    annulled = _card(desk, State.ANNULLED)
    return lambda: restore_record(desk, "family", annulled.id)


def _soft(desk: Desk) -> tuple[object, list[Finding]]:
    planted(desk)  # a draft of the quarter: rule R3 asks
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
    planted(desk)
    columns = Columns(form_of("family"), LOOKS["family"])
    wanted = Wanted(columns, columns.look.columns, Query(text="Нұрмұхамбетова"), "Гүлнәр", "")

    def do() -> None:
        assert not isinstance(export_list(desk, wanted, place / "a.xlsx", PASSPHRASE), Finding)

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
    matter = papers.card_matter(planted(desk))
    return lambda: papers.note(desk, matter, matter.printed)


def _return_printed(desk: Desk, _place: Path) -> Do:
    matter = papers.return_matter("1-QO", OFFICE, PERIOD)
    return lambda: papers.note(desk, matter, matter.printed)


NEW, NEWER = "жеті жұлдыз қырат тұман", "алты арыс көпір бұлақ"
CHAIR = {Role.CHAIR}


def _done(answer: object) -> None:
    assert not isinstance(answer, Finding), answer


def _with_user(desk: Desk, do: Callable[[int], object]) -> Do:
    number = add_user(desk, "Қ. Үлгі", CHAIR, NEW)
    assert isinstance(number, int)
    return lambda: _done(do(number))


def _slot_changed(desk: Desk, _place: Path) -> Do:
    number = add_user(desk, "Қ. Үлгі", CHAIR, NEW)
    assert isinstance(number, int)
    desk.store.vault.user = number
    return lambda: _done(change_own_passphrase(desk, NEW, NEWER))


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
    "show hidden fields": Operation(
        lambda desk, _place: lambda: looking.hidden_shown(desk, _card(desk)),
        Deed.SENSITIVE_SHOWN,
        ("noting.note",),
    ),
    "search": Operation(
        lambda desk, _place: lambda: looking.searched(desk), Deed.SEARCHED, ("noting.note",)
    ),
    "print a card": Operation(_printed, Deed.CARD_PRINTED, ("noting.note",)),
    "print a return": Operation(_return_printed, Deed.RETURN_PRINTED, ("noting.note",)),
    "confirm in a return": Operation(_confirmed, Deed.RETURN_CONFIRMED, ("returning.confirm",)),
    "mark a card to be kept": Operation(due_deeds.held, Deed.CARD_HELD, ("retention.hold",)),
    "lift such a mark": Operation(due_deeds.released, Deed.CARD_RELEASED, ("retention.release",)),
    "set terms": Operation(
        lambda desk, _place: lambda: retention.set_terms(desk, {"retention/family": 9}),
        Deed.SETTING_CHANGED,
        ("retention.set_terms",),
    ),
    "destroy a card": Operation(due_deeds.destroyed, Deed.CARD_DESTROYED, ("destroying.destroy",)),
    "print an act": Operation(due_deeds.act_printed, Deed.ACT_PRINTED, ("noting.note",)),
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
    "check the journal": Operation(
        lambda desk, _place: lambda: check_journal(desk), Deed.JOURNAL_CHECKED, ("noting.note",)
    ),
    "meet another file": Operation(
        lambda desk, _place: lambda: stranger(desk, Mark(10_000, "")),
        Deed.JOURNAL_BEHIND,
        ("noting.note",),
    ),
    "change the key": Operation(_key_changed, Deed.KEY_CHANGED, ()),
    "add a user": Operation(
        lambda desk, _place: lambda: _done(add_user(desk, "Қ. Үлгі", CHAIR, NEW)),
        Deed.USER_ADDED,
        ("membership.add_user",),
    ),
    "change roles": Operation(
        lambda desk, _place: _with_user(
            desk, lambda number: change_roles(desk, number, {Role.OFFICER})
        ),
        Deed.USER_CHANGED,
        ("membership.change_roles",),
    ),
    "take a user away": Operation(
        lambda desk, _place: _with_user(desk, lambda number: revoke_user(desk, number)),
        Deed.USER_REVOKED,
        ("membership.revoke_user",),
    ),
    "change a slot": Operation(_slot_changed, Deed.PASSPHRASE_CHANGED, ("membership._renew",)),
    "give a passphrase": Operation(
        lambda desk, _place: _with_user(desk, lambda number: give_passphrase(desk, number, NEWER)),
        Deed.PASSPHRASE_CHANGED,
        ("membership._renew",),
    ),
}
