"""Asks for a printer with the system's own dialog and prints pages on it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop.language import tr
from desktop.printing.page_view import Drawn
from desktop.printing.painting import paint_page

AskPrinter = Callable[[QWidget, int], QPrinter | None]


def ask_printer(parent: QWidget, count: int) -> QPrinter | None:
    """Ask where and which of count pages to print; None when the person thought better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    # The name of the task is seen in the queue of a shared printer: it tells nothing of a card.
    printer.setDocName("Pana")
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("Print"))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, count)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def print_pages(pages: Sequence[Drawn], printer: QPrinter) -> bool:
    """Print the pages that were asked for; False when the printer does not take them."""
    chosen = _chosen(pages, printer)
    painter = QPainter()
    for number, page in enumerate(chosen):
        _lay(printer, page)
        if not (painter.begin(printer) if not number else printer.newPage()):
            return False
        paint_page(painter, page.strokes, page.size[1], printer.resolution() / 72)
    return painter.end() if chosen else False


def _chosen(pages: Sequence[Drawn], printer: QPrinter) -> list[Drawn]:
    """Give the pages in the order of printing, each as often as the printer does not by itself."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    chosen = list(pages[first - 1 : last])
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    times = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        return chosen * times
    return [page for page in chosen for _ in range(times)]


def _lay(printer: QPrinter, page: Drawn) -> None:
    """Turn the sheet as the page lies; its margins are the page's own."""
    wide = page.size[0] > page.size[1]
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)
