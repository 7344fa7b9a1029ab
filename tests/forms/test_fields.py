"""Each kind of field reads what people type, refuses the rest as F01, and reads its writing."""

from datetime import date
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.codes import code, codes, list_names
from forms.dates import PartialDate
from forms.fields import (
    Birth,
    Choice,
    Choices,
    Condition,
    Context,
    Date,
    Entry,
    Field,
    IinField,
    Member,
    Number,
    Place,
    Text,
    Value,
    choose,
)
from forms.findings import Finding, Severity
from forms.words import Language

TODAY = date(2026, 7, 1)
MEMBERS = {"a1": "Иманов Ерасыл", "b2": "Иманова Айзере", "c3": "Әлімқұлова Іңкәр"}
CONTEXT = Context(TODAY, MEMBERS)

TEXT = Text(name="text", label="", limit=10)
LINES = Text(name="lines", label="", limit=40, lines=3)
NUMBER = Number(name="number", label="", least=1, most=500)
DATE = Date(name="date", label="")
BIRTH = Birth(name="birth", label="")
SOURCE = Choice(name="source", label="", list="source")
GROUNDS = Choices(name="grounds", label="", list="art75_ground")
PLACE = Place(name="place", label="")
CHILD = Member(name="child", label="", of="children")
IIN = IinField(name="iin", label="")
KINDS: tuple[Field, ...] = (
    *(TEXT, LINES, NUMBER, DATE, BIRTH, SOURCE, GROUNDS, PLACE, CHILD, IIN),
)

READ: list[tuple[Field, str, Value]] = [
    (TEXT, "  Абай   к. ", "Абай к."),
    (TEXT, "1234567890", "1234567890"),
    (TEXT, "a\u00a0b", "a b"),
    (LINES, " first \n\n second ", "first \n\n second"),
    (NUMBER, "1", 1),
    (NUMBER, " 5 00 ", 500),
    (NUMBER, "007", 7),
    (DATE, "31032026", date(2026, 3, 31)),
    (DATE, "31 03", date(2026, 3, 31)),
    (DATE, "1900-01-01", date(1900, 1, 1)),
    (BIRTH, "31032015", PartialDate(2015, 3, 31)),
    (BIRTH, "03.2015", PartialDate(2015, 3)),
    (BIRTH, "2015", PartialDate(2015)),
    (SOURCE, "04", code("source", "04")),
    (SOURCE, "4", code("source", "04")),
    (SOURCE, "04 · полиция", code("source", "04")),
    (SOURCE, "ПОЛИЦИЯ", code("source", "04")),
    (SOURCE, "police", code("source", "04")),
    (SOURCE, "білім беру", code("source", "05")),
    (SOURCE, "орган опеки", code("source", "07")),
    (SOURCE, "корганшылык", code("source", "07")),
    (GROUNDS, "G5b; G1", (code("art75_ground", "G1"), code("art75_ground", "G5b"))),
    (GROUNDS, "g1;;g1; ", (code("art75_ground", "G1"),)),
    (GROUNDS, ";", None),
    (PLACE, " akmola-akkol ", "akmola-akkol"),
    (CHILD, "2", "b2"),
    (CHILD, "b2", "b2"),
    (CHILD, "ерасыл", "a1"),
    (CHILD, "инкар", "c3"),
    (CHILD, "айзере иманова", "b2"),
    (IIN, "850615199998", "850615199998"),
    (IIN, "850615 199998", "850615199998"),
    (IIN, "850615-199998", "850615199998"),
    (IIN, "8506\t1519–9998\n", "850615199998"),
    (IIN, "850615199997", "850615199997"),
]

REFUSED: list[tuple[Field, str]] = [
    (TEXT, "12345678901"),
    (TEXT, "a\x00b"),
    (TEXT, "a\ud800b"),
    (NUMBER, "0"),
    (NUMBER, "501"),
    (NUMBER, "-1"),
    (NUMBER, "1.5"),
    (NUMBER, "٣"),
    (NUMBER, "x"),
    (NUMBER, "9" * 5000),
    (DATE, "2026"),
    (DATE, "03.2026"),
    (DATE, "31.02.2026"),
    (DATE, "31.12.1899"),
    (DATE, "01.01.2101"),
    (DATE, "{today}"),
    (BIRTH, "31.02.2015"),
    (BIRTH, "1849"),
    (BIRTH, "2101"),
    (BIRTH, "жасы 5"),
    (SOURCE, "мектеп"),
    (SOURCE, "99"),
    (SOURCE, "о"),
    (SOURCE, "·"),
    (GROUNDS, "G1; G9"),
    (CHILD, "4"),
    (CHILD, "0"),
    (CHILD, "иманов"),
    (CHILD, "никто"),
    (CHILD, "٢"),
    (IIN, "85061519999"),
    (IIN, "8506151999980"),
    (IIN, "85061519999x"),
    (IIN, "нет"),
]


def sample(field: Field) -> list[Value]:
    return [value for one, _, value in READ if one is field and value is not None]


@pytest.mark.parametrize(("field", "typed", "value"), READ, ids=lambda one: str(one)[:20])
def test_typed_text_is_read(field: Field, typed: str, value: Value) -> None:
    assert field.parse(typed, CONTEXT) == value


@pytest.mark.parametrize(("field", "typed"), REFUSED, ids=lambda one: str(one)[:20])
def test_what_cannot_be_read_is_a_finding_of_format(field: Field, typed: str) -> None:
    found = field.parse(typed, CONTEXT)
    assert isinstance(found, Finding)
    assert (found.rule, found.severity) == ("F01", Severity.FORMAT)
    asked = {name for _, name, _, _ in Formatter().parse(found.sentence) if name is not None}
    assert asked == set(found.values)
    for lang in Language:
        assert found.say(lang)


@pytest.mark.parametrize("field", KINDS, ids=lambda field: field.name)
def test_nothing_typed_is_nothing_entered(field: Field) -> None:
    assert field.parse("", CONTEXT) is None
    assert field.parse(" \t ", CONTEXT) is None
    assert [field.format(None, lang) for lang in Language] == ["", "", ""]


@pytest.mark.parametrize("field", KINDS, ids=lambda field: field.name)
def test_a_field_reads_what_it_wrote(field: Field) -> None:
    assert sample(field)
    for value in sample(field):
        for lang in Language:
            assert field.parse(field.format(value, lang), CONTEXT) == value


@pytest.mark.parametrize("list_name", list_names())
def test_every_code_is_read_back_from_its_key_and_from_how_it_is_shown(list_name: str) -> None:
    field = Choice(name="one", label="", list=list_name)
    for each in codes(list_name):
        assert field.parse(each.key, CONTEXT) == each
        for lang in Language:
            assert field.parse(field.format(each, lang), CONTEXT) == each


@pytest.mark.parametrize("list_name", list_names())
def test_a_name_that_one_code_bears_is_read(list_name: str) -> None:
    for each in codes(list_name):
        for lang in Language:
            assert each.say(lang) in {one.say(lang) for one in choose(list_name, each.say(lang))}


@given(st.sampled_from(KINDS), st.text(max_size=200))
def test_no_typing_makes_a_field_crash(field: Field, typed: str) -> None:
    value = field.parse(typed, CONTEXT)
    if not isinstance(value, Finding):
        for lang in Language:
            assert field.parse(field.format(value, lang), CONTEXT) == value


def test_a_field_is_demanded_only_where_it_is_asked() -> None:
    moved = Condition(lambda card, row: card.get("kind") == 3, "Moved only.")
    needed = Condition(lambda card, row: row.get("on") is not None, "With a day only.")
    field = Text(name="one", label="", only_if=moved, required=needed)
    cases = {(3, True): True, (3, False): False, (1, True): False, (1, False): False}
    for (kind, day), demanded in cases.items():
        row = {"on": TODAY} if day else {}
        assert field.demanded({"kind": kind}, row) is demanded
        assert field.asked({"kind": kind}, row) is (kind == 3)
    assert Text(name="one", label="", required=True).demanded({})
    assert not Text(name="one", label="").demanded({})


def test_a_row_gives_its_values_and_nothing_where_none_is() -> None:
    row = Entry("a1", {"surname": "Иманов"})
    assert row.get("surname") == "Иманов" and row.get("name") is None


def test_a_field_without_a_kind_cannot_read() -> None:
    with pytest.raises(NotImplementedError):
        Field(name="one", label="").parse("x", CONTEXT)
