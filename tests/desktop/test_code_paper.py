"""The recovery code on paper: the whole code, no file beside it, and a printer that refuses."""

import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import language
from desktop.entrance import code_paper
from desktop.entrance.code_steps import groups
from forms.words import Language
from tests.desktop.fakes import CODE
from tests.desktop.offices import answer, texts

ESC = Qt.Key.Key_Escape


class Asked(QPrintDialog):
    """A dialog that is answered at once: the page goes where `to` says."""

    to = Path()
    names: list[str]
    offers_file = True

    def __init__(self, printer: QPrinter, parent: QWidget) -> None:
        super().__init__(printer, parent)
        self._printer = printer

    def exec(self) -> int:
        option = QAbstractPrintDialog.PrintDialogOption.PrintToFile
        Asked.offers_file = self.testOption(option)
        Asked.names = [self._printer.docName()]
        self._printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self._printer.setOutputFileName(str(Asked.to))
        return int(QPrintDialog.DialogCode.Accepted)


@pytest.fixture
def parent(dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    monkeypatch.setattr(code_paper, "QPrintDialog", Asked)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils are not there")
@pytest.mark.parametrize("lang", Language)
def test_the_whole_code_is_on_one_page(parent: QWidget, lang: Language, tmp_path: Path) -> None:
    language.use(lang)
    Asked.to = tmp_path / "a.pdf"
    assert code_paper.print_code(parent, CODE, "Ақкөл ауданы")
    run = ["pdftotext", "-layout", str(Asked.to), "-"]
    told = subprocess.run(run, capture_output=True, check=True, encoding="utf-8").stdout
    assert all(group in told for group in groups(CODE)) and "Ақкөл ауданы" in told


def test_no_file_is_offered_and_the_queue_tells_nothing(parent: QWidget, tmp_path: Path) -> None:
    Asked.to = tmp_path / "a.pdf"
    code_paper.print_code(parent, CODE, "a")
    assert not Asked.offers_file and Asked.names == ["Pana"]


def test_a_printer_that_refuses_is_told(parent: QWidget, tmp_path: Path) -> None:
    Asked.to, told = tmp_path / "missing" / "a.pdf", list[str]()
    answer([ESC], lambda dialog: told.append(texts(dialog)))
    assert not code_paper.print_code(parent, CODE, "a")
    assert language.tr("The code was not printed") in told[0]
