"""Asks for a folder or files with the system's own dialogs, and says where something was put."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.language import tr
from forms.files import safe_name

ChooseFolder = Callable[[QWidget, str], Path | None]
ChooseFiles = Callable[[QWidget, str], Sequence[Path]]


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder; None when the person thought better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None


def choose_files(parent: QWidget, title: str) -> Sequence[Path]:
    """Ask for workbooks; empty when the person thought better of it."""
    books, everything = tr("Workbooks"), tr("All files")
    kinds = f"{books} (*.xlsx *.xlsm);;{everything} (*)"
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
    return [Path(one) for one in chosen]


def in_documents(name: str) -> str:
    """Propose a file in the person's documents: a bare name would lie where the program does."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return str(Path(place) / safe_name(name))


def written(paths: Sequence[Path]) -> str:
    """Say which files lie where, for the status line."""
    names = ", ".join(path.name for path in paths)
    return tr("Written: {names} in {folder}", names=names, folder=str(paths[0].parent))
