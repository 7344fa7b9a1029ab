"""A total that does not add up is explained by the slip that was made."""

import pytest

from forms.words import Language
from reports.faults import DIGITS, LEFT_OUT, MISTYPED, SWAPPED, TWICE, check_column, explain

PARTS = (("Ақмола", 701), ("Ақтөбе", 390), ("Атырау", 161), ("Павлодар", 313))
TOTAL = 1565


def test_a_right_total_needs_no_explanation() -> None:
    assert explain(PARTS, TOTAL, "Барлығы") == ()
    assert check_column("2020", PARTS, TOTAL, "Барлығы") == ()


@pytest.mark.parametrize(
    ("parts", "sentence", "part", "right"),
    [
        ((("Ақмола", 710), *PARTS[1:]), SWAPPED, "Ақмола", 701),
        ((*PARTS[:3], ("Павлодар", 318)), MISTYPED, "Павлодар", 313),
        ((PARTS[0], ("Ақтөбе", 39), *PARTS[2:]), DIGITS, "Ақтөбе", 390),
        ((*PARTS, ("Шымкент", 208)), LEFT_OUT, "Шымкент", 0),
    ],
)
def test_each_slip_is_found(
    parts: tuple[tuple[str, int], ...], sentence: str, part: str, right: int
) -> None:
    first = [s for s in explain(parts, TOTAL, "Барлығы") if s.part == part and s.right == right]
    assert sentence in {slip.sentence for slip in first}


def test_a_part_added_twice_is_found() -> None:
    slips = explain(PARTS, TOTAL + 161, "Барлығы")
    assert (TWICE, "Атырау") in {(slip.sentence, slip.part) for slip in slips}


def test_findings_speak_and_an_unexplained_total_says_so() -> None:
    found = check_column("2020", PARTS, TOTAL + 4444, "Барлығы")
    assert [f.rule for f in found] == ["T1", "T3"]
    assert "4444" in found[0].say(Language.EN)
