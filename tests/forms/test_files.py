"""Whole files: the old or the new file, never half of one, and a sentence for every refusal."""

import errno
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from forms import files
from forms.files import safe_name, shown_name, write_all, write_whole
from forms.findings import Finding
from forms.words import Language

OLD, NEW = b"the earlier file", b"the new file" * 1000


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "Есеп 2026 Әлия.xlsx"
    path.write_bytes(OLD)
    return path


def write_new(stream: BinaryIO) -> None:
    stream.write(NEW)


def refuse(number: int, winerror: int | None = None) -> Callable[..., Any]:
    def step(*_: object, **__: object) -> None:
        error = OSError(number, "injected")
        if winerror is not None:
            error.winerror = winerror  # type: ignore[attr-defined, unused-ignore]
        raise error

    return step


def left_clean(target: Path, content: bytes = OLD) -> bool:
    return target.read_bytes() == content and list(target.parent.iterdir()) == [target]


def test_a_new_file_takes_the_place_of_the_old(target: Path) -> None:
    assert write_whole(target, write_new) is None
    assert left_clean(target, NEW)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, files.NO_SPACE),
        (errno.EDQUOT, files.NO_SPACE),
        (errno.EACCES, files.DENIED),
        (errno.EROFS, files.PROTECTED),
        (errno.ENOENT, files.GONE),
        (errno.ENAMETOOLONG, files.TOO_LONG),
        (errno.EIO, files.DEVICE),
        (errno.ELOOP, files.OTHER),
    ],
)
@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
def test_each_step_may_fail_and_the_old_file_stays(
    target: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, sentence: str
) -> None:
    if step == "write":
        finding = write_whole(target, refuse(number))
    else:
        room: Any = os if step == "fsync" else Path
        with monkeypatch.context() as patch:
            patch.setattr(room, step, refuse(number))
            finding = write_whole(target, write_new)
    assert finding is not None and finding.sentence == sentence
    assert finding.where == {"file": target.name}
    assert target.name in finding.say(Language.EN) and "injected" not in finding.say(Language.EN)
    assert left_clean(target)
    assert write_whole(target, write_new) is None and left_clean(target, NEW)


def test_files_that_belong_together_come_together(target: Path) -> None:
    other = target.with_suffix(".pdf")
    other.write_bytes(OLD)
    for step in (refuse(errno.ENOSPC), refuse(errno.EIO)):
        finding = write_all({target: write_new, other: step})
        assert finding is not None and finding.where == {"file": other.name}
        assert target.read_bytes() == other.read_bytes() == OLD
        assert sorted(target.parent.iterdir()) == sorted((target, other))
    assert write_all({target: write_new, other: write_new}) is None
    assert target.read_bytes() == other.read_bytes() == NEW
    assert sorted(target.parent.iterdir()) == sorted((target, other))
    assert write_all({}) is None


@pytest.mark.skipif(sys.platform == "win32", reason="there an open file is held indeed")
def test_a_file_open_elsewhere_stops_those_that_belong_to_it(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = target.with_suffix(".pdf")
    other.write_bytes(OLD)
    true_open = Path.open

    def held(self: Path, *rest: Any, **more: Any) -> Any:
        if self == other:
            refuse(errno.EACCES, 32)()
        return true_open(self, *rest, **more)

    monkeypatch.setattr(Path, "open", held)
    monkeypatch.setattr("forms.files.sys.platform", "win32")
    monkeypatch.setattr("forms.files.time.sleep", lambda _: None)
    finding = write_all({target: write_new, other: write_new})
    monkeypatch.undo()
    assert finding is not None and finding.sentence == files.OPEN
    assert finding.where == {"file": other.name}
    assert target.read_bytes() == other.read_bytes() == OLD


@pytest.mark.parametrize("winerror", files.HELD)
def test_a_file_held_for_a_moment_is_replaced_by_trying_again(
    target: Path, monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    pauses: list[float] = []
    true_replace, held = Path.replace, refuse(errno.EACCES, winerror)

    def replace(self: Path, to: Path) -> Path:
        if len(pauses) < 3:
            held()
        return true_replace(self, to)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr("forms.files.time.sleep", pauses.append)
    assert write_whole(target, write_new) is None
    assert len(pauses) == 3 and left_clean(target, NEW)


def test_a_file_open_in_excel_is_given_up_in_time_and_named(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(Path, "replace", refuse(errno.EACCES, 32))
    monkeypatch.setattr("forms.files.time.sleep", pauses.append)
    finding = write_whole(target, write_new)
    assert finding is not None and finding.sentence == files.OPEN
    assert len(pauses) == 9 and sum(pauses) <= 2.5
    assert left_clean(target)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows confirms folders by itself")
def test_a_disk_that_does_not_confirm_is_named(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_open = os.open

    def opening(path: Any, *rest: Any, **more: Any) -> int:
        if Path(path) == target.parent:
            raise OSError(errno.EIO, "injected")
        return true_open(path, *rest, **more)

    monkeypatch.setattr(os, "open", opening)
    finding = write_whole(target, write_new)
    assert finding is not None and finding.sentence == files.UNCERTAIN
    assert target.read_bytes() == NEW


def test_a_wrong_program_is_not_taken_for_a_full_disk(target: Path) -> None:
    def stumble(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise ValueError("ours")

    def read_another(_: BinaryIO) -> None:
        (target.parent / "font.ttf").read_bytes()

    with pytest.raises(ValueError, match="ours"):
        write_whole(target, stumble)
    with pytest.raises(FileNotFoundError):
        write_whole(target, read_another)
    assert left_clean(target)


def test_stale_parts_are_removed_and_living_ones_stay(target: Path) -> None:
    stale = target.parent / ".pana-0123abcd.part"
    foreign = target.parent / ".pana-mine.part"
    stale.write_bytes(b"left by a killed program")
    foreign.write_bytes(b"not ours")

    def write_beside(stream: BinaryIO) -> None:
        # A second write in the same folder while this one is under way.
        assert write_whole(target.parent / "other.pdf", write_new) is None
        stream.write(NEW)

    assert write_whole(target, write_beside) is None
    assert not stale.exists() and foreign.exists() and target.read_bytes() == NEW


def test_places_that_cannot_take_a_file_are_named(target: Path, tmp_path: Path) -> None:
    target.chmod(0o444)
    (tmp_path / "folder.xlsx").mkdir()
    cases = [
        (target, files.READ_ONLY),
        (tmp_path / "folder.xlsx", files.IS_FOLDER),
        (tmp_path / "gone" / "a.xlsx", files.GONE),
        (target / "a.xlsx", files.GONE),
        (tmp_path / ("ә" * 300 + ".xlsx"), files.TOO_LONG),
        (tmp_path / "a:b.xlsx", files.BAD_NAME),
        (tmp_path / "con.xlsx", files.BAD_NAME),
        (tmp_path / "NUL", files.BAD_NAME),
        (tmp_path / "a.xlsx ", files.BAD_NAME),
        (tmp_path / "a\x00b.xlsx", files.BAD_NAME),
        (tmp_path / "a\ud800.xlsx", files.BAD_NAME),
    ]
    seen = [(path.name, _sentence(write_whole(path, write_new))) for path, _ in cases]
    assert seen == [(path.name, sentence) for path, sentence in cases]
    target.chmod(0o644)
    assert target.read_bytes() == OLD


def _sentence(finding: Finding | None) -> str:
    return finding.sentence if finding else ""


def test_every_refusal_has_its_own_number() -> None:
    assert len(set(files._RULES.values())) == len(files._RULES) == 12


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1-ҚО 2026-I тоқсан.xlsx", "1-ҚО 2026-I тоқсан.xlsx"),
        ("a/b\\c:d?.xlsx", "a_b_c_d_.xlsx"),
        ("con.xlsx", "_con.xlsx"),
        ("LPT1", "_LPT1"),
        ("~$owner.xlsx", "owner.xlsx"),
        ("..", "_"),
        ("", "_"),
        ("name. ", "name"),
        ("line\nbreak.pdf", "line_break.pdf"),
        ("exe\u202egpj.pdf", "exe_gpj.pdf"),
        ("и\u0306.pdf", "й.pdf"),
    ],
)
def test_safe_names(text: str, name: str) -> None:
    assert safe_name(text) == name


@pytest.mark.parametrize("text", ["ә" * 500 + ".xlsx", "a." + "b" * 500, "字" * 300, "\ud800" * 9])
def test_long_names_are_shortened_and_can_be_written(tmp_path: Path, text: str) -> None:
    name = safe_name(text)
    assert len(name) <= files.NAME_LIMIT and len(name.encode()) <= files.BYTES_LIMIT
    assert not text.endswith(".xlsx") or name.endswith(".xlsx")
    assert write_whole(tmp_path / name, write_new) is None


def test_shown_names_hide_nothing() -> None:
    assert shown_name(Path("/home/ә/Есеп.xlsx")) == "Есеп.xlsx"
    assert shown_name(Path("a\u202exslx.exe")) == "a\ufffdxslx.exe"
    assert not re.search(r"[\n\x1b\ud800]", shown_name("a\nb\x1b[31m\ud800"))
    long = shown_name("x" * 300 + ".xlsx")
    assert len(long) <= 100 and long.endswith(".xlsx")
