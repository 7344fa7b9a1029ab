"""A row of small parts that goes on in the next line where it does not fit."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

GAP = 6


class FlowRow(QWidget):
    """Lays its parts side by side, line below line; it is as high as its lines."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[QWidget] = []

    def put(self, parts: Sequence[QWidget]) -> None:
        """Show other parts in place of those of now."""
        for old in self.parts:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self.parts = list(parts)
        for one in self.parts:
            one.setParent(self)
            one.show()
        self._lay()

    def hasHeightForWidth(self) -> bool:
        """True: narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the lines at a width."""
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        """Ask for the height of now and for little width."""
        return QSize(120, self._place(max(self.width(), 120), move=False))

    def minimumSizeHint(self) -> QSize:
        """Ask for little width: it wraps."""
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the parts anew."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        height = self._place(max(self.width(), 80), move=True)
        if self.minimumHeight() != height or self.maximumHeight() != height:
            self.setFixedHeight(height)

    def _place(self, width: int, move: bool) -> int:
        left, top, line = 0, 0, 0
        for part in self.parts:
            part.ensurePolished()
            size = part.sizeHint().boundedTo(QSize(width, 200))
            if left and left + size.width() > width:
                left, top, line = 0, top + line + GAP, 0
            if move:
                part.setGeometry(left, top, size.width(), size.height())
            left, line = left + size.width() + GAP, max(line, size.height())
        return top + line
