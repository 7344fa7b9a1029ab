"""A file that leaves is proposed to lie where the person keeps documents."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop.diagnosis_dialog import choose_text
from desktop.folders import LastFolder
from desktop.lists.export_dialog import choose_file
from desktop.printing.preview import choose_pdf

Choose = Callable[[QWidget, str], Path | None]


@pytest.mark.parametrize(
    ("choose", "name", "proposed"),
    [
        (choose_file, "Отбасылар", "Отбасылар.xlsx"),
        (choose_pdf, "Карта", "Карта.pdf"),
        (choose_text, "diagnosis.txt", "diagnosis.txt"),
    ],
)
def test_a_file_is_proposed_in_the_documents(
    choose: Choose,
    name: str,
    proposed: str,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(tmp_path))
    monkeypatch.setattr("desktop.folders.last_folder", LastFolder())
    asked: list[str] = []

    def ask(_parent: QWidget, _title: str, place: str, _kinds: str) -> tuple[str, str]:
        asked.append(place)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    assert choose(QWidget(), name) is None
    assert asked == [str(tmp_path / proposed)]
