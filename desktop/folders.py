"""Asks for a folder or files with the system's own dialogs, and says where something was put."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.language import tr

ChooseFolder = Callable[[QWidget, str], Path | None]
ChooseFiles = Callable[[QWidget, str], Sequence[Path]]
ChooseFile = Callable[[QWidget, str], Path | None]


def documents() -> Path:
    """Give the folder of documents, the home where there is none: never the program's own."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


class LastFolder:
    """The folder chosen last, while the program runs; the documents before the first choice."""

    def __init__(self) -> None:
        self._kept: Path | None = None

    def __call__(self) -> Path:
        """Give where a dialog begins."""
        kept = self._kept
        return kept if kept is not None and kept.is_dir() else documents()

    def keep(self, folder: Path) -> None:
        """Begin there the next time."""
        self._kept = folder


last_folder = LastFolder()


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder; None when the person thought better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(last_folder()))
    if not chosen:
        return None
    last_folder.keep(Path(chosen))
    return Path(chosen)


def choose_files(parent: QWidget, title: str) -> Sequence[Path]:
    """Ask for workbooks; empty when the person thought better of it."""
    books, everything = tr("Workbooks"), tr("All files")
    kinds = f"{books} (*.xlsx *.xlsm);;{everything} (*)"
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(last_folder()), kinds)
    if chosen:
        last_folder.keep(Path(chosen[0]).parent)
    return [Path(one) for one in chosen]


def choose_new_file(parent: QWidget, title: str, name: str, kind: str, ending: str) -> Path | None:
    """Ask where a file shall lie; name proposes it, the ending is added where it was left out.

    kind is what files with that ending are called.  None when the person thought better of it.
    """
    proposed = str(last_folder() / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, proposed, f"{kind} (*{ending})")
    if not chosen:
        return None
    path = Path(chosen)
    last_folder.keep(path.parent)
    return path if path.suffix.lower() == ending else path.with_name(f"{path.name}{ending}")


def written(paths: Sequence[Path]) -> str:
    """Say which files lie where, for the status line."""
    names = ", ".join(path.name for path in paths)
    return tr("Written: {names} in {folder}", names=names, folder=str(paths[0].parent))
