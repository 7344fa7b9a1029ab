"""Edits of the register: kept in the vault, in force at once for parts, pickers, paper, console."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.admission import open_desk
from desktop.console import run_command
from desktop.desk import Desk
from desktop.exporting import export
from desktop.gathering import gather, read_all
from desktop.register_edits import (
    edit_register,
    in_order,
    level_for,
    own_edits,
    parent_for,
    propose,
)
from desktop.returning import prepare
from forms.findings import Finding
from forms.store.store import Deed, Sought
from forms.territories import REPUBLIC, ChangeKind, Level, Register, RegisterChange
from forms.words import Name
from reports.catalogue import return_of
from reports.counting import count
from reports.exchange import Received
from reports.merging import Fate, Merged
from reports.paper.layout import lay_out
from reports.paper.requisites import Signatures
from reports.period import Period
from tests.desktop.offices import OBLAST, OFFICE, PASSPHRASE, PERIOD, TODAY, empty_office
from tests.desktop.offices import practice_office as opened_practice

BATYR = Name("Батыр ауданы", "Батырский район", "Batyr District")
ADDED = RegisterChange(
    ChangeKind.ADD,
    "KDN-1199",
    date(2026, 8, 1),
    BATYR,
    BATYR,
    Level.DISTRICT,
    "akmola-akkol",
    OBLAST,
    reason="№ 12",
)
CLOSED = RegisterChange(
    ChangeKind.CLOSE, "KDN-1134", date(2026, 8, 15), successor="KDN-1199", reason="№ 13"
)
SPAN = PERIOD.span


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give the desk of the oblast's commission."""
    with empty_office(tmp_path, OBLAST) as made:
        yield made


def merged(desk: Desk, received: tuple[Received, ...], period: Period = PERIOD) -> Merged:
    return gather(received, period, OBLAST, desk.register)["1-QO"]


def fates(one: Merged) -> dict[str, Fate]:
    return {row.office: row.fate for row in one.rows}


def test_an_edit_is_in_force_at_once_and_after_the_vault_was_opened_again(desk: Desk) -> None:
    assert edit_register(desk, ADDED) is desk
    assert desk.register.commission("KDN-1199", TODAY) is not None
    assert "KDN-1199" in [one.code for one in desk.register.find_commissions("Батыр", TODAY)]
    desk.store.vault.close()
    again = open_desk(desk.store.vault.path, PASSPHRASE)
    assert isinstance(again, Desk)
    assert again.register.commission("KDN-1199", TODAY) is not None
    assert again.register.commission("KDN-1199", date(2026, 7, 31)) is None
    again.store.vault.close()


def test_an_edit_is_kept_with_who_and_when_and_noted_in_the_journal(desk: Desk) -> None:
    for change in (ADDED, CLOSED):
        assert edit_register(desk, change) is desk
    first, second = own_edits(desk)
    assert (first.change, second.change) == (ADDED, CLOSED)
    assert first.who == desk.who
    assert first.when.tzinfo is not None
    assert first.refused == ()
    with desk.store.reading() as reading:
        journal = reading.journal(Sought(frozenset({Deed.REGISTER_EDITED})))
        about = [one.record for one in journal]
    assert about == ["KDN-1134", "KDN-1199"]


def test_a_refused_edit_keeps_nothing(desk: Desk) -> None:
    before = desk.register
    found = edit_register(desk, RegisterChange(ChangeKind.CLOSE, OBLAST, TODAY))
    assert isinstance(found, tuple)
    assert [one.rule for one in found] == ["T19"]
    assert own_edits(desk) == ()
    assert desk.register is before


def test_an_edit_that_was_overtaken_is_told_with_its_refusal(desk: Desk) -> None:
    overtaken = RegisterChange(ChangeKind.CLOSE, "KDN-6322", date(2020, 1, 1))
    with desk.store.begin() as work:
        for change in (overtaken, ADDED):
            work.register_change(change, who="a", when=desk.now())
    assert [[one.rule for one in edit.refused] for edit in own_edits(desk)] == [["T15"], []]
    assert isinstance(edit_register(desk, CLOSED), Desk)
    assert [one.rule for one in desk.register.refused] == ["T15"]


def test_an_added_commission_is_missing_in_the_merge(desk: Desk) -> None:
    assert "KDN-1199" not in fates(merged(desk, ()))
    edit_register(desk, ADDED)
    assert fates(merged(desk, ()))["KDN-1199"] is Fate.MISSING
    assert "KDN-1199" not in fates(merged(desk, (), Period(2026, 2)))


def test_a_closed_commission_owes_the_quarter_of_its_last_day(desk: Desk, tmp_path: Path) -> None:
    for change in (ADDED, CLOSED):
        edit_register(desk, change)
    assert fates(merged(desk, ()))["KDN-1134"] is Fate.MISSING
    blank = count(return_of("1-QO"), (), PERIOD, "KDN-1134")
    made = export(blank, desk.register, Signatures(), tmp_path)
    assert isinstance(made, tuple)
    received = read_all([made[0]], desk.register)
    assert fates(merged(desk, received))["KDN-1134"] is Fate.TAKEN
    assert "KDN-1134" not in fates(merged(desk, (), PERIOD.next()))


def test_a_closed_office_still_counts_its_last_quarter(tmp_path: Path) -> None:
    with opened_practice(tmp_path) as desk:
        before = prepare(desk, "2-AQA", PERIOD).filled.numbers
        day = date(2026, 9, 30)
        assert isinstance(edit_register(desk, RegisterChange(ChangeKind.CLOSE, OFFICE, day)), Desk)
        assert prepare(desk, "2-AQA", PERIOD).filled.numbers == before


def test_a_new_name_is_printed(desk: Desk) -> None:
    rename = RegisterChange(ChangeKind.RENAME, "KDN-1134", SPAN.first, BATYR, BATYR)
    edit_register(desk, rename)
    blank = count(return_of("1-QO"), (), PERIOD, "KDN-1134")
    sheets = lay_out(blank, desk.register, Signatures())
    printed = [str(box.value) for sheet in sheets for row in sheet.rows for box in row.boxes if box]
    assert any(BATYR.kk in text for text in printed)


def test_proposals_follow_the_territory() -> None:
    register = Register.shipped()
    territory = register.territory("akmola-akkol", TODAY)
    assert territory is not None
    assert parent_for(register, territory, TODAY) == OBLAST
    assert level_for(territory) is Level.DISTRICT
    found = propose(register, OBLAST, territory.key, TODAY)
    assert found is not None
    assert (found.code, found.short) == ("KDN-1111", territory.name)
    assert propose(register, OBLAST, "nowhere", TODAY) is None
    oblast = register.territory(territory.parent_key, TODAY)
    assert oblast is not None
    assert parent_for(register, oblast, TODAY) == REPUBLIC


def test_the_tree_holds_every_commission_beneath_its_own() -> None:
    register = Register.shipped()
    tree = in_order(register, TODAY)
    assert sorted(one.code for _, one in tree) == [o.code for o in register.commissions(TODAY)]
    for at, (deep, one) in enumerate(tree):
        above = next((o.code for d, o in reversed(tree[:at]) if d == deep - 1), REPUBLIC)
        assert one.parent_code == above


def test_the_console_takes_the_register_of_a_vault(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit_register(desk, ADDED)
    blank = count(return_of("1-QO"), (), PERIOD, "KDN-1199")
    made = export(blank, desk.register, Signatures(), tmp_path)
    assert not isinstance(made, Finding)
    desk.store.vault.close()
    secret = tmp_path / "secret.txt"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    own = ["--vault", str(desk.store.vault.path), "--passphrase-file", str(secret)]
    assert run_command(["check", str(made[0])]) == 2
    assert run_command(["check", str(made[0]), *own]) == 0
    capsys.readouterr()
    call = ["merge", "--period", str(PERIOD), "--into", OBLAST, "--json"]
    call += ["--out", str(tmp_path / "out"), str(made[0])]
    assert run_command([*call, *own]) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    missing = {one["where"].get("office") for one in told if _lacks(one)}
    assert "KDN-1134" in missing
    assert "KDN-1199" not in missing


def _lacks(told: dict[str, Any]) -> bool:
    return bool(told["rule"] == "M13" and told["where"]["return"] == "1-QO")
