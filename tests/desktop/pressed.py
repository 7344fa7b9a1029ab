"""A window with every command of the program that tells which one a key ran."""

import sys
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenuBar, QVBoxLayout, QWidget

from desktop.card.editor_lines import LineEditor
from desktop.frame.menus import Menus
from desktop.keys import GROUPS
from desktop.page import Command
from desktop.parts.veil import VeiledDialog
from desktop.window import Window


def tell(what: str) -> None:
    """Say on the way out what happened."""
    print(what, flush=True)


def every_key() -> list[str]:
    """Give the keys of all commands, each once."""
    lines = [line for group in GROUPS if group.commands for line in group.lines]
    return sorted({key for line in lines for key in line.keys})


def main() -> None:
    """Open the window with a field that has the focus, until F12 is pressed."""
    app = QApplication([])
    window, inside = Window(), QWidget()
    bar, field = QMenuBar(), LineEditor()
    column = QVBoxLayout(inside)
    column.addWidget(bar)
    column.addWidget(field)
    Menus(bar).fill([Command(key, partial(tell, key), key) for key in every_key()], [])
    window.setCentralWidget(inside)
    window.setWindowTitle("Keys")
    field.textChanged.connect(lambda text: tell(f"typed {text}"))
    field.set_text("Қ")
    window.show()
    field.setFocus()
    last: QWidget = window
    if "dialog" in sys.argv:
        last = VeiledDialog(window, "Dialog")
        QShortcut(QKeySequence("Ctrl+S"), last, partial(tell, "dialog"))
        last.show()
    QShortcut(QKeySequence("F12"), last, app.quit)
    tell("ready")
    app.exec()


if __name__ == "__main__":
    main()
