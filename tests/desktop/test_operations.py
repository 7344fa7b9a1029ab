"""Cards change through the doors of operations only, and each door keeps its promise."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop import operations
from desktop.card.filling import NEW, Filling, Spot
from desktop.desk import Desk
from desktop.drafts import (
    Draft,
    aside_of,
    card_of,
    draft_of,
    drop_draft,
    keep_draft,
    left_cards,
)
from desktop.operations import Changed
from forms.checking import check, complete, confirm
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
    assert complete(filling.findings(TODAY))
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
    saved = record_of(operations.save_record(desk, confirm(young, finding, "identity")))
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


def draft_on(record: Record, text: str = "") -> Draft:
    """Give a draft of a card, with a text of its first field that cannot be read."""
    texts = ((Spot("registered_on"), text),) if text else ()
    return Draft("family", record.id, record.revision, record.values, record.confirmed, texts)


def test_saving_lets_the_draft_go_but_for_what_cannot_be_read(desk: Desk, family: Record) -> None:
    keep_draft(desk, draft_on(family))
    saved = record_of(operations.save_record(desk, family, draft_on(family, "отызыншы наурыз")))
    left = draft_of(desk, saved.id)
    assert left is not None and left.settled and left.base == saved.revision
    assert left.texts == ((Spot("registered_on"), "отызыншы наурыз"),)
    assert left_cards(desk) == (), "what is kept beside a saved card was not left behind"
    operations.save_record(desk, saved.replace("street", "Абай"), draft_on(saved))
    assert draft_of(desk, saved.id) is None


def test_an_unsaved_card_is_left_behind_with_what_and_when(desk: Desk, family: Record) -> None:
    keep_draft(desk, draft_on(family))
    (left,) = left_cards(desk)
    assert left.saved is None and left.title == "Ғабдуллина Г." and not left.moved
    assert left.places == len(COMPLETE) + len(PEOPLE), "a new row is one place"
    assert left.draft.values == family.values and left.draft.when == desk.now()
    assert card_of(desk, "family", family.id) == Record("family", family.id, {})
    assert card_of(desk, "court_case", family.id) is None
    drop_draft(desk, family.id)
    assert left_cards(desk) == () and card_of(desk, "family", family.id) is None


def test_a_draft_upon_an_older_revision_says_so(desk: Desk, family: Record) -> None:
    saved = record_of(operations.save_record(desk, family))
    keep_draft(desk, draft_on(saved.replace("street", "Абай")))
    with desk.store.begin() as work:
        work.save(saved.replace("house", "7"), who="secretary", when=desk.now())
    (left,) = left_cards(desk)
    assert left.moved and left.places == 1, "the house was changed by somebody else"


def test_texts_that_issue_2_kept_are_read(desk: Desk, family: Record) -> None:
    saved = record_of(operations.save_record(desk, family))
    with desk.store.begin() as work:
        work.keep_typing("family", saved.id, '[["registered_on", "", "кеше"]]', when=desk.now())
    left = draft_of(desk, saved.id)
    assert left is not None and left.settled and left.texts == ((Spot("registered_on"), "кеше"),)


def test_a_draft_is_written_and_read_whole(desk: Desk, family: Record) -> None:
    row = family.rows("children")[0].id
    older = replace(draft_on(family), when=desk.now())
    draft = replace(
        draft_on(family, "кеше"),
        base=3,
        confirmed={"FM30|family/parents.birth/x|a=1": ("other", "Өтініш бойынша")},
        copied=frozenset({Spot("children.surname", row)}),
        aside=older.written(),
    )
    keep_draft(desk, draft)
    found = draft_of(desk, family.id)
    assert found == replace(draft, when=desk.now())
    assert aside_of(found) == older
