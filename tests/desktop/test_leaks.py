"""No planted word in anything that the program touched; and the scan finds what is hidden."""

import base64
import gzip
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from tests import leaks
from tests.scanning import found_in
from tests.scanning import leaks as scan

WORD = "Өтегенқызы"
PLAIN_RUSSIAN = "Барабанщиков"


@pytest.mark.parametrize("before", range(5))
@pytest.mark.parametrize(
    "hide",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode().hex().encode(),
        lambda text: text.encode().hex().upper().encode(),
        lambda text: base64.b64encode(text.encode()),
        lambda text: text.encode("ascii", "backslashreplace"),
        lambda text: gzip.compress(text.encode()),
        lambda text: zlib.compress(text.encode()),
        lambda text: b"%PDF-1.7\nstream\n" + zlib.compress(text.encode()) + b"\nendstream",
    ],
)
def test_the_scan_finds_a_word_however_it_is_written(hide: object, before: int) -> None:
    assert callable(hide)
    assert found_in(hide("x" * before + WORD + " zz"), [WORD, "Қарлығашева"]) == {WORD}


@pytest.mark.parametrize("page", ["cp1251", "cp866"])
def test_the_scan_knows_the_older_code_pages(page: str) -> None:
    assert found_in(PLAIN_RUSSIAN.encode(page), [PLAIN_RUSSIAN]) == {PLAIN_RUSSIAN}


def test_the_scan_looks_into_archives_and_at_names(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    with zipfile.ZipFile(place / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<t>{WORD}</t>")
    (place / f"{PLAIN_RUSSIAN}.txt").write_bytes(b"")
    found = scan([place], [WORD, PLAIN_RUSSIAN], tmp_path / "knowing")
    assert found == {"place/a.xlsx": {WORD}, f"place/{PLAIN_RUSSIAN}.txt": {PLAIN_RUSSIAN}}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_nothing_planted_leaves_the_vault(tmp_path: Path) -> None:
    """The whole of `python -m tests.leaks`: typed, failed, locked, killed, and the console."""
    trial = leaks.run(tmp_path)
    assert trial.steps[-1:] == ("killed",), trial.steps[-3:]
    assert trial.knowing, "the list written out knowingly must be found, or the scan proves nothing"
    assert trial.found == {}
