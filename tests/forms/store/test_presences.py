"""The store tells the rules of other cards the same as cards in memory, and each thing once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from forms.catalogue import form_of
from forms.checking import check
from forms.codes import code
from forms.dates import PartialDate
from forms.elsewhere import NOWHERE
from forms.findings import Finding
from forms.identity import identity
from forms.presences import Gathered
from forms.record import Record, State
from forms.store.presences import Presences
from forms.store.store import Store
from forms.words import Language
from tests.forms.reading_rules import RuleCase, rule_cases
from tests.forms.store.stores import NOON, complete, names, practice_store, save, statements

TODAY = date(2026, 7, 1)
OFFICE = "KDN-1132"
FILES = {"family": "family_rules.txt", "court_case": "court_rules.txt"}
ACROSS = {
    case.rule: case  # the last case of each rule
    for form, file in FILES.items()
    for case in rule_cases(file, form)
    if case.beside_broken
}
CASES = [pytest.param(case, id=case.title) for case in ACROSS.values()]
BIRTH = PartialDate(2015, 6, 14)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    with practice_store(tmp_path / "practice.pana") as found:
        yield found


def found(record: Record, store: Store) -> tuple[Finding, ...]:
    elsewhere = Presences(store.reading)
    return check(form_of(record.form), record, TODAY, OFFICE, elsewhere)


@pytest.mark.parametrize("case", CASES)
def test_the_store_tells_what_cards_in_memory_tell(case: RuleCase, store: Store) -> None:
    for record in case.beside_broken:
        annulled = record.state is State.ANNULLED
        saved = save(store, complete(record) if annulled else record)
        if annulled:
            with store.begin() as work:
                work.annul(record.form, saved.id, code("annul_reason", "2"), who="s", when=NOON)
    told = found(case.broken, store)
    assert case.rule in {one.rule for one in told}
    form = form_of(case.form)
    assert told == check(form, case.broken, TODAY, OFFICE, Gathered(case.beside_broken))


def child_on(record: Record, **values: object) -> Record:
    row = names("Иманов Ерасыл") | {"birth": BIRTH, "no_iin": code("no_iin_reason", "5")}
    return record.add_row("children", {**row, **values})  # type: ignore[dict-item]


def a_family(**values: object) -> Record:
    blank = Record.blank("family").replace("registered_on", date(2026, 2, 1))
    return child_on(blank, **values)


def rules(record: Record, store: Store) -> set[str]:
    return {one.rule for one in found(record, store)}


def test_the_card_itself_is_no_other_card(store: Store) -> None:
    saved = save(store, complete(a_family()))
    assert "FM86" not in rules(saved, store)
    assert "FM86" in rules(a_family(), store)


def test_an_annulled_card_is_not_told_and_told_again_when_restored(store: Store) -> None:
    saved = save(store, complete(a_family()))
    with store.begin() as work:
        work.annul("family", saved.id, code("annul_reason", "2"), who="s", when=NOON)
    assert "FM86" not in rules(a_family(), store)
    with store.begin() as work:
        work.restore("family", saved.id, who="s", when=NOON)
    assert "FM86" in rules(a_family(), store)


def test_a_draft_counts_as_it_is_shown_and_is_called_a_draft(store: Store) -> None:
    saved = save(store, complete(a_family()))
    gone = replace(
        saved.replace("children.left_on", date(2026, 2, 2), saved.rows("children")[0].id),
        state=State.DRAFT,
    )
    assert "FM86" in rules(a_family(), store)
    shown = save(store, gone)
    (one,) = [f for f in found(a_family(), store) if f.rule == "FM86"]
    assert f"{shown.number} (" in str(one.values["card"].say(Language.KK))  # type: ignore[attr-defined]
    later = a_family().replace("registered_on", date(2026, 2, 3))
    assert "FM86" not in rules(later, store)


@pytest.mark.parametrize(
    "other",
    [
        {"birth": PartialDate(2015, 6, 15)},
        {"birth": PartialDate(2015, 6)},
        {"name": "Ерболат"},
        {"patronymic": "Серікұлы"},
        {"birth": None},
    ],
    ids=str,
)
def test_a_namesake_is_another_person(other: dict[str, object], store: Store) -> None:
    save(store, a_family(**other))
    mine = a_family(patronymic="Ерланұлы")
    assert not rules(mine, store) & {"FM85", "FM86"}


def test_two_numbers_are_two_people_whatever_they_are_called(store: Store) -> None:
    save(store, a_family(iin="850615199998", no_iin=None))
    assert "FM85" in rules(a_family(iin="850615199998", no_iin=None, name="Басқа"), store)
    assert "FM86" in rules(a_family(), store)
    assert not rules(a_family(iin="880308299980", no_iin=None), store) & {"FM85", "FM86"}


def test_a_question_is_asked_once_and_again_only_when_told_to_look_anew(store: Store) -> None:
    save(store, a_family())
    elsewhere, mine = Presences(store.reading), a_family()
    with statements() as first:
        check(form_of("family"), mine, TODAY, OFFICE, elsewhere)
    with statements() as second:
        check(form_of("family"), mine.replace("street", "Абай"), TODAY, OFFICE, elsewhere)
    looks = [one for one in second if one.startswith("SELECT")]
    assert first and all("apart" in one for one in looks), "only decisions are asked each time"
    save(store, a_family())
    row = mine.rows("children")[0]
    assert len(elsewhere.people(mine.id, row.id, row.values)) == 1
    assert len(elsewhere.anew().people(mine.id, row.id, row.values)) == 2


def test_who_was_told_apart_is_another_person_until_it_is_taken_back(store: Store) -> None:
    other = save(store, a_family())
    mine = a_family()
    rows = mine.rows("children")[0].id, other.rows("children")[0].id
    elsewhere = Presences(store.reading)

    def told() -> set[str]:
        return {one.rule for one in check(form_of("family"), mine, TODAY, OFFICE, elsewhere)}

    assert "FM86" in told()
    with store.begin() as work:
        work.tell_apart(*rows, reason="1", words="", who="s", when=NOON)
    assert "FM86" not in told()
    with store.begin() as work:
        work.take_back_apart(*rows, who="s", when=NOON)
    assert "FM86" in told()


def test_who_is_not_called_by_a_whole_name_is_not_looked_for(store: Store) -> None:
    elsewhere = Presences(store.reading)
    with statements() as asked:
        for values in ({}, names("Иманов"), names("Иманов Ерасыл"), {"birth": BIRTH}):
            assert elsewhere.people("", "", values) == ()
    assert not asked


def test_without_a_store_nothing_is_known_of_other_cards() -> None:
    row = a_family().rows("children")[0]
    assert identity(row.values).named
    assert NOWHERE.anew().people("", row.id, row.values) == ()
    assert NOWHERE.court_cards("", "1") == () and not NOWHERE.has_card("court_case", "1")
