"""Asks for a folder or files with the system's own dialogs, and says where something was put."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.language import tr
from forms.files import safe_name

ChooseFolder = Callable[[QWidget, str], Path | None]
ChooseFiles = Callable[[QWidget, str], Sequence[Path]]


def documents() -> Path:
    """Give the person's folder of documents, where every such dialog begins."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def choose_target(parent: QWidget, title: str, name: str, kind: str, ending: str) -> Path | None:
    """Ask where a file shall lie; None when the person thought better of it.

    name is offered without its ending (".xlsx"), which the answer always has; kind says in words
    what such a file is.
    """
    offered = str(documents() / safe_name(f"{name}{ending}"))
    chosen, _ = QFileDialog.getSaveFileName(parent, title, offered, f"{kind} (*{ending})")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ending else path.with_name(f"{path.name}{ending}")


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder; None when the person thought better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(documents()))
    return Path(chosen) if chosen else None


def choose_files(parent: QWidget, title: str) -> Sequence[Path]:
    """Ask for workbooks; empty when the person thought better of it."""
    books, everything = tr("Workbooks"), tr("All files")
    kinds = f"{books} (*.xlsx *.xlsm);;{everything} (*)"
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(documents()), kinds)
    return [Path(one) for one in chosen]


def written(paths: Sequence[Path]) -> str:
    """Say which files lie where, for the status line."""
    names = ", ".join(path.name for path in paths)
    return tr("Written: {names} in {folder}", names=names, folder=str(paths[0].parent))
