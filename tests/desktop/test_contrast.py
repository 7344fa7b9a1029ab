"""Every pair of colours that a window really shows can be read, in light and dark."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

import resources
from desktop import theme
from desktop.delegate import Ask, Cell, CellDelegate
from desktop.parts.chips import TONES
from desktop.theme import DARK, LIGHT, Mode, Tokens
from tests.desktop.spoken import shown
from tests.desktop.windows import program, windows

TEXT, EDGE = 4.5, 3.0  # WCAG 2.2: 1.4.3 and 1.4.11
EDGES, EXEMPT = {"edge"}, {"disabled"}
TABLE = Path(__file__).parent.parent / "cases" / "contrasts.csv"
PAIRS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
WRITTEN = (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


@THEMES
@pytest.mark.parametrize("pair", PAIRS, ids=lambda one: f"{one['ink']} on {one['on']}")
def test_a_pair_has_the_contrast_that_the_look_promises(
    tokens: Tokens, pair: dict[str, str]
) -> None:
    found = theme.contrast(getattr(tokens, pair["ink"]), getattr(tokens, pair["on"]))
    assert found == pytest.approx(float(pair["light" if tokens is LIGHT else "dark"]), abs=0.06)
    if pair["ink"] not in EXEMPT:
        assert found >= (EDGE if pair["ink"] in EDGES else TEXT)


@THEMES
@pytest.mark.parametrize("tone", TONES)
def test_a_pill_can_be_read(tokens: Tokens, tone: str) -> None:
    words, ground, _ = TONES[tone]
    assert theme.contrast(getattr(tokens, words), getattr(tokens, ground)) >= TEXT


def sheet_pairs() -> Iterator[tuple[str, str, str]]:
    """Give selector, colour and ground of every rule of the sheet, hover and the rest included;
    a rule without a colour of its own has that of its kind."""
    rules = re.sub(r"/\*.*?\*/", "", resources.text("style.qss"), flags=re.S)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]+)\}", rules):
        names = dict(re.findall(r"([\w-]+):\s*\$(\w+)", body))
        below = names.get("background") or names.get("selection-background-color")
        usual = "on_accent" if "primary" in selector else "ink"
        ink = names.get("color") or names.get("selection-color") or usual
        if below and ink not in EXEMPT and "QScrollBar" not in selector:
            yield " ".join(selector.split()), ink, below


@THEMES
def test_every_rule_of_the_sheet_can_be_read(tokens: Tokens) -> None:
    pairs = list(sheet_pairs())
    assert len(pairs) > 50
    assert [
        (selector, ink, below)
        for selector, ink, below in pairs
        if theme.contrast(getattr(tokens, ink), getattr(tokens, below)) < TEXT
    ] == []


def words_of(widget: QWidget) -> str:
    """Give what is written on a widget by itself."""
    match widget:
        case QLabel() | QAbstractButton():
            return widget.text()
        case QLineEdit():
            return widget.text() or widget.placeholderText()
        case QPlainTextEdit():
            return widget.toPlainText()
        case QComboBox():
            return widget.currentText()
    return ""


def ground(picture: QImage, area: QRect) -> QColor:
    """Give the colour that most of an area has: that on which its words stand."""
    seen = area.intersected(picture.rect())
    across = range(seen.left(), seen.right(), 3)
    many = Counter(picture.pixel(x, y) for y in range(seen.top(), seen.bottom(), 2) for x in across)
    return QColor(many.most_common(1)[0][0]) if many else QColor()


def pairs_of(window: QWidget) -> Iterator[tuple[str, str, str]]:
    """Give colour, ground and words of all that is written in a window and can be used."""
    picture = window.grab().toImage()
    for widget in shown(window):
        if not isinstance(widget, WRITTEN) or not widget.isEnabled() or not words_of(widget):
            continue
        area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        visible = widget.visibleRegion().boundingRect()
        if visible.height() < 8 or visible.width() < 8:
            continue
        below = ground(picture, visible.translated(area.topLeft()))
        if below.isValid():
            ink = widget.palette().color(widget.foregroundRole())
            yield ink.name(), below.name(), f"{type(widget).__name__} “{words_of(widget)[:30]}”"


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK], ids=["light", "dark"])
def test_all_that_is_written_can_be_read(
    dressed: QApplication, tmp_path: Path, mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells: set[tuple[str, str]] = set()
    draw = CellDelegate._content

    def look(self: CellDelegate, painter: QPainter, rect: QRect, ask: Ask, chosen: bool) -> None:
        tint = str(ask(Cell.TINT) or ("sel" if chosen else "surface"))
        if ask(Qt.ItemDataRole.DisplayRole) and ask(Cell.PILL) is None:
            cells.add((self._tone(ask), tint))
        if ask(Cell.SECOND):
            cells.add(("ink3", tint))
        draw(self, painter, rect, ask, chosen)

    monkeypatch.setattr(CellDelegate, "_content", look)
    monkeypatch.setattr(  # what a list paints in one go, the delegate of this test is to see, too
        "desktop.lists.row_painting._Line.draw", lambda *_: False
    )
    found: dict[str, set[str]] = defaultdict(set)
    pairs: set[tuple[str, str]] = set()
    with program(dressed, tmp_path) as walked:
        theme.apply(dressed, mode)
        for name, window in windows(walked):
            for ink, below, words in pairs_of(window):
                pairs.add((ink, below))
                if (contrast := theme.contrast(ink, below)) < TEXT:
                    found[f"{ink} on {below} ({contrast:.1f}): {words}"].add(name)
    assert len(pairs) > 15 and len(cells) > 8
    assert dict(found) == {}
    tokens = theme.DARK if mode is Mode.DARK else theme.LIGHT
    unread = {
        pair: theme.contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) for pair in cells
    }
    assert {pair: ratio for pair, ratio in unread.items() if ratio < TEXT} == {}
