"""Merging: every offered file has one fate, sums are exact, nothing is resolved silently."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from forms.findings import Finding, Severity
from forms.territories import REPUBLIC, Register
from forms.words import Language
from reports.admitting import Fate, PartRow
from reports.catalogue import RETURNS, return_of
from reports.controls import controls
from reports.decisions import choose, confirms, exclude, take
from reports.definition import TABLES, Cell, Kind
from reports.exchange import Received, received
from reports.filled import Decision, FilledReturn, Origin, PartState, share
from reports.merging import Merged, merge
from reports.seal import digest
from tests.reports.making import Q3, empty, made

REGISTER = Register.shipped()
CODES = [one.definition.code for one in RETURNS]
OBLAST = "KDN-1100"
PARTS = [one.code for one in REGISTER.parts(OBLAST, Q3.span.first, Q3.span.last)]
FIRST, SECOND, THIRD = PARTS[:3]


def offered(code: str = "1-QO", skip: tuple[str, ...] = ()) -> list[Received]:
    """Give one sound file of each part but some."""
    return [received(made(code, part), f"{part}.xlsx") for part in PARTS if part not in skip]


def merged(files: list[Received], code: str = "1-QO", **more: object) -> Merged:
    definition = return_of(code).definition
    return merge(files, definition, OBLAST, Q3, REGISTER, **more)  # type: ignore[arg-type]


def fates(found: Merged) -> Counter[Fate]:
    return Counter(row.fate for row in found.rows if row.file)


def the_row(found: Merged, file: str) -> PartRow:
    (row,) = [row for row in found.rows if row.file == file]
    return row


def rules(found: Merged) -> set[str]:
    return {finding.rule for finding in found.findings}


def whole(found: Merged) -> FilledReturn:
    assert found.filled is not None
    return found.filled


@pytest.mark.parametrize("code", CODES)
def test_every_cell_is_the_sum_of_the_parts(code: str) -> None:
    files = offered(code)
    filled = whole(merged(files, code, controls=controls))
    for cell in filled.definition.cells(TABLES):
        if filled.definition.line(cell.line).kind is Kind.SHARE:
            granted, considered = (
                filled.int_of(cell.table, cell.line.removesuffix("08") + line, "1")
                for line in ("04", "03")
            )
            assert filled.numbers[cell] == share(granted, considered)
        else:
            expected = 0
            for one in files:
                assert one.filled is not None
                expected += one.filled.int_of(*cell)
            assert filled.numbers[cell] == expected
    assert filled.origin is Origin.MERGED and not filled.lacking
    assert filled.key == (code, OBLAST, Q3)


@pytest.mark.parametrize("code", CODES)
def test_what_is_sound_passes_without_a_finding_that_stops(code: str) -> None:
    found = merged(offered(code), code, controls=controls)
    assert fates(found) == {Fate.TAKEN: len(PARTS)}
    assert not [finding for finding in found.findings if finding.severity.stops]


def _mixture(code: str) -> list[Received]:
    files = offered(code, skip=PARTS[-2:])  # type: ignore[arg-type]
    files.append(received(made(code, FIRST), "copy of the first.xlsx"))
    files.append(received(made(code, SECOND, seed=9), "another of the second.xlsx"))
    files.append(received(made(code, THIRD, seed=3, revision=1, reason="x"), "newer third.xlsx"))
    files.append(received(made(code, FIRST, period=Q3.next()), "next quarter.xlsx"))
    files.append(received(made(code, "KDN-1500"), "another oblast.xlsx"))
    files.append(Received(None, (Finding("X04", Severity.HARD, "torn"),), "torn.xlsx", ""))
    return files


@pytest.mark.parametrize("code", CODES)
def test_each_offered_file_is_named_once_with_one_fate(code: str) -> None:
    files = _mixture(code)
    found = merged(files, code, controls=controls)
    assert sorted(row.file for row in found.rows if row.file) == sorted(one.name for one in files)
    assert fates(found) == {
        Fate.TAKEN: len(PARTS) - 3,
        Fate.DUPLICATE: 1,
        Fate.REPLACED: 1,
        Fate.REFUSED: 3,
        Fate.WAITING: 2,
    }
    absent = {row.office for row in found.rows if row.fate is Fate.MISSING}
    assert absent == {SECOND, *PARTS[-2:]}
    assert set(whole(found).lacking.values()) == {3}


@pytest.mark.parametrize("code", CODES)
def test_twenty_orders_give_one_digest_and_the_same_findings(code: str) -> None:
    files, chance = _mixture(code), random.Random(20)
    first = merged(files, code, controls=controls)
    for _ in range(20):
        again = merged(chance.sample(files, len(files)), code, controls=controls)
        assert digest(whole(again)) == digest(whole(first))
        assert again == first


def test_a_renamed_copy_counts_once_and_is_told() -> None:
    found = merged([*offered(), received(made(office=FIRST), "Көшірме.xlsx")])
    copy = next(row for row in found.rows if row.fate is Fate.DUPLICATE)
    assert copy.findings[0].rule == "M06" and copy.findings[0].severity is Severity.INFO
    assert whole(found).numbers == whole(merged(offered())).numbers


def test_a_newer_revision_replaces_an_older_one_and_both_are_told() -> None:
    newer = received(made(office=FIRST, seed=5, revision=2, reason="x"), "r2.xlsx")
    found = merged([*offered(), newer])
    assert the_row(found, "r2.xlsx").fate is Fate.TAKEN
    assert the_row(found, f"{FIRST}.xlsx").fate is Fate.REPLACED
    part = next(one for one in whole(found).parts if one.office == FIRST)
    assert (part.revision, part.digest) == (2, newer.digest)


def test_a_newer_revision_that_cannot_be_taken_does_not_bring_the_older_back() -> None:
    sick = replace(
        received(made(office=FIRST, revision=1, reason="x"), "r1.xlsx"),
        findings=(Finding("X05", Severity.HARD, "altered"),),
    )
    found = merged([*offered(), sick])
    assert the_row(found, "r1.xlsx").fate is Fate.REFUSED
    assert the_row(found, f"{FIRST}.xlsx").fate is Fate.REPLACED
    assert FIRST in {row.office for row in found.rows if row.fate is Fate.MISSING}


def test_two_returns_of_one_revision_wait_until_a_person_chooses() -> None:
    other = received(made(office=FIRST, seed=8), "other.xlsx")
    files = [*offered(), other]
    found = merged(files)
    assert fates(found)[Fate.WAITING] == 2
    assert {row.office for row in found.rows if row.fate is Fate.MISSING} == {FIRST}
    conflict = [finding for finding in found.findings if finding.rule == "M08"]
    assert len(conflict) == 2 and all(one.severity is Severity.HARD for one in conflict)
    decision = choose(FIRST, other.digest, "телефон арқылы расталды", "Әлия", date(2026, 10, 6))
    chosen = merged(files, decisions=(decision,))
    assert the_row(chosen, "other.xlsx").fate is Fate.TAKEN
    assert the_row(chosen, f"{FIRST}.xlsx").fate is Fate.REFUSED
    assert whole(chosen).decisions == (decision,) and "M08" not in rules(chosen)


def test_an_altered_file_is_refused_or_taken_by_decision_with_its_sealed_numbers() -> None:
    finding = Finding("X05", Severity.HARD, "altered", {"file": "a.xlsx"})
    sick = replace(received(made(office=FIRST), "a.xlsx"), findings=(finding,))
    files = [*offered(skip=(FIRST,)), sick]
    refused = merged(files)
    assert the_row(refused, "a.xlsx").fate is Fate.REFUSED and finding in refused.findings
    decision = take(FIRST, sick.digest, "мөрленген сан дұрыс")
    taken = merged(files, decisions=(decision,))
    assert whole(taken).numbers == whole(merged(offered())).numbers
    assert whole(taken).decisions == (decision,)
    assert not [one for one in taken.findings if one.severity.stops] and "M12" in rules(taken)


def test_the_sound_copy_of_an_altered_file_is_taken() -> None:
    sick = replace(
        received(made(office=FIRST), "0 first in the list.xlsx"),
        findings=(Finding("X05", Severity.HARD, "altered"),),
    )
    found = merged([sick, *offered()])
    assert the_row(found, sick.name).fate is Fate.REFUSED
    assert the_row(found, f"{FIRST}.xlsx").fate is Fate.TAKEN


def _unbalanced(office: str) -> FilledReturn:
    filled = made(office=office)
    cell = Cell("Q", "02", "1")
    return filled.with_numbers({**filled.numbers, cell: filled.int_of(*cell) + 1})


def test_a_part_that_fails_its_controls_waits_and_the_decision_travels() -> None:
    sick = received(_unbalanced(FIRST), "sick.xlsx")
    files = [*offered(skip=(FIRST,)), sick]
    found = merged(files, controls=controls)
    assert the_row(found, "sick.xlsx").fate is Fate.WAITING
    failed = [one for one in found.findings if one.rule == "K2" and one.severity.stops]
    assert failed and failed[0].where["file"] == "sick.xlsx"
    decision = take(FIRST, sick.digest, "комиссия түзетеді")
    taken = merged(files, controls=controls, decisions=(decision,))
    assert the_row(taken, "sick.xlsx").fate is Fate.TAKEN
    assert any(one.rule == "K2" and one.severity is Severity.HARD for one in taken.findings)


def test_a_soft_finding_that_the_part_confirmed_is_not_asked_again() -> None:
    soft = Finding("S1", Severity.SOFT, "fewer", {"table": "Q", "line": "04", "column": "3"})

    def doubting(filled: FilledReturn) -> tuple[Finding, ...]:
        return (soft,) if filled.office == FIRST else ()

    asked = merged(offered(), controls=doubting)
    assert "S1" in rules(asked)
    calm = received(made(office=FIRST, decisions=(Decision("S1", "Q/04/3", "рас"),)), "calm.xlsx")
    assert "S1" not in rules(merged([*offered(skip=(FIRST,)), calm], controls=doubting))
    assert not confirms(Decision("S1", "Y/04/3", "рас"), soft)


@pytest.mark.parametrize(
    ("name", "made_up", "rule"),
    [
        ("another return", lambda: made("2-AQA", FIRST), "M01"),
        ("another quarter", lambda: made(office=FIRST, period=Q3.previous()), "M02"),
        ("another oblast", lambda: made(office="KDN-1500"), "M03"),
        ("the oblast itself", lambda: made(office=OBLAST), "M03"),
        ("practice", lambda: made(office=FIRST, practice=True), "M05"),
    ],
)
def test_what_is_no_part_is_refused_by_name(
    name: str, made_up: Callable[[], FilledReturn], rule: str
) -> None:
    strange = received(made_up(), f"{name}.xlsx")
    found = merged([*offered(), strange])
    row = the_row(found, strange.name)
    assert row.fate is Fate.REFUSED and row.findings[0].rule == rule
    assert strange.name in row.findings[0].say(Language.RU)
    assert whole(found).numbers == whole(merged(offered())).numbers


def test_practice_returns_among_themselves_make_a_practice_return() -> None:
    files = [received(made(office=part, practice=True), f"{part}.xlsx") for part in PARTS]
    assert whole(merged(files)).practice


def test_missing_parts_are_counted_and_never_estimated() -> None:
    found = merged(offered(skip=(FIRST, SECOND)))
    filled = whole(found)
    cells = set(filled.definition.cells(TABLES))
    assert set(filled.lacking) == cells and set(filled.lacking.values()) == {2}
    states = {part.office: part.state for part in filled.parts}
    assert [code for code in states if states[code] is PartState.MISSING] == [FIRST, SECOND]
    assert sum(one.rule == "M13" for one in found.findings) == 2


def test_an_empty_cell_of_a_part_lacks_one_commission_in_this_cell_alone() -> None:
    filled = made(office=FIRST)
    hole = Cell("Q", "07.2", "1")
    holed = received(filled.with_numbers({**filled.numbers, hole: None}), "holed.xlsx")
    found = merged([*offered(skip=(FIRST,)), holed])
    assert whole(found).lacking == {hole: 1}
    assert "M15" in rules(found)


def test_a_share_without_decisions_does_not_lack() -> None:
    files = [received(empty("2-AQA", part), part) for part in PARTS]
    filled = whole(merged(files, "2-AQA"))
    assert filled.get("Q", "A.08", "1") is None and not filled.lacking


def test_an_excluded_part_is_lacking_and_printed() -> None:
    decision = exclude(FIRST, "мұрағат өртенді", "Әлия", date(2026, 10, 6))
    found = merged(offered(), decisions=(decision,))
    filled = whole(found)
    assert the_row(found, f"{FIRST}.xlsx").fate is Fate.REFUSED
    assert filled.decisions == (decision,) and set(filled.lacking.values()) == {1}
    assert filled.parts[0].state is PartState.EXCLUDED
    assert [row.fate for row in found.rows if not row.file] == [Fate.EXCLUDED]


def test_a_decision_that_fits_nothing_is_told_and_not_kept() -> None:
    decision = take(FIRST, "0" * 64, "x")
    found = merged(offered(), decisions=(decision,))
    assert "M17" in rules(found) and whole(found).decisions == ()


def test_nothing_to_take_makes_no_return() -> None:
    found = merged([])
    assert found.filled is None
    assert {row.fate for row in found.rows} == {Fate.MISSING} and len(found.rows) == len(PARTS)


def test_what_came_after_the_due_date_is_told() -> None:
    files = offered()
    files[0] = replace(files[0], on=date(2026, 10, 7))
    files[1] = replace(files[1], on=date(2026, 10, 5))
    found = merged(files, due=date(2026, 10, 5))
    late = [one for one in found.findings if one.rule == "M16"]
    assert [one.where["office"] for one in late] == [FIRST]
    assert "07.10.2026" in late[0].say(Language.RU)


def test_first_use_is_kept_where_all_agree_and_told_where_not() -> None:
    begun = date(2026, 7, 1)
    agreed = [received(made(office=part, first_use=begun), part) for part in PARTS]
    assert whole(merged(agreed)).first_use == begun
    found = merged([*agreed[:1], *offered(skip=(FIRST,))])
    assert whole(found).first_use is None and "M18" in rules(found)


def test_the_republic_merges_what_the_oblasts_merged() -> None:
    definition = return_of("1-QO").definition
    span = Q3.span
    oblast = whole(merged(offered(skip=(FIRST,))))
    found = merge(
        [received(oblast, "oblast.xlsx")], definition, REPUBLIC, Q3, REGISTER, controls=controls
    )
    filled = whole(found)
    leaves = REGISTER.leaves(REPUBLIC, span.first, span.last)
    taken = len(PARTS) - 1
    assert set(filled.lacking.values()) == {len(leaves) - taken}
    assert filled.numbers == oblast.numbers
    assert "M15" in rules(found)
    moved = next(one for one in found.findings if one.rule == "M19")
    assert moved.values["came"] == oblast.int_of("Q", "02.3", "1")
    assert moved.severity is Severity.INFO


def test_a_missing_oblast_lacks_all_its_commissions() -> None:
    found = merge([], return_of("1-QO").definition, REPUBLIC, Q3, REGISTER)
    told = {row.office: row.findings[0].values["count"] for row in found.rows}
    span = Q3.span
    for code, count in told.items():
        assert count == len(REGISTER.leaves(code, span.first, span.last))


def test_a_consolidated_return_of_the_same_office_is_no_part_of_itself() -> None:
    again = received(whole(merged(offered())), "svod.xlsx")
    found = merged([*offered(), again])
    assert the_row(found, "svod.xlsx").findings[0].rule == "M04"


def test_a_later_revision_carries_its_number_and_reason() -> None:
    filled = whole(merged(offered(), revision=1, reason="Ақкөл түзетті"))
    assert (filled.revision, filled.reason) == (1, "Ақкөл түзетті")


def test_a_share_of_the_sum_is_not_the_sum_of_shares() -> None:
    filled = whole(merged(offered("2-AQA"), "2-AQA"))
    value = filled.get("Q", "A.08", "1")
    assert isinstance(value, Decimal) and 0 <= value <= 100
