"""Every list of codes is whole: keys, days, names in three languages, lines that exist."""

import csv
import io
from datetime import date

import pytest

import resources
from forms.catalogue import FORMS
from forms.codes import Code, code, codes, list_names
from forms.fields import Choice, Choices
from forms.words import Language, Name
from reports.catalogue import RETURNS

CODES = [
    pytest.param(each, id=f"{name}/{each.key}") for name in list_names() for each in codes(name)
]
# Which return and part a list feeds; what else names a line is a mistake.
FEEDS = {
    "registration_kind": "",
    "source": "",
    "family_ground": "",
    "measure": "",
    "violence": "",
    "removal_reason": "",
    "claim_came": "ABCD",
    "claimant": "ABCD",
    "claim_outcome": "ABCD",
    "person_outcome": "ABCD",
    "art75_ground": "A",
    "placement": "A",
    "appeal_result": "ABCD",
}
ONLY_A = {"05.1"}  # restricted instead of deprived
FAMILY, COURT = (counted.definition for counted in RETURNS)
# Codes that feed one line only, so that no line is counted from two of them.
ALONE = (
    *("source", "family_ground", "measure", "violence", "removal_reason"),
    *("art75_ground", "placement", "appeal_result", "claimant", "registration_kind"),
)


@pytest.mark.parametrize("each", CODES)
def test_a_code_is_whole(each: Code) -> None:
    assert each.key.strip() == each.key != ""
    assert each.since is None or each.until is None or each.since <= each.until
    names = [each.say(lang) for lang in Language]
    assert all(name.strip() == name != "" for name in names)
    assert ";" not in "".join(names)  # several codes are typed with a semicolon between them
    assert code(each.list, each.key) is each


@pytest.mark.parametrize("name", list_names())
def test_a_list_says_no_name_twice(name: str) -> None:
    for lang in Language:
        names = [each.say(lang).casefold() for each in codes(name)]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("each", CODES)
def test_a_line_named_by_a_code_exists(each: Code) -> None:
    if not each.line:
        return
    parts = FEEDS[each.list]
    if not parts:
        assert FAMILY.line(each.line).columns
    for part in "A" if each.line in ONLY_A else parts:
        assert COURT.line(f"{part}.{each.line}").columns


@pytest.mark.parametrize("name", ALONE)
def test_every_code_of_a_counted_list_feeds_a_line_of_its_own(name: str) -> None:
    lines = [each.line for each in codes(name)]
    assert all(lines) and len(set(lines)) == len(lines)


COUNTED = {
    "source": ("06", 13),
    "family_ground": ("05", 17),
    "measure": ("07", 20),
    "violence": ("09", 4),
    "removal_reason": ("03", 10),
}


@pytest.mark.parametrize("name", COUNTED)
def test_every_line_of_a_breakdown_is_fed(name: str) -> None:
    head, count = COUNTED[name]
    assert [each.line for each in codes(name)] == [f"{head}.{n}" for n in range(1, count + 1)]


@pytest.mark.parametrize("each", CODES)
def test_a_code_is_named_as_the_line_that_it_feeds(each: Code) -> None:
    """A list that is a breakdown uses the words of the paper, and nothing else."""
    if each.list in COUNTED:
        assert each.name == FAMILY.line(each.line).name


def test_every_list_is_asked_by_a_field_or_by_the_store() -> None:
    asked = {
        field.list
        for form in FORMS
        for _, field in form.paths()
        if isinstance(field, Choice | Choices)
    }
    assert set(list_names()) - asked == {"annul_reason"}


def test_a_code_is_in_force_on_its_first_and_last_day() -> None:
    old = code("register_basis", "591")
    assert old.until == date(2026, 3, 1) and old.in_force(old.until)
    assert not old.in_force(date(2026, 3, 2))
    for key in ("54", "59", "79"):
        new = code("register_basis", key)
        assert new.in_force(date(2026, 3, 2)) and not new.in_force(date(2026, 3, 1))
        assert new.in_force(date(2099, 1, 1))


def test_the_file_holds_every_code_once_and_under_known_heads() -> None:
    rows = list(csv.DictReader(io.StringIO(resources.text("codes", "codes.csv"))))
    assert len(rows) == len(CODES)
    heads = ["list", "code", "kk", "ru", "en", "since", "until", "norm", "line"]
    assert all(list(row) == heads and None not in row.values() for row in rows)


def test_a_code_is_never_a_bare_text() -> None:
    assert Code("sex", "1", Name("ер", "мужской", "male")) == code("sex", "1")
    assert code("sex", "1") != code("child_sex", "1")
    bare: object = "1"
    assert code("sex", "1") != bare
    for ask in (lambda: code("sex", "3"), lambda: code("none", "1"), lambda: codes("none")):
        with pytest.raises(KeyError):
            ask()
