"""While the passphrase is typed what an opened vault needs is loaded, and nothing waits for it."""

import gc
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import preloading

PROGRAM = """
import sys
from pathlib import Path
from desktop.app import Pana, _places, application
from desktop.entrance.opening import doors
from desktop.entrance.doors import NewVault
from desktop.preloading import SCREENS, preload
from desktop.settings import Settings

app = application()
pana = Pana(app, Settings(Path(sys.argv[1]) / "pana.ini"), doors(), _places)
pana.prepare()
preload(pana.window)
while SCREENS[-1] not in sys.modules:
    app.processEvents()
before = set(sys.modules)
place = Path(sys.argv[1]) / "a.pana"
made = doors().create_vault(NewVault(place, "KDN-1132", "2026-Q3", "made up words 77", True))
pana.enter(made.opened)
app.processEvents()
print(*sorted(one for one in set(sys.modules) - before if one.startswith("desktop.")))
"""


def test_the_frame_and_the_first_page_are_loaded_beforehand(tmp_path: Path) -> None:
    """Only what makes a practice vault is not: nobody waits for that at an unlock."""
    home = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        cwd=home,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert told.returncode == 0, told.stderr
    assert set(told.stdout.split()) <= {"desktop.practising", "desktop.safekeeping"}


def test_loading_ends_with_who_asked(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    frozen: list[bool] = []
    monkeypatch.setattr(preloading, "import_module", loaded.append)
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(True))
    owner = QObject()
    preloading.preload(owner)
    qtbot.waitUntil(lambda: bool(frozen))
    assert loaded == [*preloading.WITHOUT_SCREEN, *preloading.SCREENS]
    loaded.clear()
    preloading.preload(owner)
    owner.deleteLater()
    qtbot.waitUntil(lambda: len(loaded) >= len(preloading.WITHOUT_SCREEN))
    assert len(frozen) == 1
