"""Returns of an office: counted, confirmed, handed in frozen, and revised with a reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.desk import Desk
from desktop.explaining import explain
from desktop.practising import hand_in_all, make_practice_vault
from desktop.returning import Prepared, confirm, hand_in, prepare, revise
from forms.codes import code
from forms.findings import Finding, Severity
from forms.record import State
from forms.words import Language
from reports.catalogue import RETURNS
from reports.definition import Cell
from reports.period import Period

NOW = Period(2026, 3)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_practice_vault(
        tmp_path / "a.pana",
        "a made-up passphrase",
        "KDN-1132",
        NOW,
        families=25,
        cases=10,
        seed=5,
        day=lambda: date(2026, 10, 2),
    )
    assert not isinstance(made, Finding)
    yield made
    made.store.vault.close()


def soft(prepared: Prepared) -> list[Finding]:
    return [f for f in prepared.findings if f.severity is Severity.SOFT]


def test_a_practice_vault_is_ready_for_its_quarter(desk: Desk) -> None:
    for one in RETURNS:
        prepared = prepare(desk, one.definition.code, NOW)
        assert not [f for f in prepared.findings if f.severity.stops]
        assert prepared.filled.practice and prepared.filled.revision == 0
        assert set(prepared.past) == {Period(2026, 1), Period(2026, 2)}


def test_every_number_is_the_sum_of_the_cards_behind_it(desk: Desk) -> None:
    for one in RETURNS:
        filled = prepare(desk, one.definition.code, NOW).filled
        cells = [c for c, n in filled.numbers.items() if isinstance(n, int) and n][::17]
        assert cells
        for cell in cells:
            found = explain(desk, filled, cell)
            assert sum(row.adds for row in found.rows) == filled.numbers[cell], cell


def test_a_card_counted_in_another_line_says_where(desk: Desk) -> None:
    filled = prepare(desk, "1-QO", NOW).filled
    beside = explain(desk, filled, Cell("Y", "02.1", "1")).not_counted
    assert {card.why(Language.EN) for card in beside} <= {
        f"counted in line {line}" for line in ("02.2", "02.3", "02.4")
    }
    again = filled.int_of("Y", "02.2", "1") + filled.int_of("Y", "02.3", "1")
    assert len(beside) >= again


def test_soft_findings_are_confirmed_with_a_reason_and_travel(tmp_path: Path) -> None:
    desk = make_practice_vault(
        tmp_path / "zero.pana",
        "a made-up passphrase",
        "KDN-1132",
        NOW,
        families=3,
        cases=0,
        day=lambda: date(2026, 10, 2),
    )
    assert not isinstance(desk, Finding)
    prepared = prepare(desk, "2-AQA", NOW)
    open_ones = soft(prepared)
    assert [one.rule for one in open_ones] == ["R8"]
    assert open_ones and not prepared.ready
    assert hand_in(desk, prepared) == tuple(open_ones)
    done = confirm(desk, prepared, open_ones, "3", "checked in the court's list")
    assert done.ready and {d.rule for d in done.filled.decisions} == {f.rule for f in open_ones}
    assert done.filled.decisions[0].words == "checked in the court's list"
    desk.store.vault.close()


def test_a_confirmation_falls_away_with_its_number(desk: Desk) -> None:
    prepared = prepare(desk, "1-QO", NOW)
    prepared = confirm(desk, prepared, soft(prepared), "1")
    with desk.store.reading() as reading:
        card = next(c for c in reading.counted("family") if c.get("removed_on") is None)
    with desk.store.begin() as work:
        draft = replace(card, state=State.DRAFT)
        work.save(draft, who="secretary", when=desk.now())
    told = soft(prepare(desk, "1-QO", NOW))
    assert [f.rule for f in told] == ["R3"] and told[0].values["count"] == 1


def test_only_soft_findings_can_be_confirmed(desk: Desk) -> None:
    prepared = prepare(desk, "1-QO", NOW)
    with pytest.raises(ValueError, match="not soft"):
        confirm(desk, prepared, [Finding("K1", Severity.HARD, "")], "1")


def test_a_late_change_stops_later_quarters_until_one_act_revises_them(desk: Desk) -> None:
    hand_in_all(desk, NOW)
    before = prepare(desk, "1-QO", NOW)
    assert before.handed == 0
    with desk.store.reading() as reading:
        card = next(
            c
            for c in reading.counted("family")
            if c.get("removed_on") is None
            and isinstance(on := c.get("registered_on"), date)
            and on < date(2025, 12, 1)
        )
    with desk.store.begin() as work:
        gone = card.replace("removed_on", date(2026, 2, 3))
        gone = gone.replace("removal_reason", code("removal_reason", "10"))
        gone = replace(gone, values={k: v for k, v in gone.values.items() if k != "measures"})
        work.save(gone, who="secretary", when=desk.now())
    later = prepare(desk, "1-QO", NOW)
    drifts = [f for f in later.findings if f.rule == "R6"]
    assert [f.values["period"] for f in drifts] == [Period(2026, 1), Period(2026, 2)]
    assert later.filled.revision == 1 and later.handed is None
    assert isinstance(hand_in(desk, later, "late document"), tuple)
    made = revise(desk, "1-QO", NOW, "late document")
    assert [(one.period.quarter, one.revision) for one in made] == [(1, 1), (2, 1)]
    after = prepare(desk, "1-QO", NOW)
    assert not [f for f in after.findings if f.rule == "R6"]
    after = confirm(desk, after, soft(after), "1")
    done = hand_in(desk, after, "late document")
    assert not isinstance(done, tuple) and done.handed == 1
    assert done.filled.reason == "late document"


def test_a_quarter_before_first_use_is_refused(desk: Desk) -> None:
    found = prepare(desk, "1-QO", Period(2025, 4)).findings
    assert any(f.rule == "R7" and f.severity is Severity.HARD for f in found)


def test_a_stock_says_who_is_not_there_on_its_day_and_a_ground_says_nothing_of_it(
    desk: Desk,
) -> None:
    filled = prepare(desk, "1-QO", NOW).filled
    opening = explain(desk, filled, Cell("Y", "01", "1")).not_counted
    assert opening
    assert {card.why(Language.EN) for card in opening} == {"not on the register on 31.12.2025"}
    assert explain(desk, filled, Cell("Q", "05.1", "1")).not_counted == ()
    court = prepare(desk, "2-AQA", NOW).filled
    told = {c.why(Language.EN) for c in explain(desk, court, Cell("Q", "A.07", "1")).not_counted}
    assert told <= {"the claim is not pending on 30.09.2026"}
