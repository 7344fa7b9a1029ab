"""The commands of the help menu: the instruction of a field, every key, and about the program."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer

from desktop.dialogs import AboutDialog
from desktop.frame.workplace import Workplace
from desktop.keys_dialog import KeysDialog
from desktop.language import tr
from desktop.page import Command

TWICE = 700
"""Two presses of F1 within so many milliseconds ask for every key."""


def help_commands(
    workplace: Workplace, version: str, diagnose: Callable[[], object]
) -> list[Command]:
    """Give the commands, spoken in the language of now."""
    pressed = QElapsedTimer()

    def keys() -> None:
        KeysDialog(workplace.window(), [words for _, words in workplace.key_list()]).exec()

    def help_() -> None:
        """Show the instruction of the field, and every key when pressed twice."""
        page = workplace.page()
        twice = pressed.isValid() and pressed.elapsed() < TWICE
        pressed.start()
        if twice or page is None or not page.help():
            keys()

    def about() -> None:
        AboutDialog(workplace.window(), version).exec()

    return [
        Command(tr("Instruction of this field"), help_, "F1", "fact.help", "help"),
        Command(tr("All keys"), keys, "Shift+F1", "fact.keyboard", "help"),
        Command(tr("Diagnostic file…"), diagnose, "", "action.report", "help"),
        Command(tr("About Pana…"), about, menu="help"),
    ]
