"""Where somebody stands on a card, and the way back there after the vault was locked."""

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop.card.card_view import CardView
from desktop.card.content import NEW, Spot
from desktop.parts.fields import LineEdit, TextArea


@dataclass(frozen=True, slots=True)
class CardWhere:
    """Which card, which place on it, and where the caret stood; None where nothing was opened.

    blank is true for a new card into which nothing was typed: the store does not know it.
    """

    id: str
    blank: bool
    spot: Spot | None
    caret: int | None


def where_on(view: CardView) -> CardWhere:
    """Say where the focus stands on a card."""
    filling = view.filling
    widget: QWidget | None = view.window().focusWidget()
    spot = None
    if widget is not None and view.sheet.isAncestorOf(widget):
        spot = view.sheet.spot_at(widget)
    caret = _caret(widget) if spot is not None else None
    nothing = not (filling.unsaved or filling.unread or _changed(widget))
    return CardWhere(filling.record.id, filling.saved.revision == 0 and nothing, spot, caret)


def stand_on(view: CardView, where: CardWhere) -> None:
    """Go to the place where somebody stood; one that is gone leaves the focus where it is."""
    spot = where.spot
    if spot is None or spot.path not in view.numbers:
        return
    table = spot.path.split(".")[0]
    if spot.row:
        rows = [row.id for row in view.filling.record.rows(table)]
        typed = where.caret is not None and rows
        if spot.row == NEW and typed:  # what was typed there made the row
            spot = Spot(spot.path, rows[-1])
        elif spot.row != NEW and spot.row not in rows:
            return
    view.focus(spot)
    if where.caret is None:
        return
    if spot.row and not isinstance(QApplication.focusWidget(), LineEdit | TextArea):
        view.sheet.table(table).view.edit_wanted.emit(False)
    _set_caret(QApplication.focusWidget(), where.caret)


def _caret(widget: QWidget | None) -> int | None:
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    return widget.textCursor().position() if isinstance(widget, QPlainTextEdit) else None


def _set_caret(widget: QWidget | None, caret: int) -> None:
    """Put the caret where it stood, nothing chosen: typing goes on and replaces nothing."""
    if isinstance(widget, QLineEdit):
        widget.deselect()
        widget.setCursorPosition(caret)
    elif isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        cursor.setPosition(min(caret, len(widget.toPlainText())))
        widget.setTextCursor(cursor)


def _changed(widget: QWidget | None) -> bool:
    changed = getattr(widget, "changed", None)
    return bool(changed()) if callable(changed) else False
