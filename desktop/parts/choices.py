"""Choices by mark: check box, radio button, and rows of reasons picked with one key."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop import icons, theme
from desktop.guarded import guarded
from desktop.parts.chips import KeyCap

SIDE = 16


def _paint_round(painter: QPainter, box: QRectF, chosen: bool, enabled: bool) -> None:
    painter.setPen(QPen(theme.color("accent" if chosen else "edge"), 1))
    painter.setBrush(theme.color("surface" if enabled else "readonly"))
    painter.drawEllipse(box)
    if chosen:
        painter.setBrush(theme.color("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(box.adjusted(3.5, 3.5, -3.5, -3.5))


def _paint_square(painter: QPainter, box: QRectF, chosen: bool, enabled: bool) -> None:
    painter.setPen(QPen(theme.color("accent" if chosen else "edge"), 1))
    ground = "accent" if chosen else "surface"
    painter.setBrush(theme.color(ground if enabled else "readonly"))
    painter.drawRoundedRect(box, 3, 3)
    if chosen:
        icons.paint(painter, "action.check", box.adjusted(2, 2, -2, -2), "on_accent")


def _paint_mark(button: QAbstractButton, round_: bool) -> None:
    """Draw mark, words and focus of a check box or radio button at its left edge."""
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(4.5, (button.height() - SIDE) / 2 + 0.5, SIDE - 1, SIDE - 1)
    (_paint_round if round_ else _paint_square)(
        painter, box, button.isChecked(), button.isEnabled()
    )
    painter.setFont(button.font())
    painter.setPen(theme.color("ink" if button.isEnabled() else "disabled"))
    words = QRectF(28, 0, button.width() - 30, button.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, button.text())
    _paint_focus(painter, button)


def _paint_focus(painter: QPainter, button: QAbstractButton) -> None:
    if button.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), 4, 4)


def _mark_size(button: QAbstractButton) -> QSize:
    return QSize(button.fontMetrics().horizontalAdvance(button.text()) + 38, 28)


class CheckBox(QCheckBox):
    """A check box painted from the tokens, with the house's focus frame."""

    def sizeHint(self) -> QSize:
        """Ask for the box and the words."""
        return _mark_size(self)

    def hitButton(self, _pos: object) -> bool:
        """Take a press anywhere on it."""
        return True

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        _paint_mark(self, round_=False)


class RadioButton(QRadioButton):
    """A radio button painted from the tokens, with the house's focus frame."""

    def sizeHint(self) -> QSize:
        """Ask for the ring and the words."""
        return _mark_size(self)

    def hitButton(self, _pos: object) -> bool:
        """Take a press anywhere on it."""
        return True

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        _paint_mark(self, round_=True)


class MarkPainter(QStyledItemDelegate):
    """Paints the marks of a list as the check boxes of the house: the system's own can hardly be
    seen on a dark ground."""

    @guarded
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row, and our mark in the place of the system's."""
        super().paint(painter, option, index)
        view, whole = option.widget, QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        place = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = QRectF(view.style().subElementRect(place, whole, view))
        box = QRectF(box.center().x() - 7.5, box.center().y() - 7.5, SIDE - 1, SIDE - 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = whole.checkState is Qt.CheckState.Checked
        painter.fillRect(box.adjusted(-1, -1, 1, 1), theme.color(_ground(whole)))
        _paint_square(painter, box, marked, True)
        painter.restore()


def _ground(option: QStyleOptionViewItem) -> str:
    """Name the ground that the style sheet gives a row."""
    if option.state & QStyle.StateFlag.State_Selected:
        return "sel"
    return "hover" if option.state & QStyle.StateFlag.State_MouseOver else "surface"


class _ReasonRow(QRadioButton):
    """One reason: ring, words, and the key that picks it at the right."""

    def __init__(self, text: str, key: str) -> None:
        super().__init__(text)
        self._cap = KeyCap(key)
        self._cap.setParent(self)
        self.setMinimumHeight(32)

    def sizeHint(self) -> QSize:
        """Ask for a row of 32."""
        return QSize(_mark_size(self).width() + 60, 32)

    def hitButton(self, _pos: object) -> bool:
        """Take a press anywhere on the row."""
        return True

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chosen row on `sel` with a bar, then ring and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(self.rect(), theme.color("sel"))
            painter.fillRect(0, 0, 3, self.height(), theme.color("accent"))
        ring = QRectF(14.5, (self.height() - 12) / 2 + 0.5, 12, 12)
        _paint_round(painter, ring, self.isChecked(), True)
        painter.setFont(theme.font("body", self.isChecked()))
        painter.setPen(theme.color("ink"))
        words = QRectF(38, 0, self.width() - 90, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        _paint_focus(painter, self)
        size = self._cap.sizeHint()
        self._cap.setGeometry(
            self.width() - size.width() - 8,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )


class ReasonRows(QWidget):
    """Ready reasons under each other: 1–9 or the arrows pick one; picked(code) tells which."""

    picked = Signal(str)

    def __init__(self, reasons: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._group = QButtonGroup(self)
        self._rows: dict[str, _ReasonRow] = {}
        for number, (code, text) in enumerate(reasons, start=1):
            row = _ReasonRow(text, str(number))
            self._group.addButton(row)
            row.toggled.connect(lambda on, code=code: self.picked.emit(code) if on else None)
            column.addWidget(row)
            self._rows[code] = row

    def pick(self, code: str) -> None:
        """Choose one reason and give it the focus, unless who hears of it wants the focus."""
        self._rows[code].setFocus()
        self._rows[code].setChecked(True)

    def current(self) -> str:
        """Give the code of the chosen reason, empty when none is."""
        return next((code for code, row in self._rows.items() if row.isChecked()), "")

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose by a digit; True when the key was one of ours."""
        digit = event.text()
        if not (digit.isdigit() and 0 < int(digit) <= len(self._rows)):
            return False
        self.pick(list(self._rows)[int(digit) - 1])
        return True
