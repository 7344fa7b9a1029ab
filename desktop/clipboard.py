"""Takes off the clipboard, after half a minute, what was copied out of an opened vault (row E8).

Until then it is marked so that the system keeps no history of it: on Windows by the formats that
learn.microsoft.com describes under Clipboard Formats, in KDE by the hint of password programs.
"""

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT = 30
"""So many seconds a copy lies on the clipboard."""

OURS = "application/x-pana-copy"
WINDOWS = 'application/x-qt-windows-mime;value="{name}"'
NO = bytes(4)  # a DWORD that is 0
MARKS = {
    OURS: b"1",
    WINDOWS.format(name="ExcludeClipboardContentFromMonitorProcessing"): NO,
    WINDOWS.format(name="CanIncludeInClipboardHistory"): NO,
    WINDOWS.format(name="CanUploadToCloudClipboard"): NO,
    "x-kde-passwordManagerHint": b"secret",
}
"""What a copy carries beside its text."""


class ClipboardGuard(QObject):
    """Marks whatever this program copies, and clears it; copied() tells that it was marked.

    What another program put on the clipboard meanwhile is never touched.
    """

    copied = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board: QClipboard = QGuiApplication.clipboard()
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(KEPT * 1000)
        self.timer.timeout.connect(self.clear)
        self._board.dataChanged.connect(self._mark)

    def owns(self) -> bool:
        """True while the clipboard holds what this program put there."""
        return self._board.ownsClipboard()

    def clear(self) -> None:
        """Empty the clipboard if what was copied here still lies on it."""
        self.timer.stop()
        lying = self._lying()
        if lying is not None and lying.hasFormat(OURS) and self.owns():
            self._board.clear()

    def _mark(self) -> None:
        given = self._lying()
        if given is None or given.hasFormat(OURS) or not given.hasText() or not self.owns():
            return
        marked = QMimeData()
        for kind in given.formats():
            marked.setData(kind, given.data(kind))
        marked.setText(given.text())
        for kind, value in MARKS.items():
            marked.setData(kind, value)
        self._board.setMimeData(marked)
        self.timer.start()
        self.copied.emit()

    def _lying(self) -> QMimeData | None:
        """Give what lies on the clipboard, None where nothing does: the stubs forget that."""
        return self._board.mimeData()
