"""On a disk that is full or taken away everything is whole or refused; shortened, see the docs."""

import io
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.disk_actions import ACTIONS, Action, Left, Scene, left_files

if sys.platform == "win32":
    pytest.skip("small disks are mounted on Linux alone", allow_module_level=True)

from tests import full_disk, lost_disk
from tests.small_disks import EXT4, NAMES, TMPFS, CannotMount, Disk, Kind, mounted


def chosen(name: str) -> Action:
    return next(one for one in ACTIONS if one.name == name)


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    return left_files(tmp_path_factory.mktemp("vaults") / "left")


@contextmanager
def small_disk(kind: Kind, folder: Path) -> Iterator[Disk]:
    """Mount a disk; where that is not possible the test is passed over with the reason."""
    try:
        with mounted(kind, folder) as disk:
            yield disk
    except CannotMount as why:
        pytest.skip(str(why))


@pytest.mark.parametrize(
    "kind, name, step",
    [
        (TMPFS, "save", 256),
        (TMPFS, "export", 128),
        (EXT4, "key", 1024),
        (NAMES, "backup", 3),
    ],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_a_full_disk_costs_nothing(
    kind: Kind, name: str, step: int, left: Left, tmp_path: Path
) -> None:
    """Whole: python -m tests.full_disk, as root."""
    tally = full_disk.Tally()
    with small_disk(kind, tmp_path) as disk:
        full_disk.sweep(disk, chosen(name), left, tally, step, tmp_path / "home")
    assert tally.wrong == []
    assert tally.refused[kind.name, name] and tally.whole[kind.name, name] >= 2


def test_the_trial_of_full_disks_can_fail(left: Left, tmp_path: Path) -> None:
    """The control: one who writes straight to the final name, and gives up without a word."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("a", bytes(300_000))

    def careless(scene: Scene) -> None:
        with suppress(OSError), (scene.disk / "return.xlsx").open("wb", buffering=0) as stream:
            stream.write(whole.getvalue())

    worse, tally = Action("careless", chosen("save").lay, careless), full_disk.Tally()
    with small_disk(TMPFS, tmp_path) as disk:
        full_disk.sweep(disk, worse, left, tally, 128, tmp_path / "home")
    assert any("half a workbook" in one for one in tally.wrong)


def test_a_disk_that_is_taken_away_costs_nothing(left: Left, tmp_path: Path) -> None:
    """Whole: python -m tests.lost_disk, as root."""
    tally, export = lost_disk.Tally(), chosen("export")
    with small_disk(EXT4, tmp_path) as disk:
        watch = lost_disk.Watch()
        lost_disk.lose_often(disk, export, left, tally, watch, tmp_path / "home", step=4)
        lost_disk.protect(disk, export, left, tally, tmp_path / "home")
    assert tally.wrong == []
    assert all(tally.refused[way, "export"] for way in (*lost_disk.WAYS, "write-protected"))
