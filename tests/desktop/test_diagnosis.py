"""The diagnostic file: shown whole before it is saved, and nobody is named in it."""

import getpass
import platform
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop import diagnosis as text_of
from desktop.diagnosis import ENTRIES, newest
from desktop.diagnosis_dialog import DiagnosisDialog, choose_text
from desktop.dialogs import TroubleDialog
from desktop.last_resort import LOG, LastResort
from desktop.parts.buttons import Link
from forms.record import Record
from forms.store.census import census
from forms.words import Language
from tests.desktop.offices import answer
from tests.desktop.windows import Program, program

PLANTED = ("Нұрмұхамбетова", "Гүлбаршын", "Өтегенқызы", "850615199998", "Сарыжайлау", "Бейбітшілік")
"""Names, an ИИН that can belong to nobody, a village and a street."""


@pytest.fixture
def shown(dressed: QApplication, tmp_path: Path) -> Iterator[Program]:
    with program(dressed, tmp_path, Language.EN) as found:
        yield found


def plant(shown: Program) -> None:
    """Put what may never be given away into cards, drafts and settings of the vault."""
    record = Record.blank("family").replace("street", PLANTED[5]).replace("note", PLANTED[4])
    parent = {"surname": PLANTED[0], "name": PLANTED[1], "iin": PLANTED[3]}
    record = record.add_row("parents", parent)
    with shown.desk.store.begin() as work:
        work.save(record, who=shown.desk.who, when=shown.desk.now())
        work.set_setting("executor", PLANTED[2])


def text_shown(shown: Program) -> str:
    """Ask for the file as a person does, read it, and refuse it."""
    read: list[str] = []

    def look(dialog: object) -> None:
        assert isinstance(dialog, DiagnosisDialog)
        read.append(dialog.text.toPlainText())

    answer([Qt.Key.Key_Escape], look)
    shown.pana.diagnose()
    return read[0]


def test_it_tells_versions_screen_sizes_and_errors(
    shown: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.app.log_folder", lambda: tmp_path / "log")
    last = LastResort(tmp_path / "log", print)
    last.catch(ValueError, ValueError(" ".join(PLANTED)), None)
    told = text_shown(shown)
    number = (tmp_path / "log" / LOG).read_text(encoding="utf-8").split()[1]
    counted = census(shown.desk.store)
    for part in (
        "Pana 0.1.0",
        f"Python {platform.python_version()}",
        platform.machine(),
        "SQLCipher 4",
        f"{number} ValueError",
        f"journal {counted.rows['journal']}",
        "Language: en",
        "Colours: light",
    ):
        assert part in told, part
    assert re.search(r"Screen 1: \d+ × \d+, \d+%", told)
    assert counted.rows["family"] >= 14 and not any("search" in name for name in counted.rows)


def test_nobody_is_named_in_it(
    shown: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where the log, which should not, holds a path and a login."""
    plant(shown)
    monkeypatch.setattr("desktop.app.log_folder", lambda: tmp_path / "log")
    monkeypatch.setattr(getpass, "getuser", lambda: "zhanerke")
    monkeypatch.setattr(Path, "home", lambda: Path("/home/zhanerke"))
    log = tmp_path / "log" / LOG
    log.parent.mkdir()
    lines = (
        "2026-11-24T10:00:00+00:00 A1B2C3 OSError",
        "    files.py:12 write",
        "    /home/zhanerke/Pana/vault.pana is full, asked by zhanerke",
        "    C:\\Users\\Zhanerke\\Documents\\Pana",
    )
    log.write_text("\n".join(lines), encoding="utf-8")
    told = text_shown(shown)
    assert "A1B2C3 OSError" in told and "files.py:12 write" in told
    forbidden = (*PLANTED, "zhanerke", "/home", "Documents", ".pana", platform.node())
    assert not [word for word in forbidden if word and word.casefold() in told.casefold()]
    _, log_told = told.split("Newest errors of the program:")
    assert "users" not in log_told.casefold()  # above it a table of the vault has that name
    assert not any(str(path) in told for path in (tmp_path, shown.opened.recent.path))


def test_the_newest_entries_are_told_whole(tmp_path: Path) -> None:
    def written(first: int, last: int) -> str:
        return "".join(f"2026 N{n} ValueError\n    a.py:{n} f\n" for n in range(first, last))

    assert newest(tmp_path) == []
    (tmp_path / LOG).write_text(written(0, 3), encoding="utf-8")
    assert len(newest(tmp_path)) == 6
    (tmp_path / f"{LOG}.1").write_text(written(0, 50), encoding="utf-8")
    (tmp_path / LOG).write_text(written(50, 55), encoding="utf-8")
    told = newest(tmp_path)
    assert len(told) == 2 * ENTRIES
    assert told[0] == f"2026 N{55 - ENTRIES} ValueError" and told[-1] == "    a.py:54 f"
    assert text_of.nameless("    a.py:1 f") == "    a.py:1 f"


def test_what_was_read_is_what_is_saved(shown: Program, tmp_path: Path) -> None:
    there = tmp_path / "out" / "pana.txt"
    dialog = DiagnosisDialog(shown.pana.window, "Бір\nекі\n", "pana.txt", lambda *_asked: there)
    answer([Qt.Key.Key_Escape], lambda found: isinstance(found, TroubleDialog))
    dialog.save()
    assert dialog.outcome == "" and not there.exists(), "the folder is not there"
    there.parent.mkdir()
    dialog.save()
    assert there.read_bytes().decode("utf-8") == "Бір\nекі\n" == dialog.text.toPlainText()
    assert "pana.txt" in dialog.outcome
    refused = DiagnosisDialog(shown.pana.window, "x", "pana.txt", lambda *_asked: None)
    refused.save()
    assert refused.outcome == ""


def test_without_a_vault_the_rest_is_told(shown: Program) -> None:
    shown.pana.lock()
    assert "No vault is open." in text_shown(shown)


def test_the_sentence_of_an_error_leads_to_the_file(shown: Program) -> None:
    from desktop.trouble import tell_trouble

    asked: list[str] = []

    def press(dialog: object) -> None:
        assert isinstance(dialog, TroubleDialog)
        (link,) = (one for one in dialog.findChildren(Link) if one.isVisible())
        QTimer.singleShot(0, link.click)

    answer([], press)
    tell_trouble(shown.pana.window, lambda: asked.append("file"), "A1B2C3")
    assert asked == ["file"]


def test_a_name_without_an_ending_gets_one(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    for typed, path in (("/a/b", Path("/a/b.txt")), ("/a/b.TXT", Path("/a/b.TXT")), ("", None)):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, t=typed: (t, ""))
        assert choose_text(None, "x") == path  # type: ignore[arg-type]
