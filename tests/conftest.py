"""Makes every test the same on every desk: no screen, no language and no home of the user."""

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.screens import virtual_screen

# Read by Qt when its first object is made, so they are set before any test module is imported.
# Qt itself is not imported here: the tests of forms and reports also pass where it is missing.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
for name in ("LANGUAGE", "LC_MESSAGES", "PANA_PASSPHRASE", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE"):
    os.environ.pop(name, None)

# How long an example takes says something about the machine, nothing about Pana.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(autouse=True, scope="session")
def _folders_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let settings, logs and caches go to a temporary folder and not to the user's own."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        for kind in ("APPDATA", "LOCALAPPDATA"):
            patch.setenv(kind, str(home / kind.lower()))
        yield


@pytest.fixture
def passphrase() -> str:
    """Give a made-up passphrase that a vault accepts, with letters only Kazakh has."""
    return "өзен үстіндегі ақ көпір 7"


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """Start a virtual screen for programs that a test starts; give the value for DISPLAY."""
    if sys.platform == "win32":
        pytest.skip("Windows has a screen of its own")
    with virtual_screen() as display:
        yield display
