"""The page of users: added, changed, taken away and renewed by keyboard alone, in each language."""

import gc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import jobs, language, membership
from desktop.admission import leave, open_desk, open_desk_with_code
from desktop.desk import Desk
from desktop.parts.buttons import Button
from desktop.people.code_dialog import CodeDialog
from desktop.people.people_table import NAME, ROLES, STATE
from desktop.people.user_dialogs import AddUserDialog, OwnPassphraseDialog, RolesDialog
from desktop.people_page import PeoplePage
from forms.findings import Finding
from forms.rights import NotAllowed, Right, Role
from forms.words import Language
from tests.desktop.clipping import clipped
from tests.desktop.offices import OFFICE, PASSPHRASE, TODAY, _press, empty_office
from tests.desktop.windows import gone

CHAIR, OFFICER, NEW = "көк аспан кең дала", "ақ қайың биік тау", "жеті жұлдыз қырат тұман"
WHO = "Б. Үлгі"
BODY, SMALL = (1278, 560), (1005, 420)
PATIENCE = 8000
"""Milliseconds after which a dialog that nobody closed is closed, so that the test fails."""

Act = Callable[[QDialog], object]


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    with empty_office(tmp_path, OFFICE, TODAY) as made:
        yield made


class Seen:
    """The page, what it told, and the codes it sent to the printer."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.told: list[str] = []
        self.printed: list[str] = []
        self.met: dict[int, QDialog] = {}
        self.patience = QTimer()
        self.patience.timeout.connect(close_what_is_open)
        self.page = PeoplePage(desk, lambda: None, lambda _by, code, _to: self.printed.append(code))
        self.page.told.connect(self.told.append)
        qtbot.addWidget(self.page)
        self.page.resize(*BODY)
        self.page.show()
        self.page.activateWindow()
        self.page.table.setFocus()
        QApplication.processEvents()

    def meet(self, *acts: Act) -> None:
        """Act in the dialogs that will come, one after another; one that stays is closed."""
        left = list(acts)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog) and id(dialog) not in self.met:
                self.met[id(dialog)] = dialog
                left.pop(0)(dialog)
            if left:
                QTimer.singleShot(10, look)

        self.patience.start(PATIENCE)
        QTimer.singleShot(0, look)

    def cell(self, row: int, column: int) -> str:
        return str(self.page.table.model().index(row, column).data())

    def rows(self) -> int:
        return self.page.table.model().rowCount()

    def command(self, key: str) -> Callable[[], object]:
        found = next(one for one in self.page.commands() if one.key == key)
        assert found.enabled, found.reason
        return found.run


@pytest.fixture
def seen(desk: Desk, qtbot: QtBot) -> Iterator[Seen]:
    made = Seen(desk, qtbot)
    yield made
    made.patience.stop()
    jobs.wait_for_all()
    gone()
    gc.collect()  # here, and not on the thread of a later job: widgets may end on this one alone


def close_what_is_open() -> None:
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        QDialog.reject(dialog)


def keys(*steps: Qt.Key | str) -> Act:
    """Press keys and type texts in a dialog, as a person does."""

    def act(dialog: QDialog) -> None:
        for one in steps:
            for key in [one] if isinstance(one, Qt.Key) else one:
                _press(dialog.focusWidget(), key)

    return act


def said(widget: QWidget) -> str:
    labels = (one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))
    return "\n".join(one.text() for one in labels)


TAB, ENTER, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space
ADD_CHAIR = (WHO, TAB, TAB, SPACE, TAB, TAB, TAB, CHAIR, ENTER, CHAIR, ENTER)


def add(seen: Seen) -> None:
    seen.meet(keys(*ADD_CHAIR))
    seen.command("Ctrl+N")()
    assert seen.rows() == 2, seen.told


def test_a_user_is_added_by_keyboard_and_opens_the_vault(seen: Seen) -> None:
    assert (seen.rows(), seen.cell(0, NAME)) == (1, language.tr("secretary"))
    add(seen)
    assert (seen.cell(1, NAME), seen.cell(1, ROLES)) == (WHO, language.tr("Chair"))
    assert WHO in seen.told[-1]
    path = seen.desk.store.vault.path
    leave(seen.desk)
    theirs = open_desk(path, CHAIR)
    assert isinstance(theirs, Desk) and theirs.user.roles == {Role.CHAIR}
    leave(theirs)


def test_what_stands_in_the_way_is_told_and_what_was_typed_stays(seen: Seen) -> None:
    found: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, AddUserDialog)

        def told_again() -> bool:
            text = dialog.finding.text()
            if text and not dialog.busy and text not in found:
                found.append(text)
                return True
            return False

        dialog.secret.first.setText(CHAIR)
        dialog.secret.second.setText(NEW)
        dialog.go_on()  # the two differ
        assert told_again()
        dialog.secret.second.setText(CHAIR)
        dialog.go_on()  # no name
        seen.qtbot.waitUntil(told_again)
        dialog.name.setText(WHO)
        dialog.go_on()  # no role
        seen.qtbot.waitUntil(told_again)
        dialog.roles.boxes[Role.CHAIR].setChecked(True)
        for line in (dialog.secret.first, dialog.secret.second):
            line.setText(PASSPHRASE)
        dialog.go_on()  # the passphrase of whoever made the vault
        seen.qtbot.waitUntil(told_again)
        assert dialog.name.text() == WHO and dialog.roles.chosen() == {Role.CHAIR}
        dialog.reject()

    seen.meet(look)
    seen.command("Ctrl+N")()
    assert len(found) == 4 and seen.rows() == 1


def test_roles_are_changed_by_keyboard(seen: Seen) -> None:
    add(seen)
    seen.meet(keys(TAB, TAB, SPACE, TAB, SPACE, ENTER))
    seen.command("F2")()
    seen.qtbot.waitUntil(lambda: language.tr("Administrator") in seen.cell(1, ROLES))
    assert language.tr("Oblast officer") in seen.cell(1, ROLES)


def test_a_forgotten_passphrase_is_given_anew(seen: Seen) -> None:
    add(seen)
    seen.meet(keys(NEW, ENTER, NEW, ENTER))
    seen.command("Ctrl+D")()
    assert len(seen.told) == 2
    path = seen.desk.store.vault.path
    leave(seen.desk)
    assert isinstance(open_desk(path, CHAIR), Finding)
    theirs = open_desk(path, NEW)
    assert isinstance(theirs, Desk) and theirs.who == WHO
    leave(theirs)


def test_whoever_is_taken_away_stays_in_the_list_and_the_key_is_offered(seen: Seen) -> None:
    add(seen)
    questions: list[str] = []

    def answer(dialog: QDialog, yes: bool) -> None:
        questions.append(said(dialog))
        dialog.accept() if yes else dialog.reject()

    seen.meet(lambda one: answer(one, True), lambda one: answer(one, False))
    seen.command("Del")()
    seen.qtbot.waitUntil(lambda: len(questions) == 2)
    assert WHO in questions[0]
    assert seen.cell(1, STATE) == language.tr("taken away")
    for command in seen.page.commands():
        assert command.enabled or command.reason
    assert not next(one for one in seen.page.commands() if one.key == "Del").enabled
    assert membership.people(seen.desk)[1].until is not None


def test_enter_alone_takes_nobody_away(seen: Seen) -> None:
    add(seen)
    seen.meet(keys(ENTER))
    seen.command("Del")()
    jobs.wait_for_all()
    assert membership.people(seen.desk)[1].until is None


def test_the_own_passphrase_gives_another_code_to_be_printed(seen: Seen) -> None:
    add(seen)
    path = seen.desk.store.vault.path
    code: list[str] = []

    def keep(dialog: QDialog) -> None:
        assert isinstance(dialog, CodeDialog)
        dialog.reject()  # Esc does not lose it
        assert dialog.isVisible()
        dialog.print_button.click()
        code.extend(seen.printed)
        dialog.have_it.click()

    seen.meet(keys(PASSPHRASE, ENTER, NEW, ENTER, NEW, ENTER), keep)
    seen.command("Ctrl+R")()
    leave(seen.desk)
    for way in (
        partial(open_desk, path, NEW),
        partial(open_desk, path, CHAIR),
        partial(open_desk_with_code, path, code[0]),
    ):
        opened = way()
        assert isinstance(opened, Desk), opened
        leave(opened)
    assert isinstance(open_desk(path, PASSPHRASE), Finding)


def test_a_wrong_old_passphrase_changes_nothing(seen: Seen) -> None:
    before = seen.desk.store.vault.path.read_bytes()[:16]

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, OwnPassphraseDialog)
        dialog.go_on()
        assert dialog.finding.text()
        dialog.old.setText("бұл емес")
        for line in (dialog.secret.first, dialog.secret.second):
            line.setText(NEW)
        dialog.tell(None)
        dialog.go_on()
        dialog.reject()  # waits while the work is under way
        assert dialog.busy and dialog.isVisible()
        seen.qtbot.waitUntil(lambda: bool(dialog.finding.text()))
        assert dialog.old.hasFocus()
        dialog.reject()

    seen.meet(look)
    seen.command("Ctrl+R")()
    assert not seen.told
    assert seen.desk.store.vault.path.read_bytes()[:16] == before


def test_caps_lock_is_told_in_every_line_of_the_own_passphrase(seen: Seen) -> None:
    told = list[str]()

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, OwnPassphraseDialog)
        for line in (dialog.old, dialog.secret.first, dialog.secret.second):
            line.caps_changed.emit(True)
            told.append(dialog.secret._caps.text())
            line.caps_changed.emit(False)
        dialog.reject()

    seen.meet(look)
    seen.command("Ctrl+R")()
    assert told == [language.tr("Caps Lock is on")] * 3


def test_whoever_keeps_no_users_changes_the_own_passphrase_only(desk: Desk, qtbot: QtBot) -> None:
    assert isinstance(membership.add_user(desk, WHO, {Role.CHAIR}, CHAIR), int)
    path = desk.store.vault.path
    leave(desk)
    theirs = open_desk(path, CHAIR)
    assert isinstance(theirs, Desk) and not theirs.user.may(Right.USERS)
    with theirs.store.vault:
        seen = Seen(theirs, qtbot)
        assert seen.cell(1, STATE) == language.tr("that is you")
        free = [one.key for one in seen.page.commands() if one.right is None]
        assert free == ["Ctrl+R", "Alt+Left"]
        assert {one.right for one in seen.page.commands()} == {None, Right.USERS}
        for act in (seen.page.change_roles, seen.page.give, seen.page.revoke):
            act()  # nothing opens, nothing changes
        with pytest.raises(NotAllowed):
            seen.page.add()
        seen.meet(keys(CHAIR, ENTER, OFFICER, ENTER, OFFICER, ENTER))
        seen.command("Ctrl+R")()
        assert len(seen.told) == 1
        jobs.wait_for_all()
    again = open_desk(path, OFFICER)
    assert isinstance(again, Desk) and again.who == WHO
    leave(again)


@pytest.mark.parametrize("lang", list(Language))
def test_nothing_is_cut(seen: Seen, lang: Language) -> None:
    add(seen)
    before = language.current()
    try:
        language.use(lang)
        seen.page.retranslate()
        for size in (BODY, SMALL):
            seen.page.resize(*size)
            QApplication.processEvents()
            assert clipped(seen.page) == []
        assert len({one.key for one in seen.page.commands()}) == len(seen.page.commands())
    finally:
        language.use(before)


def test_a_dialog_without_a_mark_is_not_the_one_with(qtbot: QtBot, dressed: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = RolesDialog(window, WHO, frozenset({Role.CHAIR}), lambda _roles: None)
    assert dialog.roles.chosen() == {Role.CHAIR}
    names = [one.text() for one in dialog.findChildren(Button)]
    assert len(names) == 2
