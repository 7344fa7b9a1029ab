"""Finds texts that do not fit their rectangle: labels, buttons, placeholders and heads of tables.

Every page is walked with clipped(page) in each language; nothing found is an empty list.  A text
that is cut with … on purpose (LineLabel, a closed ComboBox, a LineEdit) is not clipped.
"""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionFrame,
    QToolButton,
    QWidget,
)

from desktop import theme
from desktop.parts.texts import LineLabel
from desktop.tables import TableHead
from tests.desktop.spoken import shown

SLACK = 1
"""A px of rounding that nobody sees, at 125 % as well."""


def clipped(top: QWidget) -> list[str]:
    """Give a line for every visible text below a widget that does not fit where it stands.

    The widget must be shown; waiting layouts are finished first.
    """
    _settle(top)
    return [line for widget in shown(top) for line in _troubles(widget)]


def _troubles(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QHeaderView):
        yield from _head(widget)
    elif isinstance(widget, QLineEdit):
        yield from _line(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _button(widget)


def _label(label: QLabel) -> Iterator[str]:
    if isinstance(label, LineLabel) or not label.text():
        return
    room = label.contentsRect()
    flags = int(label.alignment()) | (int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else 0)
    wide = room.width() if label.wordWrap() else 100_000
    need = label.fontMetrics().boundingRect(QRect(0, 0, wide, 100_000), flags, label.text())
    if need.width() > room.width() + SLACK or need.height() > room.height() + SLACK:
        yield _line_of(label, label.text(), need, room)


def _button(button: QAbstractButton) -> Iterator[str]:
    if not button.text() or not isinstance(
        button, QPushButton | QToolButton | QCheckBox | QRadioButton
    ):
        return
    need = button.sizeHint()
    if need.width() > button.width() + SLACK or need.height() > button.height() + SLACK:
        yield _line_of(
            button, button.text(), QRect(0, 0, need.width(), need.height()), button.rect()
        )


def _line(line: QLineEdit) -> Iterator[str]:
    words = line.placeholderText()
    if not words or line.text():
        return
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    part = QStyle.SubElement.SE_LineEditContents
    room = line.style().subElementRect(part, option, line).marginsRemoved(line.textMargins())
    need = QRect(0, 0, line.fontMetrics().horizontalAdvance(words) + 4, line.fontMetrics().height())
    if need.width() > room.width() + SLACK or need.height() > room.height() + 2 * SLACK:
        yield _line_of(line, words, need, room)


def _head(head: QHeaderView) -> Iterator[str]:
    if not isinstance(head, TableHead) or head.isHidden():
        return
    metrics = QFontMetrics(theme.font("small", strong=True))
    for section in range(head.count()):
        if head.isSectionHidden(section):
            continue
        room = head.words_room(section)
        flags = int(Qt.TextFlag.TextWordWrap)
        need = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), flags, head.words(section))
        if need.width() > room.width() + SLACK or need.height() > room.height() + SLACK:
            yield _line_of(head, head.words(section), need, room)


def _settle(top: QWidget) -> None:
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    for widget in shown(top):
        layout = widget.layout()
        if layout is not None:
            layout.activate()


def _line_of(widget: QWidget, text: str, need: QRect, room: QRect) -> str:
    kind = type(widget).__name__
    sizes = f"needs {need.width()}x{need.height()}, has {room.width()}x{room.height()}"
    return f"{kind} “{text[:60]}” {sizes}"
