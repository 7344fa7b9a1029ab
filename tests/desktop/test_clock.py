"""The clock was set back: order is kept by numbers, nothing is refused for ever, one warning."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop import admission
from desktop.admission import leave, open_desk
from desktop.desk import Desk
from desktop.drafts import Draft, keep_draft, left_cards
from desktop.operations import save_record
from desktop.returning import Prepared, confirm, hand_in, prepare
from desktop.safekeeping import back_up, back_up_changes
from forms.findings import Finding, Severity
from forms.record import Record
from forms.store.backups import Proved, backups_in, folder_of
from forms.store.latest import Asked
from forms.store.store import Deed
from forms.words import Language
from tests.desktop.offices import PASSPHRASE, PERIOD, practice_office

RIGHT = datetime(2027, 10, 2, 9, tzinfo=UTC)
WRONG = {
    "a year back": RIGHT - timedelta(days=366),
    "a dead battery": datetime(2000, 1, 1, tzinfo=UTC),
}
Open = Callable[[datetime], Desk]


@pytest.fixture(params=WRONG)
def wrong(request: pytest.FixtureRequest) -> datetime:
    """Give what the clock says after it was set back."""
    return WRONG[request.param]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Give what opens one vault, again and again, on a day of one's choice."""
    with practice_office(tmp_path) as first:
        path = first.store.vault.path
    seen: list[Desk] = []

    def open_(moment: datetime) -> Desk:
        monkeypatch.setattr(admission, "now", lambda: moment)
        for one in seen:
            leave(one)  # as its own clock said
        seen.clear()
        desk = open_desk(path, PASSPHRASE, lambda: moment.date())
        assert isinstance(desk, Desk), desk
        seen.append(desk)
        return desk

    yield open_
    for one in seen:
        one.store.vault.close()


def work_on(desk: Desk, surname: str) -> Record:
    """Save a card, keep a draft of another, hand a return in, make a backup."""
    card = Record.blank("family").add_row("parents", {"surname": surname})
    saved = save_record(desk, card).record
    assert saved is not None
    values = {"settlement": surname}
    keep_draft(desk, Draft("family", saved.id, saved.revision, {**saved.values, **values}, {}))
    assert any(one.draft.id == saved.id for one in left_cards(desk))
    assert isinstance(back_up(desk), Proved)
    return saved


def rules(desk: Desk) -> list[str]:
    return [one.rule for one in desk.store.vault.notices]


def test_it_is_told_once_and_stands_in_the_journal(opened: Open, wrong: datetime) -> None:
    assert rules(opened(RIGHT)) == []
    desk = opened(wrong)
    assert rules(desk) == ["J10"]
    for lang in Language:
        told = desk.store.vault.notices[0].say(lang)
        assert "02.10.2027" in told and wrong.strftime("%d.%m.%Y") in told
    with desk.store.reading() as reading:
        deeds = [one.deed for one in reading.journal(limit=2)]
    assert deeds == [Deed.LOGIN, Deed.CLOCK_SET_BACK]
    assert rules(opened(wrong + timedelta(minutes=5))) == []
    assert rules(opened(RIGHT + timedelta(days=1))) == []


def test_an_hour_of_correction_is_no_matter(opened: Open) -> None:
    opened(RIGHT)
    assert rules(opened(RIGHT - timedelta(minutes=40))) == []


def test_everything_goes_on_in_its_order(opened: Open, wrong: datetime) -> None:
    moments = (RIGHT, wrong, wrong + timedelta(minutes=9), RIGHT + timedelta(days=1))
    saved = []
    for n, moment in enumerate(moments):
        desk = opened(moment)
        saved.append(work_on(desk, f"Қасым {n}"))
    with desk.store.reading() as reading:
        latest = [one.card for one in reading.latest(Asked(), limit=len(saved))]
        rows = reading.journal(limit=40)
    assert latest == [one.id for one in reversed(saved)]
    assert [one.entry for one in rows] == sorted((one.entry for one in rows), reverse=True)
    new = [one.record for one in rows if one.deed == Deed.CARD_NEW]
    assert new[: len(saved)] == latest
    assert desk.store.check_journal().findings == ()
    assert len({one.id for one in saved} & {left.draft.id for left in left_cards(desk)}) == 4


def test_a_return_is_handed_in_whatever_the_clock_says(opened: Open, wrong: datetime) -> None:
    opened(RIGHT)
    desk = opened(wrong)
    prepared = prepare(desk, "1-QO", PERIOD)
    assert not [one for one in prepared.findings if one.severity.stops]
    soft = [one for one in prepared.findings if one.severity is Severity.SOFT]
    handed = hand_in(desk, confirm(desk, prepared, soft, "1"))
    assert isinstance(handed, Prepared) and handed.handed == 0
    again = prepare(opened(RIGHT + timedelta(days=1)), "1-QO", PERIOD)
    assert again.handed == 0 and again.filled.numbers == handed.filled.numbers


def test_no_good_backup_is_thinned_out_by_a_wrong_clock(opened: Open, wrong: datetime) -> None:
    desk = opened(RIGHT)
    made = []
    for moment in (RIGHT, wrong, RIGHT + timedelta(days=1)):
        desk = opened(moment)
        work_on(desk, "Қасым")
        found = back_up(desk)
        assert not isinstance(found, Finding)
        made.append(found.backup.path)
        assert all(path.exists() for path in made), moment
        assert back_up_changes(desk) is None, moment  # nothing changed, whatever the names say
    folder = folder_of(desk.store.vault.path)
    assert backups_in(folder, desk.store.vault.path.stem)[0].path == made[-1]
