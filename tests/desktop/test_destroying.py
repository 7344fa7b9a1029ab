"""Due cards are found, kept while anything keeps them, and go by one act: all of them or none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from desktop import destroying, retention, safekeeping
from desktop.desk import Desk
from desktop.destroying import Destroyed, destroy, still_held
from desktop.explaining import explain
from desktop.retention import due_cards, hold, own_terms, release, set_terms
from desktop.returning import prepare
from desktop.returns.why_panel import WhyPanel
from forms.codes import code
from forms.dates import PartialDate
from forms.findings import Finding, Severity
from forms.record import Record, State
from forms.retention import FOR_EVER
from forms.rights import NotAllowed, Role, User
from forms.store.backups import backups_in, folder_of
from forms.words import Language
from reports.definition import Cell
from reports.period import Period
from tests.desktop.ended import IIN, LATER, SURNAME, YEAR, ended_family, office_with_ended, save
from tests.desktop.offices import OFFICE, empty_office

Ended = tuple[Desk, list[Record]]


@pytest.fixture
def ended(tmp_path: Path) -> Iterator[Ended]:
    with office_with_ended(tmp_path, cards=2) as (desk, cards):
        be(desk, Role.SECRETARY, Role.CHAIR)
        yield desk, cards


def be(desk: Desk, *roles: Role) -> None:
    object.__setattr__(desk, "user", User("Б. Үлгі", frozenset(roles)))


def rules(desk: Desk, card: Record) -> list[str]:
    """Give the rules by which a due card is kept."""
    one = next(one for one in due_cards(desk) if one.record.id == card.id)
    return [why.rule for why in one.blocks]


def test_cards_are_due_with_their_days(ended: Ended) -> None:
    desk, cards = ended
    found = due_cards(desk)
    assert [one.record for one in found] == cards
    assert {(one.ended, one.due, one.blocks) for one in found} == {
        (date(2026, 5, 4), date(2031, 6, 10), ())
    }
    assert set(found[0].traces) == set(YEAR)


def test_a_term_of_the_office_counts_and_for_ever_is_for_ever(ended: Ended) -> None:
    desk, _ = ended
    set_terms(desk, {"retention/family": 40})
    assert {one.years for one in own_terms(desk) if one.form == "family"} == {40}
    assert due_cards(desk) == ()
    set_terms(desk, {"retention/family": FOR_EVER})
    assert due_cards(desk) == ()
    set_terms(desk, {"retention/family": 1})
    assert len(due_cards(desk)) == 2


def test_a_mark_keeps_a_card_until_it_is_lifted(ended: Ended) -> None:
    desk, cards = ended
    hold(desk, "family", cards[0].id, " сот сұратты ")
    assert rules(desk, cards[0]) == ["Z01"] and rules(desk, cards[1]) == []
    assert "сот сұратты." in due_cards(desk)[0].blocks[0].say(Language.KK)
    release(desk, "family", cards[0].id)
    assert rules(desk, cards[0]) == []
    with pytest.raises(ValueError, match="reason"):
        hold(desk, "family", cards[0].id, "  ")


@pytest.mark.parametrize("state", [State.DRAFT, State.COMPLETE])
def test_an_open_card_of_somebody_keeps_it(ended: Ended, state: State) -> None:
    desk, cards = ended
    claim = Record.blank("court_case").replace("came_on", date(2031, 3, 1))
    other = save(desk, replace(claim.add_row("respondents", {"iin": "850615199900"}), state=state))
    assert rules(desk, cards[0]) == ["Z02"] and rules(desk, cards[1]) == []
    assert other.number in due_cards(desk)[0].blocks[0].say(Language.RU)


def test_a_namesake_with_the_same_birth_date_keeps_it_too(ended: Ended) -> None:
    desk, cards = ended
    child = cards[0].rows("children")[0]
    newer = replace(
        ended_family("Басқа"), values={"registered_on": date(2031, 5, 5)}, state=State.COMPLETE
    )
    row = {name: child.get(name) for name in ("surname", "name", "birth")}
    save(desk, newer.add_row("parents", row))
    assert rules(desk, cards[0]) == ["Z02"]


def test_a_closed_card_of_somebody_keeps_nothing(ended: Ended) -> None:
    desk, cards = ended
    save(desk, ended_family(SURNAME + "ов", "850615199900"))
    assert "Z02" not in rules(desk, cards[0])


def test_a_quarter_that_is_not_handed_in_keeps_it(tmp_path: Path) -> None:
    with empty_office(tmp_path, OFFICE, LATER) as desk:
        card = save(desk, ended_family())
        assert rules(desk, card) == ["Z03"]
        assert "2026" in due_cards(desk)[0].blocks[0].say(Language.EN)


def test_every_quarter_until_the_last_child_came_of_age_is_looked_at(tmp_path: Path) -> None:
    with empty_office(tmp_path, OFFICE, LATER) as desk:
        card = ended_family()
        child = card.rows("children")[0].id
        card = card.replace("children.birth", PartialDate(2010, 6, 10), child)
        for name in ("removed_on", "removal_reason"):
            card = card.replace(name, None)
        save(desk, card)
        set_terms(desk, {"retention/family": 1})
        (due,) = due_cards(desk)
        assert due.ended == date(2028, 6, 10)
        assert min(due.traces) == Period(2026, 1) and max(due.traces) == Period(2028, 4)
        assert len(due.traces) == len(due.standing.owed) == 12


def test_cards_go_by_one_act_and_old_returns_stay_as_they_were(ended: Ended) -> None:
    desk, cards = ended
    before = {
        (paper, period): prepare(desk, paper, period).filled.numbers
        for paper in ("1-QO", "2-AQA")
        for period in YEAR
    }
    done = destroy(desk, [cards[0].id, cards[1].id])
    assert done == Destroyed("1132-D-2032-001", 2)
    for (paper, period), numbers in before.items():
        prepared = prepare(desk, paper, period)
        assert prepared.filled.numbers == numbers
        assert prepared.handed == 0
    later = prepare(desk, "1-QO", Period(2027, 1))
    assert "R6" not in {one.rule for one in later.findings}
    assert not any(one.severity.stops for one in later.findings)
    assert any(before["1-QO", YEAR[0]].values())
    assert due_cards(desk) == ()
    with desk.store.reading() as reading:
        stones = reading.destroyed(done.act)
        assert [one.number for one in stones] == [one.number for one in cards]
        assert {one.registered_on for one in stones} == {date(2026, 2, 3)}
        assert reading.people_with_iin(IIN) == ()
    assert desk.store.check_journal().findings == ()


def test_a_number_explains_itself_by_the_act(ended: Ended) -> None:
    desk, cards = ended
    destroy(desk, [one.id for one in cards])
    prepared = prepare(desk, "1-QO", YEAR[0])
    for cell, number in prepared.filled.numbers.items():
        if isinstance(number, int) and prepared.filled.definition.line(cell.line).of != "%":
            found = explain(desk, prepared.filled, cell)
            adds = found.gone.adds if found.gone else 0
            assert adds + sum(one.adds for one in found.rows) == number, cell
    first = explain(desk, prepared.filled, Cell("Q", "02", "1"))
    assert first.gone is not None and first.gone.adds == 2
    assert [one.number for one in first.gone.stones] == [one.number for one in cards]


@pytest.mark.usefixtures("dressed")
def test_the_panel_names_the_cards_that_are_gone_and_their_act(ended: Ended) -> None:
    desk, cards = ended
    destroy(desk, [one.id for one in cards])
    filled, cell = prepare(desk, "1-QO", YEAR[0]).filled, Cell("Q", "02", "1")
    panel = WhyPanel()
    panel.tell_cell(filled, cell, "2")
    panel.tell(explain(desk, filled, cell))
    said = "\n".join(label.text() for label in panel.findChildren(QLabel))
    assert all(one.number in said for one in cards) and "1132-D-2032-001" in said
    panel.deleteLater()


def test_a_backup_is_made_before_and_holds_the_card_until_it_expires(ended: Ended) -> None:
    desk, cards = ended
    folder = folder_of(desk.store.vault.path)
    before = len(backups_in(folder, desk.store.vault.path.stem))
    assert isinstance(destroy(desk, [cards[0].id]), Destroyed)
    assert len(backups_in(folder, desk.store.vault.path.stem)) == before + 1
    held = still_held(desk)
    assert held.last is not None and not held.second
    assert date(2033, 1, 1) < held.until < date(2033, 6, 1)


def test_no_backup_no_destruction(ended: Ended, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, cards = ended
    full = Finding("B01", Severity.HARD, safekeeping.NO_SECOND)
    monkeypatch.setattr(destroying, "stands_in_the_way", lambda _desk: full)
    assert destroy(desk, [cards[0].id]) == full
    assert len(due_cards(desk)) == 2


@pytest.mark.parametrize("lang", Language)
def test_one_that_must_be_kept_keeps_them_all(ended: Ended, lang: Language) -> None:
    desk, cards = ended
    hold(desk, "family", cards[1].id, "сот")
    refused = destroy(desk, [one.id for one in cards])
    assert isinstance(refused, Finding) and refused.rule == "Z05"
    assert cards[1].number in refused.say(lang)
    assert len(due_cards(desk)) == 2


def test_one_that_is_not_due_or_unknown_is_refused(ended: Ended) -> None:
    desk, _ = ended
    open_one = save(desk, replace(ended_family("Ашық"), state=State.DRAFT))
    for id in (open_one.id, "0" * 32):
        refused = destroy(desk, [id])
        assert isinstance(refused, Finding) and refused.rule == "Z04"
    nothing = destroy(desk, [])
    assert isinstance(nothing, Finding) and nothing.rule == "Z06"


def test_one_that_is_saved_in_between_is_refused(
    ended: Ended, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, cards = ended

    def somebody_saves(_desk: Desk) -> None:
        save(desk, replace(cards[0].replace("okrug", "Ақкөл"), state=State.DRAFT))

    monkeypatch.setattr(destroying, "stands_in_the_way", somebody_saves)
    refused = destroy(desk, [one.id for one in cards])
    assert isinstance(refused, Finding) and refused.rule == "Z04"
    with desk.store.reading() as reading:
        assert reading.destroyed() == ()
        assert reading.get("family", cards[1].id) is not None


def test_a_file_that_cannot_be_written_anew_is_told(
    ended: Ended, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, cards = ended
    full = Finding("V20", Severity.HARD, safekeeping.NO_SECOND)
    monkeypatch.setattr(desk.store.vault, "wipe", lambda: full)
    done = destroy(desk, [cards[0].id])
    assert isinstance(done, Destroyed) and done.left is not None and done.left.rule == "Z07"
    assert len(due_cards(desk)) == 1


def test_an_annulled_card_goes_too_and_no_return_owes_it(ended: Ended) -> None:
    desk, _ = ended
    wrong = save(desk, ended_family("Қате", "850615199950"))
    with desk.store.begin() as work:
        work.annul("family", wrong.id, code("annul_reason", "1"), who="a", when=desk.now())
    object.__setattr__(desk, "today", lambda: date(2040, 1, 1))
    due = {one.record.id: one for one in due_cards(desk)}
    assert due[wrong.id].blocks == () and due[wrong.id].traces == {}
    done = destroy(desk, [wrong.id])
    assert isinstance(done, Destroyed)
    with desk.store.reading() as reading:
        assert [one.kind for one in reading.destroyed(done.act)] == ["annulled"]


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.OFFICER, Role.ADMINISTRATOR])
def test_only_the_chair_destroys(ended: Ended, role: Role) -> None:
    desk, cards = ended
    be(desk, role)
    with pytest.raises(NotAllowed):
        destroy(desk, [cards[0].id])
    if role is not Role.SECRETARY:
        with pytest.raises(NotAllowed):
            retention.due_cards(desk)
