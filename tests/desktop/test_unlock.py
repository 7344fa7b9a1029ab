"""The gate is passed by keyboard alone: opening, first start, recovery, and every refusal."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import language, theme
from desktop.entrance.code_steps import CodeStep, ConfirmStep, RecoverStep, groups
from desktop.entrance.doors import NewVault, Opened
from desktop.entrance.first_start import Entrance
from desktop.entrance.gate import VERSION, Gate
from desktop.entrance.start_steps import (
    LanguageStep,
    OfficeStep,
    PassphraseStep,
    PlaceStep,
    quarters,
)
from desktop.entrance.unlock import UnlockStep
from desktop.parts.passphrase import PassphraseEdit
from desktop.settings import Recent, Settings
from desktop.window import Window
from forms.findings import Finding, Severity
from forms.words import Language
from tests.desktop.clipping import clipped
from tests.desktop.fakes import AKKOL, CODE, RIGHT, FakeDoors

Type = Callable[[str], None]
Press = Callable[[Qt.Key], None]


class Entry:
    """The gate in a shown window, with fake doors behind it."""

    def __init__(self, qtbot: QtBot, home: Path, known: bool = True) -> None:
        self.qtbot, self.fakes = qtbot, FakeDoors(home)
        self.settings = Settings(home / "pana.ini")
        if known:
            self.settings.opened(Recent(home / "akkol.pana", "KDN-1132", AKKOL))
        self.window, self.gate = Window(), Gate()
        qtbot.addWidget(self.window)
        self.entrance = Entrance(self.gate, self.fakes.doors(), self.settings)
        self.entrance.language_picked.connect(language.use)
        self.entered: list[Opened] = []
        self.entrance.entered.connect(self.entered.append)
        self.entrance.begin()
        self.window.show_gate(self.gate)
        self.window.resize(1093, 542)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.entrance.focus()

    def wait(self, kind: type[QWidget]) -> None:
        """Wait until a step of a kind is shown."""
        self.qtbot.waitUntil(lambda: isinstance(self.gate.step(), kind))

    def texts(self) -> list[str]:
        """Give every visible text of a label."""
        labels = self.gate.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisibleTo(self.gate) and label.text()]


@pytest.fixture
def entry(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Entry:
    return Entry(qtbot, tmp_path)


@pytest.fixture
def first_entry(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Entry:
    return Entry(qtbot, tmp_path, known=False)


def test_the_passphrase_opens(entry: Entry, type_text: Type, press: Press) -> None:
    type_text(RIGHT)
    press(Qt.Key.Key_Return)
    entry.qtbot.waitUntil(lambda: bool(entry.entered))
    assert entry.fakes.asked == [("open", entry.settings.recent[0].path, RIGHT)]
    step = entry.gate.step()
    assert isinstance(step, UnlockStep)
    assert step.passphrase.text() == ""


def test_a_refusal_is_a_sentence_beside_the_field(
    entry: Entry, type_text: Type, press: Press
) -> None:
    type_text("өзен")
    press(Qt.Key.Key_Return)
    entry.qtbot.waitUntil(lambda: any("does not fit" in text for text in entry.texts()))
    step = entry.gate.step()
    assert isinstance(step, UnlockStep)
    assert step.passphrase.property("state") == "error"
    assert step.passphrase.hasFocus()
    assert step.passphrase.selectedText()
    type_text("а")
    assert step.finding.text() == ""


def test_nothing_typed_asks_no_door(entry: Entry, press: Press) -> None:
    press(Qt.Key.Key_Return)
    assert entry.fakes.asked == []
    step = entry.gate.step()
    assert isinstance(step, UnlockStep)
    assert step.finding.text()


def test_capitals_without_shift_are_told(entry: Entry, type_text: Type) -> None:
    type_text("Қ")
    assert any("Caps Lock" in text for text in entry.texts())
    type_text("қ")
    assert not any("Caps Lock" in text for text in entry.texts())


def test_the_first_start_makes_a_vault(
    first_entry: Entry, type_text: Type, press: Press, tmp_path: Path
) -> None:
    entry = first_entry
    entry.wait(LanguageStep)
    press(Qt.Key.Key_Return)
    entry.wait(UnlockStep)
    press(Qt.Key.Key_Return)  # the first other way in has the focus: a new vault
    entry.wait(OfficeStep)
    type_text("Ақкөл")
    step = entry.gate.step()
    assert isinstance(step, OfficeStep)
    entry.qtbot.waitUntil(lambda: step.list.currentIndex().isValid())
    press(Qt.Key.Key_Return)
    entry.wait(PlaceStep)
    press(Qt.Key.Key_Return)
    entry.wait(PassphraseStep)
    for _ in range(2):
        type_text(RIGHT)
        press(Qt.Key.Key_Return)
    entry.wait(CodeStep)
    assert all(group in entry.texts() for group in groups(CODE))
    shown = entry.gate.step()
    assert isinstance(shown, CodeStep)
    shown.primary.setFocus()
    press(Qt.Key.Key_Return)
    entry.wait(ConfirmStep)
    asked = entry.gate.step()
    assert isinstance(asked, ConfirmStep)
    for place in asked.asked():
        type_text(groups(CODE)[place].lower())
        press(Qt.Key.Key_Return)
    entry.qtbot.waitUntil(lambda: bool(entry.entered))
    made = NewVault(tmp_path / "KDN-1132-2026.pana", "KDN-1132", "2026-Q3", RIGHT)
    assert entry.fakes.asked == [("create", made)]


def test_a_short_passphrase_is_judged_in_words_and_asks_no_door(
    entry: Entry, type_text: Type, press: Press
) -> None:
    step = PassphraseStep(entry.fakes.doors(), ())
    answers: list[str] = []
    step.answered.connect(answers.append)
    entry.gate.show_step(step)
    type_text("абв")
    assert any("signs" in text for text in entry.texts())
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert answers == []


def test_two_passphrases_must_match(entry: Entry, type_text: Type, press: Press) -> None:
    step = PassphraseStep(entry.fakes.doors(), ())
    answers: list[str] = []
    step.answered.connect(answers.append)
    entry.gate.show_step(step)
    type_text(RIGHT)
    press(Qt.Key.Key_Return)
    type_text(RIGHT + "x")
    press(Qt.Key.Key_Return)
    assert answers == []
    assert step.finding.text()
    assert step.second.hasFocus()


def test_a_group_that_is_not_on_the_paper_is_named(
    entry: Entry, type_text: Type, press: Press
) -> None:
    step = ConfirmStep(CODE)
    entry.gate.show_step(step)
    for _ in range(2):
        type_text("0000")
        press(Qt.Key.Key_Return)
    assert str(step.asked()[0] + 1) in step.finding.text()


def test_the_code_opens_and_a_new_passphrase_follows(
    entry: Entry, type_text: Type, press: Press
) -> None:
    step = entry.gate.step()
    assert isinstance(step, UnlockStep)
    step.forgotten.emit(step.recent())
    entry.wait(RecoverStep)
    type_text(CODE)
    press(Qt.Key.Key_Return)
    entry.wait(PassphraseStep)
    for _ in range(2):
        type_text(RIGHT)
        press(Qt.Key.Key_Return)
    entry.wait(CodeStep)
    assert [question[0] for question in entry.fakes.asked] == ["code", "renew"]


def test_an_existing_file_is_never_taken(entry: Entry, press: Press, tmp_path: Path) -> None:
    office = entry.fakes.doors().find_commissions("Ақкөл")[0]
    (tmp_path / "KDN-1132-2026.pana").write_bytes(b"")
    step = PlaceStep(entry.fakes.doors(), office, practice=False)
    answers: list[object] = []
    step.answered.connect(lambda path, quarter: answers.append(path))
    entry.gate.show_step(step)
    press(Qt.Key.Key_Return)
    assert answers == []
    assert "KDN-1132-2026.pana" in step.finding.text()


def test_quarters_begin_with_the_one_before(entry: Entry) -> None:
    today = entry.fakes.doors().today()
    assert quarters(today) == [(2026, 2), (2026, 3), (2026, 4), (2027, 1)]
    assert quarters(today.replace(month=1))[0] == (2025, 4)


@pytest.mark.usefixtures("marked")
def test_another_language_speaks_at_once(entry: Entry) -> None:
    before = set(entry.texts())
    language.use(Language.RU)
    after = entry.texts()
    assert any(text.startswith("ru:") for text in after)
    assert not any(text.startswith("kk:") for text in after)
    assert len(after) == len(before)


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_no_text_is_cut(
    entry: Entry, lang: Language, scale: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 125 % of the text size, which is harder than 125 % of everything."""
    monkeypatch.setattr(theme, "text_scale", lambda: scale)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Mode.LIGHT)
    language.use(lang)
    assert clipped(entry.gate) == []
    doors = entry.fakes.doors()
    office = doors.find_commissions("Ақкөл")[0]
    for step in (
        LanguageStep(),
        OfficeStep(doors),
        PlaceStep(doors, office, practice=False),
        PassphraseStep(doors, ()),
        CodeStep(CODE),
        ConfirmStep(CODE),
        RecoverStep(doors, Path("a.pana")),
    ):
        entry.gate.show_step(step)
        assert clipped(entry.gate) == []


def test_the_passphrase_is_hidden_until_the_eye_is_opened(dressed: QApplication) -> None:
    line = PassphraseEdit()
    line.setText("өзен")
    assert line.displayText() == "••••"
    line.show_plain(True)
    assert line.displayText() == "өзен"


def test_the_gate_tells_the_version_of_the_project() -> None:
    project = Path(__file__).parents[2] / "pyproject.toml"
    told = tomllib.loads(project.read_text(encoding="utf-8"))
    assert told["project"]["version"] == VERSION


def test_a_synchronised_folder_is_warned_of_where_a_vault_is_chosen_or_made(
    qtbot: QtBot, tmp_path: Path
) -> None:
    away, home = tmp_path / "OneDrive" / "a.pana", tmp_path / "a.pana"
    doors = FakeDoors(tmp_path).doors()
    unlock = UnlockStep(doors, [Recent(home), Recent(away)], home)
    qtbot.addWidget(unlock)
    assert unlock.place.text() == "" and unlock.place.isHidden()
    unlock.show_vault(away)
    assert "OneDrive" in unlock.place.text() and not unlock.place.isHidden()
    office = doors.find_commissions("")[0]
    place = PlaceStep(doors, office, practice=False)
    qtbot.addWidget(place)
    place.file.setText(str(away))
    assert "OneDrive" in place.place.text()
    place.file.setText(str(home))
    assert place.place.text() == ""


def test_the_wait_after_several_wrong_tries_is_counted_down(
    entry: Entry, type_text: Type, press: Press
) -> None:
    step = entry.gate.step()
    assert isinstance(step, UnlockStep) and not step.finding.text()
    left = [
        Finding("V38", Severity.HARD, "{minutes}:{seconds}", {}, {"minutes": 0, "seconds": one})
        for one in ("30", "29")
    ]
    entry.fakes.waits = left[0]
    type_text("wrong")
    press(Qt.Key.Key_Return)
    entry.qtbot.waitUntil(lambda: step.finding.text() == "0:30")
    entry.fakes.waits = left[1]
    step.countdown.tick()
    assert step.finding.text() == "0:29" and step.passphrase.text() == "wrong"
    type_text("x")  # typing does not hide that one waits
    assert step.finding.text() == "0:29"
    entry.fakes.waits = None
    step.countdown.tick()
    assert not step.finding.text()


def test_a_vault_that_waits_says_so_as_soon_as_it_is_chosen(entry: Entry, tmp_path: Path) -> None:
    step = entry.gate.step()
    assert isinstance(step, UnlockStep)
    waits = Finding("V38", Severity.HARD, "0:{n}", {}, {"n": 59})
    entry.fakes.waits = waits
    step.show_vault(tmp_path / "other.pana")
    assert step.finding.text() == "0:59"
    recover = RecoverStep(entry.fakes.doors(), tmp_path / "other.pana")
    entry.qtbot.addWidget(recover)
    assert recover.finding.text() == "0:59"
    entry.fakes.waits = None
    step.show_vault(tmp_path / "third.pana")
    assert not step.finding.text()
