"""The tokens keep the contrasts they promise, and no other file names a colour."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

import desktop
import resources
from desktop import theme
from desktop.parts.texts import Label, mark
from desktop.theme import DARK, LIGHT, Mode, Tokens

TEXT, EDGE = 4.5, 3.0  # WCAG 2.2: 1.4.3 and 1.4.11
TEXT_PAIRS = (
    [(ink, on) for ink in ("ink", "ink2", "ink3") for on in ("surface", "canvas", "raised")]
    + [(ink, on) for ink in ("ink", "ink2", "ink3") for on in ("band", "rail", "zebra")]
    + [("ink3", "sel"), ("ink", "hover"), ("ink2", "readonly"), ("ink3", "readonly")]
    + [("accent", on) for on in ("surface", "canvas", "raised", "sel", "accent_soft", "hover")]
    + [("on_accent", "accent"), ("on_accent", "accent_hi"), ("on_arch", "arch")]
    + [(tone, "surface") for tone in ("err", "soft", "info", "ok", "draft")]
    + [(tone, f"{tone}_soft") for tone in ("err", "soft", "info", "ok", "draft")]
    + [("ink", f"{tone}_soft") for tone in ("err", "soft", "info")]
)
EDGE_PAIRS = [("edge", "surface"), ("edge", "canvas"), ("accent", "surface"), ("err", "surface")]
TOKENS = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


@TOKENS
@pytest.mark.parametrize(("ink", "on"), TEXT_PAIRS)
def test_text_is_readable(tokens: Tokens, ink: str, on: str) -> None:
    assert theme.contrast(getattr(tokens, ink), getattr(tokens, on)) >= TEXT


@TOKENS
@pytest.mark.parametrize(("edge", "on"), EDGE_PAIRS)
def test_edges_are_seen(tokens: Tokens, edge: str, on: str) -> None:
    assert theme.contrast(getattr(tokens, edge), getattr(tokens, on)) >= EDGE


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_no_other_file_names_a_colour_or_dresses_a_widget() -> None:
    home = Path(desktop.__file__).parent
    for file in home.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if file.name != "theme.py":
            assert not re.search(r"#[0-9A-Fa-f]{6}\b", text), file
            assert "setStyleSheet" not in text, file
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b", resources.text("style.qss"))


@TOKENS
def test_the_sheet_is_filled_whole(tokens: Tokens) -> None:
    assert "$" not in theme.sheet(tokens)


def test_every_token_is_used() -> None:
    """A token that nothing asks for would be a colour nobody has seen."""
    asked = resources.text("style.qss")
    for file in Path(desktop.__file__).parent.rglob("*.py"):
        if file.name != "theme.py":
            asked += file.read_text(encoding="utf-8")
    asked += "shadow disabled"  # the palette and the veil
    assert [field.name for field in fields(Tokens) if field.name not in asked] == []


def test_a_mode_changes_everything_at_once(dressed: QApplication) -> None:
    seen = []
    theme.watch.changed.connect(lambda: seen.append(theme.tokens()))
    theme.apply(dressed, Mode.DARK)
    theme.apply(dressed, Mode.LIGHT)
    assert seen == [DARK, LIGHT]
    assert LIGHT.accent in dressed.styleSheet()


def test_weights_are_two(dressed: QApplication) -> None:
    assert theme.font("body").weight() == 400
    assert theme.font("head", strong=True).weight() == 500
    weights = set(re.findall(r"font-weight: (\d+)", resources.text("style.qss")))
    assert weights == {"500"}


def test_a_changed_role_is_dressed_again(dressed: QApplication) -> None:
    label = Label("Қ", "body")
    label.ensurePolished()
    plain = label.font().pixelSize()
    mark(label, role="title")
    assert (plain, label.font().pixelSize()) == (13, 20)


def test_focus_never_moves_the_text(dressed: QApplication) -> None:
    """A border of 2 px with a padding of one less: the button keeps its size."""
    button = QPushButton("Сақтау")
    button.ensurePolished()
    rules = resources.text("style.qss")
    assert re.search(r"QPushButton:focus \{ border: 2px solid \$accent; padding: 0 11px", rules)
    assert button.sizeHint().height() == 30
