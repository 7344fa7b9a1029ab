"""Cards change through the doors of operations only, and each door keeps its promise."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop import operations
from desktop.card.filling import NEW, Filling, Spot
from desktop.desk import Desk
from desktop.operations import Changed
from forms.checking import check
from forms.codes import code
from forms.family import FAMILY
from forms.record import Record, State
from forms.words import Language
from tests.desktop.cards import COMPLETE, OFFICE, PEOPLE, TODAY, kept, practice_desk


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give a desk."""
    with practice_desk(tmp_path) as found:
        yield found


@pytest.fixture
def family(desk: Desk) -> Record:
    """Give a family card that its rules pass, not kept yet."""
    filling = Filling(FAMILY, Record.blank("family"), desk.register, OFFICE)
    for name, text in COMPLETE.items():
        filling.write(Spot(name), text, TODAY, Language.KK)
    for table, texts in PEOPLE.items():
        spot = Spot("", NEW)
        for name, text in texts.items():
            spot = filling.write(Spot(f"{table}.{name}", spot.row), text, TODAY, Language.KK)
    assert filling.findings(TODAY) == ()
    return filling.record


def record_of(changed: object) -> Record:
    """Give the card that an operation answered with."""
    assert isinstance(changed, Changed) and changed.record is not None
    assert changed.ids == (changed.record.id,)
    return changed.record


def test_saving_keeps_a_draft_a_draft(desk: Desk, family: Record) -> None:
    saved = record_of(operations.save_record(desk, family))
    assert saved.state is State.DRAFT and saved.number
    assert kept(desk, saved) == saved


def test_a_complete_card_stays_complete_while_its_rules_pass(desk: Desk, family: Record) -> None:
    done = record_of(operations.mark_complete(desk, family))
    again = record_of(operations.save_record(desk, done.replace("street", "Абай")))
    assert again.state is State.COMPLETE
    broken = record_of(operations.save_record(desk, again.replace("territory", None)))
    assert broken.state is State.DRAFT
    mended = record_of(operations.save_record(desk, broken.replace("territory", "KZ-1132")))
    assert mended.state is State.DRAFT, "only a person marks it again"


def test_an_incomplete_card_is_not_marked_and_says_what_is_missing(
    desk: Desk, family: Record
) -> None:
    missing = operations.mark_complete(desk, family.replace("territory", None))
    assert isinstance(missing, tuple)
    assert [one.where["field"] for one in missing] == ["territory"]


def test_a_confirmed_finding_is_kept_with_its_reason_until_the_value_changes(
    desk: Desk, family: Record
) -> None:
    mother = family.rows("parents")[0]
    young = family.replace("parents.iin", "880308299981", mother.id)
    finding = next(f for f in check(FAMILY, young, TODAY, OFFICE) if f.rule == "FM19")
    saved = record_of(operations.confirm_finding(desk, young, finding, "identity"))
    assert ("identity", "") in kept(desk, saved).confirmed.values()
    assert finding not in check(FAMILY, saved, TODAY, OFFICE)
    changed = saved.replace("parents.iin", "880308299982", mother.id)
    assert any(f.rule == "FM19" for f in check(FAMILY, changed, TODAY, OFFICE))


def test_an_annulled_card_is_not_changed_and_can_be_restored(desk: Desk, family: Record) -> None:
    saved = record_of(operations.save_record(desk, family))
    reason = code("annul_reason", "2")
    gone = record_of(operations.annul_record(desk, "family", saved.id, reason))
    assert gone.state is State.ANNULLED
    for door in (operations.save_record, operations.mark_complete):
        with pytest.raises(ValueError, match="annulled"):
            door(desk, gone)
    back = record_of(operations.restore_record(desk, "family", saved.id))
    assert back.state is State.DRAFT and back.values == saved.values


def test_what_cannot_be_read_is_kept_beside_the_card_and_forgotten(
    desk: Desk, family: Record
) -> None:
    saved = record_of(operations.save_record(desk, family))
    operations.keep_typing(desk, "family", saved.id, "[]")
    assert operations.typing_of(desk, saved.id) == "[]"
    operations.keep_typing(desk, "family", saved.id, "")
    assert operations.typing_of(desk, saved.id) == ""
