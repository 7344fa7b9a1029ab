"""A window opens on a real screen: the packages that `run` installs are the ones Qt needs."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
from PySide6.QtWidgets import QApplication, QLabel

app = QApplication([])
label = QLabel("Ә Ғ Қ Ң Ө Ұ Ү Һ І")
label.show()
print(app.platformName(), label.isVisible())
"""


@pytest.mark.screen
def test_a_window_opens_on_a_real_screen(screen: str) -> None:
    desk = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=desk, capture_output=True, text=True, encoding="utf-8"
    )
    assert told.stdout.split() == ["xcb", "True"], told.stderr
