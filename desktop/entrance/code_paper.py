"""The recovery code on paper: one page for the safe, printed and kept nowhere else."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.dialogs import TroubleDialog
from desktop.entrance.code_steps import groups
from desktop.language import tr
from forms.words import N_

MM = 25.4
NOT_TAKEN = N_(
    "The printer “{name}” does not take it. See that it is switched on and has paper, or write the "
    "code down by hand: it still stands on the screen."
)


def print_code(parent: QWidget, code: str, vault: str) -> bool:
    """Ask for a printer and print the page; False when the person changed their mind or the
    printer does not take it.  It goes on paper alone: no file is offered."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Pana")  # seen in the queue of a shared printer
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    painter = QPainter()
    if not painter.begin(printer):
        name = printer.printerName() or tr("no printer")
        head = tr("The code was not printed")
        TroubleDialog(parent, head, head, tr(NOT_TAKEN, name=name)).exec()
        return False
    draw(painter, printer.resolution(), code, vault)
    return painter.end()


def draw(painter: QPainter, dpi: int, code: str, vault: str) -> None:
    """Draw the page: whose vault, the code in groups with their numbers, and what it is for."""
    unit = dpi / MM  # device px in a millimetre
    lines = (
        (20, 18, True, tr("Pana: recovery code")),
        (34, 12, False, vault),
        (90, 11, False, tr("It opens the vault when the passphrase is forgotten.")),
        (
            98,
            11,
            False,
            tr("Keep this paper in the safe of the office. Whoever has it can open all."),
        ),
        (106, 11, False, tr("After a change of the passphrase this code is void.")),
        (130, 11, False, tr("Printed for: ____________________   Date: ______________")),
    )
    for top, size, strong, text in lines:
        painter.setFont(_font(size, strong))
        place = QRectF(20 * unit, top * unit, 165 * unit, 12 * unit)
        painter.drawText(place, int(Qt.TextFlag.TextWordWrap), text)
    for number, group in enumerate(groups(code)):
        left, down = (20 + 42 * (number % 4)) * unit, (52 + 16 * (number // 4)) * unit
        painter.setFont(_font(9, strong=False))
        painter.drawText(QRectF(left, down, 6 * unit, 8 * unit), str(number + 1))
        painter.setFont(_font(20, strong=True))
        painter.drawText(QRectF(left + 6 * unit, down - 2 * unit, 36 * unit, 12 * unit), group)


def _font(points: int, strong: bool) -> QFont:
    found = QFont(theme.FAMILY, points)
    found.setWeight(QFont.Weight.Medium if strong else QFont.Weight.Normal)
    return found
