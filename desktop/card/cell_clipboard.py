"""Cells on the clipboard: as they are for Pana, and such that no spreadsheet reckons with them.

A cell that begins with = + - or @ is a formula where it is pasted into a spreadsheet, whatever it
was meant to be (OWASP, CSV injection); other programs get it with an apostrophe before it.
"""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard

OWN = "application/x-pana-cells"
BEGINS_FORMULA = tuple("=+-@＝＋－＠")


def put_cells(board: QClipboard, text: str) -> None:
    """Copy cells, tabs between them."""
    data = QMimeData()
    data.setData(OWN, text.encode())
    data.setText("\t".join(map(harmless, text.split("\t"))))
    board.setMimeData(data)


def cells_on(board: QClipboard) -> str:
    """Give the cells that were copied here, else what text there is."""
    data: QMimeData | None = board.mimeData()
    if data is not None and data.hasFormat(OWN):
        return bytes(data.data(OWN).data()).decode()
    return board.text()


def harmless(cell: str) -> str:
    """Give a cell such that a spreadsheet takes it for a text; one sign alone is none anyway."""
    seen = "".join(sign for sign in cell if sign.isprintable()).strip()
    return f"'{cell}" if len(seen) > 1 and seen.startswith(BEGINS_FORMULA) else cell
