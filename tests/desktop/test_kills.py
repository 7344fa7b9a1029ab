"""What was acknowledged survives a kill; `python -m tests.kills` does it five hundred times."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.admission import create_desk
from desktop.operations import save_record
from forms.findings import Finding
from forms.record import Record
from reports.period import Period
from tests import kills

HOME = Path(__file__).resolve().parent.parent.parent


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL on Windows")
def test_nothing_acknowledged_is_lost_when_the_program_is_killed() -> None:
    command = [sys.executable, "-m", "tests.kills", "--kills", "8", "--seed", "3"]
    told = subprocess.run(command, cwd=HOME, capture_output=True, text=True, encoding="utf-8")
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.splitlines()[-1] == "nothing was lost"


def test_the_trial_sees_what_is_gone_different_and_not_noted(tmp_path: Path) -> None:
    """The control: a card that was acknowledged and is nowhere, one that stands otherwise, and a
    saving without its row."""
    made = create_desk(
        tmp_path / "a.pana", kills.PASSPHRASE, "KDN-1132", Period(2026, 1), practice=True
    )
    assert not isinstance(made, Finding)
    desk = made[0]
    with desk.store.vault as vault:
        kept = save_record(desk, Record.blank("family").replace("street", "Абай")).record
        assert kept is not None
        said = {"kind": "saved", "form": "family", "id": kept.id, "revision": 1, "texts": []}
        assert list(kills._lost(desk, [{**said, "values": {"street": "Абай"}}])) == []
        other = list(kills._lost(desk, [{**said, "values": {"street": "Әлия", "house": "7"}}]))
        assert [one.split(": ")[1][:9] for one in other] == ["saved and", "more than"]
        gone = list(kills._lost(desk, [{**said, "id": "0" * 32, "values": {}}]))
        assert gone == [f"card {'0' * 32}: revision 1 was saved and is gone"]
        assert list(kills._unnoted(desk)) == []
        with vault.writing() as connection:
            connection.exec_driver_sql("DELETE FROM history")
        assert list(kills._unnoted(desk)) == ["0 savings and 1 rows about them"]
