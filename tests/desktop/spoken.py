"""What a window says to those who see and to those who hear: every text of it, and its controls."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from desktop.delegate import Cell

ROWS = 3
"""So many rows of a table are listened to: the others are made alike."""


def shown(top: QWidget) -> list[QWidget]:
    """Give every widget that is shown in a window; what is hidden is not looked into."""
    found, waiting = [], [top]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += [
            child
            for child in reversed(one.children())
            if isinstance(child, QWidget) and not child.isHidden() and not child.isWindow()
        ]
    return found


def texts(top: QWidget) -> Iterator[str]:
    """Give every text of a window: what is read, what is heard, tips, heads, cells, menus."""
    yield top.windowTitle()
    for widget in shown(top):
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        match widget:
            case QLabel() | QAbstractButton():
                yield widget.text()
            case QLineEdit() | QPlainTextEdit():
                yield widget.placeholderText()
            case QComboBox():
                yield from (widget.itemText(at) for at in range(widget.count()))
            case QHeaderView():
                yield from heads(widget)
            case QAbstractItemView():
                yield from cells(widget)
    for menu in top.findChildren(QMenu):
        yield from (action.text() for action in menu.actions())


def heads(head: QHeaderView) -> Iterator[str]:
    """Give the words of a head."""
    for at in range(head.count()):
        yield str(
            head.model().headerData(at, head.orientation(), Qt.ItemDataRole.DisplayRole) or ""
        )


def cells(view: QAbstractItemView) -> Iterator[str]:
    """Give what the first rows of a table show and say."""
    for _, told in seen_and_heard(view):
        yield told


def seen_and_heard(view: QAbstractItemView) -> Iterator[tuple[bool, str]]:
    """Give of each cell of the first rows whether something is seen, and what is heard."""
    model = view.model()
    top = view.rootIndex()
    columns = view.horizontalHeader().count() if isinstance(view, QTableView) else 1
    for row in range(min(model.rowCount(top), ROWS)):
        for column in range(columns):
            index = model.index(row, column, top)
            pill = index.data(Cell.PILL)
            read = index.data(Qt.ItemDataRole.DisplayRole)
            heard = index.data(Qt.ItemDataRole.AccessibleTextRole) or read
            seen = pill is not None or read not in (None, "")
            yield seen, str(heard if heard is not None else "")


def nameless(top: QWidget) -> list[str]:
    """Give the controls that a screen reader cannot call by a name, or only by their value."""
    found = []
    for widget in shown(top):
        if not takes_focus(widget):
            continue
        name = widget.accessibleName().strip()
        if not name and isinstance(widget, QAbstractButton):
            name = widget.text().strip()
        value = widget.text() if isinstance(widget, QLineEdit) else ""
        value = widget.currentText() if isinstance(widget, QComboBox) else value
        if not name or name == value.strip():
            found.append(f"{_called(widget)} is named “{name}”")
    return found


def takes_focus(widget: QWidget) -> bool:
    """Tell whether a control can have the focus at all; parts of another one cannot."""
    if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or not widget.isEnabled():
        return False
    return widget.focusProxy() is None and not widget.objectName().startswith("qt_")


def mute(top: QWidget) -> list[str]:
    """Give the tables with a cell in which something is seen and nothing heard."""
    views = (one for one in shown(top) if isinstance(one, QAbstractItemView))
    return [
        f"{_called(view)}: a cell is mute"
        for view in views
        if any(seen and not heard.strip() for seen, heard in seen_and_heard(view))
    ]


def _called(widget: QWidget) -> str:
    parent = widget.parentWidget()
    within = type(parent).__name__ if parent is not None else "nothing"
    return f"{type(widget).__name__} in {within}"
