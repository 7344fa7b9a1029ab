"""Every declaration of a form is whole, and a bad one is refused by name as it loads."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from forms.catalogue import FORMS, form_of, forms_on
from forms.codes import codes, list_names
from forms.dates import PartialDate
from forms.fields import (
    EMPTY,
    Birth,
    Choice,
    Choices,
    Context,
    Date,
    Field,
    IinField,
    Member,
    Number,
    Place,
    Text,
    Value,
)
from forms.form import Form, Section, instructed
from forms.norms import say_norm
from forms.record import Record
from forms.words import Language, say

TODAY = date(2026, 7, 1)
MEMBERS = {"r1": "Иманов Ерасыл", "r2": "Иманова Айзере"}
FIELDS = [
    pytest.param(form, path, field, id=f"{form.code}.{path}")
    for form in FORMS
    for path, field in form.paths()
]
ROWS = {table.name for form in FORMS for table in form.repeats()}


def values_of(field: Field) -> Iterator[Value]:
    """Give every value, or some telling ones, that a field can hold."""
    match field:
        case Text(limit=limit, lines=lines):
            yield from ("Әбілқайыр", "№ 5-а, «Қыз Жібек»", "x" * limit)
            if lines > 1:
                yield "first\n\nsecond"
        case Number(least=least, most=most):
            yield from (least, most)
        case Date():
            yield from (date(1900, 1, 1), date(2024, 2, 29), TODAY, date(2100, 12, 31))
        case Birth():
            yield from (PartialDate(2015), PartialDate(2015, 3), PartialDate(2015, 3, 31))
        case Choice(list=name):
            yield from codes(name)
        case Choices(list=name):
            yield from ((one,) for one in codes(name))
            yield codes(name)
        case Place():
            yield from ("akmola-akkol", "KDN-1132")
        case Member():
            yield from MEMBERS
        case IinField():
            yield from ("850615199998", "850615199997")


@pytest.mark.parametrize(("form", "path", "field"), FIELDS)
def test_a_field_reads_back_every_value_in_every_language(
    form: Form, path: str, field: Field
) -> None:
    values = list(values_of(field))
    assert values
    for value in values:
        for lang in Language:
            assert field.parse(field.format(value, lang), Context(TODAY, MEMBERS)) == value


@pytest.mark.parametrize(("form", "path", "field"), FIELDS)
def test_a_field_is_declared_whole(form: Form, path: str, field: Field) -> None:
    assert field.label.strip() == field.label != ""
    assert 1 <= field.span <= 12
    assert form.field(path) is field
    for condition in (field.required, field.only_if):
        if not isinstance(condition, bool) and condition is not None:
            assert condition.because.endswith(".")
            assert isinstance(condition.test(EMPTY, EMPTY), bool)
    if isinstance(field, Choice | Choices):
        assert field.list in list_names()
    if isinstance(field, Member):
        assert field.of in ROWS
    if isinstance(field, Place):
        assert field.kind in ("territory", "commission")


@pytest.mark.parametrize(("form", "path", "field"), FIELDS)
def test_every_field_has_an_instruction_in_every_language(
    form: Form, path: str, field: Field
) -> None:
    told = {lang: say(field.help, lang) for lang in Language}
    for lang, text in told.items():
        assert len(text.split()) > 2 and text.endswith("."), (path, lang)
        assert text != say(field.label, lang).rstrip(".") + "."
        assert not field.norm or say_norm(field.norm, lang)
    assert len(set(told.values())) == len(Language), f"{path} is not translated"


def test_an_instruction_of_no_field_and_a_second_one_are_refused() -> None:
    sections = (Section("one", "One", (Text(name="told", label="Told", help="Told."),)),)
    with pytest.raises(ValueError, match="strange"):
        instructed(sections, {"strange": "Never shown."})
    with pytest.raises(ValueError, match="told: two"):
        instructed(sections, {"told": "Again."})


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_addresses_number_the_paper_one_after_another(form: Form) -> None:
    addresses = [form.address(path) for path, _ in form.paths()]
    assert len(set(addresses)) == len(addresses)
    numbers = [tuple(map(int, address.split("."))) for address in addresses]
    assert numbers == sorted(numbers)
    for at, section in enumerate(form.sections, 1):
        inner = [field for number, field in numbers if number == at]
        assert inner == list(range(1, len(inner) + 1)) and inner
        assert section.title
    for path, _ in form.paths():
        assert form.section_of(path) is form.sections[int(form.address(path).split(".")[0]) - 1]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_a_table_is_addressed_by_its_section(form: Form) -> None:
    for table in form.repeats():
        number = form.address(table.name)
        assert form.address(f"{table.name}.{table.fields[0].name}").split(".")[0] == number
        assert form.section_of(table.name).fields.count(table) == 1
        assert form.repeat(table.name) is table
        assert table.one and table.label and isinstance(table.asked(EMPTY), bool)
        assert table.field(table.fields[-1].name) is table.fields[-1]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_every_rule_is_declared_whole(form: Form) -> None:
    for rule in form.rules:
        assert rule.sentence.endswith(".")
        first = rule.fields[0].partition(".")[0]
        assert rule.each in (None, first), rule.number


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_what_does_not_exist_is_not_found(form: Form) -> None:
    for ask in (form.field, form.address, form.section_of, form.repeat):
        with pytest.raises(KeyError):
            ask("nothing.here")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_a_bad_declaration_is_refused_by_name(form: Form) -> None:
    again = replace(form.sections[0], name="again")
    with pytest.raises(ValueError, match=rf"{form.code}: fields declared twice.*{first(form)}"):
        replace(form, sections=(*form.sections, again))
    rule = form.rules[0]
    with pytest.raises(ValueError, match=rf"rule {rule.number} speaks of \['no_such'\]"):
        replace(form, rules=(replace(rule, fields=("no_such",)),))
    with pytest.raises(ValueError, match=rf"rule {rule.number} speaks of no_table"):
        replace(form, rules=(replace(rule, each="no_table"),))
    with pytest.raises(ValueError, match=f"{form.code}: two rules have one number"):
        replace(form, rules=(rule, rule))


def first(form: Form) -> str:
    return next(path for path, _ in form.paths())


def test_a_form_is_found_by_its_code_and_by_its_days() -> None:
    assert forms_on(TODAY) == FORMS
    for form in FORMS:
        assert form_of(form.code) is form
    with pytest.raises(KeyError):
        form_of("no_such")


def test_a_section_may_hold_fields_and_a_table() -> None:
    family = form_of("family")
    mixed = Section("mixed", "Mixed", (family.field("note"), family.repeat("grounds")))
    form = replace(family, sections=(mixed,), rules=())
    assert [form.address(path) for path, _ in form.paths()] == ["1.1", "1.2", "1.3", "1.4"]
    assert form.address("grounds") == "1"


def test_a_record_changes_into_a_new_one() -> None:
    blank = Record.blank("family")
    one = blank.add_row("children", {"surname": "Иманов"}).add_row("children")
    first_row, second = one.rows("children")
    named = one.replace("children.surname", "Иманова", second.id).replace("note", "x")
    assert blank.values == {} and one.get("note") is None
    assert [row.get("surname") for row in named.rows("children")] == ["Иманов", "Иманова"]
    assert [row.id for row in named.rows("children")] == [first_row.id, second.id]
    fewer = named.drop_row("children", first_row.id)
    assert [row.id for row in fewer.rows("children")] == [second.id]
    assert "children" not in fewer.drop_row("children", second.id).values
    assert "note" not in named.replace("note", None).values
    assert named.rows("parents") == () and Record.blank("family").id != blank.id
    assert Record("family", "a", {"children": "no rows"}).rows("children") == ()
