"""Keys at the gate: Tab goes as one reads, the eye has a key; the program may end at any step."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Pana
from desktop.entrance.code_steps import RestoreStep
from desktop.entrance.gate import FORM
from desktop.entrance.start_steps import PassphraseStep
from desktop.entrance.steps import Step
from desktop.entrance.unlock import UnlockStep
from desktop.parts.passphrase import PassphraseEdit
from desktop.settings import Recent, Settings
from forms.words import Language
from tests.desktop.fakes import CODE, FakeDoors
from tests.desktop.offices import send


def test_tab_goes_past_the_eye_and_a_key_opens_it(dressed: QApplication, qtbot: QtBot) -> None:
    """Else the spaces of what is typed next would press it and show the first line."""
    box = QWidget()
    qtbot.addWidget(box)
    first, second = PassphraseEdit(), PassphraseEdit()
    column = QVBoxLayout(box)
    for line in (first, second):
        column.addWidget(line)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    first.setFocus()
    for key in ("a", " ", "b", Qt.Key.Key_Tab, "a", " ", "b"):
        send(key)
    hidden = QLineEdit.EchoMode.Password
    assert (first.echoMode(), first.text(), second.text()) == (hidden, "a b", "a b")
    first.setFocus()
    send(Qt.Key.Key_F4)
    assert first.echoMode() is QLineEdit.EchoMode.Normal and first.text() == "a b"
    send(Qt.Key.Key_F4)
    assert first.echoMode() is hidden


def test_tab_goes_in_the_order_of_reading(dressed: QApplication, qtbot: QtBot) -> None:
    """From the last line to the way on, then to the way back: Enter is never a surprise."""
    doors = FakeDoors(Path()).doors()
    step = UnlockStep(doors, [Recent(Path("a.pana"))])
    assert _after(step, step.passphrase, qtbot, 3) == [
        "Ашу",
        "Құпия сөзді ұмыттым",
        "Жаңа қойма жасау",
    ]
    chosen = PassphraseStep(doors, ())
    chosen.add_back(lambda: None)
    assert _after(chosen, chosen.second, qtbot, 2) == ["Жалғастыру", "Артқа"]
    back = RestoreStep(doors)
    back.add_back(lambda: None)
    assert _after(back, back.passphrase, qtbot, 2) == ["Қалпына келтіру", "Артқа"]


def _after(step: Step, start: QWidget, qtbot: QtBot, count: int) -> list[str]:
    qtbot.addWidget(step)
    step.setFixedWidth(FORM)
    step.show()
    step.activateWindow()
    qtbot.waitUntil(step.isActiveWindow)
    start.setFocus()
    found = []
    for _ in range(count):
        step.focusNextChild()
        focus = QApplication.focusWidget()
        assert focus is not None
        found.append(focus.accessibleName())
    return found


@pytest.mark.parametrize("entered", [False, True])
def test_a_vault_whose_code_is_still_shown_is_closed_with_the_program(
    entered: bool, qapp: QApplication, tmp_path: Path
) -> None:
    """Else the very first start would end like a power cut."""
    fakes = FakeDoors(tmp_path)
    pana = Pana(qapp, Settings(tmp_path / "pana.ini"), fakes.doors(), lambda _opened, _choices: ())
    pana.prepare(Language.KK)
    entrance, opened = pana.entrance, fakes.opened(tmp_path / "a.pana")
    assert entrance is not None and entrance.held is None
    entrance.entered.disconnect(pana.enter)
    entrance._show_code(CODE, opened)
    assert entrance.held is opened
    if entered:
        entrance.entered.emit(opened)
    pana._close_vault()
    assert [one[0] for one in fakes.asked] == ([] if entered else ["close"])
    pana.window.deleteLater()
