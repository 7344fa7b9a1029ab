"""Tells an error of ours: one sentence and a number; what is typed was kept before."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from desktop.dialogs import TroubleDialog
from desktop.language import told, tr
from desktop.rights_words import not_allowed
from desktop.window import Window
from forms.rights import NotAllowed


def tell_trouble(window: Window, diagnose: Callable[[], object], number: str) -> None:
    """Say that an error of ours happened, with the number under which it is logged.

    diagnose() shows what can be given to whoever looks after the program.
    """
    while (popup := _popup()) is not None:
        popup.close()  # an opened menu would keep the dialog from being answered
    modal: QWidget | None = QApplication.activeModalWidget()
    dialog = TroubleDialog(
        modal or window,
        tr("This step was not carried out"),
        tr("Number {number}", number=number),
        tr(
            "What was saved before is not lost, and what is typed on the card is kept. Go back and "
            "try once more; if it happens again, tell the number to whoever looks after the "
            "program."
        ),
    )

    def close_and_diagnose() -> None:
        dialog.accept()
        diagnose()

    dialog.add_link(tr("Diagnostic file…"), close_and_diagnose, "action.report")
    dialog.exec()


def tell_again(window: Window, number: str) -> None:
    """Say in the status line that the same error happened once more."""
    workplace = window.workplace()
    if workplace is not None:
        workplace.status.tell(
            tr("This step was not carried out once more, number {number}", number=number)
        )


def tell_not_allowed(window: Window, refused: NotAllowed) -> None:
    """Say that something is not among the rights of whoever opened the vault."""
    TroubleDialog(
        QApplication.activeModalWidget() or window,
        tr("This step was not carried out"),
        tr("Nothing was changed."),
        told(not_allowed(refused)),
    ).exec()


def tell_refused(window: Window, refused: Exception) -> None:
    """Say what was refused, by rights or by the disk: no error of ours, and so without a number.

    While it is being told, further ones stand in the status line.
    """
    from forms.store.vault_refusals import VaultFault  # not needed by the first window

    if isinstance(refused, NotAllowed):
        tell_not_allowed(window, refused)
    elif isinstance(refused, VaultFault):
        _tell_disk(window, told(refused.finding))


def _tell_disk(window: Window, sentence: str) -> None:
    keep_typing(window)
    workplace = window.workplace()
    modal: QWidget | None = QApplication.activeModalWidget()
    if isinstance(modal, TroubleDialog) and workplace is not None:
        workplace.status.tell(sentence)
        return
    TroubleDialog(
        modal or window,
        tr("This step was not carried out"),
        tr("What was saved before is not lost, and what is typed stays on the card."),
        sentence,
    ).exec()


def keep_typing(window: Window) -> None:
    """Keep what is being typed on the card that is shown."""
    workplace = window.workplace()
    if workplace is not None:
        workplace.keep_typing()


def _popup() -> QWidget | None:
    return QApplication.activePopupWidget()
