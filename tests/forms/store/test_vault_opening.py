"""A vault opens to its passphrase and code, and to nothing else."""

import os
import shutil
import unicodedata
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from forms.findings import Finding, Severity
from forms.store.vault import Vault
from forms.store.vault_keys import KeyCost, code_from_root
from forms.store.vault_refusals import fault
from tests.forms.store.vaults import (
    PASS,
    add,
    crash,
    create_vault,
    digests,
    fill,
    names_in,
    open_by_code,
    open_vault,
    rule_of,
)


def test_a_vault_is_one_file_that_tells_what_it_is(path: Path) -> None:
    """Closed, nothing stands beside it; its first bytes name it and the cost of its key."""
    vault, _ = create_vault(path)
    fill(vault)
    vault.close()
    vault.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert path.read_bytes()[:7] == b"PANA" + bytes([1, 13, 1])


def test_passphrase_and_code_open_the_same(made: tuple[Vault, str], path: Path) -> None:
    """What was saved is there after opening by either way, without notices."""
    vault, code = made
    vault.close()
    ways: tuple[Callable[[], Vault], ...] = (
        lambda: open_vault(path),
        lambda: open_vault(path, unicodedata.normalize("NFD", PASS)),
        lambda: open_by_code(path, code.lower().replace("-", " ")),
    )
    for way in ways:
        with way() as again:
            assert names_in(again) == ["Әлібек", "Ғани", "Үміт"]
            assert again.notices == ()


def test_a_lone_copy_opens_with_the_code(made: tuple[Vault, str], tmp_path: Path) -> None:
    """The code needs nothing but the file, on any computer, under any name."""
    vault, code = made
    vault.close()
    lone = tmp_path / "copy.bin"
    lone.write_bytes(vault.path.read_bytes())
    with closing(open_by_code(lone, code)) as again:
        assert len(names_in(again)) == 3


def test_wrong_passphrase_and_code_are_refused(made: tuple[Vault, str], path: Path) -> None:
    """Each refusal says what it can know; no byte changes."""
    vault, code = made
    vault.close()
    before = digests(path.parent)
    assert rule_of(Vault.open(path, PASS + " ")) == "V10"
    assert rule_of(Vault.open(path, "")) == "V10"
    assert rule_of(Vault.open_with_code(path, code[:-1])) == "V12"
    assert rule_of(Vault.open_with_code(path, code_from_root(bytes(16)))) == "V24"
    assert digests(path.parent) == before


def test_a_wrong_passphrase_changes_nothing_after_a_crash(
    made: tuple[Vault, str], path: Path, tmp_path: Path
) -> None:
    """The -wal of a killed program stays as it is until the right passphrase comes."""
    crashed = crash(made[0], tmp_path / "crashed")
    before = digests(crashed.parent)
    assert rule_of(Vault.open(crashed, "бөтен адамның сөзі")) == "V10"
    assert digests(crashed.parent) == before
    with open_vault(crashed) as vault:
        assert len(names_in(vault)) == 3
        assert [notice.rule for notice in vault.notices] == ["V26"]


def test_a_vault_without_its_wal_says_so(made: tuple[Vault, str], tmp_path: Path) -> None:
    """After a crash, the main file alone opens at an earlier state and warns of it."""
    crashed = crash(made[0], tmp_path / "crashed")
    crashed.with_name(crashed.name + "-wal").unlink()
    with open_vault(crashed) as vault:
        (notice,) = vault.notices
        assert (notice.rule, notice.severity) == ("V27", Severity.SOFT)
    with open_vault(crashed) as vault:
        assert vault.notices == ()


PLAIN_HEAD = b"SQLite format 3\x00"
NOT_VAULTS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "empty": ("V03", lambda whole: b""),
    "zeros": ("V04", lambda whole: bytes(len(whole))),
    "zero head": ("V04", lambda whole: bytes(4096) + whole[4096:]),
    "plain": ("V05", lambda whole: PLAIN_HEAD + whole[16:]),
    "text": ("V06", lambda whole: "Отбасылар тізімі\n".encode() * 400),
    "workbook": ("V06", lambda whole: b"PK\x03\x04" + whole[4:]),
    "head only": ("V06", lambda whole: whole[:12]),
    "cut inside a page": ("V07", lambda whole: whole[:-100]),
    "cut in the first page": ("V07", lambda whole: whole[:1000]),
    "newer": ("V08", lambda whole: whole[:4] + b"\x02" + whole[5:]),
    "no version": ("V09", lambda whole: whole[:4] + b"\x00" + whole[5:]),
    "costly": ("V09", lambda whole: whole[:5] + b"\x1f" + whole[6:]),
    "other salt": ("V10", lambda whole: whole[:9] + bytes([whole[9] ^ 1]) + whole[10:]),
    "other cost": ("V10", lambda whole: whole[:5] + b"\x0e" + whole[6:]),
    "first page": ("V11", lambda whole: whole[:999] + bytes([whole[999] ^ 1]) + whole[1000:]),
    "pages missing": ("V11", lambda whole: whole[: 4096 * 2]),
}


@pytest.mark.parametrize("case", NOT_VAULTS)
def test_what_is_no_sound_vault_is_named_and_left_alone(case: str, path: Path) -> None:
    """Every kind has its own number, no byte changes, nothing new appears beside it."""
    vault, code = create_vault(path)
    fill(vault)
    vault.close()
    rule, spoil = NOT_VAULTS[case]
    path.write_bytes(spoil(path.read_bytes()))
    before = digests(path.parent)
    assert rule_of(Vault.open(path, PASS)) == rule
    assert rule_of(Vault.open_with_code(path, code)) == ("V24" if rule == "V10" else rule)
    assert digests(path.parent) == before


def test_nothing_is_made_by_opening(tmp_path: Path) -> None:
    """A missing file, a file for a folder and a folder are told apart; nothing appears."""
    (tmp_path / "folder.pana").mkdir()
    (tmp_path / "file").write_bytes(b"x")
    assert rule_of(Vault.open(tmp_path / "missing.pana", PASS)) == "V01"
    assert rule_of(Vault.open(tmp_path / "nowhere" / "missing.pana", PASS)) == "V01"
    assert rule_of(Vault.open(tmp_path / "file" / "missing.pana", PASS)) == "V01"
    assert rule_of(Vault.open(tmp_path / "folder.pana", PASS)) == "V02"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "folder.pana"]


@pytest.mark.parametrize("content", [b"", b"somebody's work"])
def test_create_never_writes_over_a_file(content: bytes, path: Path) -> None:
    """Not even over an empty one."""
    path.write_bytes(content)
    assert rule_of(Vault.create(path, PASS, KeyCost.PRACTICE)) == "V14"
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_create_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    """The place is named; nothing is made on the way."""
    made = Vault.create(tmp_path / "none" / "a.pana", PASS, KeyCost.PRACTICE)
    assert rule_of(made) == "V15"
    assert list(tmp_path.iterdir()) == []


def test_too_little_memory_is_told(
    made: tuple[Vault, str], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A computer that cannot lend the memory says how much is needed."""

    def poor(passphrase: str, salt: bytes) -> bytes:
        raise MemoryError

    for module in ("vault", "vault_opening"):
        monkeypatch.setattr(f"forms.store.{module}.root_from_passphrase", poor)
    assert rule_of(made[0].recovery_code(PASS)) == "V19"
    assert rule_of(made[0].change_passphrase(PASS)) == "V19"
    made[0].close()
    refused = Vault.open(path, PASS)
    assert rule_of(refused) == "V19"
    assert isinstance(refused, Finding) and refused.values["megabytes"] == 8
    assert rule_of(Vault.create(path.with_name("b.pana"), PASS, KeyCost.PRACTICE)) == "V19"


@pytest.mark.skipif(os.name == "nt", reason="a link needs a special right on Windows")
def test_one_opens_at_a_time(made: tuple[Vault, str], path: Path) -> None:
    """A second opener is told, under whatever name; the first goes on, its locks unharmed."""
    vault, code = made
    link = path.with_name("link.pana")
    link.symlink_to(path)
    assert rule_of(Vault.open(path, PASS)) == "V13"
    assert rule_of(Vault.open_with_code(link, code)) == "V13"
    with vault.writing() as work:
        add(work, "Қанат")
    assert len(names_in(vault)) == 4
    vault.close()
    open_vault(path).close()


def test_what_an_error_means_is_asked_of_the_disk(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an error of the disk the cipher speaks of memory and of foreign files; on a full disk
    SQLite speaks of files that cannot be opened."""
    malformed = dbapi2.DatabaseError("database disk image is malformed")
    no_file = dbapi2.OperationalError("unable to open database file")
    gone = tmp_path / "gone" / "a.pana"
    assert rule_of(fault(malformed, path)) == "V11"
    assert rule_of(fault(malformed, gone)) == "V17"
    assert fault(MemoryError(), path) is None
    assert rule_of(fault(MemoryError(), gone)) == "V17"
    assert fault(ValueError("database disk image is malformed"), path) is None
    assert rule_of(fault(no_file, path)) == "V15"
    assert rule_of(fault(no_file, gone)) == "V15"
    little = shutil.disk_usage(tmp_path)._replace(free=9000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: little)
    assert rule_of(fault(no_file, path)) == "V16"
    assert rule_of(fault(malformed, path)) == "V11"
    assert list(path.parent.glob("tmp*")) == []
