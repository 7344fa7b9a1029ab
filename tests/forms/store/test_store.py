"""Cards are saved whole, counted by their last complete version, and found in lists."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from forms.codes import code
from forms.record import Record, State
from forms.register_changes import ChangeKind, RegisterChange
from forms.store.drawer import BATCH
from forms.store.store import (
    Annulled,
    HandedIn,
    Query,
    Setting,
    Stale,
    Store,
)
from forms.store.tables import tables_of
from forms.territory import Level
from forms.words import Name
from tests.forms.store.looking import claim, counted, drafts, get, page, titles
from tests.forms.store.stores import (
    NOON,
    complete,
    draft,
    family,
    practice_store,
    save,
    statements,
)
from tests.forms.store.vaults import open_vault

REASON = code("annul_reason", "1")


def test_a_saved_card_has_number_revision_and_moment(store: Store) -> None:
    record = family("Өтегенқызы Ұлбосын")
    saved = save(store, record)
    assert saved == replace(record, number="1132-2026-0001", revision=1, changed_at=NOON)
    assert get(store, record) == saved


def test_numbers_run_by_form_and_year(store: Store) -> None:
    cards = [
        family(registered=date(2026, 1, 9)),
        family(registered=date(2026, 7, 1)),
        family(registered=date(2025, 12, 31)),
        Record.blank("family"),
        claim(),
        Record.blank("court_case").replace("act_on", date(2024, 2, 29)),
    ]
    assert [save(store, card).number for card in cards] == [
        "1132-2026-0001",
        "1132-2026-0002",
        "1132-2025-0001",
        "1132-2026-0003",
        "1132-C-2026-001",
        "1132-C-2024-001",
    ]


def test_the_year_of_a_number_is_that_of_the_desk(store: Store) -> None:
    new_year = datetime(2027, 1, 1, 2, tzinfo=timezone(timedelta(hours=5)))
    with store.begin() as work:
        saved = work.save(Record.blank("family"), who="a", when=new_year)
    assert (saved.number, saved.changed_at) == ("1132-2027-0001", new_year)


def test_a_number_stays_when_the_date_of_the_card_changes(store: Store) -> None:
    saved = save(store, family())
    assert save(store, saved.replace("registered_on", date(2020, 1, 1))).number == saved.number


def test_a_number_from_elsewhere_is_kept_and_not_given_twice(store: Store) -> None:
    assert save(store, replace(family(), number="1132-2026-0041")).number == "1132-2026-0041"
    assert save(store, family()).number == "1132-2026-0042"


def test_no_number_is_given_before_the_commission_is_known(store: Store) -> None:
    with store.begin() as work:
        work.set_setting("commission", None)
    with pytest.raises(ValueError, match="commission"):
        save(store, family())


def test_an_older_revision_is_refused_with_both_cards(store: Store) -> None:
    saved = save(store, family(settlement="Азат"))
    theirs = save(store, saved.replace("settlement", "Ақкөл"))
    mine = saved.replace("settlement", "Еңбек")
    with pytest.raises(Stale) as refused:
        save(store, mine)
    assert (refused.value.mine, refused.value.kept) == (mine, theirs)
    assert get(store, saved) == theirs


def test_a_card_that_the_store_lost_is_refused(store: Store) -> None:
    with pytest.raises(Stale) as refused:
        save(store, replace(family(), revision=3))
    assert refused.value.kept is None


def test_a_piece_of_work_that_fails_leaves_nothing(store: Store) -> None:
    saved = save(store, family("Өтегенқызы Ұлбосын"))
    changed = saved.replace("settlement", "Ақкөл")
    with pytest.raises(RuntimeError), store.begin() as work:
        work.save(changed, who="a", when=NOON)
        work.save(family("Воронцова Екатерина"), who="a", when=NOON)
        work.set_setting("one", 1)
        raise RuntimeError
    assert get(store, saved) == saved
    assert titles(store, Query()) == ["Өтегенқызы Ұлбосын"]
    assert titles(store, Query("воронцова")) == []
    with store.reading() as reading:
        assert reading.setting("one") is None
        assert {change.revision for change in reading.history("family", saved.id)} == {1}
    assert save(store, family()).number == "1132-2026-0002"


def test_rows_keep_their_identity_and_order(store: Store) -> None:
    saved = save(store, family("Өтегенқызы Ұлбосын", "Өтеген Ерлан", "Өтеген Бақыт"))
    first, second, third = saved.rows("parents")
    turned = save(store, saved.replace("parents", (third, first)).add_row("parents", {}))
    kept = get(store, saved)
    assert kept == turned
    assert kept.rows("parents")[:2] == (third, first)
    assert second not in kept.rows("parents")


def test_a_moment_without_time_zone_is_refused(store: Store) -> None:
    naive = datetime(2026, 9, 22)  # noqa: DTZ001  it is what must be refused
    with pytest.raises(ValueError, match="time zone"), store.begin() as work:
        work.save(family(), who="a", when=naive)


def test_a_card_is_not_found_under_another_form(store: Store) -> None:
    saved = save(store, family())
    with store.reading() as reading:
        assert reading.get("court_case", saved.id) is None


def test_all_is_there_when_the_vault_is_opened_again(tmp_path: Path) -> None:
    with practice_store(tmp_path / "a.pana") as store:
        saved = save(store, complete(family("Өтегенқызы Ұлбосын")))
    with open_vault(tmp_path / "a.pana") as vault:
        again = Store(vault)
        assert get(again, saved) == saved
        assert counted(again) == [saved]
        assert titles(again, Query("улбосын")) == ["Өтегенқызы Ұлбосын"]


# --- what is counted (rule R3) --------------------------------------------------------------------


def test_an_incomplete_edit_stands_beside_the_version_that_counts(store: Store) -> None:
    first = save(store, complete(family("Өтегенқызы Ұлбосын", settlement="Азат")))
    edit = save(store, draft(first.replace("settlement", "Ақкөл")))
    edit = save(store, edit.replace("street", "Абай к-сі"))
    assert get(store, first) == edit
    assert counted(store) == [first]
    assert drafts(store) == [edit]
    (row,) = page(store, Query())
    assert (row.state, row.subtitle, row.edited) == (State.DRAFT, "Ақкөл, Абай к-сі", True)
    assert titles(store, Query("азат")) == []

    done = save(store, complete(edit))
    assert done.revision == 4
    assert get(store, first) == done
    assert counted(store) == [done]
    assert drafts(store) == []
    assert not page(store, Query())[0].edited


def test_a_card_that_never_was_complete_counts_nowhere(store: Store) -> None:
    saved = save(store, save(store, family("Өтегенқызы Ұлбосын")).replace("street", "Абай"))
    assert counted(store) == []
    assert drafts(store) == [saved]
    assert not page(store, Query())[0].edited


def test_an_annulled_card_counts_nowhere_until_it_is_restored(store: Store) -> None:
    first = save(store, complete(family("Өтегенқызы Ұлбосын")))
    edit = save(store, draft(first.replace("settlement", "Ақкөл")))
    with store.begin() as work:
        annulled = work.annul("family", first.id, REASON, who="a", when=NOON)
    assert annulled == replace(edit, state=State.ANNULLED, revision=3)
    assert (counted(store), drafts(store)) == ([], [])
    assert titles(store, Query(states=frozenset({State.ANNULLED}))) == ["Өтегенқызы Ұлбосын"]
    with pytest.raises(Annulled):
        save(store, draft(annulled))
    with pytest.raises(Annulled), store.begin() as work:
        work.annul("family", first.id, REASON, who="a", when=NOON)

    with store.begin() as work:
        restored = work.restore("family", first.id, who="a", when=NOON)
    assert restored == replace(edit, revision=4)
    assert (counted(store), drafts(store)) == ([first], [restored])
    with pytest.raises(ValueError, match="not annulled"), store.begin() as work:
        work.restore("family", first.id, who="a", when=NOON)


def test_nobody_annuls_by_saving_or_a_card_that_is_not_there(store: Store) -> None:
    saved = save(store, family())
    with pytest.raises(Annulled):
        save(store, replace(saved, state=State.ANNULLED))
    with pytest.raises(KeyError), store.begin() as work:
        work.annul("family", "nowhere", REASON, who="a", when=NOON)


@pytest.mark.slow
def test_many_cards_are_counted_in_batches(store: Store) -> None:
    cards = 4 * BATCH
    with store.begin() as work:
        for number in range(cards):
            record = family(f"Өтеген Ерлан{number}").add_row("children", {"name": str(number)})
            record = complete(record) if number % 10 else record
            work.save(record, who="a", when=NOON)
    tables = 1 + len(tables_of("family").rows)
    with store.reading() as reading, statements() as run:
        stream = reading.counted("family")
        next(stream)
        assert len(run) == tables
        assert 1 + sum(1 for _ in stream) == cards * 9 // 10
        batches = -(-cards * 9 // 10 // BATCH)
        assert len(run) <= batches * tables + 1
        del run[:]
        assert [record.rows("children")[0].get("name") for record in reading.drafts("family")] == [
            str(number) for number in range(0, cards, 10)
        ]
        assert len(run) <= 2 + tables


def test_a_reading_sees_one_state_while_others_save(store: Store) -> None:
    first = save(store, complete(family("Өтегенқызы Ұлбосын")))
    with store.reading() as reading:
        assert reading.count("family", Query()) == 1
        save(store, complete(family("Воронцова Екатерина")))
        save(store, first.replace("settlement", "Ақкөл"))
        assert list(reading.counted("family")) == [first]
        assert reading.get("family", first.id) == first
    assert len(counted(store)) == 2


def test_settings_come_back_as_they_were_set(store: Store) -> None:
    kept: dict[str, Setting] = {
        "a/1": 1,
        "a/2": "екі",
        "a_3": True,
        "b": [1, {"c": None}],
        "%": 0.5,
    }
    with store.begin() as work:
        for key, value in kept.items():
            work.set_setting(key, "before")
            work.set_setting(key, value)
        work.set_setting("gone", 1)
        work.set_setting("gone", None)
    with store.reading() as reading:
        assert reading.settings() == {**kept, "commission": "KDN-1132"}
        assert reading.settings("a/") == {"a/1": 1, "a/2": "екі"}
        assert reading.settings("%") == {"%": 0.5}
        assert reading.setting("b") == kept["b"]
        assert reading.setting("gone") is None


def paper(quarter: int = 3, revision: int = 0, office: str = "KDN-1132") -> HandedIn:
    reason = "түзету" if revision else ""
    content = {"cells": {"1-QO/Q/04/1": 153, "1-QO/Q/04/2": None}, "title": "Қолайсыз"}
    return HandedIn(
        "1-QO", office, 2026, quarter, revision, reason, date(2026, 10, 2), "Айгүл", content
    )


def test_returns_handed_in_are_frozen(store: Store) -> None:
    papers = [paper(2), paper(3), paper(3, 1), paper(3, 0, "KDN-1100")]
    with store.begin() as work:
        for one in reversed(papers):
            work.hand_in(one)
    with pytest.raises(ValueError, match="already"), store.begin() as work:
        work.hand_in(paper(3, 1))
    with store.reading() as reading:
        assert set(map(repr, reading.handed_in("1-QO"))) == set(map(repr, papers))
        assert reading.handed_in("1-QO", 2026, 3, "KDN-1132") == (papers[1], papers[2])
        assert reading.handed_in("1-QO", 2025) == ()
        assert reading.handed_in("2-AQA") == ()


def test_edits_of_the_register_come_back_in_their_order(store: Store) -> None:
    name = Name("Жаңа комиссия", "Новая комиссия", "")
    changes = (
        RegisterChange(
            ChangeKind.ADD,
            "KDN-9901",
            date(2026, 1, 1),
            name,
            name,
            Level.DISTRICT,
            "akkol",
            "KDN-1100",
            True,
            ("KDN-1132",),
        ),
        RegisterChange(ChangeKind.CLOSE, "KDN-1132", date(2026, 1, 1)),
    )
    with store.begin() as work:
        for change in changes:
            work.register_change(change, who="a", when=NOON)
    with store.reading() as reading:
        assert reading.register_changes() == changes


def test_what_was_being_typed_outlives_the_program(store: Store) -> None:
    with store.begin() as work:
        work.keep_typing("family", "a", "Өте", when=NOON)
        work.keep_typing("family", "a", "Өтеген", when=NOON)
        work.keep_typing("court_case", "b", "Қоң", when=NOON)
    with store.reading() as reading:
        assert {(one.form, one.id, one.text) for one in reading.typed()} == {
            ("family", "a", "Өтеген"),
            ("court_case", "b", "Қоң"),
        }
    with store.begin() as work:
        work.drop_typing("a")
    with store.reading() as reading:
        assert [(one.id, one.when) for one in reading.typed()] == [("b", NOON)]
