"""Draws resources/icons/mark.svg into the pictures that ship: PNG of some sizes and one .ico."""

import os
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).parent.parent / "resources" / "icons"
PNG_SIZES = (32, 64, 128, 256)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)


def drawn(renderer: QSvgRenderer, side: int) -> bytes:
    """Give the mark as a PNG of side x side px."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Put PNG pictures into one .ico file (ICONDIR and ICONDIRENTRY, then the pictures)."""
    offset = 6 + 16 * len(pictures)
    entries, bodies = b"", b""
    for side, body in pictures.items():
        shown = side % 256  # 256 is written as 0
        entries += struct.pack("<BBBBHHII", shown, shown, 0, 0, 1, 32, len(body), offset)
        bodies += body
        offset += len(body)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + bodies


def main() -> None:
    """Write every picture beside the drawing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    renderer = QSvgRenderer(str(ICONS / "mark.svg"))
    for side in PNG_SIZES:
        (ICONS / f"mark-{side}.png").write_bytes(drawn(renderer, side))
    (ICONS / "mark.ico").write_bytes(ico({side: drawn(renderer, side) for side in ICO_SIZES}))
    app.quit()


if __name__ == "__main__":
    main()
