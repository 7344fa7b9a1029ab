"""Each role walks through the whole window: it sees what it may, and nothing breaks on the way."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget

from desktop import jobs, safekeeping
from desktop.day.left_list import LeftList
from desktop.desk import Desk
from desktop.drafts import Draft, draft_of, drop_draft, keep_draft
from desktop.finding.searching import finder
from desktop.form_page import FormPage
from desktop.journal_page import JournalPage
from desktop.judging import findings_of
from desktop.page import Page
from desktop.parts.buttons import Link
from desktop.records_page import RecordsPage
from desktop.rights_words import whose
from desktop.settings_place import SettingsPlace
from forms.findings import Finding, Severity
from forms.rights import NotAllowed, Right, Role, User
from forms.store.deeds import Deed
from forms.words import Language
from tests.desktop.offices import PERIOD, add_draft, practice_office
from tests.desktop.windows import Program, program, settle

ROOM = Path(__file__).parents[2] / "desktop"
OVER = ("register", "backups", "people")
NAMES_NOBODY = {
    "admission.py": "settings, users and the register, before anybody is known",
    "desk.py": "Desk.looking itself",
    "journal/journal_checking.py": "rows of the journal: codes and counts",
    "journal/journal_model.py": "rows of the journal: codes and counts",
    "journal_page.py": "who works with the vault; ids of cards by their numbers",
    "membership.py": "users of the vault",
    "office_details.py": "what is printed of the office",
    "register_edits.py": "edits of the register of commissions",
    "returning.py": "numbers of returns; the cards behind them are asked of desktop.explaining",
    "retention.py": "terms of the office; Presences are asked of cards that were looked at",
    "returns/period_picker.py": "a setting of the office",
    "safekeeping.py": "settings of the backups",
    "self_check.py": "made-up people of its own vault",
}
"""Modules that read the store without the right to look at cards, and what of it."""


def user(role: Role) -> User:
    return User("Б. Үлгі", frozenset({role}))


def surnames(desk: Desk) -> set[str]:
    """Give the surnames of everybody on a card."""
    with desk.store.reading() as reading:
        cards = [card for form in ("family", "court_case") for card in reading.counted(form)]
    rows = [row for card in cards for row in card.rows("children")]
    return {str(row.get("surname")) for row in rows if row.get("surname")}


def seen(widget: QWidget) -> str:
    """Give every text that stands in a window: of labels, lines and tables."""
    found = [label.text() for label in widget.findChildren(QLabel)]
    found += [line.text() for line in widget.findChildren(QLineEdit)]
    for view in widget.findChildren(QAbstractItemView):
        found += list(_cells(view))
    return "\n".join(found)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            yield str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole) or "")


def walk(shown: Program) -> Iterator[Page]:
    """Show every place of the rail, and the pages over the settings."""
    frame = shown.frame
    for key in list(frame._places):
        assert frame.go(key)
        _arrive()
        page = frame.page()
        assert page is not None
        yield page
        if isinstance(page, SettingsPlace):
            for over in OVER:
                page.show_what(over)
                _arrive()
                yield page.page


def _arrive() -> None:
    settle()
    jobs.wait_for_all()
    settle()


@pytest.mark.parametrize("role", Role)
def test_nobody_sees_names_without_the_right_to_look(
    role: Role, dressed: QApplication, tmp_path: Path
) -> None:
    with program(dressed, tmp_path, user=user(role)) as shown:
        safekeeping.back_up(shown.desk)
        names = surnames(shown.desk)
        pages = list[str]()
        for page in walk(shown):
            page.refresh()
            _arrive()
            pages.append(seen(shown.pana.window))
        words = set(re.findall(r"\w+", "\n".join(pages)))
        assert bool(names & words) == user(role).may(Right.LOOK)
        assert len(pages) == len(shown.frame._places) + len(OVER)


@pytest.mark.parametrize("role", Role)
def test_what_is_not_allowed_is_not_offered(
    role: Role, dressed: QApplication, tmp_path: Path
) -> None:
    """No button in the header, a closed line in the menu; and the search only for whoever looks."""
    with program(dressed, tmp_path, user=user(role)) as shown:
        frame, closed = shown.frame, set[Right]()
        for page in walk(shown):
            lines = {action.text(): action for action in _actions(frame)}
            for one in page.commands():
                if one.right is not None and not shown.desk.user.may(one.right):
                    assert not lines[one.text].isEnabled()
                    assert lines[one.text].toolTip() == whose(one.right, Language.KK)
                    closed.add(one.right)
            buttons = [one.text for one, _button in frame.header._buttons]
            allowed = [one for one in page.buttons() if frame._allowed(one)]
            assert buttons == [one.text for one in allowed]
        assert bool(closed) == (role in (Role.CHAIR, Role.OFFICER, Role.SECRETARY))
        assert frame.strip.search.isVisible() == user(role).may(Right.LOOK)


def _actions(frame: QWidget) -> Iterator[QAction]:
    bar = frame.strip.menus  # type: ignore[attr-defined]
    for menu in bar.actions():
        yield from menu.menu().actions()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR])
def test_the_search_finds_nothing_for_whoever_may_not_look(role: Role, tmp_path: Path) -> None:
    """At the first letter and at every later one."""
    with practice_office(tmp_path) as desk:
        add_draft(desk)
        object.__setattr__(desk, "user", user(role))
        for begins in (True, False):
            with pytest.raises(NotAllowed):
                finder(desk)("Нұрмұхамбетова", begins)


def test_an_administrator_compares_backups_by_numbers_alone(tmp_path: Path) -> None:
    with practice_office(tmp_path) as desk:
        made = safekeeping.back_up(desk)
        assert not isinstance(made, Finding)
        number = add_draft(desk).number
        for role, named in ((Role.SECRETARY, True), (Role.ADMINISTRATOR, False)):
            object.__setattr__(desk, "user", user(role))
            found = safekeeping.differences(desk, made.backup.path)
            assert not isinstance(found, Finding)
            (card,) = found.only_vault
            assert card.number == number and bool(card.title) == named


def test_an_administrator_reads_the_journal_and_opens_no_card(
    dressed: QApplication, tmp_path: Path
) -> None:
    with program(dressed, tmp_path, user=user(Role.ADMINISTRATOR)) as shown:
        shown.frame.go("history")
        page = shown.frame.page()
        assert isinstance(page, JournalPage) and not page.hints()
        row = next(at for at in range(page.model.rowCount()) if page.model.row(at).number)  # type: ignore[union-attr]
        page.table.setCurrentIndex(page.model.index(row, 0))
        with pytest.raises(NotAllowed):
            page._open()


def test_a_chair_begins_no_card_and_hands_nothing_in(dressed: QApplication, tmp_path: Path) -> None:
    """The sentence comes before anything is asked or typed."""
    with program(dressed, tmp_path, user=user(Role.CHAIR)) as shown:
        shown.frame.go("families")
        with pytest.raises(NotAllowed):
            shown.frame.page().show_what("new")  # type: ignore[union-attr]
        shown.frame.go("returns", ("1-QO", PERIOD))
        _arrive()
        with pytest.raises(NotAllowed):
            shown.frame.page().hand_in()  # type: ignore[union-attr]
        shown.frame.go("settings")
        settings = shown.frame.page().settings  # type: ignore[union-attr]
        assert not any(line.isEnabled() for line in settings.lines.values())
        assert settings.leave()


def test_a_chair_throws_nothing_away_that_was_typed(tmp_path: Path) -> None:
    """But may take back what only confirms."""
    with practice_office(tmp_path) as desk:
        card = add_draft(desk)
        typed = Draft("family", card.id, card.revision, {**card.values, "settlement": "Ақжар"}, {})
        keep_draft(desk, typed)
        object.__setattr__(desk, "user", user(Role.CHAIR))
        with pytest.raises(NotAllowed):
            drop_draft(desk, card.id)
        rows = LeftList(desk)
        rows.tell()
        assert [len(row.findChildren(Link)) for row in rows.rows] == [1]
        confirms = Draft(
            "family", card.id, card.revision, card.values, {"F12|family/settlement|x": ("1", "")}
        )
        keep_draft(desk, confirms)
        drop_draft(desk, card.id)
        assert draft_of(desk, card.id) is None


def test_a_chair_confirms_on_a_card_and_changes_nothing_else(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F9, a reason, saved; and typing into a field writes nothing."""
    monkeypatch.setattr("desktop.card.confirming.ask_reason", lambda *_given: ("1", ""))
    with program(dressed, tmp_path, user=user(Role.CHAIR)) as shown:
        card, finding = _soft(shown.desk)
        shown.frame.go("families", card)
        records = shown.frame.page()
        assert isinstance(records, RecordsPage)
        page = records.page
        assert isinstance(page, FormPage) and page.view.filling.locked
        page.confirm(finding)
        page.save()
        with shown.desk.store.reading() as reading:
            kept, newest = reading.get("family", card), reading.journal(limit=1)[0]
        assert kept is not None and len(kept.confirmed) == 1
        assert (newest.deed, newest.who) == (Deed.CARD_CONFIRMED, "Б. Үлгі")
        spot = page.view.spot()
        assert spot is not None
        page.view.write(spot, "Ақжар")
        assert page.view.filling.record.values == kept.values


def _soft(desk: Desk) -> tuple[str, Finding]:
    """Find a card of the practice office with something to confirm on it."""
    with desk.store.reading() as reading:
        drafts = [*reading.drafts("family"), *reading.counted("family")]
    for card in drafts:
        for one in findings_of(desk, card):
            if one.severity is Severity.SOFT:
                return card.id, one
    raise AssertionError("nothing is to be confirmed in the practice office")


def test_every_reading_of_cards_asks_for_the_right_to_look() -> None:
    """Desk.looking asks; a module that goes round it says why what it reads names nobody."""
    found = {
        str(path.relative_to(ROOM).as_posix())
        for path in ROOM.rglob("*.py")
        if re.search(r"store\.reading\b|vault\.reading\b", path.read_text(encoding="utf-8"))
    }
    assert found - {"verifying.py"} == set(NAMES_NOBODY)
