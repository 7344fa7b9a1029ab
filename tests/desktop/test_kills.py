"""What was acknowledged survives a kill; `python -m tests.kills` does it five hundred times."""

import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent.parent


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL on Windows")
def test_nothing_acknowledged_is_lost_when_the_program_is_killed() -> None:
    command = [sys.executable, "-m", "tests.kills", "--kills", "8", "--seed", "3"]
    told = subprocess.run(command, cwd=HOME, capture_output=True, text=True, encoding="utf-8")
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.splitlines()[-1] == "nothing was lost"
