"""What other cards bring about is told where a card is saved, and never unmakes a complete one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop import judging, operations
from desktop.card.filling import NEW, Filling, Spot
from desktop.day.day_digest import digest
from desktop.desk import Desk
from desktop.last_resort import entry, number_for
from desktop.lists.next_steps import next_steps
from desktop.operations import Changed
from forms.checking import RuleFailed, check, confirm
from forms.codes import code
from forms.dates import PartialDate
from forms.family import FAMILY
from forms.findings import Severity
from forms.record import Record, State
from forms.rules import Scene
from forms.store.presences import Presences
from forms.words import Language
from reports.period import Period
from tests.desktop.cards import COMPLETE, OFFICE, PEOPLE, TODAY, kept, practice_desk

GIRL = "980707699966"
"""Born in 2098, so nobody's; the birth date that is typed beside it counts."""


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give a desk."""
    with practice_desk(tmp_path) as found:
        yield found


def filling(desk: Desk, surname: str) -> Filling:
    """Type a family card that its own rules pass."""
    found = Filling(
        FAMILY, Record.blank("family"), desk.register, OFFICE, Presences(desk.store.reading)
    )
    for name, text in COMPLETE.items():
        found.write(Spot(name), text, TODAY, Language.KK)
    for table, texts in PEOPLE.items():
        spot = Spot("", NEW)
        for name, text in texts.items():
            changed = surname if name == "surname" else text
            given = "" if name == "iin" else changed
            spot = found.write(Spot(f"{table}.{name}", spot.row), given, TODAY, Language.KK)
    parent = found.record.rows("parents")[0].id
    found.write(Spot("parents.no_iin", parent), "5", TODAY, Language.KK)
    return found


def done(desk: Desk, record: Record) -> Record:
    changed = operations.mark_complete(desk, record)
    assert isinstance(changed, Changed) and changed.record is not None, changed
    return changed.record


def saved(desk: Desk, record: Record) -> Record:
    changed = operations.save_record(desk, record)
    assert changed.record is not None
    return changed.record


def with_number(record: Record) -> Record:
    """Give the card with an ИИН for its child; what the number tells otherwise is confirmed."""
    child = record.rows("children")[0].id
    for name, value in {"iin": GIRL, "no_iin": None, "sex": code("child_sex", "2")}.items():
        record = record.replace(f"children.{name}", value, child)
    return confirmed(record)


def confirmed(record: Record) -> Record:
    for one in check(FAMILY, record, TODAY, OFFICE):
        if one.severity is Severity.SOFT:
            record = confirm(record, one, "2")
    return record


def rules(found: object) -> set[str]:
    assert isinstance(found, tuple)
    return {one.rule for one in found}


def test_a_child_of_another_family_keeps_the_card_from_being_complete(desk: Desk) -> None:
    first = done(desk, with_number(filling(desk, "Ғабдуллина").record))
    second = with_number(filling(desk, "Сәрсенова").record)
    missing = operations.mark_complete(desk, second)
    assert rules(missing) == {"FM85"}
    (one,) = missing if isinstance(missing, tuple) else ()
    assert first.number in one.say(Language.KK) and "Ғабдуллина" not in one.say(Language.KK)
    assert saved(desk, second).state is State.DRAFT


def test_the_list_and_the_day_count_what_other_cards_bring_about(desk: Desk) -> None:
    done(desk, with_number(filling(desk, "Ғабдуллина").record))
    second = saved(desk, with_number(filling(desk, "Сәрсенова").record))
    asked = next_steps(desk, "family", second.id)
    assert asked is not None and "FM85" in {one.rule for one in asked.findings}
    (unfinished,) = digest(desk, Period(2026, 3)).drafts
    assert unfinished.findings == asked.stops + asked.soft


def test_another_card_alone_does_not_unmake_a_complete_one(desk: Desk) -> None:
    first = done(desk, with_number(filling(desk, "Ғабдуллина").record))
    saved(desk, with_number(filling(desk, "Сәрсенова").record))
    again = saved(desk, first.replace("street", "Абай"))
    assert again.state is State.COMPLETE
    broken = saved(desk, again.replace("territory", None))
    assert broken.state is State.DRAFT


def test_what_this_saving_brings_about_unmakes_it(desk: Desk) -> None:
    done(desk, with_number(filling(desk, "Ғабдуллина").record))
    second = done(desk, filling(desk, "Сәрсенова").record)
    assert saved(desk, with_number(second)).state is State.DRAFT


def test_a_card_open_on_the_desk_hears_of_the_others(desk: Desk) -> None:
    first = filling(desk, "Ғабдуллина")
    kept_first = saved(desk, first.record)
    typed = filling(desk, "Ғабдуллина")
    assert "FM86" in rules(typed.findings(TODAY))
    child = kept_first.rows("children")[0].id
    saved(desk, kept_first.replace("children.birth", PartialDate(2014, 10, 17), child))
    assert "FM86" in rules(typed.findings(TODAY)), "asked once"
    typed.take_saved(typed.record)
    assert "FM86" not in rules(typed.findings(TODAY))


@pytest.fixture
def crashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a rule of the family card crash."""

    def crash(scene: Scene) -> None:
        raise KeyError(str(scene.card.get("street")))

    bad = replace(FAMILY.rules[0], number="FM00", broken=crash)
    rules = (*FAMILY.rules, bad)
    monkeypatch.setattr(judging, "form_of", lambda _: replace(FAMILY, rules=rules))


def test_a_rule_that_crashes_loses_no_card_and_is_told_by_its_number(
    desk: Desk, request: pytest.FixtureRequest
) -> None:
    first = done(desk, filling(desk, "Ғабдуллина").record)
    request.getfixturevalue("crashing")
    with pytest.raises(RuleFailed) as raised:
        operations.save_record(desk, first.replace("street", "Абай"))
    left = kept(desk, first)
    assert left.get("street") == "Абай" and left.state is State.DRAFT
    number = number_for(raised.value)
    assert number.endswith("-FM00")
    log = entry(number, RuleFailed, raised.value, raised.value.__traceback__)
    assert "FM00" in log and "KeyError" in log and "Абай" not in log


def test_an_error_that_is_no_rules_has_a_plain_number() -> None:
    assert "-" not in number_for(ValueError("x")) and "-" not in number_for(None)
