"""The first window loads no store, no cipher and no paper: they come when a door is opened."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("sqlalchemy", "sqlcipher3", "openpyxl", "reportlab", "cryptography", "qtawesome")
PROGRAM = """
import sys
from pathlib import Path
from desktop.app import Pana, application
from desktop.entrance.opening import doors
from desktop.settings import Settings

app = application()
pana = Pana(app, Settings(Path(sys.argv[1])), doors(), lambda opened, choices: ())
pana.start()
app.processEvents()
assert pana.window.isVisible()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Give the packages that a process has loaded when its unlock window is shown."""
    home = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path_factory.mktemp("start") / "pana.ini")],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert told.returncode == 0, told.stderr
    return set(told.stdout.split())


def test_the_window_was_really_made(loaded: set[str]) -> None:
    assert {"desktop", "PySide6"} <= loaded


@pytest.mark.parametrize("package", HEAVY)
def test_nothing_heavy_is_loaded(loaded: set[str], package: str) -> None:
    assert package not in loaded
