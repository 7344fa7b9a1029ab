"""The command line: what each command makes, says and answers, and that it never loads Qt."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop import commands
from desktop.console import run_command
from forms.findings import Finding, Severity
from forms.store.vault_refusals import DISK_FULL, VaultFault, refusal
from forms.words import Language

TOP = Path(__file__).parents[2]
SECRET = "a made-up passphrase"


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the returns of two commissions for one quarter."""
    folder = tmp_path_factory.mktemp("sent")
    secret = folder / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    for office, seed in (("KDN-1132", "3"), ("KDN-1134", "4")):
        call = [
            "demo",
            str(folder),
            "--commission",
            office,
            "--period",
            "2026-Q2",
            "--families",
            "12",
            "--cases",
            "6",
            "--seed",
            seed,
            "--passphrase-file",
            str(secret),
        ]
        assert run_command(call) == 0
        vault = folder / f"{office}-2026-Q2-practice.pana"
        call = [
            "returns",
            "--vault",
            str(vault),
            "--period",
            "2026-Q2",
            "--out",
            str(folder / "returns"),
            "--passphrase-file",
            str(secret),
        ]
        assert run_command(call) in (0, 1)
    return folder


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    lines = capsys.readouterr().out.splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def test_returns_are_written_as_workbook_and_pdf(sent: Path) -> None:
    names = {path.name for path in (sent / "returns").iterdir()}
    assert {
        f"{code}_{office}_2026-Q2_r0.{ending}"
        for code in ("1-QO", "2-AQA")
        for office in ("KDN-1132", "KDN-1134")
        for ending in ("xlsx", "pdf")
    } == names


def test_check_accepts_what_was_written(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["check", str(sent / "returns")]) == 0
    assert capsys.readouterr().out.count("KDN-1132") >= 2


def test_merge_tells_who_is_missing_and_sums_the_rest(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = [
        "merge",
        "--period",
        "2026-Q2",
        "--into",
        "KDN-1100",
        "--out",
        str(tmp_path),
        "--json",
        str(sent / "returns"),
    ]
    assert run_command(call) == 1
    found = told(capsys)
    assert all(set(one) == {"rule", "severity", "where", "sentence", "values"} for one in found)
    assert any("KDN-1110" in json.dumps(one) for one in found)
    assert (tmp_path / "1-QO_KDN-1100_2026-Q2_r0.xlsx").exists()
    upper = tmp_path / "top"
    call = [
        "merge",
        "--period",
        "2026-Q2",
        "--into",
        "republic",
        "--out",
        str(upper),
        str(tmp_path),
    ]
    assert run_command(call) == 1
    assert (upper / "1-QO_republic_2026-Q2_r0.pdf").exists()


def test_an_altered_cell_is_named_with_old_and_new_value(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "1-QO_KDN-1132_2026-Q2_r0.xlsx"
    shutil.copy(sent / "returns" / file.name, file)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    cell = next(
        c
        for row in sheet.iter_rows()
        for c in row
        if c.data_type == "n" and c.value == 12 or isinstance(c.value, int) and c.value > 9
    )
    old = cell.value
    assert isinstance(old, int)
    cell.value = old + 7
    book.save(file)
    assert run_command(["check", "--json", str(file)]) == 1
    altered = [one for one in told(capsys) if one["rule"] == "X05"]
    assert len(altered) == 1
    assert {str(old), str(old + 7)} <= set(altered[0]["values"].values())
    assert altered[0]["where"]["line"] and altered[0]["where"]["column"]
    out = tmp_path / "merged"
    call = [
        "merge",
        "--period",
        "2026-Q2",
        "--into",
        "KDN-1100",
        "--out",
        str(out),
        "--json",
        str(file),
        str(sent / "returns" / "1-QO_KDN-1134_2026-Q2_r0.xlsx"),
    ]
    assert run_command(call) == 1
    merged = out / "1-QO_KDN-1100_2026-Q2_r0.xlsx"
    assert merged.exists() and any(one["rule"] == "X05" for one in told(capsys))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"no workbook at all"),
        ("b.xlsx", b""),
        ("c.pdf", b"%PDF-1.4 x"),
        ("d.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_sentence(
    name: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    for call in (
        ["check", str(file)],
        [
            "merge",
            "--period",
            "2026-Q2",
            "--into",
            "KDN-1100",
            "--out",
            str(tmp_path / "out"),
            str(file),
        ],
    ):
        assert run_command(call) in (1, 2)
        said = capsys.readouterr()
        assert name in said.out and "Traceback" not in said.out + said.err
    assert file.read_bytes() == content


def test_a_workbook_of_another_program_another_quarter_and_one_sent_twice(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = openpyxl.Workbook()
    foreign.save(tmp_path / "foreign.xlsx")
    own = sent / "returns" / "1-QO_KDN-1132_2026-Q2_r0.xlsx"
    shutil.copy(own, tmp_path / "one.xlsx")
    shutil.copy(own, tmp_path / "again.xlsx")
    call = [
        "merge",
        "--period",
        "2026-Q2",
        "--into",
        "KDN-1100",
        "--out",
        str(tmp_path / "out"),
        "--json",
        "--lang",
        "en",
        str(tmp_path),
    ]
    assert run_command(call) == 1
    sentences = " ".join(one["sentence"] for one in told(capsys))
    assert "foreign.xlsx" in sentences and "again.xlsx" in sentences
    call[2] = "2026-Q3"
    assert run_command(call) in (1, 2)
    assert "one.xlsx" in " ".join(one["sentence"] for one in told(capsys))


@pytest.mark.parametrize(
    "call",
    [
        ["demo"],
        ["returns", "--vault", "none.pana", "--period", "2026-Q9", "--out", "x"],
        ["merge", "--period", "2026-Q2", "--into", "KDN-0000", "--out", "x", "y.xlsx"],
        ["check"],
        ["nonsense"],
        ["verify", "--vault", "."],
        ["verify", "--vault", "/"],
        ["backup", "--vault", "."],
        ["restore", "--backup", ".", "--to", "new.pana"],
    ],
)
def test_a_wrong_call_is_answered_with_exit_code_2(
    call: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for lang in Language:
        assert run_command([*call, "--lang", lang.value]) == 2
        said = capsys.readouterr()
        assert said.out + said.err and "Traceback" not in said.out + said.err


def test_a_wrong_passphrase_is_a_sentence(
    sent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PANA_PASSPHRASE", "quite another one")
    vault = sent / "KDN-1132-2026-Q2-practice.pana"
    before = vault.read_bytes()
    call = ["returns", "--vault", str(vault), "--period", "2026-Q2", "--out", str(tmp_path)]
    assert run_command(call) == 2
    assert "V" in capsys.readouterr().out and vault.read_bytes() == before
    assert not list(tmp_path.iterdir())


def test_a_disk_that_fails_on_the_way_is_a_sentence(
    sent: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = sent / "KDN-1132-2026-Q2-practice.pana"
    full = VaultFault(refusal("V16", DISK_FULL, vault))

    def fail(*_given: object) -> None:
        raise full

    monkeypatch.setattr(commands, "prepare", fail)
    call = ["returns", "--vault", str(vault), "--period", "2026-Q2", "--out", str(sent)]
    assert run_command([*call, "--passphrase-file", str(sent / "secret.txt")]) == 2
    assert "V16" in capsys.readouterr().out


@pytest.mark.parametrize("key", [EOFError, KeyboardInterrupt])
def test_whoever_types_no_passphrase_is_told_that_one_is_needed(
    key: type[BaseException],
    sent: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def left(_words: str) -> str:
        raise key

    monkeypatch.delenv("PANA_PASSPHRASE", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", left)
    assert run_command(["verify", "--vault", str(sent / "KDN-1132-2026-Q2-practice.pana")]) == 2
    assert "P02" in capsys.readouterr().out


def test_a_table_of_parts_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = tmp_path / "right.csv"
    right.write_text(
        "Облыс,2019,2020\nАқмола,798,701\nАқтөбе,459,390\nБарлығы,1257,1091\n", encoding="utf-8"
    )
    assert run_command(["check", "--table", str(right)]) == 0
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(
        "Облыс;2019;2020\nАқмола;798;710\nАқтөбе;459;390\nБарлығы;1257;1091\n", encoding="utf-8"
    )
    assert run_command(["check", "--table", str(wrong), "--json"]) == 1
    found = told(capsys)
    assert found[0]["rule"] == "T1" and any("701" in one["sentence"] for one in found)


def test_self_check_passes_and_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["self-check", "--lang", "en"]) == 0
    assert "Pana works on this computer" in capsys.readouterr().out


def test_the_console_loads_no_qt() -> None:
    code = (
        "import sys; from desktop.console import run_command; import desktop.commands; "
        "print([m for m in sys.modules if m.startswith(('PySide6', 'qtawesome'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(TOP)},
    )
    assert done.stdout.strip() == "[]"


def test_backup_and_restore(sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The drill: a backup, a lost vault, a restored one, and the same returns from it."""
    secret = ["--passphrase-file", str(sent / "secret.txt")]
    vault = tmp_path / "a.pana"
    shutil.copyfile(sent / "KDN-1132-2026-Q2-practice.pana", vault)
    stick = tmp_path / "stick"
    stick.mkdir()
    assert run_command(["backup", "--vault", str(vault), *secret]) == 0
    assert run_command(["backup", "--vault", str(vault), "--to", str(stick), *secret]) == 0
    assert "18" in capsys.readouterr().out  # 12 families and 6 cases
    backup = next(stick.glob("a *.pana"))
    assert len(list((tmp_path / "backups").glob("a *.pana"))) == 1
    vault.unlink()
    restore = ["restore", str(backup), "--to", str(vault), *secret]
    assert run_command(restore) == 0
    assert run_command(restore) == 2  # never over a file
    out = tmp_path / "out"
    call = ["returns", "--vault", str(vault), "--period", "2026-Q2", "--out", str(out), *secret]
    assert run_command(call) in (0, 1)
    name = "1-QO_KDN-1132_2026-Q2_r0.xlsx"
    sheets = [
        openpyxl.load_workbook(folder / name).worksheets[0] for folder in (out, sent / "returns")
    ]
    cells = [[cell.value for row in sheet.iter_rows() for cell in row] for sheet in sheets]
    assert cells[0] == cells[1]


REFUSALS = {
    "no folder": ["backup", "--vault", "{vault}", "--to", "{none}"],
    "no vault": ["backup", "--vault", "{none}"],
    "no backup": ["restore", "{none}", "--to", "{new}"],
    "no place": ["restore", "{vault}", "--to", "{none}/a.pana"],
    "a table": ["restore", "{secret}", "--to", "{new}"],
    "a wrong passphrase": ["restore", "{vault}", "--to", "{new}"],
}


@pytest.mark.parametrize("case", REFUSALS)
def test_backup_and_restore_refuse_with_a_sentence(
    case: str, sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = sent / "secret.txt"
    if case == "a wrong passphrase":
        secret = tmp_path / "other.txt"
        secret.write_text("quite another one 12", encoding="utf-8")
    names = {
        "vault": sent / "KDN-1132-2026-Q2-practice.pana",
        "none": tmp_path / "none",
        "new": tmp_path / "new.pana",
        "secret": secret,
    }
    call = [part.format(**names) for part in REFUSALS[case]]
    assert run_command([*call, "--passphrase-file", str(secret)]) == 2
    assert capsys.readouterr().out.strip()
    assert not (tmp_path / "new.pana").exists()


def test_what_the_disk_refuses_is_a_sentence_and_the_code_of_a_refusal(
    sent: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object, **__: object) -> None:
        raise VaultFault(Finding("V16", Severity.HARD, DISK_FULL, {}, {"file": "a.pana"}))

    monkeypatch.setattr("desktop.exporting.note", full)
    vault, secret = sent / "KDN-1132-2026-Q2-practice.pana", sent / "secret.txt"
    call = ["returns", "--vault", vault, "--period", "2026-Q2", "--out", tmp_path]
    assert run_command([*map(str, call), "--passphrase-file", str(secret), "--json"]) == 2
    assert told(capsys)[-1]["rule"] == "V16"
