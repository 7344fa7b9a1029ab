"""Damage, killed processes and a second process: nothing silently wrong, nothing in clear."""

import base64
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from forms.findings import Finding
from forms.store.vault import Vault
from forms.store.vault_keys import PAGE_SIZE, KeyCost
from forms.store.vault_refusals import VaultFault
from tests import damaged

PASS = "қызыл алма пана жаңбыр"
TOP = Path(__file__).parents[3]
# Long notes go over several pages each: a page lost in the middle of one must not pass unseen.
ROWS = [(number, f"Құпиябай-{number}", f"мұңлы әңгіме {number} " * 400) for number in range(60)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a sound, closed vault with an index and long texts."""
    path = tmp_path_factory.mktemp("whole") / "a.pana"
    made = Vault.create(path, PASS, KeyCost.PRACTICE)
    assert not isinstance(made, Finding)
    vault, _ = made
    with vault, vault.writing() as work:
        work.exec_driver_sql("CREATE TABLE family (id INTEGER PRIMARY KEY, name TEXT, note TEXT)")
        work.exec_driver_sql("CREATE INDEX by_name ON family (name)")
        for row in ROWS:
            work.exec_driver_sql("INSERT INTO family VALUES (?, ?, ?)", row)
    return path.read_bytes()


def _damages(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """Give sixty damaged variants: cut, flipped, zeroed, swapped, overwritten, lengthened."""
    random = Random(2026)
    pages = len(whole) // PAGE_SIZE

    def change(place: int, content: bytes) -> bytes:
        return whole[:place] + content + whole[place + len(content) :]

    for page in [1, 2, 3, *random.sample(range(4, pages), 17)]:
        place = (page - 1) * PAGE_SIZE + random.randrange(16, PAGE_SIZE)
        yield f"bit in page {page}", change(place, bytes([whole[place] ^ 1 << random.randrange(8)]))
    for page in [1, 2, *random.sample(range(3, pages), 18)]:
        yield f"zeroed page {page}", change((page - 1) * PAGE_SIZE, bytes(PAGE_SIZE))
    for page in random.sample(range(1, pages), 5):
        yield f"cut before page {page + 1}", whole[: page * PAGE_SIZE]
        yield f"cut inside page {page}", whole[: page * PAGE_SIZE - random.randrange(1, PAGE_SIZE)]
    for page in random.sample(range(2, pages), 4):
        yield f"foreign page {page}", change((page - 1) * PAGE_SIZE, random.randbytes(PAGE_SIZE))
    for first, second in (random.sample(range(1, pages), 2) for _ in range(4)):
        one, two = (whole[page * PAGE_SIZE :][:PAGE_SIZE] for page in (first, second))
        swapped = bytearray(change(first * PAGE_SIZE, two))
        swapped[second * PAGE_SIZE : (second + 1) * PAGE_SIZE] = one
        yield f"pages {first + 1} and {second + 1} swapped", bytes(swapped)
    yield "a foreign page at the end", whole + random.randbytes(PAGE_SIZE)
    yield "half a page at the end", whole + whole[-PAGE_SIZE // 2 :]


def test_no_damage_passes_silently(whole: bytes, tmp_path: Path) -> None:
    """Each of sixty damaged vaults is refused, or its check and its backup say so."""
    silent, count = [], 0
    for count, (name, content) in enumerate(_damages(whole), start=1):
        path = tmp_path / f"{count}.pana"
        path.write_bytes(content)
        if not _noticed(path):
            silent.append(name)
    assert count == 60
    assert silent == []


def _noticed(path: Path) -> bool:
    """Open, check and read all; see also that no backup is made of a damaged vault."""
    vault = Vault.open(path, PASS)
    if isinstance(vault, Finding):
        return vault.rule[0] == "V"
    with vault:
        found = vault.integrity()
        backup = vault.backup(path.with_suffix(".backup"))
        try:
            with vault.reading() as look:
                rows = [tuple(row) for row in look.exec_driver_sql("SELECT * FROM family")]
        except VaultFault as failed:
            rows = ROWS
            assert failed.finding.rule == "V11"
        return bool(found) and backup == found[0] and rows == ROWS


def test_an_undamaged_vault_is_not_suspected(whole: bytes, tmp_path: Path) -> None:
    """The same reading and checking finds nothing in the sound file."""
    path = tmp_path / "a.pana"
    path.write_bytes(whole)
    vault = Vault.open(path, PASS)
    assert isinstance(vault, Vault)
    with vault:
        assert vault.integrity() == ()
        with vault.reading() as look:
            rows = [tuple(row) for row in look.exec_driver_sql("SELECT * FROM family ORDER BY id")]
    assert rows == ROWS


def test_a_page_that_waits_beside_the_vault_is_not_suspected(tmp_path: Path) -> None:
    """While somebody looks at an earlier state, a later page gets into the file before an earlier
    one; what is then no page yet is no damage, and another page that is damaged is still told."""
    made = Vault.create(tmp_path / "a.pana", PASS, KeyCost.PRACTICE)
    assert not isinstance(made, Finding)
    put = "INSERT INTO {} (text) VALUES (hex(randomblob(9000)))"
    with made[0] as vault, vault.path.open("r+b") as raw:
        for table in ("family", "child"):
            with vault.writing() as work:
                work.exec_driver_sql(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, text TEXT)")
        vault.close()
        again = Vault.open(vault.path, PASS)
        assert isinstance(again, Vault)
        with again as vault:
            for table in ("family", "child"):
                with vault.writing() as work:
                    work.exec_driver_sql(put.format(table))
            with vault.reading() as look:
                assert look.exec_driver_sql("SELECT count(*) FROM family").scalar() == 1
                with vault.writing() as work:
                    work.exec_driver_sql("UPDATE family SET text = hex(randomblob(9000))")
                assert vault.backup(tmp_path / "b.pana") is None
                assert bytes(PAGE_SIZE) in vault.path.read_bytes(), "no hole: nothing is tried"
                assert vault.integrity() == ()
                raw.seek(3 * PAGE_SIZE - 200)
                raw.write(bytes(9))
                raw.flush()
                assert vault.integrity()[0].values["n"] == 1


def _python(script: str, *arguments: object) -> "subprocess.Popen[str]":
    """Start a process of its own on the same house."""
    return subprocess.Popen(
        [sys.executable, "-c", "import sys\n" + script, *map(str, arguments)],
        cwd=TOP,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


OPENED = """
from pathlib import Path
from forms.findings import Finding
from forms.store.vault import Vault
vault = Vault.open(Path(sys.argv[1]), sys.argv[2])
if isinstance(vault, Finding):
    print(vault.rule)
    sys.exit(0)
print("open", flush=True)
"""
KILLED = (
    OPENED
    + """
import os
with vault.writing() as work:
    work.exec_driver_sql("INSERT INTO family VALUES (1000, 'Құпиябай-1000', 'мұңлы әңгіме 1000')")
with vault.writing() as work:
    work.exec_driver_sql("INSERT INTO family VALUES (1001, 'Құпиябай-1001', 'мұңлы әңгіме 1001')")
    os._exit(9)
"""
)
SECRETS = ("Құпиябай", "мұңлы әңгіме", "CREATE TABLE", "by_name", PASS)


def _in_clear(content: bytes) -> set[str]:
    """Look for planted words in the spellings a leak may have."""
    spellings: tuple[Callable[[str], bytes], ...] = (
        lambda word: word.encode(),
        lambda word: word.encode("utf-16-le"),
        lambda word: word.encode("utf-16-be"),
        lambda word: word.encode().hex().encode(),
        lambda word: base64.b64encode(word.encode())[:8],
    )
    return {word for word in SECRETS for spell in spellings if spell(word) in content}


def test_a_killed_process_loses_nothing_and_leaves_nothing_in_clear(
    whole: bytes, tmp_path: Path
) -> None:
    """What was saved is there, what was not is not, and no file beside holds a readable word."""
    path = tmp_path / "a.pana"
    path.write_bytes(whole)
    with _python(KILLED, path, PASS) as process:
        assert process.communicate()[0].split() == ["open"]
    assert process.returncode == 9
    left = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert set(left) == {"a.pana", "a.pana-wal", "a.pana-shm"}
    assert len(left["a.pana-wal"]) > PAGE_SIZE
    assert {name: _in_clear(content) for name, content in left.items()} == {
        name: set() for name in left
    }
    assert _in_clear(f"… {SECRETS[0]} …".encode()) == {SECRETS[0]}
    vault = Vault.open(path, PASS)
    assert isinstance(vault, Vault)
    with vault:
        assert [notice.rule for notice in vault.notices] == ["V26"]
        assert vault.integrity() == ()
        with vault.reading() as look:
            ids = set(look.exec_driver_sql("SELECT id FROM family").scalars())
        assert ids == {*range(60), 1000}


def test_two_processes_one_opens(whole: bytes, tmp_path: Path) -> None:
    """A second process is refused at once, and let in as soon as the first is gone, even killed."""
    path = tmp_path / "a.pana"
    path.write_bytes(whole)
    with _python(OPENED + "sys.stdin.read()", path, PASS) as first:
        assert first.stdout is not None and first.stdout.readline().strip() == "open"
        refused = Vault.open(path, PASS)
        assert isinstance(refused, Finding) and refused.rule == "V13"
        first.kill()
    vault = Vault.open(path, PASS)
    assert isinstance(vault, Vault)
    with vault, _python(OPENED, path, PASS) as second:
        assert second.communicate()[0].strip() == "V13"
        # The refused process took no lock of ours with it, and ours goes on saving.
        with vault.writing() as work:
            work.exec_driver_sql("DELETE FROM family WHERE id = 1")
        assert vault.integrity() == ()


REKEYED = (
    OPENED
    + """
import os, threading
threading.Timer(float(sys.argv[3]), os._exit, [9]).start()
vault.change_passphrase("жаңа ұзақ өлең жолы")
os._exit(0)
"""
)


@pytest.mark.slow
def test_a_change_of_passphrase_killed_anywhere_is_old_or_new(whole: bytes, tmp_path: Path) -> None:
    """Exactly one of the two passphrases opens the file afterwards, and all rows are there."""
    for number in range(12):
        path = tmp_path / f"{number}.pana"
        path.write_bytes(whole)
        with _python(REKEYED, path, PASS, 0.002 * number) as process:
            process.communicate()
        outcomes = [Vault.open(path, PASS)]
        if isinstance(outcomes[0], Finding):
            outcomes.append(Vault.open(path, "жаңа ұзақ өлең жолы"))
        vault = outcomes[-1]
        assert isinstance(vault, Vault), outcomes
        with vault:
            assert vault.integrity() == ()
            with vault.reading() as look:
                assert look.exec_driver_sql("SELECT count(*) FROM family").scalar() == len(ROWS)


def test_three_hundred_damages_and_none_is_silently_wrong(tmp_path: Path) -> None:
    """What `python -m tests.damaged` tells, whole: the -wal, strangers and missing parts too."""
    tally = damaged.try_all(tmp_path)
    assert tally.wrong == []
    assert sum(tally.outcomes.values()) >= 300
    assert {"refused", "whole", "told when it is read"} <= set(tally.outcomes)


def test_the_trial_of_damages_can_fail(tmp_path: Path) -> None:
    """A vault that somebody else wrote with the same key passes for none of the states."""
    left = damaged.leave(tmp_path)
    outcome, _ = damaged.come_of(tmp_path / "x", {damaged.NAME: left.closed}, ("another",))
    assert outcome.startswith("WRONG")


def test_a_stray_part_beside_a_closed_vault_is_kept_aside(tmp_path: Path) -> None:
    left = damaged.leave(tmp_path)
    folder, wal = tmp_path / "x", f"{damaged.NAME}-wal"
    files = {damaged.NAME: left.closed, wal: left.killed[wal]}
    assert damaged.come_of(folder, files, left.states)[1] == "V35"
    kept = [one.read_bytes() for one in folder.iterdir() if "-aside-" in one.name]
    assert kept == [left.killed[wal]]
